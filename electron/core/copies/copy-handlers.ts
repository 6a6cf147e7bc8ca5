import type { CopyCheck, procedures } from '../../../shared/contract';
import { type Call, personOf } from '../call';
import type { DatabaseLife } from '../database-life';
import type { CopyNote, CopyOrder } from '../ports/clinic-copies';
import { type ConnectionBook, thisComputerId } from '../ports/connection-book';
import type { ProbeServer } from '../ports/server-probe';
import { StartFailure } from '../ports/start-failure';
import type { OneAtATime } from '../one-at-a-time';
import { invalid, notFound, Refusal } from '../refusal';
import type { HandlersOf } from '../router';
import type { Trail } from '../trail';
import type { CopyJob } from './copy-job';
import type { CopyMarks } from './copy-marks';

type Given = {
  readonly book: ConnectionBook;
  readonly probe: ProbeServer;
  readonly database: DatabaseLife;
  readonly trail: Trail;
  readonly job: CopyJob;
  readonly marks: CopyMarks;
  /** Those of the connections: a copy is not begun while the one that it goes to is changed, or another one is opened. */
  readonly turns: OneAtATime;
  readonly clock: () => Date;
};

type Target = Omit<CopyOrder['to'], 'connection'>;

const checkLimitMs = 20_000;

