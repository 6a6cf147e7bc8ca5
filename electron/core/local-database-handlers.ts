import type { procedures } from '../../shared/contract';
import type { Call } from './call';
import type { DatabaseLife } from './database-life';
import { BackupFailure } from './ports/backup-folder';
import { type ConnectionBook, thisComputerId } from './ports/connection-book';
import type { FileCopy, LocalDatabase } from './ports/local-database';
import { Unavailable } from './ports/records';
import { StartFailure } from './ports/start-failure';
import { invalid } from './refusal';
import type { OneAtATime } from './one-at-a-time';
import type { HandlersOf } from './router';
import type { Trail } from './trail';

type Given = {
  readonly local: LocalDatabase;
  readonly book: Pick<ConnectionBook, 'chosen'>;
  readonly database: DatabaseLife;
  readonly trail: Trail;
  /** Of whatever changes which database is open, or works on its files. */
  readonly turns: OneAtATime;
  /** A copy of the open database is being made. */
  readonly isCopying: () => boolean;
};

/** Care of the database on this computer. */
export function localDatabaseHandlers(given: Given): HandlersOf<(typeof procedures)['localDatabase']> {
  const { local, book, database, trail, turns } = given;
  let isBusy = false;
  const isOpen = () => book.chosen === thisComputerId;

  const alone = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (isBusy) throw new Unavailable('The database of this computer is being copied');
    isBusy = true;
    try {
      return await turns.after('connection', () => {
        if (given.isCopying())
          throw invalid([], 'The clinic is being copied to another connection. Stop that first.');
        return inWords(work);
      });
    } finally {
      isBusy = false;
    }
  };

  const note = (call: Call, action: 'copyFiles' | 'upgradeFiles', reason: string) =>
    trail.note({
      at: call.now,
      ...(call.person && { user: call.person.userId, userName: call.person.displayName }),
      ...{ device: call.session.device, action, entity: 'connections', outcome: 'done', reason },
    });

  /** With the database stopped while its files are read, and started again whatever came of it. */
  const copied = async (): Promise<FileCopy> => {
    if (!isOpen()) return local.copyFiles(() => undefined);
    await trail.flush();
    let copy: FileCopy | undefined;
    let failure: unknown;
    await database.changeTo(async (say) => {
      try {
        say('Stopping the database');
        await local.stop();
        copy = await local.copyFiles(say);
      } catch (error) {
        failure = error;
      }
    });
    if (!copy) throw failure;
    return copy;
  };

  return {
    status: () =>
      inWords(async () => {
        const [state, server] = await Promise.all([local.state(), database.isLive ? local.server() : null]);
        const { recoveries, copies, ...rest } = state;
        return {
          ...rest,
          isOpen: isOpen(),
          ...(server && { server }),
          recoveries: [...recoveries],
          copies: [...copies],
        };
      }),

    copy: (_input, call) =>
      alone(async () => {
        // So that the copy says which version can read it.
        await local.server();
        const copy = await copied();
        note(call, 'copyFiles', copy.name);
        return { copy };
      }),

    upgrade: ({ to }, call) =>
      alone(async () => {
        const server = isOpen() ? await local.server() : null;
        if (server?.canUpgradeTo !== to)
          throw invalid(['to'], 'The database that runs on this computer cannot be brought to that version.');
        const copy = await copied();
        await local.upgrade(to);
        note(call, 'upgradeFiles', `${server.compatibility} to ${to}, after the copy ${copy.name}`);
        const { compatibility = to } = (await local.server()) ?? {};
        return { copy, compatibility };
      }),

    reveal: ({ what }) =>
      inWords(async () => {
        const { folder, backups } = await local.state();
        return { isShown: await local.reveal(what === 'data' ? folder : backups) };
      }),
  };
}

/** Failures of the computer, told to who asked. */
async function inWords<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BackupFailure || error instanceof StartFailure)
      throw invalid([], `${error.message} ${error.remedy}`);
    throw error;
  }
}
