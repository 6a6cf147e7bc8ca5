import type { ReadingSummary } from '../../../shared/contract';
import { type ReadingGroup, readingGroups } from '../../kit/clinic';
import type { SeriesInput } from '../../kit/data';
import { askedSpan, type TimeSpan } from '../../kit/plot';

/** How much was read of a kind: a summary, or what the chart says of it. */
type Measured = Pick<ReadingSummary, 'kind' | 'count'>;

/** So many groups are plotted until others are chosen. */
const plottedAtFirst = 2;
/** Of one answer; the plot is about a thousand px wide, and half of what is asked for is beside it. */
const pointsAsked = 1_200;
/** Whenever it was. The core looks only where something was read. */
const everAt = { from: new Date(0), to: new Date(Date.UTC(2200, 0, 1)) } as const;

/** Keys of the groups that are plotted until others are chosen: those of which most was read. */
export function usualKeys(groups: readonly ReadingGroup[], measured: readonly Measured[]): string[] {
  const most = groups.toSorted((one, other) => countOf(other, measured) - countOf(one, measured));
  return most.slice(0, plottedAtFirst).map(({ key }) => key);
}

/** The question about the curves of groups in a stretch; without one: about all that was ever read. */
export function askedCurves(
  patient: string,
  groups: readonly ReadingGroup[],
  span: TimeSpan | undefined,
): SeriesInput {
  const asked = span && askedSpan(span);
  return {
    patient,
    kinds: groups.flatMap(({ kinds }) => kinds),
    ...(asked ? { from: new Date(Math.max(asked.from, 0)), to: new Date(asked.to) } : everAt),
    points: pointsAsked,
  };
}

/**
 * What the plot will ask first, as far as that is known before it is drawn; undefined when it is not. `address` is that of
 * the page.
 */
export function firstCurves(
  patient: string,
  measured: readonly Measured[],
  address: URLSearchParams,
): SeriesInput | undefined {
  const own = readingGroups.filter((group) => countOf(group, measured) > 0);
  const shown = address.get('show')?.split(',') ?? usualKeys(own, measured);
  const groups = readingGroups.filter(({ key }) => shown.includes(key));
  // With fewer, what was noted at visits may be plotted beside it.
  const isKnown = own.length >= plottedAtFirst && groups.length > 0;
  return isKnown && !address.has('from') && !address.has('to')
    ? askedCurves(patient, groups, undefined)
    : undefined;
}

const countOf = ({ kinds }: ReadingGroup, measured: readonly Measured[]) =>
  measured.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { count }) => sum + count, 0);
