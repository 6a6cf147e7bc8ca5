import { hasDuty } from '../../../shared/rules/permissions';
import { Banner, Failure, Forbidden, Link, Loading, notify, Page, Paragraph, Stack } from '../../kit/base';
import {
  type CopyStatus,
  type KnownConnections,
  useClient,
  useConnections,
  useCopyStatus,
  usePerson,
} from '../../kit/data';
import { ChooseTarget } from './ChooseTarget';
import { CopyProgress } from './CopyProgress';
import { LastStep } from './LastStep';
import { Moved } from './Moved';
import { Unfinished } from './Unfinished';

/** How a clinic moves to another connection: where to, what is there, the copy, the comparison, and opening it. */
export function CopyPage() {
  const person = usePerson();
  if (!hasDuty(person, 'manageConnections'))
    return (
      <Page title="Copy the clinic">
        <Forbidden />
      </Page>
    );
  return <Copying />;
}

function Copying() {
  const connections = useConnections();
  const status = useCopyStatus();
  const failed = (!connections.data && connections.error) || (!status.data && status.error);
  const again = () => {
    connections.refetch();
    status.refetch();
  };
  return (
    <Page
      title="Copy the clinic"
      subtitle="To a server, a replica set or Atlas"
      narrow
      actions={<Link to="/connections">Connections</Link>}
    >
      <Stack gap={24}>
        <Paragraph>
          Everything goes along: people, accounts, records, documents, readings and the audit. The copy can be
          opened when both sides are equal, and not before.
        </Paragraph>
        {failed && <Failure error={failed} onRetry={again} />}
        {!failed && !(connections.data && status.data) && <Loading rows={4} columns={2} onRetry={again} />}
        {connections.data && status.data && (
          <Now known={connections.data} status={status.data} onChanged={again} />
        )}
      </Stack>
    </Page>
  );
}

type NowProps = { known: KnownConnections; status: CopyStatus; onChanged: () => void };

/** What there is to do about the copy as it stands. */
function Now({ known, status: { note, run }, onChanged }: NowProps) {
  const client = useClient();
  const told = (work: () => Promise<unknown>) => async () => {
    try {
      await work();
    } catch (error) {
      notify.failed(error);
    }
    onChanged();
  };
  const start = (to: string) => told(() => client.copies.start({ to }))();
  if (run?.kind === 'running') return <CopyProgress run={run} onStop={told(() => client.copies.stop())} />;
  if (!note)
    return (
      <>
        {run?.kind === 'failed' && (
          <Banner tone="danger" boxed>
            <strong>{run.message}</strong> {run.remedy}
          </Banner>
        )}
        <ChooseTarget known={known} onStart={start} />
      </>
    );
  const isKnown = known.connections.some(({ id }) => id === note.to.id);
  const more = { note, run, isKnown, onChanged };
  if (note.state === 'finished') return <Moved {...more} />;
  if (note.state === 'paused')
    return (
      <Banner tone="info" boxed>
        {`Saving pauses, so that the copy at ${note.to.name}, which ${note.by} began, can be compared. Should the computer that compares be gone, or Clinic Desk have been closed there, people can save again within a minute; then go on with the copy here.`}
      </Banner>
    );
  const Step = note.state === 'finishing' ? LastStep : Unfinished;
  return (
    <>
      <Step {...more} onGoOn={() => start(note.to.id)} />
      {!isKnown && <ChooseTarget known={known} onStart={start} />}
    </>
  );
}
