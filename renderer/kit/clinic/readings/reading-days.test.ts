import { describe, expect, it } from 'vitest';
import type { ReadingCode } from '../../../../shared/schema';
import type { TimelineEntry } from '../timeline';
import { foldDays, readingEntries } from './reading-days';
import { ownUnits } from './testing/own-units';

const told = { units: ownUnits, beingCounted: new Set<ReadingCode>() };
const day = (date: string, kind: ReadingCode, min: number, max: number, more: object = {}) => ({
  ...{ date, kind, min, max, count: 2, sum: min + max, outside: 0 },
  ...more,
});
const visit = (date: string): TimelineEntry => ({
  kind: 'healthlogs',
  record: { id: date, revision: 1, createdAt: new Date(0), updatedAt: new Date(0), date },
  ...{ at: `${date} 24:01`, date, title: 'Visit', text: '', detail: 'Visit' },
});

describe('Days with readings in the timeline', () => {
  it('are one entry each, with what was read of each kind, and how much of it outside', () => {
    const entries = readingEntries(
      [
        day('2026-11-28', '8480-6', 118, 152, { outside: 1 }),
        day('2026-11-28', '8462-4', 70, 70),
        day('2026-11-28', '55423-8', 200, 4_000),
        day('2026-11-27', '8480-6', 121, 121, { count: 1 }),
      ],
      told,
    );
    expect(entries.map(({ date, since, title, text, detail }) => [date, since, title, text, detail])).toEqual(
      [
        [
          ...['2026-11-28', undefined, 'Blood pressure, Steps'],
          'Blood pressure 118–152 / 70 mmHg\nSteps 4200 steps',
          '6 readings, 1 outside limits',
        ],
        ['2026-11-27', undefined, 'Blood pressure', 'Systolic 121 mmHg', '1 reading'],
      ],
    );
  });

  it('of which the limits have changed say that they are being counted, not what was counted before', () => {
    const [entry] = readingEntries([day('2026-11-28', '8867-4', 50, 150, { outside: 2 })], {
      ...{ units: ownUnits, beingCounted: new Set<ReadingCode>(['8867-4']) },
    });
    expect(entry?.detail).toBe('2 readings, being counted with the new limits');
  });

  it('that follow one another are one entry until something else happened', () => {
    const [fourth, third, second, first] = readingEntries(
      [4, 3, 2, 1].map((nth) => day(`2026-11-0${nth}`, '8867-4', 60 + nth, 80 + nth, { outside: 1 })),
      told,
    );
    if (!fourth || !third || !second || !first) throw new Error('A day has no entry');
    const folded = foldDays([fourth, third, second, visit('2026-11-02'), first], told);
    expect(folded.map(({ kind, since, date, text, detail }) => [kind, since, date, text, detail])).toEqual([
      [
        ...['readings', '2026-11-02', '2026-11-04'],
        ...['Heart rate 62–84 /min', '6 readings, on 3 days, 3 outside limits'],
      ],
      ['healthlogs', undefined, '2026-11-02', '', 'Visit'],
      ['readings', undefined, '2026-11-01', 'Heart rate 61–81 /min', '2 readings, 1 outside limits'],
    ]);
    // Nothing is lost by it: the figures of each day are still there.
    expect(folded.flatMap((each) => (each.kind === 'readings' ? each.record.figures : []))).toHaveLength(4);
  });
});
