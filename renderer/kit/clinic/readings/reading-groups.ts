import type { ReadingSummary } from '../../../../shared/contract';
import { sideOf } from '../../../../shared/rules/readings/bands';
import { type ReadingGroup, readingGroups } from '../../../../shared/rules/readings/groups';
import { readingKindOf } from '../../../../shared/rules/readings/kinds';
import type { ReadingUnits } from './reading-units';

export const shortLabelOf = (kind: string): string => readingKindOf(kind)?.shortLabel ?? kind;

/** The last of a group in words: "136/84 mmHg"; two parts only when they were taken together. */
export type LatestOfGroup = {
  readonly group: ReadingGroup;
  readonly value: string;
  readonly unit: string;
  readonly takenAt: Date;
  readonly side?: 'above' | 'below';
  readonly outsideLately: number;
  /** `outsideLately` is still as with the limits before. */
  readonly isBeingCounted: boolean;
};

/** The last reading of each group of which there is one. */
export function latestOfGroups(summaries: readonly ReadingSummary[], units: ReadingUnits): LatestOfGroup[] {
  return readingGroups.flatMap((group): LatestOfGroup[] => {
    const own = group.kinds.flatMap((kind) => summaries.find((each) => each.kind === kind) ?? []);
    const newest = own.toSorted(
      (one, other) => other.latest.takenAt.getTime() - one.latest.takenAt.getTime(),
    )[0];
    if (!newest) return [];
    const together = own.filter(({ latest }) => latest.takenAt.getTime() === newest.latest.takenAt.getTime());
    const written = ({ kind, latest }: ReadingSummary) => {
      const { show, write } = units.of(kind);
      return write(show(latest.value));
    };
    const alone = together.length < group.kinds.length && group.kinds.length > 1;
    return [
      {
        group,
        value: `${alone ? `${shortLabelOf(newest.kind)} ` : ''}${together.map(written).join('/')}`,
        unit: units.of(newest.kind).unit.label,
        takenAt: newest.latest.takenAt,
        ...sideOfAny(together),
        outsideLately: own.reduce((sum, { outsideLately }) => sum + outsideLately, 0),
        isBeingCounted: own.some(({ isBeingCounted }) => isBeingCounted),
      },
    ];
  });
}

/** Where one of the last values is outside: above or below the limits that held when it was taken. */
function sideOfAny(together: readonly ReadingSummary[]): Pick<LatestOfGroup, 'side'> {
  const side = together
    .map(({ bands, latest }) => sideOf(bands, latest.value, latest.takenAt))
    .find((each) => each !== undefined);
  return side ? { side } : {};
}
