import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { everyKind } from '../../../../tests/support/copied-clinic';
import { testDatabase } from '../../../../tests/support/database';
import { startTestSet, type TestSet } from '../../../../tests/support/mongod-set';
import { entities } from '../../../../shared/entities';
import type { CopyProgress, CopyResult } from '../../../core/ports/clinic-copies';
import { type MongoStore, openStore } from '../../open-store';

export const open = openStore(entities);

/** The servers that copies go to. */
export let set: TestSet;
/** The database that is open, and an empty one on the servers. */
export let here: string;
export let there: string;
export let store: MongoStore;
/** Patients with records of every kind in `here`. */
export let ids: string[];

/** For every test of a file: a database with records of every kind, and an empty one for its copy. */
export function eachWithPlaceForCopy(): void {
  beforeAll(async () => {
    set = await startTestSet();
  }, 60_000);
  afterAll(() => set?.dispose());
  beforeEach(async () => {
    here = testDatabase();
    there = set.uri(`copy-${Math.random().toString(36).slice(2, 10)}`);
    store = await open(here, () => undefined);
    ids = await everyKind(store);
  });
  afterEach(() => store?.close());
}

export const stranger = { host: 'stranger.example', port: 27_017 };
export const place = { hosts: [stranger], srv: false, database: 'clinic' };

export const copy = (
  {
    signal = new AbortController().signal,
    onProgress = () => undefined,
    onAnswering = () => undefined,
    to = there,
    connection = 'server',
    hosts = place.hosts,
  } = {} as {
    signal?: AbortSignal;
    onProgress?: (progress: CopyProgress) => void;
    onAnswering?: (answers: boolean) => void;
    to?: string;
    connection?: string;
    hosts?: { host: string; port: number }[];
  },
): Promise<CopyResult> =>
  store.copies.run(
    {
      to: { connection, name: 'Clinic server', address: { uri: to }, place: { ...place, hosts } },
      ...{ from: 'This computer', by: 'Ada Okonkwo', at: new Date() },
    },
    { signal, onProgress, onAnswering, beforePause: async () => undefined },
  );

export const ada = { by: 'Ada Okonkwo', at: new Date() };
export const patient = (store: MongoStore, values: Record<string, unknown>) =>
  store.records.change((unit) => unit.insert(entities.patients, values, { at: new Date() }));
/** Stops at the first progress that fulfils a condition. */
export const stoppedWhen = async (is: (progress: CopyProgress) => boolean) => {
  const stop = new AbortController();
  const onProgress = (progress: CopyProgress) => (is(progress) ? stop.abort() : undefined);
  await expect(copy({ signal: stop.signal, onProgress })).rejects.toMatchObject({ reason: 'cancelled' });
};
export const hasBegun = (name: string) => (progress: CopyProgress) =>
  progress.collections.some((each) => each.name === name && each.state !== 'waiting');
