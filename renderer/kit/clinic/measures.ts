import type { Visit } from '../../../shared/entities';

const kilogramsPerPound = 0.453_592_37;
const centimetresPerInch = 2.54;

export const kilogramsOf = (pounds: number): number => pounds * kilogramsPerPound;
export const centimetresOf = (inches: number): number => inches * centimetresPerInch;

/** Body mass index in kg/m² (WHO: weight by the square of height). */
export function bodyMassIndex(heightIn: number, weightLb: number): number {
  return kilogramsOf(weightLb) / (centimetresOf(heightIn) / 100) ** 2;
}

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
  /** The last value in the unit of the record, where that is another one. */
  readonly alsoAs?: string;
};

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
 * `visits` in any order. Weight and height are shown in kg and cm with the recorded lb and in beside them.
 */
export function measuresOf(visits: readonly Visit[]): MeasureSeries[] {
  const inOrder = visits.toSorted((one, other) => (one.date ?? '').localeCompare(other.date ?? ''));
  const points = (reading: Reading) => pointsOf(inOrder, reading);
  const inMetric = (list: Measured[], convert: (value: number) => number) =>
    list.map((each) => ({ ...each, value: convert(each.value) }));
  const pounds = points((visit) => visit.weightLb);
  const inches = points((visit) => visit.heightIn);
  const also = (list: Measured[], unit: string) => {
    const last = list.at(-1);
    return last ? `${Number(last.value.toFixed(1))} ${unit}` : undefined;
  };
  const series: MeasureSeries[] = [
    {
      key: 'bloodPressure',
      label: 'Blood pressure',
      unit: 'mmHg',
      decimals: 0,
      points: points((visit) => visit.vitals?.systolic),
      second: points((visit) => visit.vitals?.diastolic),
    },
    {
      key: 'weight',
      label: 'Weight',
      unit: 'kg',
      decimals: 1,
      points: inMetric(pounds, kilogramsOf),
      alsoAs: also(pounds, 'lb'),
    },
    {
      key: 'height',
      label: 'Height',
      unit: 'cm',
      decimals: 0,
      points: inMetric(inches, centimetresOf),
      alsoAs: also(inches, 'in'),
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
      unit: '°C',
      decimals: 1,
      points: points((visit) => visit.vitals?.temperatureC),
    },
    { key: 'spo2', label: 'SpO₂', unit: '%', decimals: 0, points: points((visit) => visit.vitals?.spo2) },
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
