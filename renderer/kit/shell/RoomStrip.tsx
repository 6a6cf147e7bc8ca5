import { IconDatabaseExclamation } from '@tabler/icons-react';
import { hasDuty } from '../../../shared/rules/permissions';
import { Banner, Link } from '../base';
import { useSession } from '../data';
import { formatBytes } from '../files/bytes';

/** The strip while little room is left on the disk of the database. */
export function RoomStrip() {
  const { database, user } = useSession();
  if (database.kind !== 'live' || !database.room) return null;
  const { freeBytes, space } = database.room;
  const mayDecide = user && hasDuty(user, 'manageConnections');
  return (
    <Banner
      tone={space === 'full' ? 'danger' : 'warn'}
      icon={IconDatabaseExclamation}
      action={mayDecide && <Link to="/connections/this-computer">Where it is</Link>}
    >
      <strong>{`Only ${formatBytes(freeBytes)} are free on the disk of the database.`}</strong>{' '}
      {space === 'full'
        ? 'When it is full, nothing can be saved. Free at least 300 MB now.'
        : 'Free some space soon, or tell who looks after this computer.'}
    </Banner>
  );
}
