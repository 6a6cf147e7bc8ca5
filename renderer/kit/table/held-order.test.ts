import { describe, expect, it } from 'vitest';
import { type Fresh, nextShown, type ShownList, straysOf } from './held-order';

type Person = { id: string; name: string };
const ruth = { id: '1', name: 'Abebe' };
const chiara = { id: '2', name: 'Bianchi' };
const elif = { id: '3', name: 'Demir' };

const read = (rows: Person[], change: Partial<Fresh<Person>> = {}, total = rows.length): Fresh<Person> => ({
  key: 'by name',
  pages: new Map([[0, { rows, total, readAt: total }]]),
  strays: [],
  gone: new Set(),
  mayReorder: false,
  ...change,
});
const namesOf = (list: ShownList<Person> | null) =>
  list?.pages.get(0)?.rows.map((row) => (row.isGone ? `(${row.record.name})` : row.record.name));

describe('a list under the pointer', () => {
  const shown = nextShown(null, read([ruth, chiara]));

  it('shows the new name of a row without moving it, and moves it when the pointer rests', () => {
    const zoltan = { id: '1', name: 'Zoltan' };
    const held = nextShown(shown, read([chiara, zoltan]));
    expect(namesOf(held)).toEqual(['Zoltan', 'Bianchi']);
    expect(namesOf(nextShown(held, read([chiara, zoltan], { mayReorder: true })))).toEqual([
      'Bianchi',
      'Zoltan',
    ]);
  });

  it('keeps the place of a removed row and marks it until the pointer rests', () => {
    const held = nextShown(shown, read([chiara]));
    expect(namesOf(held)).toEqual(['Abebe', 'Bianchi']);
    expect(straysOf(held)).toEqual(['1']);
    const marked = nextShown(held, read([chiara], { gone: new Set(['1']) }));
    expect(namesOf(marked)).toEqual(['(Abebe)', 'Bianchi']);
    expect(marked?.total).toBe(2);
    const settled = nextShown(marked, read([chiara], { mayReorder: true }));
    expect(namesOf(settled)).toEqual(['Bianchi']);
    expect(settled?.total).toBe(1);
  });

  it('takes the mark away when the row is brought back', () => {
    const marked = nextShown(nextShown(shown, read([chiara])), read([chiara], { gone: new Set(['1']) }));
    expect(namesOf(nextShown(marked, read([ruth, chiara])))).toEqual(['Abebe', 'Bianchi']);
  });

  it('follows a row that left the page', () => {
    const held = nextShown(shown, read([chiara, elif]));
    const renamed = { id: '1', name: 'Zoltan' };
    expect(namesOf(nextShown(held, read([chiara, elif], { strays: [renamed] })))).toEqual([
      'Zoltan',
      'Bianchi',
    ]);
  });

  it('lets new rows wait', () => {
    const held = nextShown(shown, read([ruth, chiara, elif]));
    expect(namesOf(held)).toEqual(['Abebe', 'Bianchi']);
    expect(held?.total).toBe(2);
  });
});

describe('a list that is read again', () => {
  const shown = nextShown(null, read([ruth, chiara]));

  it('keeps the old rows until the answer to a new question is there', () => {
    const waiting = nextShown(shown, { ...read([]), key: 'by age', pages: new Map() });
    expect(namesOf(waiting)).toEqual(['Abebe', 'Bianchi']);
    const answered = nextShown(waiting, { ...read([elif]), key: 'by age' });
    expect(namesOf(answered)).toEqual(['Demir']);
  });

  it('changes nothing when nothing changed', () => {
    const rows = [ruth, chiara];
    const first = nextShown(null, read(rows));
    expect(nextShown(first, read(rows))).toBe(first);
    expect(nextShown(first, read(rows, { mayReorder: true }))).toBe(first);
  });

  it('draws again only the row that changed', () => {
    const first = nextShown(null, read([ruth, chiara]));
    const second = nextShown(first, read([ruth, { id: '2', name: 'Bianchi-Rossi' }], { mayReorder: true }));
    expect(second?.pages.get(0)?.rows[0]).toBe(first?.pages.get(0)?.rows[0]);
    expect(second?.pages.get(0)?.rows[1]).not.toBe(first?.pages.get(0)?.rows[1]);
  });
});
