import { describe, expect, it } from 'vitest';
import { heldCopy, isHalfOfMove, type Known, openingOf } from './copy-history';

const place = (host: string) => ({ hosts: [{ host }], srv: false, database: 'clinic' });
const [nine, ten, eleven] = [9, 10, 11].map((hour) => new Date(Date.UTC(2026, 10, 30, hour)));
if (!nine || !ten || !eleven) throw new Error('Three hours');

const server: Known = { id: 'server', fields: place('db1') };
const desk: Known = {
  id: 'desk',
  copiedTo: { id: 'server', at: ten, place: place('db1'), isWhole: true },
};
const back = { id: 'server', at: ten, place: place('db1'), backAt: eleven, backBy: 'Ada Okonkwo' };

describe('the copy that a connection holds', () => {
  it('is the one that was made to the database that it leads to', () => {
    expect(heldCopy(server, [desk, server])).toMatchObject({ source: desk, at: ten, isWhole: true });
    expect(heldCopy(desk, [desk, server])).toBeUndefined();
  });

  // Seen red without the comparison of the places.
  it('is none where the connection leads elsewhere by now', () => {
    const elsewhere = { ...server, fields: place('db2') };
    expect(heldCopy(elsewhere, [desk, elsewhere])).toBeUndefined();
    const old: Known = { id: 'old', returnedFrom: [back] };
    expect(heldCopy(elsewhere, [old, elsewhere])).toBeUndefined();
  });

  it('is the one that goes on before one from which people went back', () => {
    const old: Known = { id: 'old', returnedFrom: [back] };
    expect(heldCopy(server, [old, desk])?.source).toBe(desk);
    expect(heldCopy(server, [old])).toMatchObject({ source: old, backAt: eleven });
  });
});

describe('when a copy was opened first', () => {
  const half = { id: 'server', at: ten };

  it('is what it says itself', () => {
    expect(openingOf({ ...half, openedAt: eleven }, [{ ...server, lastOpened: ten }])).toBe(eleven);
  });

  // Seen red with any opening: of a server that was opened before, a new copy counted as opened.
  it('is when its connection was opened, if that was after it was made', () => {
    expect(openingOf(half, [{ ...server, lastOpened: eleven }])).toBe(eleven);
    expect(openingOf(half, [{ ...server, lastOpened: nine }])).toBeUndefined();
    expect(openingOf(half, [{ ...server, id: 'another', lastOpened: eleven }])).toBeUndefined();
  });
});

it('a move has two halves, also once people went back', () => {
  const [old, other]: Known[] = [{ id: 'old', returnedFrom: [back] }, { id: 'other' }];
  if (!old || !other) throw new Error('Two connections');
  const halves = (all: readonly Known[]) => all.filter((each) => isHalfOfMove(each, all)).map(({ id }) => id);
  expect(halves([desk, server, other])).toEqual(['desk', 'server']);
  expect(halves([old, server, other])).toEqual(['old', 'server']);
  const unfinished: Known = { ...desk, copiedTo: { id: 'server', at: ten, isWhole: false } };
  expect(halves([unfinished, server])).toEqual([]);
});
