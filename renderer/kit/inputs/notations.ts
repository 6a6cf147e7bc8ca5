import {
  type Measures,
  measureUnits,
  shownMeasure,
  storedFromPair,
  storedFromSpelling,
  storedMeasure,
} from '../../../shared/rules/measures';
import { type Field, isCalendarDate, isClockTime, isPartialDate } from '../../../shared/schema';
import { formatDate, formatNumber, formatPartialDate } from '../format';
import type { Notation } from './typed-text';

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function isoDate(year: string, month: number, day: string, today: string): string | null {
  const century = Number(today.slice(0, 2)) * 100;
  const short = century + Number(year);
  // Two digits mean the nearest such year that is at most ten years ahead: 72 is 1972, 31 is 2031.
  const full = year.length > 2 ? Number(year) : short > Number(today.slice(0, 4)) + 10 ? short - 100 : short;
  const date = `${String(full).padStart(4, '0')}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(date) ? date : null;
}

/**
 * Reads a date as people type it: 2026-11-23, 23 Nov 2026, Nov 23 2026, 23.11.2026, 23/11/2026, 23112026, today.
 * `monthFirst` is how this computer's language writes numbers (11/23/2026); only slashes and dashes follow it, and where
 * no date is meant that way round, as in 23/11/2026, it is the other.
 * Without a year it is this one. Null when it is no date that exists.
 */
export function readDate(text: string, today: string, monthFirst: boolean): string | null {
  const typed = text.trim().toLowerCase();
  if (isCalendarDate(typed)) return typed;
  if (typed === 'today') return today;
  const year = today.slice(0, 4);
  /** A day above 12 is no month: only then the order that is not this computer's makes a date. */
  const inEitherOrder = ([first, second]: readonly [string, string], of: string) => {
    const monthBefore = isoDate(of, Number(first), second, today);
    const monthAfter = isoDate(of, Number(second), first, today);
    return monthFirst ? (monthBefore ?? monthAfter) : (monthAfter ?? monthBefore);
  };
  const dayFirstWords = /^(\d{1,2})\.?\s*([a-z]{3,})\.?,?\s*(\d{4}|\d{2})?$/.exec(typed);
  const monthFirstWords = /^([a-z]{3,})\.?\s*(\d{1,2}),?\s*(\d{4}|\d{2})?$/.exec(typed);
  const words = dayFirstWords ?? monthFirstWords;
  if (words) {
    const [name = '', day = ''] = dayFirstWords ? [words[2], words[1]] : [words[1], words[2]];
    const month = monthNames.indexOf(name.slice(0, 3)) + 1;
    return month > 0 ? isoDate(words[3] ?? year, month, day, today) : null;
  }
  const parts = /^(\d{1,2})([./\-\s])(\d{1,2})(?:\2(\d{4}|\d{2}))?\.?$/.exec(typed);
  if (parts) {
    const [, first = '', separator = '', second = '', typedYear = year] = parts;
    if (separator === '.') return isoDate(typedYear, Number(second), first, today);
    return inEitherOrder([first, second], typedYear);
  }
  const digits = /^(\d{2})(\d{2})(\d{4})$/.exec(typed);
  if (!digits) return null;
  const [, first = '', second = '', typedYear = ''] = digits;
  return inEitherOrder([first, second], typedYear);
}

/** True where numbers stand as month/day/year: languages whose region is the United States and few others. */
export function writesMonthFirst(language: string): boolean {
  const parts = new Intl.DateTimeFormat(language).formatToParts(new Date(Date.UTC(2026, 10, 23)));
  const order = parts.map((part) => part.type).filter((type) => type === 'month' || type === 'day');
  return order[0] === 'month' && parts[0]?.type !== 'year';
}

export const dateNotation = (today: string, monthFirst: boolean): Notation<string> => ({
  write: formatDate,
  read: (text) => readDate(text, today, monthFirst),
});

/** Reads a date, or a year or a month alone: 2014, 2014-03, 3.2014, 3/2014, Mar 2014. Null when it is neither. */
export function readPartialDate(text: string, today: string, monthFirst: boolean): string | null {
  const typed = text.trim().toLowerCase();
  if (isPartialDate(typed)) return typed;
  const named = /^([a-z]{3,})\.?\s*(\d{4})$/.exec(typed);
  const inNumbers = /^(\d{1,2})\s*[./-]\s*(\d{4})$/.exec(typed);
  const month = named ? monthNames.indexOf((named[1] ?? '').slice(0, 3)) + 1 : Number(inNumbers?.[1] ?? 0);
  const year = named?.[2] ?? inNumbers?.[2];
  if (!year) return readDate(text, today, monthFirst);
  const partial = `${year}-${String(month).padStart(2, '0')}`;
  return isPartialDate(partial) ? partial : null;
}

export const partialDateNotation = (today: string, monthFirst: boolean): Notation<string> => ({
  write: formatPartialDate,
  read: (text) => readPartialDate(text, today, monthFirst),
});

/** Reads a clock time as people type it: 9, 930, 9:30, 9.30, 9h30, 9:30 pm. Null when it is none. */
export function readTime(text: string): string | null {
  const match = /^(\d{1,2})(?:\s*[:.h]\s*(\d{2})|(\d{2}))?\s*h?\s*([ap])?\.?(?:m\.?)?$/.exec(
    text.trim().toLowerCase(),
  );
  if (!match) return null;
  const half = match[4];
  const hour = Number(match[1]);
  if (half && (hour < 1 || hour > 12)) return null;
  const shifted = half ? (hour % 12) + (half === 'p' ? 12 : 0) : hour;
  const time = `${String(shifted).padStart(2, '0')}:${match[2] ?? match[3] ?? '00'}`;
  return isClockTime(time) ? time : null;
}

export const timeNotation: Notation<string> = { write: (time) => time, read: readTime };

/** A number with a point or a comma ("79,6", "1,204") and what stands behind it. Null when it begins with none. */
export function readAmount(text: string): { readonly value: number; readonly unit: string } | null {
  const match = /^([+-]?[\d.,\s]*\d)\s*([^\d\s].*)?$/.exec(text.trim());
  if (!match?.[1]) return null;
  const plain = match[1].replace(/\s/g, '');
  // A comma before exactly three digits parts thousands; any other comma is a decimal one.
  const point = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)
    ? plain.replaceAll(',', '')
    : plain.replace(',', '.');
  const value = Number(point);
  return Number.isFinite(value) ? { value, unit: match[2]?.trim() ?? '' } : null;
}

/** Reads a number, with its unit or without. Null when it is none, or of another unit. */
export function readNumber(text: string, unit?: string): number | null {
  const amount = readAmount(text);
  const isIts = amount && (amount.unit === '' || amount.unit.toLowerCase() === unit?.toLowerCase());
  return isIts ? amount.value : null;
}

const writeNumber = (value: number) => formatNumber(value).replaceAll(',', '');

/**
 * How the number of a field is written and typed. A measure is written in the unit of the clinic, and typed in it or in
 * any other that is named ("170 cm", "5 ft 7" where inches are asked for); what goes out is as it is stored.
 */
export function fieldNotation({ unit }: Pick<Field, 'unit'>, measures: Measures): Notation<number> {
  const of = measureUnits(unit, measures);
  if (!of) return { unit, write: writeNumber, read: (text) => readNumber(text, unit) };
  return {
    unit: of.shown,
    write: (value) => writeNumber(shownMeasure(value, of.stored, of.shown)),
    read(text) {
      const pair = storedFromPair(text, of.stored);
      if (pair !== null) return pair;
      const plain = readNumber(text, of.shown);
      if (plain !== null) return storedMeasure(plain, of.shown, of.stored);
      const amount = readAmount(text);
      return amount && storedFromSpelling(amount.value, amount.unit, of.stored);
    },
  };
}
