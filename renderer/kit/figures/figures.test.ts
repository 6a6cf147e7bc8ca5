import { describe, expect, it } from 'vitest';
import { cellWords } from './cell-words';
import { sortedRows } from './sorted-rows';

const row = (key: string, value: string | number | null) => ({ key, cells: { value } });
const keys = (rows: readonly { key: string }[]) => rows.map(({ key }) => key).join('');

describe('a table of figures', () => {
  it('writes shares, minutes and dates as people read them', () => {
    expect(cellWords({ type: 'share' }, 0.0833333)).toBe('8.3 %');
    expect(cellWords({ type: 'minutes' }, 12.25)).toBe('12.3 min');
    expect(cellWords({ type: 'number', unit: 'mmHg' }, 131.456)).toBe('131.46 mmHg');
    expect(cellWords({ type: 'count' }, 12480)).toBe('12,480');
    expect(cellWords({ type: 'date' }, '2026-11-23')).toBe('23 Nov 2026');
  });

  it('tells what is not there from 0', () => {
    expect(cellWords({ type: 'share' }, null)).toBe('');
    expect(cellWords({ type: 'share' }, 0)).toBe('0 %');
  });

  it('puts rows without a value last, whichever way they are sorted', () => {
    const rows = [row('a', null), row('b', 2), row('c', 10), row('d', 2)];
    expect(keys(sortedRows(rows, { column: 'value', direction: 'ascending' }))).toBe('bdca');
    expect(keys(sortedRows(rows, { column: 'value', direction: 'descending' }))).toBe('cbda');
    expect(keys(sortedRows(rows, null))).toBe('abcd');
  });

  it('sorts words without regard to case, and numbers within them by value', () => {
    const rows = [row('a', 'Room 10'), row('b', 'room 9'), row('c', 'Érica')];
    expect(keys(sortedRows(rows, { column: 'value', direction: 'ascending' }))).toBe('cba');
  });
});
