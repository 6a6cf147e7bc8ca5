import type { DatabaseLife } from '../database-life';
import type { ConnectionBook } from '../ports/connection-book';
import { Unavailable } from '../ports/records';
import { StartFailure } from '../ports/start-failure';

/**
 * Keeps on this computer where the open database was copied to: once another one is open, nobody can ask it, and
 * people must not take the old place for the one that is in use. Does nothing while no database answers.
 */
export async function keepCopied(book: ConnectionBook, database: DatabaseLife): Promise<void> {
  if (!database.isLive) return;
  const { chosen } = book;
  try {
    const note = await database.copies().note();
    if (!note) return await book.keepCopied(chosen, null);
    const { to, begunAt, since, state } = note;
    const isWhole = state === 'finished';
    await book.keepCopied(chosen, {
      ...{ id: to.connection, name: to.name, isWhole },
      at: isWhole ? since : begunAt,
    });
  } catch (error) {
    // What was known before stays; it is looked at again the next time. A full disk is no reason to show no connections.
    const isAway = error instanceof Unavailable || error instanceof StartFailure;
    if (!isAway && !(error instanceof Error && 'errno' in error)) throw error;
  }
}
