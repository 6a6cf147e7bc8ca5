import { expect, it } from 'vitest';
import type { Prescription } from '../../../shared/entities';
import { datesOf } from './medicine-dates';

const dates = (given: Partial<Prescription>) => datesOf(given as Prescription, '2026-11-28');

it('says when a medicine is taken, from the day it is prescribed where no start is given', () => {
  expect(dates({ dateprescribed: '2026-11-02' })).toBe('since 2 Nov 2026');
  expect(dates({ dateprescribed: '2026-11-02', startsOn: '2026-12-01' })).toBe('from 1 Dec 2026');
  expect(dates({ startsOn: '2026-11-02', endsOn: '2026-11-09' })).toBe('2 Nov 2026 to 9 Nov 2026');
  expect(dates({ endsOn: '2026-11-09' })).toBe('until 9 Nov 2026');
  expect(dates({})).toBe('');
});
