import { z } from 'zod';
import type { DraftNamed, Symptom } from '../../../../shared/entities';
import { fold } from '../../../../shared/rules/names';
import { wallClockOf } from '../../../../shared/rules/time';

/** What is typed in the quick entry. Without a day it is of the moment in which it is saved. */
export type SymptomTyping = {
  readonly symptomType: string;
  readonly severity?: number | undefined;
  readonly symptomInfo: string;
  /** As typed: a calendar date and a clock time once they are one. */
  readonly when?: { readonly symptomDate?: unknown; readonly symptomTime?: unknown } | undefined;
  /** Of the record it is to become: it may be there already, if the answer of its save was lost. */
  readonly id?: string | undefined;
};

export const nothingTyped: SymptomTyping = { symptomType: '', symptomInfo: '' };

export const isTyped = ({ symptomType, severity, symptomInfo }: SymptomTyping): boolean =>
  symptomType.trim() !== '' || symptomInfo.trim() !== '' || severity !== undefined;

const keptSchema = z.object({
  symptomType: z.string(),
  symptomInfo: z.string(),
  severity: z.number().min(0).max(10).optional().catch(undefined),
  when: z
    .object({ symptomDate: z.unknown(), symptomTime: z.unknown() })
    .partial()
    .optional()
    .catch(undefined),
  id: z.string().optional().catch(undefined),
});

/** What was kept of an earlier typing; nothing for what cannot be read. */
export function typingOf(kept: unknown): SymptomTyping {
  const parsed = keptSchema.safeParse(kept);
  return parsed.success ? parsed.data : nothingTyped;
}

/** The record that the typing is to become. Empty fields are left out; what is no date yet goes along and is refused. */
export function symptomDraft(
  typed: SymptomTyping,
  { patient, now, timeZone }: { patient: string; now: Date; timeZone: string },
): DraftNamed<'symptomjournals'> {
  const moment = wallClockOf(now, timeZone);
  const when = typed.when ?? { symptomDate: moment.date, symptomTime: moment.time };
  const fields = {
    symptomType: typed.symptomType.trim() || undefined,
    severity: typed.severity,
    symptomInfo: typed.symptomInfo.trim() || undefined,
    ...when,
  };
  const filled = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  // Checked against the entity before it is sent, where what is missing is named.
  return { patient, ...Object.fromEntries(filled) } as DraftNamed<'symptomjournals'>;
}

/** Names of symptoms that were noted before, the most often noted first; spelling as it was last. `symptoms` newest first. */
export function knownSymptoms(symptoms: readonly Symptom[]): string[] {
  const known = new Map<string, { name: string; count: number }>();
  for (const { symptomType } of symptoms) {
    const name = symptomType?.trim();
    if (!name) continue;
    const entry = known.get(symptomKey(name)) ?? { name, count: 0 };
    known.set(symptomKey(name), { ...entry, count: entry.count + 1 });
  }
  return [...known.values()].toSorted((one, other) => other.count - one.count).map(({ name }) => name);
}

/** Two spellings of one symptom have one key. */
export const symptomKey = (name: string): string => fold(name).replaceAll(/\s+/g, ' ').trim();

/** A severity by what is pressed: a digit, or a 0 after a 1, which is 10. Nothing for other keys. */
export function severityByKey(key: string, before: number | undefined): number | undefined {
  if (!/^\d$/.test(key)) return undefined;
  return key === '0' && before === 1 ? 10 : Number(key);
}
