import { describe, expect, it } from 'vitest';
import { copiesIn, keptCopiesOf, keptReturns } from './kept-connections';

describe('copies in the settings of this computer', () => {
  it('that may have been finished when people went back are still so when they are read again', () => {
    const at = new Date('2026-11-24T08:00:00Z');
    const back = { copy: 'a', id: 'server', name: 'Clinic server', at, backAt: at, backBy: 'Ada Okonkwo' };
    const returnedFrom = [{ ...back, isUncertain: true as const }, back];
    const kept = keptCopiesOf({ copiedTo: null, returnedFrom });
    const read = keptReturns.parse(JSON.parse(JSON.stringify(kept.returnedFrom)));
    expect(copiesIn({ copiedTo: undefined, returnedFrom: read })).toEqual({ returnedFrom });
  });
});
