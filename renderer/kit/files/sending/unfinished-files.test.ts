import { expect, it } from 'vitest';
import { memoryStore } from '../../data/testing/memory-store';
import type { Upload } from './upload';
import { claimUnfinished, keepUnfinished } from './unfinished-files';

const place = { patient: 'b'.repeat(24), patientName: 'Ruth Abebe' };
const uploadOf = (id: string, kind: 'waiting' | 'cancelling' = 'waiting'): Upload => ({
  id,
  place,
  file: new File(['words'], `${id}.pdf`),
  details: { title: id },
  state: { kind },
  sent: 0,
});

/** A queue that is what it is told. */
function told() {
  let uploads: readonly Upload[] = [];
  let listener = () => {};
  return {
    all: () => uploads,
    subscribe: (next: () => void) => {
      listener = next;
      return () => {
        listener = () => {};
      };
    },
    set: (...next: readonly Upload[]) => {
      uploads = next;
      listener();
    },
  };
}

const now = new Date();
const rosa = (window: string) => ({ userId: 'rosa', window });
const namesFor = (
  store: ReturnType<typeof memoryStore>,
  keeper: ReturnType<typeof rosa>,
  ...open: string[]
) => claimUnfinished(store, keeper, new Set(open), now).map(({ filename }) => filename);

it('keeps which files are on their way, their patients, and nothing of what is in them, until they are over', () => {
  const store = memoryStore();
  const queue = told();
  keepUnfinished(store, rosa('one'), queue);
  queue.set(uploadOf('letter'), uploadOf('scan'));
  expect([...store.texts.keys()]).toEqual([
    'clinic-desk:draft:rosa:upload:letter',
    'clinic-desk:draft:rosa:upload:scan',
  ]);
  expect(claimUnfinished(store, rosa('one'), new Set(), now)[0]).toEqual({
    id: 'letter',
    filename: 'letter.pdf',
    size: 5,
    ...place,
  });
  queue.set(uploadOf('letter'), uploadOf('scan', 'cancelling'));
  expect([...store.texts.keys()]).toEqual(['clinic-desk:draft:rosa:upload:letter']);
  queue.set();
  expect(store.texts.size).toBe(0);
});

// Seen red with the person left out of the name, and with the window left out of account.
it('tells them to their person only, and not while the window that sends them is open', () => {
  const store = memoryStore();
  const queue = told();
  keepUnfinished(store, rosa('one'), queue);
  queue.set(uploadOf('letter'));
  expect(namesFor(store, { userId: 'meera', window: 'two' }, 'two')).toEqual([]);
  expect(namesFor(store, rosa('two'), 'one', 'two')).toEqual([]);
  // Loaded again it is the same window.
  expect(namesFor(store, rosa('one'), 'one', 'two')).toEqual(['letter.pdf']);
  expect(namesFor(store, rosa('two'), 'two')).toEqual(['letter.pdf']);
  expect(namesFor(store, rosa('three'), 'two', 'three')).toEqual([]);
});
