import { describe, expect, it } from 'vitest';
import { addMonths, monthWeeks, shortDay, weekOf } from './calendar-days';
import { weekNumber } from './MonthGrid';

describe('days of the calendar', () => {
  it('shows a month as whole weeks from Monday to Sunday', () => {
    const weeks = monthWeeks('2026-11-23');
    expect(weeks).toHaveLength(6);
    expect(weeks[0]?.[0]).toBe('2026-10-26');
    expect(weeks.at(-1)?.at(-1)).toBe('2026-12-06');
    expect(monthWeeks('2027-02-10')).toHaveLength(4);
  });

  it('begins the week of a Sunday on the Monday before', () => {
    expect(weekOf('2026-11-29')[0]).toBe('2026-11-23');
    expect(shortDay('2026-11-29')).toBe('Sun 29 Nov');
  });

  it('goes from the 31st to the last day of a shorter month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-03-15', -3)).toBe('2025-12-15');
  });

  it('numbers weeks as ISO 8601 does', () => {
    expect(weekNumber('2026-11-23')).toBe(48);
    expect(weekNumber('2025-12-29')).toBe(1);
    expect(weekNumber('2026-12-28')).toBe(53);
  });
});
