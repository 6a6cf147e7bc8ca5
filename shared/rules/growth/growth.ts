import { cdc2000 } from './cdc-2000';
import { curvePercentiles, type Lms, percentileOf, valueAt, zScoreOf } from './lms';

/** What is measured of a growing child, in cm, kg and kg/m². */
export type GrowthMeasure = 'height' | 'weight' | 'bodyMassIndex' | 'head';
export type GrowthSex = keyof (typeof cdc2000)['height'];

/**
 * The tables come in two pieces, as the charts do: lying and standing children are measured differently. From 2 to 3 years
 * both hold.
 */
export const growthSpans = {
  infant: { label: 'Birth to 3 years', from: 0, to: 36 },
  child: { label: '2 to 20 years', from: 24, to: 240 },
} as const;
export type GrowthSpan = keyof typeof growthSpans;

export const growthSource = {
  name: 'CDC growth charts for the United States (2000)',
  notice:
    'Tables of the CDC/NCHS, in the public domain. Measured on children in the USA from 1963 to 1994. Below two years of age the CDC recommends the standard of the WHO, which is not on this computer.',
};

const tables: Record<GrowthMeasure, Partial<Record<GrowthSpan, Record<GrowthSex, string>>>> = {
  height: { infant: cdc2000.lengthOfInfants, child: cdc2000.height },
  weight: { infant: cdc2000.weightOfInfants, child: cdc2000.weight },
  head: { infant: cdc2000.headOfInfants },
  bodyMassIndex: { child: cdc2000.bodyMassIndex },
};

const daysInMonth = 30.4375;
const daysOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/** Age in months of 30.4375 days, with its fraction, as the CDC reckons; not corrected for a birth before term. */
export const ageInMonths = (dateOfBirth: string, day: string): number =>
  (daysOf(day) - daysOf(dateOfBirth)) / daysInMonth;

/** The piece that is usual at an age: from two years on children stand, and only heads have no other table. */
export function spanAt(measure: GrowthMeasure, months: number): GrowthSpan {
  const { infant, child } = growthSpans;
  const isLying = tables[measure].child ? months < child.from : months <= infant.to;
  return isLying ? 'infant' : 'child';
}

export const isInSpan = (span: GrowthSpan, months: number): boolean =>
  months >= growthSpans[span].from && months <= growthSpans[span].to;

type Row = Lms & { readonly months: number };

function rowsOf(measure: GrowthMeasure, span: GrowthSpan, sex: GrowthSex): readonly Row[] {
  const lines = tables[measure][span]?.[sex].trim().split('\n') ?? [];
  return lines.map((line) => {
    const [months = 0, l = 0, m = 0, s = 0] = line.split(' ').map(Number);
    return { months, l, m, s };
  });
}

/** The parameters at an age, in a straight line between two rows of the table; null where the table does not reach. */
function parametersAt(rows: readonly Row[], months: number): Lms | null {
  const next = rows.findIndex((row) => row.months >= months);
  const after = rows[next];
  if (!after) return null;
  if (after.months === months) return after;
  const before = rows[next - 1];
  if (!before) return null;
  const part = (months - before.months) / (after.months - before.months);
  const between = (one: number, other: number) => one + (other - one) * part;
  return { l: between(before.l, after.l), m: between(before.m, after.m), s: between(before.s, after.s) };
}

/** Where a child stands among children of the same age and sex. `percentile`: 0 to 100. */
export type GrowthPlace = { readonly z: number; readonly percentile: number };

/** Where a value stands in one piece of the tables; null at an age that it does not have. */
export function growthPlace(
  measure: GrowthMeasure,
  value: number,
  { months, sex, span }: { months: number; sex: GrowthSex; span: GrowthSpan },
): GrowthPlace | null {
  if (!(value > 0) || !isInSpan(span, months)) return null;
  const parameters = parametersAt(rowsOf(measure, span, sex), months);
  if (!parameters) return null;
  const z = zScoreOf(value, parameters);
  return { z, percentile: percentileOf(z) };
}

export type GrowthCurve = {
  readonly percentile: number;
  readonly points: readonly { readonly months: number; readonly value: number }[];
};

/** The curves of one chart up to an age in months; none where there is no table (BMI below two years, heads above three). */
export function growthCurves(
  measure: GrowthMeasure,
  span: GrowthSpan,
  sex: GrowthSex,
  to: number = growthSpans[span].to,
): GrowthCurve[] {
  const { from } = growthSpans[span];
  const rows = rowsOf(measure, span, sex).filter(({ months }) => months >= from && months <= to);
  if (rows.length === 0) return [];
  return curvePercentiles.map(({ percentile, z }) => ({
    percentile,
    points: rows.map((row) => ({ months: row.months, value: valueAt(z, row) })),
  }));
}

/** "45th percentile", as it is said; at the ends no more is claimed than the table tells. */
export function percentileWords(percentile: number): string {
  if (percentile < 1) return 'below the 1st percentile';
  if (percentile > 99) return 'above the 99th percentile';
  const whole = Math.round(percentile);
  const isTeen = whole % 100 >= 11 && whole % 100 <= 13;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][whole % 10] ?? 'th');
  return `${whole}${ending} percentile`;
}
