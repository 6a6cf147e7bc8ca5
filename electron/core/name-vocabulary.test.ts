import { describe, expect, it } from 'vitest';
import { entities } from '../../shared/entities';
import { NameVocabulary } from './name-vocabulary';

/** How often other work had its turn until `work` was done. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let isDone = false;
  const count = () => {
    if (isDone) return;
    turns += 1;
    setImmediate(count);
  };
  setImmediate(count);
  await work.finally(() => {
    isDone = true;
  });
  return turns;
}

describe('the names of a very large clinic', () => {
  const now = new Date('2027-03-15T08:00:00Z');
  const letters = (number: number) =>
    number.toString(26).replace(/\d/g, (digit) => 'qrstuvwxyz'.charAt(Number(digit)));
  const names = Array.from({ length: 300_000 }, (_, index) => `k${letters(index + 1_000_000)}`);
  const counted = [...names, 'kulkarni'].map((lastname) => ({ key: { lastname }, count: 1 }));
  const vocabulary = new NameVocabulary({ countBy: async () => counted }, entities.patients, ['lastname']);

  // Seen red without the turns in `read`: nothing else was answered until all names were known.
  it('are learnt without making others wait', async () => {
    // Every name begins with it, so that looking through them takes next to nothing.
    expect(await turnsDuring(vocabulary.similarTo('k', now, true))).toBeGreaterThan(30);
  });

  // Seen red without the turns in `similarTo`.
  it('are looked through without making others wait, and the one that was meant is found', async () => {
    const lookUp = async () => {
      for (const name of names.slice(0, 5)) await vocabulary.similarTo(`${name}q`, now, true);
      return vocabulary.similarTo('kulkrni', now, true);
    };
    const found = lookUp();
    expect(await turnsDuring(found)).toBeGreaterThan(3);
    expect(await found).toEqual(['kulkarni']);
  });
});
