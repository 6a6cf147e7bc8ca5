import { type MeasureUnit, type Quantity, unitChoices } from '../schema';

/**
 * How tall, how heavy, how warm, in the units of the clinic. A record holds each quantity in one unit for good (`unit` of
 * its field); what people see and type is another way of writing the same value, and this file is the only place where one
 * becomes the other. Factors are exact by definition: the inch is 2.54 cm and the pound 0.453 592 37 kg (international
 * yard and pound agreement, 1959); °F = 1.8 × °C + 32.
 */

type Unit = {
  /** Many of it, written out. */
  readonly words: string;
  readonly quantity: Quantity;
  /** A value in cm, kg or °C is `value × scale + zero`. */
  readonly scale: number;
  readonly zero?: number;
  /** Decimals that may be typed in it, and that are shown again as they were typed. */
  readonly typed: number;
  /** The unit of the other system of measures. */
  readonly other: MeasureUnit;
};

const units: Readonly<Record<MeasureUnit, Unit>> = {
  cm: { words: 'centimetres', quantity: 'height', scale: 1, typed: 1, other: 'in' },
  in: { words: 'inches', quantity: 'height', scale: 2.54, typed: 2, other: 'cm' },
  kg: { words: 'kilograms', quantity: 'weight', scale: 1, typed: 3, other: 'lb' },
  lb: { words: 'pounds', quantity: 'weight', scale: 0.453_592_37, typed: 2, other: 'kg' },
  '°C': { words: 'degrees Celsius', quantity: 'temperature', scale: 1, typed: 1, other: '°F' },
  '°F': {
    words: 'degrees Fahrenheit',
    quantity: 'temperature',
    scale: 1 / 1.8,
    zero: -32 / 1.8,
    typed: 1,
    other: '°C',
  },
};

/** The unit in which a clinic sees and types each quantity. */
export type Measures = { readonly [Q in Quantity]: (typeof unitChoices)[Q][number]['value'] };

/** Of clinics that never chose: as the published system has it, and as it is stored. */
export const storedMeasures: Measures = { height: 'in', weight: 'lb', temperature: '°C' };
export const metricMeasures: Measures = { height: 'cm', weight: 'kg', temperature: '°C' };
export const usualInUsa: Measures = { height: 'in', weight: 'lb', temperature: '°F' };

/** What a clinic chose; where it says nothing, the units of `storedMeasures`. */
export function chosenMeasures(given: Partial<Record<Quantity, unknown>> | null | undefined): Measures {
  const chosen = Object.entries(given ?? {}).filter(([quantity, unit]) =>
    unitChoices[quantity as Quantity]?.some(({ value }) => value === unit),
  );
  // Only values that stand in `unitChoices` of their quantity are left.
  return { ...storedMeasures, ...(Object.fromEntries(chosen) as Partial<Measures>) };
}

const zonesOfUsa =
  /^(US\/|America\/(New_York|Detroit|Kentucky\/|Indiana\/|Chicago|Menominee|North_Dakota\/|Denver|Boise|Phoenix|Los_Angeles|Anchorage|Juneau|Sitka|Metlakatla|Yakutat|Nome|Adak)|Pacific\/Honolulu)/;

/** What a new clinic begins with: metric, but for time zones of the USA. */
export const usualMeasures = (timeZone: string): Measures =>
  zonesOfUsa.test(timeZone) ? usualInUsa : metricMeasures;

const isMeasureUnit = (unit: string | undefined): unit is MeasureUnit => unit !== undefined && unit in units;

/** The unit in which a value stored in `unit` is seen and typed; the same for what is not measured in two systems. */
export function shownUnit<U extends string | undefined>(unit: U, measures: Measures): U | MeasureUnit {
  return isMeasureUnit(unit) ? measures[units[unit].quantity] : unit;
}

const rounded = (value: number, decimals: number) => Number(value.toFixed(decimals));

/** From here on two doubles are the same measure: far above the error of one conversion, far below any scale. */
const sameWithin = 5e-12;

/** A value in another unit of the same quantity, not rounded. Throws for units of different quantities. */
export function converted(value: number, from: MeasureUnit, to: MeasureUnit): number {
  if (from === to) return value;
  const [one, other] = [units[from], units[to]];
  if (one.quantity !== other.quantity) throw new Error(`${from} is not ${to}`);
  const result =
    one.quantity === 'temperature'
      ? from === '°F'
        ? (value - 32) / 1.8
        : value * 1.8 + 32
      : (value * one.scale) / other.scale;
  // 279.4 cm are 110 in and not 110.000 000 000 000 01.
  const near = rounded(result, other.typed);
  return Math.abs(near - result) < sameWithin ? near : result;
}

/** Body mass index in kg/m² (WHO: weight by the square of height). */
export function bodyMassIndex(heightIn: number, weightLb: number): number {
  return converted(weightLb, 'lb', 'kg') / (converted(heightIn, 'in', 'cm') / 100) ** 2;
}

/** Decimals of a value that was typed in another unit: a tenth, and grams of the light ones to ten. */
const readDecimals = (value: number, unit: MeasureUnit) =>
  units[unit].quantity === 'weight' && Math.abs(value) < 20 ? 2 : 1;

