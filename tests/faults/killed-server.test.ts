import { expect, inject, it } from 'vitest';
import { PAGE_PATIENCE_MS } from './harness/patience';
import { runTrial } from './harness/trial';
import { faultsOf } from './harness/words';

// The full trial is `node build/faults/run.mjs` (100 rounds); this is a short one of each kind.
const trial = { writers: 8, documentWorker: inject('documentWorker') } as const;
/** On a busy computer a server takes many seconds to start again. */
const LIMIT_MS = 240_000;

it(
  'a server that is killed under eight writers loses nothing, doubles nothing and is back by itself',
  async () => {
    const outcome = await runTrial({ ...trial, server: 'one', rounds: 4 });
    expect(faultsOf(outcome, PAGE_PATIENCE_MS)).toEqual([]);
    expect(outcome.watchers.map(({ gaps }) => gaps)).toEqual([0, 0]);
    expect(outcome.patience.unavailable).toBeGreaterThan(0);
  },
  LIMIT_MS,
);

it(
  'the database of this computer is started again by the desk when it is killed, with everything in it',
  async () => {
    const outcome = await runTrial({ ...trial, server: 'own', rounds: 1 });
    expect(faultsOf(outcome, PAGE_PATIENCE_MS)).toEqual([]);
  },
  LIMIT_MS,
);

// What the two above are worth: the same trial sees what is lost when a write is acknowledged before it is on the disk.
it(
  'the same trial finds lost writes when they are committed with w: 1, j: false',
  async () => {
    const { lost } = await runTrial({ ...trial, server: 'one', rounds: 2, isWeak: true });
    expect(lost).not.toEqual([]);
  },
  LIMIT_MS,
);
