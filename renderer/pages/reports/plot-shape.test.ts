import { describe, expect, it } from 'vitest';
import type { ReportColumn, ReportTable } from '../../../shared/contract';
import { columnOfMark, plotShape } from './plot-shape';

const column = (name: string, type: ReportColumn['type'] = 'count', records?: string): ReportColumn => ({
  name,
  label: `The ${name}`,
  type,
  ...(records && { records }),
});

function tableOf(more: Partial<ReportTable>): ReportTable {
  return {
    title: 'Visits',
    columns: [column('week', 'date'), column('kept', 'count', 'kept'), column('missed')],
    rows: [
      { key: 'w1', cells: { week: '2026-11-16', kept: 4, missed: 1 } },
      { key: 'w2', cells: { week: '2026-11-23', kept: 0, missed: null } },
    ],
    chart: { kind: 'stacked', x: 'week', series: ['kept', 'missed'] },
    asOf: new Date('2026-11-23T09:42:00Z'),
    of: 5,
    notes: [],
    ...more,
  };
}

const named = (count: number, label = (index: number) => `Diagnosis number ${index}`) =>
  Array.from({ length: count }, (_, index) => ({
    key: String(index),
    cells: { name: label(index), kept: count - index },
  }));

describe('the picture of a report', () => {
  it('has standing columns over time, and what is not known stays unknown', () => {
    const shape = plotShape(tableOf({}));
    expect(shape).toMatchObject({ kind: 'columns', isStacked: true });
    expect(shape?.series.map(({ label }) => label)).toEqual(['The kept', 'The missed']);
    expect(shape?.rows[1]).toEqual({ key: 'w2', label: '23 Nov 2026', values: { kept: 0, missed: null } });
  });

  it('has lying bars for long names, the first fifteen, and says so', () => {
    const shape = plotShape(
      tableOf({
        columns: [column('name', 'text'), column('kept')],
        rows: named(31),
        chart: { kind: 'bar', x: 'name', series: ['kept'] },
      }),
    );
    expect(shape?.kind).toBe('bars');
    expect(shape?.rows).toHaveLength(15);
    expect(shape?.leftOut).toBe('The first 15 of 31 are drawn; the table has all of them.');
  });

  it('has standing columns for any number of weeks', () => {
    const weeks = Array.from({ length: 30 }, (_, index) => `2026-W${index + 10}`);
    const shape = plotShape(
      tableOf({
        columns: [column('name', 'text'), column('kept')],
        rows: weeks.map((week) => ({ key: week, cells: { name: week, kept: 1 } })),
        chart: { kind: 'stacked', x: 'name', series: ['kept'] },
      }),
    );
    expect(shape?.kind).toBe('columns');
    expect(shape?.rows).toHaveLength(30);
  });

  // Seen red with "4 others" beside "7 others".
  it('has one group of others, also where the table has one already', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((name) => `purpose:${name}`);
    const all = [...names, 'purpose:(others)'];
    const cells = Object.fromEntries(all.map((name, index) => [name, name === all.at(-1) ? 50 : 20 - index]));
    const shape = plotShape(
      tableOf({
        columns: [column('name', 'text'), ...all.map((name) => column(name))],
        rows: [{ key: 'd1', cells: { name: 'Joshi', ...cells } }],
        chart: { kind: 'stacked', x: 'name', series: all },
      }),
    );
    const labels = shape?.series.map(({ label }) => label) ?? [];
    expect(labels.filter((label) => /others/i.test(label))).toEqual(['Others']);
    const sum = Object.values(shape?.rows[0]?.values ?? {}).reduce<number>(
      (all_, each) => all_ + (each ?? 0),
      0,
    );
    expect(sum).toBe(Object.values(cells).reduce((all_, each) => all_ + each, 0));
  });

  it('puts the oldest on top of a pyramid', () => {
    const shape = plotShape(
      tableOf({
        columns: [column('name', 'text'), column('kept'), column('missed')],
        rows: [
          { key: '0-4', cells: { name: '0–4', kept: 1, missed: 1 } },
          { key: '5-9', cells: { name: '5–9', kept: 1, missed: 1 } },
        ],
        chart: { kind: 'pyramid', x: 'name', series: ['kept', 'missed'] },
      }),
    );
    expect(shape?.rows.map(({ key }) => key)).toEqual(['5-9', '0-4']);
  });

  it('writes what a code means beside it', () => {
    const shape = plotShape(
      tableOf({
        columns: [column('code', 'code'), column('name', 'text'), column('kept')],
        rows: [{ key: 'J20.9', cells: { code: 'J20.9', name: 'Acute bronchitis', kept: 1 } }],
        chart: { kind: 'bar', x: 'code', series: ['kept'] },
      }),
    );
    expect(shape?.rows[0]?.label).toBe('J20.9 Acute bronchitis');
  });

  it('has standing columns for a few short names, and calls what has none not known', () => {
    const shape = plotShape(
      tableOf({
        columns: [column('name', 'text'), column('kept')],
        rows: named(7, (index) => (index === 6 ? '' : 'Mon')),
        chart: { kind: 'bar', x: 'name', series: ['kept'] },
      }),
    );
    expect(shape?.kind).toBe('columns');
    expect(shape?.rows[6]?.label).toBe('Not known');
  });

  it('joins the smallest series when there are more than can be told apart, without losing a record', () => {
    const names = Array.from({ length: 10 }, (_, index) => `d${index}`);
    const cells = Object.fromEntries(names.map((name, index) => [name, index === 9 ? 90 : index]));
    const shape = plotShape(
      tableOf({
        columns: [column('week', 'date'), ...names.map((name) => column(name))],
        rows: [{ key: 'w1', cells: { week: '2026-11-16', ...cells } }],
        chart: { kind: 'stacked', x: 'week', series: names },
      }),
    );
    expect(shape?.series).toHaveLength(7);
    expect(shape?.series.map(({ key }) => key)).toEqual(['d4', 'd5', 'd6', 'd7', 'd8', 'd9', ' others']);
    expect(shape?.series.at(-1)?.label).toBe('4 others');
    const drawn = Object.values(shape?.rows[0]?.values ?? {}).reduce(
      (sum: number, value) => sum + (value ?? 0),
      0,
    );
    expect(drawn).toBe(36 + 90);
  });

  it('draws shares in per cent, and nothing of another kind beside them', () => {
    const shape = plotShape(
      tableOf({
        columns: [column('name', 'text'), column('rate', 'share'), column('kept')],
        rows: [{ key: 'a', cells: { name: 'A', rate: 0.125, kept: 3 } }],
        chart: { kind: 'bar', x: 'name', series: ['rate', 'kept'] },
      }),
    );
    expect(shape?.rows[0]?.values).toEqual({ rate: 12.5 });
    expect(shape).toMatchObject({ unit: '%', isStacked: false });
  });

  it('is none where a report is only a table', () => {
    expect(plotShape(tableOf({ chart: { kind: 'table', x: 'week', series: [] } }))).toBeNull();
  });

  it('leads to records only where there are some behind a figure', () => {
    const table = tableOf({});
    expect(columnOfMark(table, { key: 'kept', label: '' })?.name).toBe('kept');
    expect(columnOfMark(table, { key: 'missed', label: '' })).toBeNull();
    expect(columnOfMark(table, { key: ' others', label: '' })).toBeNull();
  });
});
