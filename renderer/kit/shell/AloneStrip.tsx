import { IconDatabaseExclamation } from '@tabler/icons-react';
import { hasDuty } from '../../../shared/rules/permissions';
import { Banner, Link } from '../base';
import { useSession } from '../data';

/** The strip while the open database lies on a server that stands alone: what it lacks. */
export function AloneStrip() {
  const { database, user } = useSession();
  if (database.kind !== 'live' || !database.standsAlone) return null;
  const mayDecide = user && hasDuty(user, 'manageConnections');
  return (
    <Banner
      tone="warn"
      icon={IconDatabaseExclamation}
      action={mayDecide && <Link to="/connections">Connections</Link>}
    >
      <strong>The database server stands alone.</strong> What is stored as several things at once is refused:
      documents, readings, imports, renewing a prescription, and some more, which say so. Changes by others
      appear after about a second.
    </Banner>
  );
}
