import type { DatabaseLife } from '../database-life';
import { OneAtATime } from '../one-at-a-time';
import type { ConnectionBook, CopiedTo } from '../ports/connection-book';
import { Unavailable } from '../ports/records';
import { StartFailure } from '../ports/start-failure';

type Given = {
  readonly book: ConnectionBook;
  readonly database: DatabaseLife;
  readonly log: (message: string, error?: unknown) => void;
};

/**
 * Where the open database was copied to. It says so itself; this computer keeps it beside the connection, because once another
 * one is open, nobody can ask it, and people must not take the old place for the one that is in use.
 */
export class CopyMarks {
  readonly #given: Given;
  readonly #turns = new OneAtATime();

  constructor(given: Given) {
    this.#given = given;
  }

  /** All connections, the open one as its database says itself now where it can be asked. Writes nothing. */
  async known(): ReturnType<ConnectionBook['list']> {
    const { book } = this.#given;
    const { chosen } = book;
    const now = await this.#now();
    const known = await book.list();
    // Another one may have been opened meanwhile.
    if (now === undefined || known.isFixed || known.open !== chosen) return known;
    const marked = known.connections.map(({ copiedTo, ...each }) => {
      const mark = each.id === known.open ? now : copiedTo;
      return { ...each, ...(mark && { copiedTo: mark }) };
    });
    return { ...known, connections: marked };
  }

  /** Keeps it on this computer. Never rejects: what was known before stays, and it is kept the next time. */
  keep(): Promise<void> {
    const { book, log } = this.#given;
    return this.#turns.after('marks', async () => {
      try {
        const { chosen } = book;
        const now = await this.#now();
        if (now !== undefined) await book.keepCopied(chosen, now);
      } catch (error) {
        log('Where the open database was copied to could not be kept', error);
      }
    });
  }

  /** Null: nowhere; undefined: nobody can be asked. */
  async #now(): Promise<CopiedTo | null | undefined> {
    const { database } = this.#given;
    if (!database.isLive) return undefined;
    try {
      const note = await database.copies().note();
      if (!note) return null;
      const { to, begunAt, since, state } = note;
      const isWhole = state === 'finished';
      return { id: to.connection, name: to.name, isWhole, at: isWhole ? since : begunAt };
    } catch (error) {
      if (error instanceof Unavailable || error instanceof StartFailure) return undefined;
      throw error;
    }
  }
}
