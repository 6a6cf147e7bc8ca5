import { describe, expect, it } from 'vitest';
import { pagesAround } from './use-wanted-pages';

describe('the pages of a list that are read', () => {
  it('are those in sight and the one that comes next', () => {
    expect(pagesAround({ first: 0, last: 20 }, 100, 100_000)).toEqual([0]);
    expect(pagesAround({ first: 60, last: 80 }, 100, 100_000)).toEqual([0, 1]);
    expect(pagesAround({ first: 50_000, last: 50_020 }, 100, 100_000)).toEqual([499, 500]);
  });

  it('never lie beyond the end', () => {
    expect(pagesAround({ first: 240, last: 262 }, 100, 263)).toEqual([2]);
    expect(pagesAround({ first: 5_000, last: 5_020 }, 100, 263)).toEqual([2]);
    expect(pagesAround({ first: 0, last: 0 }, 100, 0)).toEqual([0]);
  });
});
