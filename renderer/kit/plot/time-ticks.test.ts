import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../shared/rules/time';
import { hour, minute } from './time-span';
import { isWhole } from './TimeAxis';
import { timeTicks } from './time-ticks';

const zone = 'Europe/London';
const at = (date: string, time = '00:00') => instantOf(date, time, zone).getTime();
const labels = (from: number, to: number, most = 10) =>
  timeTicks({ from, to }, most, zone).ticks.map(({ label }) => label);
const parts = (from: number, to: number, most = 10) =>
  timeTicks({ from, to }, most, zone).parts.map(({ label }) => label);

describe('the axis of time', () => {
  it('goes from years over months, weeks, days and hours to minutes', () => {
    expect(labels(at('2019-03-01'), at('2026-11-23'))).toEqual([
      '2020',
      '2021',
      '2022',
      '2023',
      '2024',
      '2025',
      '2026',
    ]);
    expect(labels(at('2026-01-10'), at('2026-11-23'), 12).slice(0, 3)).toEqual(['Feb', 'Mar', 'Apr']);
    // Mondays.
    expect(labels(at('2026-10-01'), at('2026-11-23'))).toEqual(['5', '12', '19', '26', '2', '9', '16', '23']);
    expect(labels(at('2026-11-16'), at('2026-11-20'), 6)).toEqual(['16', '17', '18', '19', '20']);
    expect(labels(at('2026-11-23', '07:30'), at('2026-11-23', '19:30'), 4)).toEqual([
      '09:00',
      '12:00',
      '15:00',
      '18:00',
    ]);
    expect(labels(at('2026-11-23', '09:00'), at('2026-11-23', '09:05'))).toContain('09:03');
  });

  it('names the day, month or year below, as far as it is in sight', () => {
    expect(parts(at('2026-11-23', '20:00'), at('2026-11-24', '04:00'))).toEqual([
      '23 Nov 2026',
      '24 Nov 2026',
    ]);
    expect(parts(at('2026-10-29'), at('2026-11-03'), 6)).toEqual(['October 2026', 'November 2026']);
    expect(parts(at('2025-11-01'), at('2026-03-01'), 6)).toEqual(['2025', '2026']);
    expect(parts(at('2019-03-01'), at('2026-11-23'))).toEqual([]);
  });

  it('keeps to the clock of the clinic on the days on which it is changed', () => {
    // The clocks skip 01:00–02:00 on 29 March and show it twice on 25 October 2026.
    for (const date of ['2026-03-29', '2026-10-25']) {
      const { ticks } = timeTicks({ from: at(date), to: at(date, '12:00') }, 13, zone);
      for (const tick of ticks.filter(({ label }) => label !== '01:00')) {
        expect(tick.at, `${date} ${tick.label}`).toBe(at(date, tick.label));
      }
      expect(new Set(ticks.map((tick) => tick.at)).size).toBe(ticks.length);
      expect(ticks.at(-1)?.label).toBe('12:00');
    }
  });

  it('has places for a person born long ago and for every length', () => {
    const end = at('2026-11-23');
    for (let length = 5 * minute; length < 120 * 366 * 24 * hour; length *= 1.7) {
      const { ticks } = timeTicks({ from: end - length, to: end }, 12, zone);
      expect(ticks.length, `${length}`).toBeGreaterThan(1);
      expect(ticks.length, `${length}`).toBeLessThan(14);
    }
  });
});

describe('the axis of time', () => {
  // Seen red with labels taken for narrower, and for wider, than they are.
  it('has a label at each tick where it is seen whole', () => {
    expect(isWhole(1_063, 1_080, '12:00')).toBe(true);
    expect(isWhole(1_072, 1_080, '12:00')).toBe(false);
    expect(isWhole(1_076, 1_080, '30')).toBe(true);
    expect(isWhole(3, 1_080, '24')).toBe(true);
    expect(isWhole(8, 1_080, '00:00')).toBe(false);
  });
});
