import type { ReadingCode } from '../../schema';
import { bloodPressure, readingKinds } from './kinds';

/** What is shown, chosen and typed as one: a kind of readings, or the two of a blood pressure. */
export type ReadingGroup = {
  readonly key: string;
  readonly label: string;
  readonly kinds: readonly [ReadingCode, ...ReadingCode[]];
};

/** Every group, in the order in which people are shown them. */
export const readingGroups: readonly ReadingGroup[] = readingKinds.flatMap(
  ({ code, shortLabel }): ReadingGroup[] => {
    if (code === bloodPressure.diastolic) return [];
    if (code !== bloodPressure.systolic) return [{ key: code, label: shortLabel, kinds: [code] }];
    return [{ key: 'bp', label: 'Blood pressure', kinds: [bloodPressure.systolic, bloodPressure.diastolic] }];
  },
);

/** So many groups are plotted until others are chosen. */
const plottedAtFirst = 2;

/** How much was read of a kind. */
type Measured = { readonly kind: ReadingCode; readonly count: number };

/** The groups that are plotted until others are chosen: those of which most was read. They stay in the order of `groups`. */
export function usualGroups(
  measured: readonly Measured[],
  groups: readonly ReadingGroup[] = readingGroups,
): ReadingGroup[] {
  const most = groups
    .toSorted((one, other) => countOf(other, measured) - countOf(one, measured))
    .slice(0, plottedAtFirst);
  return groups.filter((group) => most.includes(group));
}

/** Whether the usual groups are known by what was read alone; with less, what visits noted is plotted beside it. */
export const isUsualKnown = (measured: readonly Measured[]): boolean =>
  readingGroups.filter((group) => countOf(group, measured) > 0).length >= plottedAtFirst;

const countOf = ({ kinds }: ReadingGroup, measured: readonly Measured[]) =>
  measured.filter(({ kind }) => kinds.includes(kind)).reduce((sum, { count }) => sum + count, 0);
