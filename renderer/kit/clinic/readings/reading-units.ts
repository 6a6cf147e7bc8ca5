import { useMemo } from 'react';
import { type ReadingKind, readingKindOf, type ReadingUnit } from '../../../../shared/rules/readings/kinds';
import { fromKept, unitOf } from '../../../../shared/rules/readings/values';
import { useMeasures } from '../../data/clock';
import { useStored } from '../../data/stored';

/** The unit a kind is shown in here, and how kept values become it. */
export type ShownUnit = {
  readonly unit: ReadingUnit;
  readonly decimals: number;
  readonly show: (kept: number) => number;
};

/** So many digits after the point mean in a unit what those of the kind mean in its own. */
export function decimalsIn(kind: ReadingKind, unit: ReadingUnit): number {
  return Math.max(kind.decimals + Math.round(Math.log10(unit.factor)), 0);
}

function shownUnit(kind: ReadingKind, code: string | undefined, usual: ReadonlySet<string>): ShownUnit {
  const ofClinic = kind.units.find(({ label }) => usual.has(label));
  const unit = (code && unitOf(kind, code)) || ofClinic || kind.units[0];
  if (!unit) throw new Error(`${kind.code} has no unit`);
  const decimals = decimalsIn(kind, unit);
  return { unit, decimals, show: (kept) => fromKept(kept, unit, decimals + 2) };
}

/** Units that were chosen on this computer, by kind; what cannot be read counts as none. */
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
  choose: (kind: string, unit: string) => void;
};

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
        return shownUnit(kind, chosen[code], usual);
      },
      choose: (code, unit) => void keep(JSON.stringify({ ...chosen, [code]: unit })),
    };
  }, [kept, keep, measures]);
}
