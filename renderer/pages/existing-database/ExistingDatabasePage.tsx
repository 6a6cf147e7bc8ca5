import { IconDatabaseImport } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { counted } from '../../../shared/rules/counted';
import { hasDuty } from '../../../shared/rules/permissions';
import {
  ConfirmDialog,
  Empty,
  Failure,
  Forbidden,
  Loading,
  Page,
  PrimaryButton,
  Unbroken,
} from '../../kit/base';
import { useClient, usePerson } from '../../kit/data';
import { AdoptionState } from './AdoptionState';
import { Inspection } from './Inspection';
import { LastAdoption } from './LastAdoption';
import { ReviewList } from './ReviewList';
import { useReview } from './review';
import { useAdoption } from './use-adoption';
import { useCall } from './use-call';

/** Brings a database of the older system into the form of today: what is there, how far it has come, what is left to decide. */
export function ExistingDatabasePage() {
  const person = usePerson();
  if (!hasDuty(person, 'adoptDatabase')) return <Forbidden />;
  return <AdoptionPage />;
}

function AdoptionPage() {
  const client = useClient();
  const inspect = useCall(
    useCallback((signal: AbortSignal) => client.legacy.inspect(undefined, { signal }), [client]),
  );
  const { state, start, stop } = useAdoption();
  const [isAsking, setIsAsking] = useState(false);
  const review = useReview();
  const found = inspect.data;
  const isRunning = state.kind === 'running';
  const toAdopt = found?.collections.reduce((sum, each) => sum + each.toAdopt, 0) ?? 0;
  const isNeeded = found?.isLegacy === true && state.kind !== 'done';
  const adopt = async () => {
    await start();
    inspect.again();
    review.again();
  };
  const records = counted(toAdopt, { one: 'record', many: 'records' });
  const label = state.kind === 'stopped' || state.kind === 'failed' ? 'Go on' : 'Adopt this database';
  return (
    <Page
      title="Existing database"
      subtitle={isNeeded ? `${records} of the older system` : undefined}
      actions={
        isNeeded &&
        !isRunning && (
          <PrimaryButton label={label} icon={IconDatabaseImport} onClick={() => setIsAsking(true)} />
        )
      }
    >
      <AdoptionState state={state} onStop={stop} />
      {!found && inspect.error && <Failure error={inspect.error} onRetry={inspect.again} />}
      {!found && !inspect.error && <Loading rows={6} columns={4} onRetry={inspect.again} />}
      {found?.isLegacy && state.kind !== 'done' && <Inspection found={found} />}
      {found?.last && <LastAdoption last={found.last} collections={found.collections} />}
      {found && !found.isLegacy && !found.last && review.counts?.length === 0 && state.kind === 'idle' && (
        <Empty
          icon={IconDatabaseImport}
          title="Nothing of the older system is here"
          text={
            <>
              To bring in its database, start Clinic Desk with <Unbroken>--adopt</Unbroken> and the file of
              its export, while this database is empty. In the installed app, give that file a name that ends
              with .cddump and open it.
            </>
          }
        />
      )}
      <ReviewList review={review} />
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setIsAsking(false)}
        title={`Adopt ${records}?`}
        confirmLabel="Adopt"
        keepLabel="Not now"
        // The dialog closes at once; how far it has come is told on the page.
        onConfirm={() => void adopt()}
      >
        A plain copy of the whole database is written into the backup folder before anything changes. Stay on
        this page while it runs. It can be stopped and goes on where it was.
      </ConfirmDialog>
    </Page>
  );
}
