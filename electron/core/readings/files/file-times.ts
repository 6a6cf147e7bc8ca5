import { isCalendarDate } from '../../../../shared/schema';
import { instantOf, wallClockOf } from '../../../../shared/rules/time';
import { shortened } from './file-numbers';

export type ReadTime =
  | {
      readonly at: Date;
      /** A wall-clock time was read in the clinic's zone; it was skipped or came twice where the clocks changed. */
      readonly zone?: 'plain' | 'skipped' | 'double';
    }
  | { readonly problem: string };

type Order = 'dmy' | 'mdy' | undefined;
type Wall = { readonly date: string; readonly time: string; readonly rest: number };

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const QUARTER_MS = 15 * 60_000;

/**
 * Reads times as files write them: ISO 8601 with or without a zone, Unix seconds or milliseconds, 27.11.2026, 27/11/2026,
 * Nov 27 2026, each with or without a time of day (then the beginning of the day), 24 hours or am and pm. Without a zone it is a wall-clock time of
 * the clinic. A date that can be read in two ways is refused unless the order is known.
 */
export class TimeReader {
  /** Where days begin on which no clock changes, null for others: asking for each row would take seconds. */
  readonly #days = new Map<string, number | null>();
  /** On the other days by quarter of an hour: clocks change on one. */
  readonly #quarters = new Map<
    string,
    { readonly at: number; readonly zone: 'plain' | 'skipped' | 'double' }
  >();
  constructor(
    private readonly timeZone: string,
    private readonly order: Order,
  ) {}

  read(written: string): ReadTime {
    const text = written.trim();
    if (/^\d{10}(\.\d+)?$/.test(text)) return { at: new Date(Math.round(Number(text) * 1_000)) };
    if (/^\d{13}$/.test(text)) return { at: new Date(Number(text)) };
    const parts = /^(.+?)(?:(?:T|,?\s+)(\d{1,2}:\d{2}.*))?$/i.exec(text);
    const date = dateOf(parts?.[1] ?? '', this.order);
    if ('problem' in date) return date;
    const clock = clockOf(parts?.[2] ?? '0:00');
    if (!clock) return { problem: `“${shortened(written)}” has no time of day that can be read` };
    const { hour, minute, rest, offset } = clock;
    if (offset !== undefined)
      return {
        at: new Date(Date.parse(`${date.date}T00:00:00Z`) + (hour * 60 + minute - offset) * 60_000 + rest),
      };
    return this.#inClinic({ date: date.date, time: `${two(hour)}:${two(minute)}`, rest });
  }

  #inClinic({ date, time, rest }: Wall): ReadTime {
    let began = this.#days.get(date);
    if (began === undefined) {
      began = plainDay(date, this.timeZone);
      this.#days.set(date, began);
    }
    const minutes = Number(time.slice(3));
    if (began !== null) {
      const after = (Number(time.slice(0, 2)) * 60 + minutes) * 60_000 + rest;
      return { at: new Date(began + after), zone: 'plain' };
    }
    const quarter = `${time.slice(0, 3)}${two(minutes - (minutes % 15))}`;
    const key = `${date} ${quarter}`;
    let known = this.#quarters.get(key);
    if (!known) {
      known = placeOf(date, quarter, this.timeZone);
      this.#quarters.set(key, known);
    }
    // What is skipped is taken as the instant after the gap, whatever its minutes.
    const after = known.zone === 'skipped' ? 0 : (minutes % 15) * 60_000 + rest;
    return { at: new Date(known.at + after), zone: known.zone };
  }
}

const HOUR_MS = 60 * 60_000;

/** When a day begins; null when a clock changes on it or within three hours of it, so that it takes a closer look. */
function plainDay(date: string, timeZone: string): number | null {
  const began = instantOf(date, '00:00', timeZone).getTime();
  const isOn = (hours: number) => {
    const wall = wallClockOf(new Date(began + hours * HOUR_MS), timeZone);
    return Date.parse(`${wall.date}T${wall.time}Z`) === Date.parse(`${date}T00:00Z`) + hours * HOUR_MS;
  };
  return [-3, 0, 12, 27].every(isOn) ? began : null;
}

