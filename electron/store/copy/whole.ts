import type mongoose from 'mongoose';
import type { Saving } from '../../core/ports/clinic-copies';
import { StartFailure, unfinishedCopy } from '../../core/ports/start-failure';
import { intoNotes } from './notes';

/** What a database is an unfinished copy of; undefined for any other. */
export async function unfinishedCopyOf(database: mongoose.mongo.Db): Promise<string | undefined> {
  const into = await intoNotes(database).findOne({ _id: 'into' });
  return into?.state === 'unfinished' ? into.from : undefined;
}

/** Refuses a database that is a copy which is not finished. */
export async function requireWhole(database: mongoose.mongo.Db): Promise<void> {
  const from = await unfinishedCopyOf(database);
  if (from !== undefined) throw unfinishedCopy(from);
}

/** A whole copy keeps when it was opened first: from then on what is saved in it is nowhere else. */
export async function noteOpening(database: mongoose.mongo.Db): Promise<void> {
  const unopened = { _id: 'into', state: 'complete', openedAt: { $exists: false } } as const;
  const notes = intoNotes(database);
  // Looked at first: whoever may only read can open it too.
  if (await notes.findOne(unopened)) await notes.updateOne(unopened, [{ $set: { openedAt: '$$NOW' } }]);
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
