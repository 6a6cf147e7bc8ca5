import { expect, it } from 'vitest';
import type { Visit } from '../../../../shared/entities';
import { readingGroups } from '../../../../shared/rules/readings/groups';
import { readingLane } from './reading-lanes';
import { ownUnits } from './testing/own-units';

const stamps = { revision: 1, createdAt: new Date(0), updatedAt: new Date(0) };
const visit: Visit = {
  id: '1'.repeat(24),
  ...stamps,
  date: '2026-11-20',
  vitals: { systolic: 128, diastolic: 82, pulse: 71 },
};

const notedOf = (key: string) => {
  const group = readingGroups.find((each) => each.key === key);
  if (!group) throw new Error(`No group ${key}`);
  const seen = { healthlogs: [visit], appointments: [] };
  const { noted } = readingLane(group, { curves: [], seen, units: ownUnits, timeZone: 'Europe/London' });
  return noted?.map(({ label, value }) => [label, value]);
};

// Seen red with "At the visit" for both numbers of a blood pressure.
it('says which number of a blood pressure was measured at the visit, and of one number only where', () => {
  expect(notedOf('bp')).toEqual([
    ['Systolic at the visit', 128],
    ['Diastolic at the visit', 82],
  ]);
  expect(notedOf('8867-4')).toEqual([['At the visit', 71]]);
});
