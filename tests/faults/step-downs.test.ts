import { expect, inject, it } from 'vitest';
import { PAGE_PATIENCE_MS } from './harness/patience';
import { runTrial } from './harness/trial';
import { faultsOf } from './harness/words';

/** On a busy computer three servers take their time. */
const LIMIT_MS = 240_000;

// The full trial is `node build/faults/run.mjs --server three --rounds 50`.
it(
  'a primary of three that steps down under eight writers loses nothing and doubles nothing',
  async () => {
    const documentWorker = inject('documentWorker');
    const outcome = await runTrial({ writers: 8, documentWorker, server: 'three', rounds: 3 });
    expect(faultsOf(outcome, PAGE_PATIENCE_MS)).toEqual([]);
  },
  LIMIT_MS,
);
