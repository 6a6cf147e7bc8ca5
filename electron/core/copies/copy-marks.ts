import type { DatabaseLife } from '../database-life';
import { openingOf } from '../../../shared/rules/connections/copy-history';
import { OneAtATime } from '../one-at-a-time';
import type { ClinicCopies, CopyNote, CopyReturn } from '../ports/clinic-copies';
import type { ConnectionBook, CopyHistory, SavedConnection } from '../ports/connection-book';
import { Unavailable } from '../ports/records';
import { StartFailure } from '../ports/start-failure';

type Given = {
  readonly book: ConnectionBook;
  readonly database: Pick<DatabaseLife, 'isLive' | 'copies'>;
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
    const now = await this.#ask(historyOf);
    const known = await book.list();
    // Another one may have been opened meanwhile.
    if (now === undefined || known.isFixed || known.open !== chosen) return known;
    const marked = known.connections.map((each) => {
      if (each.id !== known.open) return each;
      const { copiedTo: _copied, returnedFrom: _returned, ...rest } = each;
      const { copiedTo, returnedFrom } = withOpenings(now, known.connections);
      return {
        ...rest,
        ...(copiedTo && { copiedTo }),
        ...(returnedFrom.length > 0 && { returnedFrom }),
      };
    });
    return { ...known, connections: marked };
  }

  /** Keeps it on this computer. Never rejects: what was known before stays, and it is kept the next time. */
  keep(): Promise<void> {
    const { book, log } = this.#given;
    return this.#turns.after('marks', async () => {
      try {
        const { chosen } = book;
        const asked = await this.#ask(async (copies) => ({
          now: await historyOf(copies),
          origin: await copies.origin(),
        }));
        if (asked === undefined) return;
        const { now, origin } = asked;
        await book.keepCopies(chosen, withOpenings(now, (await book.list()).connections));
        if (origin?.openedAt) await this.#keepOpened(origin.copy, origin.openedAt);
      } catch (error) {
        log('Where the open database was copied to could not be kept', error);
      }
    });
  }

  /** Keeps that a whole copy was opened, beside what it was copied from. */
  keepOpened(copy: string, at: Date): Promise<void> {
    return this.#turns.after('marks', () => this.#keepOpened(copy, at));
  }

  /** When a copy of the open database was opened first, as far as this computer knows. */
  async openedAt(copy: string): Promise<Date | undefined> {
    const { connections, open } = await this.known();
    const source = connections.find(({ id }) => id === open);
    return source?.copiedTo?.copy === copy ? openingOf(source.copiedTo, connections) : undefined;
  }

  async #keepOpened(copy: string, at: Date): Promise<void> {
    const { book } = this.#given;
    for (const { id, copiedTo = null, returnedFrom = [] } of (await book.list()).connections) {
      const opened = <Half extends { readonly copy?: string | undefined }>(half: Half) =>
        half.copy === copy ? { ...half, openedAt: at } : half;
      const history = { copiedTo: copiedTo && opened(copiedTo), returnedFrom: returnedFrom.map(opened) };
      await book.keepCopies(id, history);
    }
  }

  /** Undefined: the database cannot be asked, or went away while it was. */
  async #ask<Answer>(question: (copies: ClinicCopies) => Promise<Answer>): Promise<Answer | undefined> {
    const { database } = this.#given;
    if (!database.isLive) return undefined;
    try {
      return await question(database.copies());
    } catch (error) {
      if (error instanceof Unavailable || error instanceof StartFailure) return undefined;
      throw error;
    }
  }
}

async function historyOf(copies: ClinicCopies): Promise<CopyHistory> {
  const note = await copies.note();
  return {
    copiedTo: note && copiedOf(note),
    returnedFrom: (await copies.returns()).map(returnedOf),
  };
}

function copiedOf({ id: copy, to, begunAt, since, state }: CopyNote) {
  const isWhole = state === 'finished';
  return { copy, ...placeIn(to), isWhole, at: isWhole ? since : begunAt };
}

const placeIn = ({ connection, name, place }: CopyNote['to']) => ({
  ...{ id: connection, name },
  ...(place && { place }),
});

const returnedOf = ({ id: copy, to, movedAt, openedAt, backAt, backBy, isUncertain }: CopyReturn) => ({
  ...{ copy, ...placeIn(to), at: movedAt, backAt, backBy },
  ...(isUncertain && { isUncertain }),
  ...(openedAt && { openedAt }),
});

/** A database does not hear when a copy of it is opened: what this computer has learnt of that stays. */
function withOpenings(now: CopyHistory, connections: readonly SavedConnection[]): CopyHistory {
  const kept = connections.flatMap(({ copiedTo, returnedFrom = [] }) =>
    [copiedTo ?? [], ...returnedFrom].flat(),
  );
  const opened = <Half extends { readonly copy?: string | undefined; readonly openedAt?: Date | undefined }>(
    half: Half,
  ): Half => {
    const openedAt =
      half.openedAt ?? kept.find(({ copy, openedAt: at }) => copy === half.copy && at)?.openedAt;
    return { ...half, ...(openedAt && { openedAt }) };
  };
  return { copiedTo: now.copiedTo && opened(now.copiedTo), returnedFrom: now.returnedFrom.map(opened) };
}
