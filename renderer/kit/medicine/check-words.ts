import type { KeptCheck, KeptFinding } from '../../../shared/rules/check-prescription';
import { counted } from '../../../shared/rules/counted';

/** Findings about one allergy or one other medicine stand together; groups and findings stay in their order, worst first. */
export function grouped(findings: readonly KeptFinding[]): KeptFinding[][] {
  const groups = new Map<string, KeptFinding[]>();
  for (const each of findings) groups.set(each.about, [...(groups.get(each.about) ?? []), each]);
  return [...groups.values()];
}

/** What the check never looks at, and how far its table reaches; said wherever its result is. */
export const notLookedAt =
  'Not looked at: problems, dose, kidneys, pregnancy, age, alerts written as text. The table is small: it does not know every clash.';

export type NotCheckedPart = KeptCheck['notChecked'][number];

/** "NOT CHECKED", and against what, where the medicine itself is known. */
export function notCheckedHead({ what, name }: NotCheckedPart): string {
  if (what === 'medicine') return 'NOT CHECKED';
  return what === 'allergy' ? `NOT CHECKED against the allergy to ${name}` : `NOT CHECKED against ${name}`;
}

/** Names that it may have been meant for, as a question; nothing is taken from it. */
export const didYouMeanWords = ({ didYouMean = [] }: NotCheckedPart): string =>
  didYouMean.length > 0 ? `Did you mean ${didYouMean.join(' or ')}?` : '';

/** "Checked against 2 allergies and 5 medicines. Nothing found." Without an allergy on record, that is said: nobody may have asked. */
export function clearWords({ allergies, medicines }: { allergies: number; medicines: number }): string {
  const parts = [
    counted(allergies, { one: 'allergy', many: 'allergies' }),
    counted(medicines, { one: 'medicine', many: 'medicines' }),
  ];
  const words = `Checked against ${parts.join(' and ')}. Nothing found.`;
  return allergies === 0 ? `${words} No allergy is on record.` : words;
}

/** Red where it needs a decision or could not be looked at, amber where it is to be thought of. */
export const toneOf = ({ kind, severity }: KeptFinding): 'danger' | 'warn' =>
  kind === 'allergy' || severity !== 'moderate' ? 'danger' : 'warn';
