import { useMemo } from 'react';
import { readingGroups } from '../../../../shared/rules/readings/groups';
import { type ReadingKind, readingKindOf, type ReadingUnit } from '../../../../shared/rules/readings/kinds';
import { digitsOf, fromKept, unitOf } from '../../../../shared/rules/readings/values';
import { useMeasures } from '../../data/clock';
import { useStored } from '../../data/stored';
import { formatDigits } from '../../format';

/** The unit a kind is shown in here, and how kept values become it. */
export type ShownUnit = {
  readonly unit: ReadingUnit;
  /** A kept value in the unit, finer than it is written. */
  readonly show: (kept: number) => number;
  /** A value that is in the unit already, as text without the unit. */
  readonly write: (shown: number) => string;
};

/** A value in a unit as people write it, without the unit: "6.0". */
export const writeIn = (unit: ReadingUnit, value: number): string =>
  formatDigits(value, digitsOf(unit, value));

/** The same for what must keep all its digits: what was typed, a limit. */
export const writeWholly = (unit: ReadingUnit, value: number): string =>
  formatDigits(value, { least: unit.digits.least, most: 6 });

/** The unit that was chosen (`code`), otherwise one that is usual at the clinic, otherwise the kind's own. */
export function shownUnit(
  kind: ReadingKind,
  code: string | undefined,
  usual: ReadonlySet<string>,
): ShownUnit {
  const ofClinic = kind.units.find(({ label }) => usual.has(label));
  const unit = (code && unitOf(kind, code)) || ofClinic || kind.units[0];
  if (!unit) throw new Error(`${kind.code} has no unit`);
  return {
    unit,
    show: (kept) => fromKept(kept, unit, unit.digits.most + 2),
    write: (shown) => writeIn(unit, shown),
  };
}

/** Units that were chosen on this computer, by the first kind of their group; what cannot be read counts as none. */
function chosenUnits(kept: string | null): Readonly<Record<string, string>> {
  try {
    const parsed: unknown = JSON.parse(kept ?? '{}');
    if (typeof parsed !== 'object' || parsed === null) return {};
    return Object.fromEntries(Object.entries(parsed).filter(([, value]) => typeof value === 'string'));
  } catch {
    return {};
  }
}

export type ReadingUnits = {
  of: (kind: string) => ShownUnit;
  /** For all kinds of its group: the two pressures stand side by side, and one in another unit would be misread. */
  choose: (kind: string, unit: string) => void;
};

const firstOfGroup = (kind: string): string =>
  readingGroups.find(({ kinds }) => kinds.some((each) => each === kind))?.kinds[0] ?? kind;

/** In which units readings are shown and typed on this computer: those of the clinic until others are chosen. */
export function useReadingUnits(): ReadingUnits {
  const [kept, keep] = useStored('reading-units');
  const measures = useMeasures();
  return useMemo(() => {
    const chosen = chosenUnits(kept);
    const usual = new Set<string>(Object.values(measures));
    return {
      of: (code) => {
        const kind = readingKindOf(code);
        if (!kind) throw new Error(`No readings are of the kind ${code}`);
        return shownUnit(kind, chosen[firstOfGroup(code)], usual);
      },
      choose: (code, unit) => void keep(JSON.stringify({ ...chosen, [firstOfGroup(code)]: unit })),
    };
  }, [kept, keep, measures]);
}
