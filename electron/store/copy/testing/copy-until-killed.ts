import { entities } from '../../../../shared/entities';
import { openStore } from '../../open-store';

// A Clinic Desk of its own for tests to kill: copies one database to another, and waits where it is told to, for ever.
const [here = '', there = '', stage, collection] = process.argv.slice(2);
const store = await openStore(entities)(here, () => undefined);
const wait = new Int32Array(new SharedArrayBuffer(4));
await store.copies.run(
  {
    to: {
      connection: 'server',
      name: 'Clinic server',
      address: { uri: there },
      place: { hosts: [], srv: false, database: 'clinic' },
    },
    ...{ from: 'This computer', by: 'Ada Okonkwo', at: new Date() },
  },
  {
    signal: new AbortController().signal,
    onProgress({ stage: now, collections }) {
      const isThere = collections.some(({ name, state }) => name === collection && state !== 'waiting');
      if (now !== stage || (collection && !isThere)) return;
      process.send?.('there', () => undefined);
      // Nothing of this process goes on, not even what is on its way.
      setTimeout(() => Atomics.wait(wait, 0, 0), 50);
    },
    beforePause: async () => undefined,
    onAnswering: () => undefined,
  },
);
process.send?.('done');
