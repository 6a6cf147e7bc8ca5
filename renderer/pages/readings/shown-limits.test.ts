import { describe, expect, it } from 'vitest';
import { bandsOf } from '../../../shared/rules/readings/bands';
import type { ReadingCode } from '../../../shared/schema';
import { readingKindOf } from '../../../shared/rules/readings/kinds';
import { shownUnit } from '../../kit/clinic/readings/reading-units';
import { heldKinds, type Limit, limitWords, shownLimits } from './shown-limits';

const now = new Date('2026-11-27T09:00:00Z');
const heartRate = '8867-4';
const systolic = '8480-6';
const usual = (kind: ReadingCode, born: string | undefined) =>
  shownLimits([], [{ kind, bands: bandsOf(kind, born) }], now);

describe('Limits that are shown of a patient', () => {
  it.each([
    ['two months', '2026-09-27', { low: 85, high: 205 }],
    ['five years', '2021-11-01', { low: 60, high: 140 }],
    ['fifty years', '1976-11-01', { low: 60, high: 100 }],
    ['an age that nobody knows', undefined, { low: 60, high: 100 }],
  ])('are the usual ones at %s', (_age, born, expected) => {
    expect(usual(heartRate, born)).toMatchObject([{ kind: heartRate, from: 'Usual', ...expected }]);
  });

  it('are told of what only visits measured, until limits of their own are set', () => {
    const kinds = heldKinds([], [systolic], '1976-11-01');
    expect(shownLimits([], kinds, now)).toMatchObject([{ kind: systolic, from: 'Usual', low: 90 }]);
    const at = new Date(0);
    const own: Limit = { id: 'l1', revision: 1, createdAt: at, updatedAt: at, kind: systolic, high: 150 };
    expect(shownLimits([own], kinds, now)).toMatchObject([{ from: 'Set for this patient', high: 150 }]);
    expect(shownLimits([own], kinds, now)).toHaveLength(1);
  });

  it('are none where none holds: children have no usual limits of blood pressure', () => {
    expect(usual(systolic, '2021-11-01')).toEqual([]);
    expect(usual(systolic, '1976-11-01')).toMatchObject([{ low: 90, high: 139 }]);
  });

  // Seen red with "79.832257 kg", and with pounds to one digit.
  it('are as they were typed where that was in the unit of the clinic', () => {
    const kind = readingKindOf('29463-7');
    if (!kind) throw new Error('No weight');
    const shown = (code: string) => shownUnit(kind, code, new Set());
    expect(limitWords(shown('[lb_av]'), '29463-7', 176 * 0.45359237)).toBe('176 lb (79.83 kg)');
    expect(limitWords(shown('[lb_av]'), '29463-7', 175.25 * 0.45359237)).toBe('175.25 lb (79.49 kg)');
    expect(limitWords(shown('kg'), '29463-7', 176 * 0.45359237)).toBe('79.83 kg');
  });

  // Seen red with the kind's own unit alone.
  it('are in the unit of the readings, with what was set beside it where that is another', () => {
    const kind = readingKindOf('29463-7');
    if (!kind) throw new Error('No weight');
    const shown = (code: string) => shownUnit(kind, code, new Set());
    expect(limitWords(shown('[lb_av]'), '29463-7', 80)).toBe('176.4 lb (80 kg)');
    expect(limitWords(shown('kg'), '29463-7', 80.25)).toBe('80.25 kg');
    expect(limitWords(shown('kg'), '29463-7', undefined)).toBe('');
  });
});
