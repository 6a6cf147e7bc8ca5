import type mongoose from 'mongoose';
import type { Saving } from '../../core/ports/clinic-copies';
import { StartFailure } from '../../core/ports/start-failure';
import { intoNotes } from './notes';

/** Refuses a database that is a copy which is not finished: what is missing in it nobody would notice. */
export async function requireWhole(database: mongoose.mongo.Db): Promise<void> {
  const into = await intoNotes(database).findOne({ _id: 'into' });
  if (into?.state !== 'unfinished') return;
  throw new StartFailure(
    'copyUnfinished',
    `This database is an unfinished copy of "${into.from}", begun by ${into.by}.`,
    'Open the database that is being copied and go on with the copy there, or remove the copy.',
  );
}

/** A database that takes no changes and needs one before this version can open it. */
export const movedFailure = (saving: Saving): StartFailure =>
  new StartFailure(
    'clinicMoved',
    saving.kind === 'moved'
      ? `The clinic has moved to "${saving.to}", and this database was last used by an older version of Clinic Desk.`
      : 'This database is being copied, and was last used by an older version of Clinic Desk.',
    saving.kind === 'moved' ? 'Open that connection instead.' : 'Try again when the copy is done.',
  );