function placeOf(date: string, time: string, timeZone: string) {
  const at = instantOf(date, time, timeZone);
  const isSame = (instant: Date) => {
    const wall = wallClockOf(instant, timeZone);
    return wall.date === date && wall.time === time;
  };
  if (!isSame(at)) return { at: gapEnd(at, timeZone).getTime(), zone: 'skipped' } as const;
  // Clocks are put back by an hour, by half of one on Lord Howe Island.
  const again = [2, 4].some((quarters) => isSame(new Date(at.getTime() + quarters * QUARTER_MS)));
  return { at: at.getTime(), zone: again ? 'double' : 'plain' } as const;
}

/** The first instant after the gap that an instant was moved over. */
function gapEnd(at: Date, timeZone: string): Date {
  let end = at;
  for (;;) {
    const before = new Date(end.getTime() - QUARTER_MS);
    const [one, other] = [wallClockOf(before, timeZone), wallClockOf(end, timeZone)];
    const elapsed = Date.parse(`${other.date}T${other.time}Z`) - Date.parse(`${one.date}T${one.time}Z`);
    if (elapsed !== QUARTER_MS || at.getTime() - end.getTime() > 8 * QUARTER_MS) return end;
    end = before;
  }
}

function dateOf(text: string, order: Order): { readonly date: string } | { readonly problem: string } {
  const no = { problem: `“${shortened(text)}” is no date that can be read` };
  const made = (year: string, month: number, day: number) => {
    const date = `${year}-${two(month)}-${two(day)}`;
    return isCalendarDate(date) ? { date } : { problem: `There is no ${shortened(text)}` };
  };
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (iso) return made(iso[1] ?? '', Number(iso[2]), Number(iso[3]));
  const named = /^(\d{1,2})[ .-]+([a-z]{3})[a-z]*[ .,-]+(\d{4})$/i.exec(text);
  const american = /^([a-z]{3})[a-z]*[ .-]+(\d{1,2})(?:st|nd|rd|th)?,?[ .-]+(\d{4})$/i.exec(text);
  const [day, name, year] = named ? named.slice(1) : american ? [american[2], american[1], american[3]] : [];
  if (name !== undefined) {
    const month = months.indexOf(name.toLowerCase()) + 1;
    return month > 0 ? made(year ?? '', month, Number(day)) : no;
  }
  const numbers = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/.exec(text);
  if (!numbers) return /^\d{1,2}[./-]\d{1,2}[./-]\d{2}$/.test(text) ? twoDigits(text) : no;
  const [one, other] = [Number(numbers[1]), Number(numbers[3])];
  const full = numbers[4] ?? '';
  // Nobody writes the month first with points.
  const known =
    order ?? (numbers[2] === '.' || one > 12 ? 'dmy' : other > 12 || one === other ? 'mdy' : undefined);
  if (!known)
    return { problem: `“${text}” can be read in two ways. Say whether the day or the month comes first.` };
  return known === 'dmy' ? made(full, other, one) : made(full, one, other);
}

const twoDigits = (text: string) => ({ problem: `“${text}” has a year of two digits. Write all four.` });

function clockOf(text: string) {
  const found =
    /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap])?\.?(?:m\.?)?\s*(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)?$/i.exec(
      text,
    );
  if (!found) return null;
  const [, hours, minutes, seconds = '0', fraction = '0', half, zone] = found;
  const twelve = half ? (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hours);
  if (
    twelve > 23 ||
    Number(minutes) > 59 ||
    Number(seconds) > 59 ||
    (half && (Number(hours) > 12 || Number(hours) < 1))
  )
    return null;
  const rest = Number(seconds) * 1_000 + Math.floor(Number(`0.${fraction}`) * 1_000);
  return {
    hour: twelve,
    minute: Number(minutes),
    rest,
    offset: zone === undefined ? undefined : offsetOf(zone),
  };
}

/** Minutes from UTC of `Z`, `+05:30`, `+0530` or `+05`. */
function offsetOf(zone: string): number {
  const found = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (!found) return 0;
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0);
  return found[1] === '-' ? -minutes : minutes;
}

const two = (number: number) => String(number).padStart(2, '0');
