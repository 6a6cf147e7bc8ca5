import { type EntityName, entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { Failure, Loading, Panel, Quiet, Secondary, Stack, Strong } from '../base';
import { useList, usePerson, useRecord, useTimeZone } from '../data';
import { formatInstant } from '../format';
import { auditWords } from './audit-words';

const newest = [{ field: 'at', direction: 'descending' as const }];
const shownAtOnce = 20;
/** Whatever writes into a record; that it was looked at is not told here. */
const writingActions = [
  'create',
  'update',
  'remove',
  'restore',
  'sign',
  'setUp',
  'signUp',
  'changePassword',
  'issueToken',
  'revokeToken',
];

/** Who made, changed and removed a record, newest first; nothing for people who may not read the audit trail. */
export function Changes({ entity, id }: { entity: EntityName; id: string }) {
  const person = usePerson();
  const timeZone = useTimeZone();
  const mayLook = may(person, 'read', entities.auditentries);
  const answer = useList(
    'auditentries',
    {
      filter: {
        entity: { is: entity },
        record: { is: id },
        action: { is: writingActions },
      },
      sort: newest,
      page: { offset: 0, limit: shownAtOnce },
    },
    { isWanted: mayLook },
  );
  if (!mayLook) return null;
  const entries = answer.data?.rows ?? [];
  const more = (answer.data?.total ?? 0) - entries.length;
  return (
    <Panel title="Who changed what">
      {answer.isLoading && <Loading rows={3} columns={1} />}
      {answer.error && !answer.data && <Failure error={answer.error} onRetry={answer.refetch} inline />}
      <Stack gap={12}>
        {entries.map((entry) => (
          <Stack key={entry.id} gap={0}>
            <Strong>{entry.userName ?? 'Someone unknown'}</Strong>
            <Secondary>{auditWords(entry)}</Secondary>
            {entry.at && <Quiet numbers>{formatInstant(entry.at, timeZone)}</Quiet>}
          </Stack>
        ))}
        {answer.data && entries.length === 0 && <Secondary>Nothing is noted yet.</Secondary>}
        {more > 0 && <Quiet>{`and ${more} earlier`}</Quiet>}
      </Stack>
    </Panel>
  );
}

type Stamped = { updatedAt: Date; updatedBy?: string };

/** "Changed 23 Nov 2026 09:42 by Asha Rao", as far as this person may know who it was. */
export function ChangedLine({ record, names }: { record: Stamped; names: Readonly<Record<string, string>> }) {
  const person = usePerson();
  const timeZone = useTimeZone();
  const { updatedBy, updatedAt } = record;
  const isOwn = updatedBy === person.userId;
  const mayAsk = may(person, 'read', entities.users) && !isOwn;
  const author = useRecord('users', mayAsk ? updatedBy : undefined).data?.record;
  const known = updatedBy ? names[updatedBy] : undefined;
  const who = isOwn ? 'you' : (known ?? author?.displayName ?? author?.username);
  return <span>{`Changed ${formatInstant(updatedAt, timeZone)}${who ? ` by ${who}` : ''}`}</span>;
}
