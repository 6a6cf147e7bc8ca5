import { recogniseText } from '../../../shared/rules/medicines/recognise';
import { sayPart } from '../../../shared/rules/medicines/part';
import type { ReportGroups } from '../ports/report-source';

/** Medicines put together by their active parts, and which names stand for each. */
export type RolledUp = {
  readonly found: ReportGroups;
  readonly namesOf: (substance: string) => readonly string[];
};

/** The active parts of a medicine as it is written ("Co-amoxiclav 625 mg"), or empty when none is known. */
function substancesOf(written: string): string {
  const names = recogniseText(written).parts.map(sayPart);
  return [...new Set(names)].toSorted().join(' + ');
}

/** Rows by medicine as rows by substance. */
export function bySubstance(found: ReportGroups): RolledUp {
  const names = new Map<string, string[]>();
  const groups = found.groups.map((group) => {
    const substance = substancesOf(group.rowLabel ?? group.row);
    names.set(substance, [...(names.get(substance) ?? []), group.row]);
    const { rowLabel: _rowLabel, ...rest } = group;
    return { ...rest, row: substance };
  });
  return { found: { ...found, groups }, namesOf: (substance) => names.get(substance) ?? [] };
}