/** `copies.*`: the open database goes to another saved connection. */
export function copyHandlers(given: Given): HandlersOf<(typeof procedures)['copies']> {
  const { book, probe, database, trail, job, marks, turns, clock } = given;
  const inTurn = <T>(work: () => Promise<T>) => {
    const { chosen } = book;
    return turns.after('connection', async () => {
      // Who asked is signed in to the one before.
      if (book.chosen !== chosen) throw invalid(['to'], 'Another database was opened meanwhile.');
      return turns.after('book', work);
    });
  };

  const note = (call: Call, action: string, about: string, outcome: 'done' | 'refused' = 'done') => {
    const { userId, displayName } = personOf(call);
    trail.note({
      ...{ at: clock(), user: userId, userName: displayName, device: call.session.device },
      ...{ action, entity: 'copies', outcome, reason: about },
    });
  };

  /** A connection that a copy can go to, and where it leads. Rejects with `Refusal` and `StartFailure`. */
  const targetOf = async (id: string): Promise<Target> => {
    const { connections, open, isFixed } = await book.list();
    if (isFixed) throw invalid(['to'], isFixed);
    if (id === open) throw invalid(['to'], 'This connection is open. Choose another one.');
    if (id === thisComputerId)
      throw invalid(
        ['to'],
        'A copy goes to a server or to a cloud; the database of this computer is closed.',
      );
    const found = connections.find((each) => each.id === id);
    const address = found && (await book.savedAddress(id));
    if (!found?.fields || !address) throw notFound();
    const { hosts, srv, database } = found.fields;
    return { name: found.name, address, place: { hosts, srv, database } };
  };

  const madeAlready = () => invalid(['to'], 'A copy is being made already. Stop it first.');
  const requireRest = () => {
    if (job.isRunning) throw madeAlready();
  };

  return {
    async status() {
      const noted = await database.copies().note();
      if (!noted) return { run: job.run };
      const { to, by, begunAt, since, state } = noted;
      return {
        note: { to: { id: to.connection, name: to.name }, by, begunAt, since, state },
        run: job.run,
      };
    },

    check: ({ to }, call) =>
      inWords(async () => {
        const { address } = await targetOf(to);
        const limit = AbortSignal.timeout(checkLimitMs);
        const server = await probe(address, call.signal ? AbortSignal.any([call.signal, limit]) : limit);
        const { kind } = server;
        if (kind === 'standalone') throw standsAlone();
        const target = await database.copies().inspect(address);
        if (target.kind === 'taken') {
          const { message, remedy } = target;
          return { kind: 'refused', reason: 'copyTargetTaken', message, remedy };
        }
        const amount = await database.copies().amount();
        return {
          kind: 'ready',
          isUnfinished: target.kind === 'unfinished',
          amount,
          server: { ...server, kind },
        };
      }),

    start: ({ to }, call) =>
      inTurn(async () => {
        requireRest();
        const { name, address, place } = await wordsAt(['to'], () => targetOf(to));
        const order = {
          to: { connection: to, name, address, place },
          from: database.state.label,
          by: personOf(call).displayName,
          at: call.now,
        };
        const isBegun = job.start(order, (ended) => {
          if (ended.kind === 'whole') note(call, 'finish', name);
          else if (ended.kind === 'failed') note(call, 'start', `${name}: ${ended.message}`, 'refused');
          else if (ended.kind === 'different') note(call, 'finish', `${name}: not equal`, 'refused');
        });
        // Of two that were asked for at once, the other one runs.
        if (!isBegun) throw madeAlready();
        note(call, 'start', name);
        return {};
      }),

    async stop(_input, call) {
      if (!job.isRunning) return {};
      await job.stop();
      note(call, 'stop', (await database.copies().note())?.to.name ?? '');
      return {};
    },

    async remove({ leavesIt = false }, call) {
      requireRest();
      const noted = await database.copies().note();
      if (!noted || isMoved(noted)) throw invalid([], 'There is no unfinished copy.');
      if (!leavesIt && (await marks.openedAt(noted.id)))
        throw invalid([], 'That connection was opened since: what is there now is no unfinished copy.');
      await wordsAt([], async () => {
        if (leavesIt) await database.copies().abandon();
        else await database.copies().remove((await targetOf(noted.to.connection)).address);
      });
      await marks.keep();
      note(call, leavesIt ? 'abandon' : 'remove', noted.to.name);
      job.forget();
      return {};
    },

    async sinceCopied() {
      const noted = await database.copies().note();
      if (!noted || !isMoved(noted)) throw invalid([], 'The clinic has not moved.');
      try {
        const { address } = await targetOf(noted.to.connection);
        const told = await database.copies().sinceCopied(address);
        if (told.openedAt) await marks.keepOpened(noted.id, told.openedAt);
        return { kind: 'told', ...told };
      } catch (error) {
        const { message, remedy } = unknownBy(error);
        return { kind: 'unknown', message, remedy, openedAt: await marks.openedAt(noted.id) };
      }
    },

    async workHereAgain(_input, call) {
      requireRest();
      const noted = await database.copies().note();
      if (!noted || !isMoved(noted)) throw invalid([], 'People can save here already.');
      const openedAt = await marks.openedAt(noted.id);
      const who = { by: personOf(call).displayName, at: call.now, openedAt };
      await wordsAt([], () => database.copies().workHereAgain(who));
      await marks.keep();
      note(call, 'workHereAgain', noted.to.name);
      job.forget();
      return {};
    },
  };
}

/** Nothing is saved here any more. */
const isMoved = ({ state }: CopyNote) => state === 'finishing' || state === 'finished';

/** What fails in words is an answer. */
async function inWords(work: () => Promise<CopyCheck>): Promise<CopyCheck> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    const { reason, message, remedy } = error;
    return { kind: 'refused', reason, message, remedy };
  }
}

/** Why the copy cannot be asked; throws what has no words. */
function unknownBy(error: unknown): { message: string; remedy: string } {
  if (error instanceof StartFailure) return error;
  if (error instanceof Refusal)
    return {
      message: 'This computer has no connection to the copy.',
      remedy: 'Look there from a computer that has one.',
    };
  throw error;
}

/** What fails in words is INVALID at a place. */
async function wordsAt<T>(path: readonly string[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof StartFailure ? invalid(path, `${error.message} ${error.remedy}`) : error;
  }
}

const standsAlone = () =>
  new StartFailure(
    'serverRefused',
    'This server stands alone: it is no replica set.',
    'Ask whoever runs the server to make it one (one member is enough), or choose another connection.',
  );
