import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Chance } from '../../../electron/core/demo/chance';
import { startTestSet, type TestSet } from '../../support/mongod-set';

/** A database server that is hurt while people write. */
export type FaultyServer = {
  /** Null: the one that the desk starts, and starts again, by itself. */
  readonly uri: string | null;
  /** Hurts it at once, before anything else happens, and resolves when it is there again, with the moment of that. */
  strike(round: number): Promise<{ readonly what: string; readonly backAt: number }>;
  dispose(): Promise<void>;
};

export const serverNames = ['own', 'one', 'three'] as const;
export type ServerName = (typeof serverNames)[number];

/** `own`: the managed `mongod` of the desk. `one`: a server of the clinic with one member. `three`: a set, by step-downs. */
export const serverKinds: Readonly<
  Record<ServerName, (given: { home: string; chance: Chance }) => Promise<FaultyServer>>
> = {
  own: async ({ home }) => ownServer(home),
  one: async ({ chance }) => oneMember(await startTestSet({ members: 1 }), chance),
  three: async () => threeMembers(await startTestSet({ members: 3 })),
};

function ownServer(home: string): FaultyServer {
  const lockFile = join(home, 'database', 'mongod.lock');
  // At once, so that nothing is waited for between the acknowledgement and the end.
  const pid = () => (existsSync(lockFile) ? Number.parseInt(readFileSync(lockFile, 'utf8'), 10) : Number.NaN);
  return {
    uri: null,
    async strike() {
      const ended = pid();
      process.kill(ended, 'SIGKILL');
      const { databasePort } = JSON.parse(await readFile(join(home, 'settings.json'), 'utf8'));
      for (;;) {
        const next = pid();
        if (next > 0 && next !== ended && (await listens(Number(databasePort))))
          return { what: 'killed', backAt: performance.now() };
        await pause(10);
      }
    },
    dispose: async () => undefined,
  };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

/** Often longer than the half second in which the desk says nothing of an interruption. */
const LONGEST_ABSENCE_MS = 1_200;
/** Each fifth time longer than the driver looks for a server, so that live updates are begun anew rather than resumed by it. */
const LONG_EACH = 5;
const LONG_ABSENCE_MS = 6_500;

function oneMember(set: TestSet, chance: Chance): FaultyServer {
  const [member] = set.members;
  if (!member) throw new Error('There is no member');
  return {
    uri: set.uri('clinic'),
    async strike(round) {
      await member.kill('SIGKILL');
      await pause(round % LONG_EACH === 1 ? LONG_ABSENCE_MS : chance.between(0, LONGEST_ABSENCE_MS));
      await member.start();
      return { what: 'killed', backAt: performance.now() };
    },
    dispose: () => set.dispose(),
  };
}

/** Each tenth time the primary is killed instead, and started again when another has its place. */
const KILLED_EACH = 10;

function threeMembers(set: TestSet): FaultyServer {
  return {
    uri: set.uri('clinic'),
    async strike(round) {
      if (round % KILLED_EACH !== KILLED_EACH - 1) {
        await set.stepDown();
        await set.primary();
        return { what: 'stepped down', backAt: performance.now() };
      }
      const member = await set.primary();
      await member.kill('SIGKILL');
      await set.primary();
      const backAt = performance.now();
      await member.start();
      return { what: 'killed', backAt };
    },
    dispose: () => set.dispose(),
  };
}
