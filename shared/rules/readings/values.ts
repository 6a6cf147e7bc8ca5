import type { ReadingCode } from '../../schema';
import { pressureProblem } from '../plausible';
import { CLOCKS_DIFFER_MS } from '../time';
import {
  bloodPressure,
  type ReadingKind,
  readingKindOf,
  type ReadingUnit,
  type WrittenDigits,
} from './kinds';

/** How much finer than what a kind shows its values are kept, so that 5.6 mmol/L comes back as 5.6 mmol/L. */
const KEPT_DECIMALS = 3;

/** The unit of a kind by its UCUM code; null for one that the kind is not measured in. */
export function unitOf(kind: ReadingKind, code: string): ReadingUnit | null {
  return kind.units.find((unit) => unit.code === code) ?? null;
}

/** The unit of a kind by what a file calls it: UCUM or a common spelling; case and spaces do not count. */
export function unitNamed(kind: ReadingKind, written: string): ReadingUnit | null {
  const plain = written.toLowerCase().replace(/\s+/g, '');
  return (
    unitOf(kind, written.trim()) ??
    kind.units.find((unit) => unit.code.toLowerCase() === plain || unit.alsoWritten.includes(plain)) ??
    null
  );
}

/** A value in the kind's own unit, as it is kept. */
export function toKept(kind: ReadingKind, value: number, unit: ReadingUnit): number {
  return rounded((value - unit.offset) * unit.factor, kind.decimals + KEPT_DECIMALS);
}

/** A kept value in another unit of its kind, rounded to `decimals` digits after the point. */
export function fromKept(kept: number, unit: ReadingUnit, decimals: number): number {
  return rounded(kept / unit.factor + unit.offset, decimals);
}

/** True for a value that can be of a living person. */
export function isPlausible(kind: ReadingKind, value: number, unit: ReadingUnit): boolean {
  const kept = toKept(kind, value, unit);
  return kept >= kind.plausible.min && kept <= kind.plausible.max;
}

/** The unit in which a number is most likely meant that is hardly possible in the one beside it: 5.9 is mmol/L and not mg/dL. */
export function likelierUnit(kind: ReadingKind, value: number, unit: ReadingUnit): ReadingUnit | undefined {
  const { shownByDevices: shown } = kind;
  const isShown = (each: ReadingUnit) => {
    const kept = toKept(kind, value, each);
    return shown !== undefined && kept >= shown.min && kept <= shown.max;
  };
  return isShown(unit) ? undefined : kind.units.find(isShown);
}

/** With how many digits a value in a unit is written. */
export function digitsOf({ digits, finerBelow = -Infinity }: ReadingUnit, value: number): WrittenDigits {
  return Math.abs(value) < finerBelow ? { ...digits, most: digits.most + 1 } : digits;
}

/** The outermost values that can be written in a unit of a kind and are taken. */
export function writtenLimits({ plausible }: ReadingKind, unit: ReadingUnit): { low: number; high: number } {
  const inward = (kept: number, round: (value: number) => number) => {
    const value = kept / unit.factor + unit.offset;
    const scale = 10 ** digitsOf(unit, value).most;
    return round(value * scale) / scale + 0;
  };
  return {
    // 51.8 * 10 and the like may come out a hair beside the whole number that they are.
    low: inward(plausible.min, (value) => Math.ceil(value - 1e-6)),
    high: inward(plausible.max, (value) => Math.floor(value + 1e-6)),
  };
}

function rounded(value: number, decimals: number): number {
  const scale = 10 ** decimals;
  // Plus zero: minus zero is no value that anybody measured.
  return Math.round(value * scale) / scale + 0;
}

/** What makes one reading unfit to be kept, in one sentence that says what would do. */
export type ReadingProblem = { readonly at: 'kind' | 'value' | 'unit' | 'takenAt'; readonly message: string };

/** A reading as it comes in. */
export type GivenReading = {
  readonly kind: string;
  readonly value: number;
  readonly unit: string;
  readonly takenAt: Date;
};

/** A reading as it is kept: `value` in the kind's unit; `given` when it came in another one. */
export type KeptReading = {
  readonly kind: ReadingCode;
  readonly value: number;
  readonly takenAt: Date;
  readonly given?: { readonly value: number; readonly unit: string };
};

/** No device of a patient is older; what is dated before is a clock that was never set. */
export const EARLIEST = new Date('1970-01-02T00:00:00Z');

/** Why nothing can have been measured at this time; undefined if it can. */
export function takenAtProblem(takenAt: Date, now: Date): string | undefined {
  if (!(takenAt >= EARLIEST)) return 'Nothing is dated before 1970';
  return takenAt.getTime() > now.getTime() + CLOCKS_DIFFER_MS ? 'This is in the future' : undefined;
}

/** Checks one reading and brings it to its kind's unit. */
export function checkReading(
  given: GivenReading,
  now: Date,
): { readonly kept: KeptReading } | { readonly problem: ReadingProblem } {
  const no = (at: ReadingProblem['at'], message: string) => ({ problem: { at, message } });
  const kind = readingKindOf(given.kind);
  if (!kind) return no('kind', 'Clinic Desk keeps no readings of this code');
  const unit = unitOf(kind, given.unit);
  if (!unit) {
    const known = kind.units.map(({ code }) => code).join(' or ');
    return no('unit', `${kind.label} is given in ${known}`);
  }
  const value = toKept(kind, given.value, unit);
  if (!isPlausible(kind, given.value, unit)) {
    const { low, high } = writtenLimits(kind, unit);
    return no('value', `${kind.label} is between ${low} and ${high} ${unit.label}`);
  }
  const timeProblem = takenAtProblem(given.takenAt, now);
  if (timeProblem) return no('takenAt', timeProblem);
  const asGiven = unit === kind.units[0] ? {} : { given: { value: given.value, unit: unit.code } };
  return { kept: { kind: kind.code, value, takenAt: given.takenAt, ...asGiven } };
}

/** What a blood pressure is told from: `of` where several patients are among the readings. */
type PressurePart = {
  readonly kind: string;
  readonly value: number;
  readonly takenAt: Date;
  readonly of?: string;
};

/**
 * Diastolic values that are not below the systolic one of the same instant, each with why. Only readings that come
 * together are compared: packets come in any order, and which one is refused must not hang on that.
 */
export function pressureProblems<Part extends PressurePart>(
  together: readonly Part[],
): { readonly part: Part; readonly message: string }[] {
  const keyOf = ({ of = '', takenAt }: Part) => `${of} ${takenAt.getTime()}`;
  const systolic = new Map<string, number>();
  for (const part of together)
    if (part.kind === bloodPressure.systolic)
      systolic.set(keyOf(part), Math.max(part.value, systolic.get(keyOf(part)) ?? -Infinity));
  return together.flatMap((part) => {
    if (part.kind !== bloodPressure.diastolic) return [];
    const message = pressureProblem(systolic.get(keyOf(part)), part.value);
    return message === undefined ? [] : [{ part, message }];
  });
}
