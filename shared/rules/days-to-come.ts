import type { EntityName } from '../entities';
import { isCalendarDate, isClockTime, isPartialDate } from '../schema';
import { type Disagreement, isBefore } from './agreements';
import { CLOCKS_DIFFER_MS, wallClockOf } from './time';

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

/** What has happened at a time of its day, and not only on a day. */
const timesOfDay: Readonly<Partial<Record<EntityName, { readonly date: string; readonly time: string }>>> = {
  symptomjournals: { date: 'symptomDate', time: 'symptomTime' },
};

/** What is no time to come: a day `YYYY-MM-DD`, and of what is known to the minute a moment `YYYY-MM-DDTHH:mm`. */
export type Latest = { readonly day: string; readonly moment: string };

/** The latest day and moment that it is at one of the clinics. */
export function latestOf(now: Date, timeZones: readonly string[]): Latest {
  const soon = new Date(now.getTime() + CLOCKS_DIFFER_MS);
  const moments = timeZones.map((timeZone) => {
    const { date, time } = wallClockOf(soon, timeZone);
    return `${date}T${time}`;
  });
  return {
    day: latestDay(now, timeZones),
    moment: moments.toSorted().at(-1) ?? soon.toISOString().slice(0, 16),
  };
}

/**
 * What a record of an entity dates in days to come, of the fields that are written now: an older record keeps what it has. A
 * month or a year that has begun is none. Of a day that is none, a time to come is said at the time. `latest`: as `latestOf`
 * tells it.
 */
export function daysToCome(
  entity: string,
  values: Readonly<Record<string, unknown>>,
  { given, latest }: { given: readonly string[] | 'all'; latest: Latest },
): Disagreement[] {
  const isGiven = (name: string) => given === 'all' || given.includes(name);
  const own = Object.hasOwn(ofThePast, entity) ? (ofThePast[entity as EntityName] ?? []) : [];
  const ofDay = Object.hasOwn(timesOfDay, entity) ? timesOfDay[entity as EntityName] : undefined;
  const moment = ofDay && momentOf(values[ofDay.date], values[ofDay.time]);
  const days = own.filter(isGiven).filter((name) => {
    const date = values[name];
    if (name === ofDay?.date && moment !== undefined && moment <= latest.moment) return false;
    return typeof date === 'string' && isPartialDate(date) && isBefore(latest.day, date);
  });
  const isTimeToCome =
    ofDay !== undefined &&
    moment !== undefined &&
    (isGiven(ofDay.date) || isGiven(ofDay.time)) &&
    moment > latest.moment &&
    !isBefore(latest.day, moment.slice(0, 10));
  return [...days, ...(isTimeToCome ? [ofDay.time] : [])].map((name) => ({
    path: [name],
    message: 'This is in the future.',
  }));
}

/** A day and a time of it as one moment, where both are known. */
function momentOf(date: unknown, time: unknown): string | undefined {
  if (typeof date !== 'string' || typeof time !== 'string') return undefined;
  return isCalendarDate(date) && isClockTime(time) ? `${date}T${time}` : undefined;
}
