import type { EntityName } from '../entities';
import { isPartialDate } from '../schema';
import { type Disagreement, isBefore } from './agreements';
import { wallClockOf } from './time';

/** Dates of what has happened: a day to come is none of them. */
const ofThePast: Readonly<Partial<Record<EntityName, readonly string[]>>> = {
  patients: ['dateOfBirth'],
  healthlogs: ['date'],
  symptomjournals: ['symptomDate'],
  problems: ['onset', 'abatement'],
  allergies: ['onset'],
  immunizations: ['date'],
};

/**
 * The latest day that it is at one of the clinics, `YYYY-MM-DD`. An entry does not say at which of them it was written, and
 * the morning of the one farthest east is no day to come.
 */
export function latestDay(now: Date, timeZones: readonly string[]): string {
  const days = timeZones.map((timeZone) => wallClockOf(now, timeZone).date);
  return days.toSorted().at(-1) ?? now.toISOString().slice(0, 10);
}

/**
 * What a record of an entity dates in days to come, of the fields that are written now: an older record keeps what it has. A
 * month or a year that has begun is none. `latest`: as `latestDay` tells it.
 */
export function daysToCome(
  entity: string,
  values: Readonly<Record<string, unknown>>,
  { given, latest }: { given: readonly string[] | 'all'; latest: string },
): Disagreement[] {
  const own = Object.hasOwn(ofThePast, entity) ? (ofThePast[entity as EntityName] ?? []) : [];
  return own
    .filter((name) => given === 'all' || given.includes(name))
    .filter((name) => {
      const date = values[name];
      return typeof date === 'string' && isPartialDate(date) && isBefore(latest, date);
    })
    .map((name) => ({ path: [name], message: 'This is in the future.' }));
}
