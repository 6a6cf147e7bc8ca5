import { IconPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { Banner, DefaultButton, Failure, Link, Loading, Page, Paragraph, Stack } from '../../kit/base';
import { type KnownConnections, useConnections, useSecretsStatus, useSession } from '../../kit/data';
import { copyRoute } from '../../kit/shell';
import { KeptPasswords } from '../secrets/KeptPasswords';
import { ForChoosers } from './ForChoosers';
import { ForgetDialog } from './ForgetDialog';
import type { ConnectionTask } from './connection-task';
import { OneConnection } from './OneConnection';
import { TestDialog } from './TestDialog';
import { UseDialog } from './UseDialog';

/** Where the records live: the databases that this computer knows, which is open, and how to change that. */
export function ConnectionsPage() {
  return (
    <ForChoosers title="Connections">
      <Known />
    </ForChoosers>
  );
}

const openNameOf = (known: KnownConnections | undefined) =>
  known?.connections.find(({ id }) => id === known.open)?.name;

function Known() {
  const navigate = useNavigate();
  const { data, error, refetch } = useConnections();
  const { user } = useSession();
  const [task, setTask] = useState<ConnectionTask | null>(null);
  // Another window may have changed them since they were read here.
  useEffect(refetch, [refetch]);
  // So may a vault have been made.
  const { refetch: lookForSecrets } = useSecretsStatus();
  useEffect(lookForSecrets, [lookForSecrets]);
  const close = () => setTask(null);
  return (
    <Page
      title="Connections"
      subtitle="Where the records live"
      narrow
      actions={
        <>
          {!user && <Link to="/">Back</Link>}
          {user && data && !data.isFixed && <Link to={copyRoute}>Copy the clinic to another connection</Link>}
          {data && !data.isFixed && (
            <DefaultButton
              label="Add a connection"
              icon={IconPlus}
              onClick={() => void navigate('/connections/new')}
            />
          )}
        </>
      }
    >
      <Stack gap={24}>
        <Paragraph>
          Clinic Desk works on one database at a time. The one that is open now is opened at the next start
          too. Each database has its own people and patients; where two connections lead to the same one, it
          is said.
        </Paragraph>
        {!data && error && <Failure error={error} onRetry={refetch} />}
        {!data && !error && <Loading rows={4} columns={2} onRetry={refetch} />}
        {data?.isFixed && (
          <Banner tone="info" boxed>
            {data.isFixed}
          </Banner>
        )}
        <div>
          {data?.connections.map((each) => (
            <OneConnection key={each.id} connection={each} known={data} onTask={setTask} />
          ))}
        </div>
        <KeptPasswords />
      </Stack>
      {task?.kind === 'use' && (
        <UseDialog
          connection={task.connection}
          known={data ?? undefined}
          openName={openNameOf(data)}
          onClose={close}
        />
      )}
      {task?.kind === 'test' && <TestDialog connection={task.connection} onClose={close} />}
      {task?.kind === 'forget' && data && (
        <ForgetDialog connection={task.connection} known={data} onClose={close} onForgotten={refetch} />
      )}
    </Page>
  );
}
