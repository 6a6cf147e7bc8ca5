import type { Visit } from '../../../shared/entities';
import { bodyMassIndex, type Measures, otherUnit, shownMeasure } from '../../../shared/rules/measures';
import type { MeasureUnit } from '../../../shared/schema';
import { formatNumber } from '../format';

/** One value and the day it was measured. */
export type Measured = { readonly date: string; readonly value: number };

/** A measured quantity over time, oldest first. Blood pressure has two lines. */
export type MeasureSeries = {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly decimals: number;
  readonly points: readonly Measured[];
  readonly second?: readonly Measured[];
  /** What a plot of it shows at least from bottom to top: less than that is no change worth seeing. */
  readonly leastSpan?: number;
  /** The last value in the unit of the other system of measures. */
  readonly alsoAs?: string;
};

/** The day of the newest value; empty where there is none. */
export const lastDayOf = ({ points, second = [] }: Pick<MeasureSeries, 'points' | 'second'>): string =>
  [points.at(-1)?.date ?? '', second.at(-1)?.date ?? ''].toSorted().at(-1) ?? '';

/**
 * Visits up to the latest day that it is at one of the clinics: of one that an older system has on a day to come, nothing was
 * measured last.
 */
export const visitsUntil = (visits: readonly Visit[], latest: string): Visit[] =>
  visits.filter(({ date }) => date === undefined || date <= latest);

type Reading = (visit: Visit) => number | undefined;

function pointsOf(visits: readonly Visit[], reading: Reading): Measured[] {
  return visits.flatMap((visit) => {
    const value = reading(visit);
    return visit.date && value !== undefined ? [{ date: visit.date, value }] : [];
  });
}

/** Body mass index at each weighing, with the height known by then (or, before any, the first one after). */
function bodyMassIndices(visits: readonly Visit[]): Measured[] {
  const heights = pointsOf(visits, (visit) => visit.heightIn);
  return pointsOf(visits, (visit) => visit.weightLb).flatMap(({ date, value }) => {
    const height = heights.findLast((each) => each.date <= date) ?? heights[0];
    return height ? [{ date, value: bodyMassIndex(height.value, value) }] : [];
  });
}

/**
 * What was measured at a person's visits, one series a quantity, quantities never measured left out.
 * `visits` in any order; `measures`: the units of the clinic, beside which those of the other system stand.
 */
export function measuresOf(visits: readonly Visit[], measures: Measures): MeasureSeries[] {
  const inOrder = visits.toSorted((one, other) => (one.date ?? '').localeCompare(other.date ?? ''));
  const points = (reading: Reading) => pointsOf(inOrder, reading);
  /** Rounded as it is seen, so that what was typed stands there as it was. */
  const measured = (stored: MeasureUnit, unit: MeasureUnit, reading: Reading) => {
    const list = points(reading);
    const last = list.at(-1);
    const other = otherUnit(unit);
    return {
      unit,
      decimals: 3,
      points: list.map((each) => ({ ...each, value: shownMeasure(each.value, stored, unit) })),
      ...(last ? { alsoAs: formatNumber(shownMeasure(last.value, stored, other), other) } : {}),
    };
  };
  const weight = measured('lb', measures.weight, (visit) => visit.weightLb);
  const series: MeasureSeries[] = [
    {
      key: 'bloodPressure',
      label: 'Blood pressure',
      leastSpan: 40,
      unit: 'mmHg',
      decimals: 0,
      points: points((visit) => visit.vitals?.systolic),
      second: points((visit) => visit.vitals?.diastolic),
    },
    {
      key: 'weight',
      label: 'Weight',
      ...weight,
      leastSpan: 0.1 * Math.max(0, ...weight.points.map(({ value }) => value)),
    },
    {
      key: 'height',
      label: 'Height',
      ...measured('in', measures.height, (visit) => visit.heightIn),
    },
    { key: 'bodyMassIndex', label: 'BMI', unit: 'kg/m²', decimals: 1, points: bodyMassIndices(inOrder) },
    {
      key: 'pulse',
      label: 'Pulse',
      unit: '/min',
      decimals: 0,
      points: points((visit) => visit.vitals?.pulse),
    },
    {
      key: 'temperature',
      label: 'Temp.',
      ...measured('°C', measures.temperature, (visit) => visit.vitals?.temperatureC),
    },
    { key: 'spo2', label: 'SpO₂', unit: '%', decimals: 0, points: points((visit) => visit.vitals?.spo2) },
    {
      key: 'head',
      label: 'Head circ.',
      ...measured('cm', measures.height, (visit) => visit.vitals?.headCm),
    },
    {
      key: 'respiratoryRate',
      label: 'Breaths',
      unit: '/min',
      decimals: 0,
      points: points((visit) => visit.vitals?.respiratoryRate),
    },
  ];
  return series.filter((each) => each.points.length > 0);
}