/**
 * A stored value as it is seen in `unit`: what was typed in that unit exactly as it was typed (that is told from the
 * value: it is a round one there, and none in the unit it is stored in), all else rounded.
 */
export function shownMeasure(value: number, stored: MeasureUnit, unit: MeasureUnit): number {
  const result = converted(value, stored, unit);
  const wasTypedAsStored = rounded(value, units[stored].typed) === value;
  const exact = rounded(result, units[unit].typed);
  const wasTypedSo =
    unit === stored ? wasTypedAsStored : !wasTypedAsStored && Math.abs(exact - result) < 1e-9;
  return wasTypedSo ? exact : rounded(result, readDecimals(result, unit));
}

/** What is stored for a value typed in `unit`; null when it has more decimals than are kept of it. */
export function storedMeasure(typed: number, unit: MeasureUnit, stored: MeasureUnit): number | null {
  return rounded(typed, units[unit].typed) === typed ? converted(typed, unit, stored) : null;
}

/** Decimals that may be typed in a unit. */
export const typedDecimals = (unit: MeasureUnit): number => units[unit].typed;

/** `inches`: many of a unit, written out. */
export const unitWords = (unit: MeasureUnit): string => units[unit].words;

export type Range = { readonly min: number; readonly max: number; readonly step: number };

/** Limits of a stored value in the unit in which it is typed: the outermost values that may be typed and are allowed. */
export function shownRange({ min, max, step }: Range, stored: MeasureUnit, unit: MeasureUnit): Range {
  if (stored === unit) return { min, max, step };
  const tens = 10 ** units[unit].typed;
  return {
    min: Math.ceil(converted(min, stored, unit) * tens - 1e-6) / tens,
    max: Math.floor(converted(max, stored, unit) * tens + 1e-6) / tens,
    step,
  };
}

/** The field's unit when it is measured in one of two systems, and the unit it is seen in. */
export function measureUnits(
  unit: string | undefined,
  measures: Measures,
): { readonly stored: MeasureUnit; readonly shown: MeasureUnit } | null {
  return isMeasureUnit(unit) ? { stored: unit, shown: measures[units[unit].quantity] } : null;
}

/** The unit of the other system, which stands beside: "170.2 cm (67 in)". */
export const otherUnit = (unit: MeasureUnit): MeasureUnit => units[unit].other;

/** How units are typed, and what one of each is: "m" is 100 cm, "g" a thousandth of a kilogram. */
const spellings: Readonly<Record<string, { readonly unit: MeasureUnit; readonly times: number }>> = {
  cm: { unit: 'cm', times: 1 },
  mm: { unit: 'cm', times: 0.1 },
  m: { unit: 'cm', times: 100 },
  in: { unit: 'in', times: 1 },
  inch: { unit: 'in', times: 1 },
  inches: { unit: 'in', times: 1 },
  '"': { unit: 'in', times: 1 },
  '″': { unit: 'in', times: 1 },
  '”': { unit: 'in', times: 1 },
  ft: { unit: 'in', times: 12 },
  kg: { unit: 'kg', times: 1 },
  g: { unit: 'kg', times: 0.001 },
  lb: { unit: 'lb', times: 1 },
  lbs: { unit: 'lb', times: 1 },
  oz: { unit: 'lb', times: 1 / 16 },
  c: { unit: '°C', times: 1 },
  '°c': { unit: '°C', times: 1 },
  f: { unit: '°F', times: 1 },
  '°f': { unit: '°F', times: 1 },
};

/** A value typed with a unit ("180 cm", "98.6 F") as it is stored; null for a unit of something else, or none at all. */
export function storedFromSpelling(value: number, spelling: string, stored: MeasureUnit): number | null {
  const typed = spellings[spelling.trim().toLowerCase()];
  if (!typed || units[typed.unit].quantity !== units[stored].quantity) return null;
  const inUnit = typed.times === 1 ? value : Number((value * typed.times).toPrecision(12));
  return converted(inUnit, typed.unit, stored);
}

/** Parts of feet and inches or of pounds and ounces: 5 ft 7 in, 5'7", 7 lb 8 oz. */
const pairs = [
  {
    unit: 'in' as const,
    times: 12,
    pattern: /^(\d+)\s*(?:ft|feet|foot|'|′|’)\s*(\d+(?:[.,]\d+)?)?\s*(?:in|inch|inches|"|″|”|'')?$/i,
  },
  { unit: 'lb' as const, times: 16, pattern: /^(\d+)\s*(?:lbs?)\s*(\d+(?:[.,]\d+)?)\s*(?:oz)?$/i },
];

/** Feet and inches, or pounds and ounces, as they are stored; null when the text is neither, or has a foot of inches or more. */
export function storedFromPair(text: string, stored: MeasureUnit): number | null {
  for (const { unit, times, pattern } of pairs) {
    const match = units[unit].quantity === units[stored].quantity ? pattern.exec(text.trim()) : null;
    if (!match) continue;
    const small = Number((match[2] ?? '0').replace(',', '.'));
    if (small >= times) return null;
    const value = unit === 'in' ? Number(match[1]) * 12 + small : Number(match[1]) + small / 16;
    return converted(value, unit, stored);
  }
  return null;
}
