import type { ChartOutline, ReadingCurve } from '../../../../shared/contract';
import { converted } from '../../../../shared/rules/measures';
import { addedUp, readingKindOf } from '../../../../shared/rules/readings/kinds';
import { type ReadingCode, readingCodes } from '../../../../shared/schema';
import type { Band, CurveLane, Noted, PlotLine, PlotPoint } from '../../plot';
import { visitSpan } from '../lanes/patient-lanes';
import type { ReadingGroup } from '../../../../shared/rules/readings/groups';
import { shortLabelOf } from './reading-groups';
import type { ReadingUnits } from './reading-units';

type Visit = ChartOutline['healthlogs'][number];

/** What visits measure of a kind, in the kind's own unit. */
const atVisits: Partial<Record<ReadingCode, (visit: Visit) => number | undefined>> = {
  '8867-4': ({ vitals }) => vitals?.pulse,
  '8480-6': ({ vitals }) => vitals?.systolic,
  '8462-4': ({ vitals }) => vitals?.diastolic,
  '59408-5': ({ vitals }) => vitals?.spo2,
  '29463-7': ({ weightLb }) => (weightLb === undefined ? undefined : converted(weightLb, 'lb', 'kg')),
  '8310-5': ({ vitals }) => vitals?.temperatureC,
  '9279-1': ({ vitals }) => vitals?.respiratoryRate,
};

/** The kinds that were measured at some visit. */
export const kindsAtVisits = (visits: readonly Visit[]): ReadingCode[] =>
  readingCodes
    .map(({ value }) => value)
    .filter((kind) => visits.some((visit) => atVisits[kind]?.(visit) !== undefined));

/** Whether something of a group was measured at a visit. */
export const isNotedAtVisits = (group: ReadingGroup, visits: readonly Visit[]): boolean =>
  kindsAtVisits(visits).some((kind) => group.kinds.includes(kind));

type Seen = Pick<ChartOutline, 'healthlogs' | 'appointments'>;

function notedOf(
  kind: ReadingCode,
  label: string,
  { healthlogs, appointments }: Seen,
  units: ReadingUnits,
  timeZone: string,
): Noted[] {
  return healthlogs.flatMap((visit) => {
    const value = atVisits[kind]?.(visit);
    const span = value === undefined ? undefined : visitSpan(visit, appointments, timeZone);
    if (value === undefined || !span) return [];
    return [{ ...span, value: units.of(kind).show(value), label, line: kind }];
  });
}

/** A curve of the core as the plot takes it, in the unit that is shown. What adds up is shown as the sum of each stretch. */
function lineOf(kind: ReadingCode, curve: ReadingCurve | undefined, units: ReadingUnits): PlotLine {
  const { show } = units.of(kind);
  const isSum = addedUp.has(kind) && (curve?.every ?? 0) > 0;
  const points = (curve?.points ?? []).map((point): PlotPoint => {
    const { count, outside } = point;
    const at = point.at.getTime();
    const sum = point.mean * count;
    if (isSum) return { at, low: sum, high: sum, mean: sum, count, outside };
    return { at, low: show(point.min), high: show(point.max), mean: show(point.mean), count, outside };
  });
  // What holds for single values says nothing of their sum.
  const bands = isSum ? [] : (curve?.bands ?? []);
  return {
    key: kind,
    label: shortLabelOf(kind),
    points,
    every: curve?.every ?? 0,
    bands: bands.map(
      ({ low, high, over, from, until }): Band => ({
        ...(low !== undefined && { low: show(low) }),
        ...(high !== undefined && { high: show(high) }),
        ...(over !== undefined && { over: show(over) }),
        ...(from && { from: from.getTime() }),
        ...(until && { until: until.getTime() }),
      }),
    ),
  };
}

type Given = { curves: readonly ReadingCurve[]; seen: Seen; units: ReadingUnits; timeZone: string };

/** One group over time, with what was measured at visits. */
export function readingLane(group: ReadingGroup, { curves, seen, units, timeZone }: Given): CurveLane {
  const [first] = group.kinds;
  const { unit, write } = units.of(first);
  return {
    kind: 'curve',
    key: group.key,
    label: group.label,
    unit: unit.label,
    write,
    lines: group.kinds.map((kind) =>
      lineOf(
        kind,
        curves.find((each) => each.kind === kind),
        units,
      ),
    ),
    noted: group.kinds.flatMap((kind) => {
      const label = group.kinds.length > 1 ? `${shortLabelOf(kind)} at the visit` : 'At the visit';
      return notedOf(kind, label, seen, units, timeZone);
    }),
  };
}

/** Units of a group that one may choose among. */
export const unitsOf = (group: ReadingGroup) => readingKindOf(group.kinds[0])?.units ?? [];
