import { z } from 'zod';
import type { Issue } from '../../../shared/contract';
import { instantOf, wallClockOf } from '../../../shared/rules/time';
import { readingKindOf } from '../../../shared/rules/readings/kinds';
import {
  checkReading,
  type GivenReading,
  isPlausible,
  likelierUnit,
  pressureProblems,
  takenAtProblem,
  toKept,
  unitNamed,
  unitOf,
} from '../../../shared/rules/readings/values';
import { isCalendarDate, isClockTime } from '../../../shared/schema';
import { type ReadingGroup, readingGroups } from '../../../shared/rules/readings/groups';
import { readAmount } from '../../kit/inputs/notations';

/** What is typed in the form of a reading: numbers as text, a blood pressure has two. */
export type TypedReading = {
  readonly group: string;
  readonly values: readonly string[];
  readonly unit: string;
  readonly date?: unknown;
  readonly time?: unknown;
  readonly note: string;
};

const keptSchema = z.object({
  group: z.string(),
  values: z.array(z.string()),
  unit: z.string(),
  note: z.string(),
  date: z.string().optional(),
  time: z.string().optional(),
});

/** A new form, of now. Kept typing fills it, with its time: when it was measured and not when the form was opened again. */
export function startReading(
  kept: unknown,
  unit: (group: ReadingGroup) => string,
  at: { now: Date; timeZone: string },
): TypedReading {
  const now = wallClockOf(at.now, at.timeZone);
  const parsed = keptSchema.safeParse(kept);
  if (parsed.success && groupOf(parsed.data.group)) return { ...now, ...parsed.data };
  const group = readingGroups.find(({ key }) => key === 'bp') ?? readingGroups[0];
  return { group: group?.key ?? '', values: [], unit: group ? unit(group) : '', ...now, note: '' };
}

export const groupOf = (key: string): ReadingGroup | undefined =>
  readingGroups.find((each) => each.key === key);
export const isReadingTyped = ({ values, note }: TypedReading): boolean =>
  values.some((value) => value.trim() !== '') || note.trim() !== '';

export type ReadingErrors = {
  readonly values: readonly (string | undefined)[];
  readonly unit?: string;
  readonly date?: string;
  readonly time?: string;
  /** Of no field. */
  readonly other: readonly string[];
};
export const noReadingErrors: ReadingErrors = { values: [], other: [] };

export const hasErrors = ({ values, unit, date, time, other }: ReadingErrors): boolean =>
  [...values, unit, date, time, ...other].some((message) => message !== undefined);

/**
 * A value as it is typed, in the unit that is chosen or in another of its kind that stands behind it; or why it is none. A
 * number alone that is far more likely in another unit is not taken: with its unit behind it, it is.
 */
function typedValue(text: string, kind: string, chosen: string): { value: number; unit: string } | string {
  if (text.trim() === '') return 'Fill this in';
  const amount = readAmount(text);
  if (!amount) return 'A number';
  const { value } = amount;
  const isAlone = amount.unit === '';
  const of = readingKindOf(kind);
  const unit = of && (isAlone ? unitOf(of, chosen) : unitNamed(of, amount.unit));
  if (!unit) {
    if (isAlone) return { value, unit: chosen };
    return of ? `A number of ${of.units.map(({ label }) => label).join(' or ')}` : 'A number';
  }
  const isWhole = !unit.isTypedWhole || Number.isInteger(value);
  const likelier = isAlone && likelierUnit(of, value, unit);
  if (likelier) {
    const written = text.trim();
    // Only what is taken is offered.
    const asChosen = isWhole && isPlausible(of, value, unit) ? ` or “${written} ${unit.label}”` : '';
    return `Hardly ${unit.label}. Write “${written} ${likelier.label}”${asChosen}`;
  }
  return isWhole ? { value, unit: unit.code } : `A whole number of ${unit.label}`;
}

type At = { readonly now: Date; readonly timeZone: string };

const dayAndTime = ({ date, time }: Pick<TypedReading, 'date' | 'time'>) => ({
  date: typeof date === 'string' && isCalendarDate(date) ? date : undefined,
  time: typeof time === 'string' && isClockTime(time) ? time : undefined,
});

/** Why nothing can have been measured when this says, at the date or, on a day that has begun, at the time. */
export function timeErrors(
  typed: Pick<TypedReading, 'date' | 'time'>,
  at: At,
): Pick<ReadingErrors, 'date' | 'time'> {
  const { date, time } = dayAndTime(typed);
  if (!date) return {};
  // Without a time yet, the beginning of the day can already be one to come.
  const problem = takenAtProblem(instantOf(date, time ?? '00:00', at.timeZone), at.now);
  return problem === undefined ? {} : { [timeField(date, at)]: problem };
}

const timeField = (date: string | undefined, { now, timeZone }: At): 'date' | 'time' =>
  date === wallClockOf(now, timeZone).date ? 'time' : 'date';

function keptValue({ kind, value, unit }: GivenReading): number {
  const of = readingKindOf(kind);
  const known = of && unitOf(of, unit);
  return known ? toKept(of, value, known) : value;
}

/** The readings to be sent, or what has to be put right first. */
export function givenReadings(
  typed: TypedReading,
  at: At,
): { readings: GivenReading[]; errors: ReadingErrors } {
  const kinds = groupOf(typed.group)?.kinds ?? [];
  const { date, time } = dayAndTime(typed);
  const takenAt = date && time ? instantOf(date, time, at.timeZone) : undefined;
  const values: (string | undefined)[] = [];
  let errors: Partial<Pick<ReadingErrors, 'unit' | 'date' | 'time'>> = {
    ...timeErrors(typed, at),
    ...(!date && { date: typed.date ? 'A date that exists, like 23 Nov 2026' : 'Fill this in' }),
    ...(!time && { time: typed.time ? 'A time like 09:30' : 'Fill this in' }),
  };
  const readings = kinds.map((kind, index): GivenReading => {
    const read = typedValue(typed.values[index] ?? '', kind, typed.unit);
    if (typeof read === 'string') {
      values[index] = read;
      return { kind, value: Number.NaN, unit: typed.unit, takenAt: takenAt ?? at.now };
    }
    const given = { kind, ...read, takenAt: takenAt ?? at.now };
    const checked = checkReading(given, at.now);
    if (!('problem' in checked)) return given;
    const { at: place, message } = checked.problem;
    if (place === 'unit') errors = { ...errors, unit: message };
    // The time is looked at above, whatever the values are.
    else if (place !== 'takenAt') values[index] = message;
    return given;
  });
  if (!values.some(Boolean)) {
    // In one unit: each of the two may have its own behind it.
    const parts = readings.map((given, index) => ({ ...given, index, value: keptValue(given) }));
    for (const { part, message } of pressureProblems(parts)) values[part.index] = message;
  }
  return { readings, errors: { values, ...errors, other: [] } };
}

/** What the core refused, at the fields of the form. Paths are `readings.N.value` and the like. */
export function placedReadingIssues(
  issues: readonly Issue[],
  typed: Pick<TypedReading, 'date' | 'time'>,
  at: At,
): ReadingErrors {
  const values: (string | undefined)[] = [];
  const errors: { unit?: string; date?: string; time?: string } = {};
  const other: string[] = [];
  for (const { path, message } of issues) {
    const [list, index, field] = path;
    if (list !== 'readings' || typeof index !== 'number') other.push(message);
    else if (field === 'value') values[index] = message;
    else if (field === 'unit') errors.unit = message;
    else if (field === 'takenAt') errors[timeField(dayAndTime(typed).date, at)] = message;
    else other.push(message);
  }
  return { values, ...errors, other };
}
