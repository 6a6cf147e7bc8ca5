import { IconDatabaseExport } from '@tabler/icons-react';
import { hasDuty } from '../../../shared/rules/permissions';
import { Banner, Link } from '../base';
import { useSession, useTimeZone } from '../data';
import { formatInstant } from '../format';

/** Where a clinic is copied to another connection. */
export const copyRoute = '/connections/copy';

/** The strip while nothing can be saved: the database is compared with a copy, or the clinic has moved. */
export function SavingStrip() {
  const { database, user } = useSession();
  const timeZone = useTimeZone();
  if (database.kind !== 'live' || !database.saving) return null;
  const { kind, to, by, since } = database.saving;
  const mayDecide = user && hasDuty(user, 'manageConnections');
  return (
    <Banner
      tone="warn"
      icon={IconDatabaseExport}
      action={mayDecide && <Link to={copyRoute}>{kind === 'moved' ? 'What now' : 'How far it is'}</Link>}
    >
      {kind === 'moved' ? (
        <>
          <strong>{`The clinic moved to ${to}.`}</strong>{' '}
          {`Nothing has been saved here since ${formatInstant(since, timeZone)}; what was there then can be read.`}
        </>
      ) : (
        <>
          <strong>Saving pauses for some minutes.</strong>{' '}
          {`A copy to ${to}${by ? `, begun by ${by},` : ''} is compared only while nobody saves. Everything can be read; save again when this line is gone. Should the copying have broken off, this line goes by itself within a minute.`}
        </>
      )}
    </Banner>
  );
}
