import { IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { DefaultButton, Failure, Link, Loading, Page, Stack } from '../../kit/base';
import { useLocalDatabase } from '../../kit/data';
import { ForChoosers } from '../connections/ForChoosers';
import { CareDialog, type CareTask } from './CareDialog';
import { Copies } from './Copies';
import { Recoveries } from './Recoveries';
import { Server } from './Server';

const title = 'Database of this computer';

/** Where the records of this computer lie, how they are, and what is done so that they stay. */
export function LocalDatabasePage() {
  return (
    <ForChoosers title={title}>
      <Care />
    </ForChoosers>
  );
}

function Care() {
  const { data, error, refetch } = useLocalDatabase();
  const [task, setTask] = useState<CareTask>();
  // Its size and room change without anybody telling.
  useEffect(refetch, [refetch]);
  return (
    <Page
      title={title}
      subtitle={<Link to="/connections">Connections</Link>}
      narrow
      actions={
        data && (
          <DefaultButton
            label={data.isOpen ? 'Stop and copy…' : 'Copy its files…'}
            icon={IconCopy}
            onClick={() => setTask({ kind: 'copy' })}
          />
        )
      }
    >
      <Stack gap={24}>
        {!data && error && <Failure error={error} onRetry={refetch} />}
        {!data && !error && <Loading rows={6} columns={2} onRetry={refetch} />}
        {data && <Server status={data} onUpgrade={(to) => setTask({ kind: 'upgrade', to })} />}
        {data && <Copies status={data} />}
        {data && <Recoveries recoveries={data.recoveries} />}
      </Stack>
      {task && data && (
        <CareDialog task={task} status={data} onClose={() => setTask(undefined)} onDone={refetch} />
      )}
    </Page>
  );
}
