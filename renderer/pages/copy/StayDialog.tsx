import type { SinceCopied } from '../../../shared/contract';
import { counted } from '../../../shared/rules/counted';
import { Banner, ConfirmDialog, Facts, Failure, Paragraph, Secondary, Stack } from '../../kit/base';
import { type CopyStatus, useClient, useSinceCopied, useTimeZone } from '../../kit/data';
import { formatInstant } from '../../kit/format';

type Props = { note: NonNullable<CopyStatus['note']>; onClose: () => void; onChanged: () => void };

/** Asks before the old database takes changes again, and says first what became of the copy. */
export function StayDialog({ note, onClose, onChanged }: Props) {
  const client = useClient();
  const timeZone = useTimeZone();
  const since = useSinceCopied();
  const { name } = note.to;
  // What was told before may be out of date.
  const isAsking = since.isLoading || since.isRefreshing;
  const told = isAsking ? undefined : since.data;
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title="Work in the old database again?"
      confirmLabel="Work here again"
      keepLabel="Cancel"
      danger
      notYet={isAsking ? `What was saved at ${name} is being looked up` : undefined}
      onConfirm={async () => {
        await client.copies.workHereAgain();
        onChanged();
      }}
    >
      <Stack gap={12}>
        {isAsking && (
          <Secondary>
            <span role="status">{`Asking ${name} what was saved there.`}</span>
          </Secondary>
        )}
        {since.error && !isAsking && <Failure error={since.error} inline onRetry={since.refetch} />}
        {told?.kind === 'told' && told.changes > 0 && (
          <Banner tone="danger" boxed>
            <strong>{`People worked at ${name}.`}</strong> What they saved there will not be here.
          </Banner>
        )}
        {told?.kind === 'unknown' && (
          <Banner tone="warn" boxed>
            <strong>{`What was saved at ${name} cannot be told now.`}</strong>{' '}
            {`${told.message} ${told.remedy}`}
          </Banner>
        )}
        {told && (
          <Facts
            items={[
              { label: 'Copied', value: formatInstant(note.since, timeZone) },
              { label: 'Opened there', value: openedWords(told, timeZone) },
              { label: 'Saved there since', value: savedWords(told, timeZone) },
            ]}
          />
        )}
        <Paragraph>
          {`From now on there are two clinics: what is saved here is not at ${name}, and what is saved there is not here. Both connections keep saying so. To move later, copy into another empty database.`}
        </Paragraph>
      </Stack>
    </ConfirmDialog>
  );
}

function openedWords({ kind, openedAt }: SinceCopied, timeZone: string | undefined): string {
  if (openedAt) return formatInstant(openedAt, timeZone);
  return kind === 'told' ? 'Not yet, from any computer' : 'Not from this computer';
}

function savedWords(since: SinceCopied, timeZone: string | undefined): string {
  if (since.kind === 'unknown') return 'Not known';
  const { changes, lastChange } = since;
  if (changes === 0 || !lastChange) return 'Nothing';
  return `${counted(changes, { one: 'change', many: 'changes' })}, the last one ${formatInstant(lastChange, timeZone)}`;
}
