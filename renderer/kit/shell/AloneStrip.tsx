import { IconDatabaseExclamation } from '@tabler/icons-react';
import { hasDuty } from '../../../shared/rules/permissions';
import { Banner, Link } from '../base';
import { useSession } from '../data';

/** Where it is said what a server that stands alone lacks, and how it is changed. */
export const standaloneRoute = '/connections/standalone';

/** The strip while the open database lies on a server that stands alone: what it lacks. */
export function AloneStrip() {
  const { database, user } = useSession();
  if (database.kind !== 'live' || !database.standsAlone) return null;
  const mayDecide = user && hasDuty(user, 'manageConnections');
  return (
    <Banner
      tone="warn"
      icon={IconDatabaseExclamation}
      action={mayDecide && <Link to={standaloneRoute}>How to change that</Link>}
    >
      <strong>Some things cannot be saved on this server:</strong> documents, readings, imports, renewing a
      prescription, and a few more, which say so. Everything else is saved as ever.{' '}
      {mayDecide
        ? 'The server stands alone (it is no replica set).'
        : 'An administrator of Clinic Desk can have that changed.'}
    </Banner>
  );
}
