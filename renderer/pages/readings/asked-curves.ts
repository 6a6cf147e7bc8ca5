import { isUsualKnown, type ReadingGroup, readingGroups } from '../../../shared/rules/readings/groups';
import type { SeriesInput } from '../../kit/data';

/** Of one answer; the plot is about a thousand px wide, and half of what is asked for is beside it. */
const pointsAsked = 1_200;
/** Whenever it was. The core looks only where something was read. */
const everAt = { from: new Date(0), to: new Date(Date.UTC(2200, 0, 1)) } as const;

type Asked = {
  readonly patient: string;
  readonly kinds: SeriesInput['kinds'];
  /** In ms since 1970; without it: all that was ever read. */
  readonly span?: { readonly from: number; readonly to: number } | undefined;
};

/** The question about curves in a stretch. */
export const askedCurves = ({ patient, kinds, span }: Asked): SeriesInput => ({
  patient,
  kinds,
  ...(span ? { from: new Date(Math.max(span.from, 0)), to: new Date(span.to) } : everAt),
  points: pointsAsked,
});

/** The groups that the address of the page names; undefined while none were chosen. */
export function chosenGroups(address: URLSearchParams): readonly ReadingGroup[] | undefined {
  const shown = address.get('show')?.split(',');
  return shown && readingGroups.filter(({ key }) => shown.includes(key));
}

/**
 * The kinds that are asked for: of groups that were chosen, or the usual ones, which the core knows before the page does.
 */
export function askedKinds(
  address: URLSearchParams,
  groups: readonly ReadingGroup[],
  measured: Parameters<typeof isUsualKnown>[0],
): SeriesInput['kinds'] {
  if (!chosenGroups(address) && isUsualKnown(measured)) return 'usual';
  return groups.flatMap(({ kinds }) => kinds);
}

/**
 * What the plot will most likely ask first, while nothing of the patient is known yet. Of a stretch nothing: it lies within
 * the whole, which is not known either.
 */
export function firstCurves(patient: string, address: URLSearchParams): SeriesInput | undefined {
  if (address.has('from') || address.has('to')) return undefined;
  const kinds = chosenGroups(address)?.flatMap((group) => group.kinds) ?? 'usual';
  return kinds.length > 0 ? askedCurves({ patient, kinds }) : undefined;
}
