import type mongoose from 'mongoose';
import { auditentries } from '../../../shared/entities/auditentries';
import type { SinceCopied } from '../../core/ports/clinic-copies';
import { StartFailure } from '../../core/ports/start-failure';
import { intoNotes } from './notes';

type Db = mongoose.mongo.Db;

/** Entries of the audit that tell of no change of what the clinic keeps. */
const looks = ['read', 'get', 'list', 'run', 'export', 'signIn', 'signOut'];
const aboutThisComputer = ['connections', 'copies', 'secrets', 'localDatabase'];

/** What became of a whole copy since it was made, as its own notes and its audit tell. */
export async function sinceCopied(there: Db, copy: string): Promise<SinceCopied> {
  const into = await intoNotes(there).findOne({ _id: 'into', copy, state: 'complete' });
  if (!into?.completedAt) throw notThere();
  const { openedAt, completedAt } = into;
  const entries = there.collection<{ at: Date }>(auditentries.name);
  const changed = {
    at: { $gt: completedAt },
    outcome: 'done',
    action: { $nin: looks },
    entity: { $nin: aboutThisComputer },
  };
  const changes = await entries.countDocuments(changed);
  const last = await entries.find(changed).sort({ at: -1 }).limit(1).next();
  return { changes, ...(openedAt && { openedAt }), ...(last && { lastChange: last.at }) };
}

const notThere = () =>
  new StartFailure(
    'copyNotPossible',
    'The whole copy of this database is not there.',
    'The connection may lead to another database by now.',
  );
