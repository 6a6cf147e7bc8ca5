import type { Visit } from '../../../shared/entities';
import { bodyMassIndex, converted, type Measures, shownMeasure } from '../../../shared/rules/measures';
import {
  ageInMonths,
  type GrowthMeasure,
  type GrowthPlace,
  growthPlace,
  type GrowthSex,
  type GrowthSpan,
  growthSpans,
  isInSpan,
} from '../../../shared/rules/growth/growth';

/** One measurement of a child: `value` in cm, kg or kg/m². */
export type GrowthPoint = {
  readonly date: string;
  readonly months: number;
  readonly value: number;
  /** Null where the table does not reach, or the sex is not known. */
  readonly place: GrowthPlace | null;
};

/** What a visit measured, in the units of the tables. A BMI takes height and weight of one day: children grow. */
const readings: Readonly<Record<GrowthMeasure, (visit: Visit) => number | undefined>> = {
  height: ({ heightIn }) => (heightIn === undefined ? undefined : converted(heightIn, 'in', 'cm')),
  weight: ({ weightLb }) => (weightLb === undefined ? undefined : converted(weightLb, 'lb', 'kg')),
  head: ({ vitals }) => vitals?.headCm,
  bodyMassIndex: ({ heightIn, weightLb }) =>
    heightIn === undefined || weightLb === undefined ? undefined : bodyMassIndex(heightIn, weightLb),
};

/** The measurements of a child in one span of age, oldest first. */
export function growthPoints(
  visits: readonly Visit[],
  measure: GrowthMeasure,
  child: { readonly dateOfBirth: string; readonly sex: GrowthSex | null },
  span: GrowthSpan,
): GrowthPoint[] {
  return visits
    .flatMap((visit) => {
      const value = readings[measure](visit);
      if (value === undefined || !visit.date) return [];
      const months = ageInMonths(child.dateOfBirth, visit.date);
      if (!isInSpan(span, months)) return [];
      const place = child.sex && growthPlace(measure, value, { months, sex: child.sex, span });
      return [{ date: visit.date, months, value, place }];
    })
    .toSorted((one, other) => one.months - other.months);
}

/** How old a child was when it was last measured, in months; undefined when it was not. Visits as an adult count for nothing. */
export function lastMeasuredAt(visits: readonly Visit[], dateOfBirth: string): number | undefined {
  const ages = visits
    .filter((visit) => Object.values(readings).some((reading) => reading(visit) !== undefined))
    .flatMap(({ date }) => (date ? [ageInMonths(dateOfBirth, date)] : []))
    .filter((months) => months >= growthSpans.infant.from && months <= growthSpans.child.to);
  return ages.length > 0 ? Math.max(...ages) : undefined;
}

/** Where the axis of a chart may end, in months: on a whole chart the first years of a child are a corner of it. */
const ends: Readonly<Record<GrowthSpan, readonly number[]>> = {
  infant: [12, 24, 36],
  child: [60, 96, 144, 192, 240],
};

/** Where it ends for a child of this age, with room for the next visit. `months`: of its last point. */
export function shownTo(span: GrowthSpan, months: number): number {
  const room = span === 'infant' ? 1 : 6;
  return ends[span].find((end) => months + room <= end) ?? growthSpans[span].to;
}

/** A measure as the clinic sees it: its unit, and values of the tables in it. */
export type GrowthUnit = {
  readonly unit: string;
  /** For drawing. */
  readonly convert: (value: number) => number;
  /** For reading: as it was typed. */
  readonly show: (value: number) => number;
};

/** The unit of each measure. */
export function growthUnit(measure: GrowthMeasure, measures: Measures): GrowthUnit {
  if (measure === 'bodyMassIndex')
    return { unit: 'kg/m²', convert: (value) => value, show: (value) => Number(value.toFixed(1)) };
  const [table, unit] =
    measure === 'weight' ? (['kg', measures.weight] as const) : (['cm', measures.height] as const);
  return {
    unit,
    convert: (value) => converted(value, table, unit),
    show: (value) => shownMeasure(value, table, unit),
  };
}
