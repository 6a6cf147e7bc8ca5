/** Clocks differ: so far ahead of ours may be what another one calls now. */
export const CLOCKS_DIFFER_MS = 5 * 60_000;

/**
 * Formatters by the proper name of their time zone, and by the name it was asked for: making one costs fifty times as
 * much as using it. A zone has few names (Asia/Kolkata is what was Asia/Calcutta) but thousands of casings, so the oldest
 * is let go when there are more than names.
 */
const formats = new Map<string, Intl.DateTimeFormat>();
const mostFormats = 1_000;

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const kept = formats.get(timeZone);
  if (kept) return kept;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  const proper = made.resolvedOptions().timeZone;
  const format = formats.get(proper) ?? made;
  for (const name of [proper, timeZone]) {
    formats.delete(name);
    formats.set(name, format);
  }
  for (const oldest of formats.keys()) {
    if (formats.size <= mostFormats) break;
    formats.delete(oldest);
  }
  return format;
}

/** Offset of a time zone from UTC at an instant, in minutes, as the platform tells it. */
function toldOffset(instant: number, format: Intl.DateTimeFormat): number {
  const parts = format.formatToParts(instant);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const local = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return Math.round((local - instant) / 60_000);
}

/**
 * A fortnight that begins and ends with one offset has it throughout: from 1970 to 2037 no zone changes its clocks and
 * changes them back within so few days (every day of every zone was compared; the next to do so is Gaza in 2040).
 */
const fortnight = 14 * 86_400_000;
const keptFrom = Date.UTC(1970, 0, 1);
const keptTo = Date.UTC(2038, 0, 1);
/** Offsets at the beginning of fortnights, by formatter. To be told one takes ten microseconds, a curve takes thousands. */
const offsets = new WeakMap<Intl.DateTimeFormat, Map<number, number>>();

/** Offset of a time zone from UTC at an instant, in minutes. Throws RangeError for an unknown zone. */
function offsetMinutes(instant: Date, timeZone: string): number {
  const format = formatOf(timeZone);
  const at = instant.getTime();
  if (!(at >= keptFrom && at < keptTo)) return toldOffset(at, format);
  const kept = offsets.get(format) ?? new Map<number, number>();
  offsets.set(format, kept);
  const offsetAt = (nth: number) => {
    const offset = kept.get(nth) ?? toldOffset(nth * fortnight, format);
    kept.set(nth, offset);
    return offset;
  };
  const nth = Math.floor(at / fortnight);
  const before = offsetAt(nth);
  return before === offsetAt(nth + 1) ? before : toldOffset(at, format);
}

/** True when the platform knows this time zone by name (IANA, as in Europe/London). */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * The instant of a wall-clock time in a time zone. A time skipped in spring means the instant after the gap;
 * a time that comes twice in autumn means the first.
 */
export function instantOf(date: string, time: string, timeZone: string): Date {
  const wall = new Date(`${date}T${time}:00Z`).getTime();
  const before = offsetMinutes(new Date(wall - 86_400_000), timeZone);
  const first = new Date(wall - before * 60_000);
  if (offsetMinutes(first, timeZone) === before) return first;
  const after = offsetMinutes(new Date(wall + 86_400_000), timeZone);
  const second = new Date(wall - after * 60_000);
  return offsetMinutes(second, timeZone) === after ? second : first;
}

/** The calendar date `YYYY-MM-DD` and clock time `HH:mm` that people in a time zone read at an instant. */
export function wallClockOf(instant: Date, timeZone: string): { date: string; time: string } {
  const local = new Date(instant.getTime() + offsetMinutes(instant, timeZone) * 60_000).toISOString();
  return { date: local.slice(0, 10), time: local.slice(11, 16) };
}

/** A calendar date some days later (or earlier). */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Completed years between a date of birth and a day, both `YYYY-MM-DD`; null when born later. */
export function ageOn(dateOfBirth: string, day: string): number | null {
  const years = Number(day.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  const age = day.slice(5) < dateOfBirth.slice(5) ? years - 1 : years;
  return age < 0 ? null : age;
}
