import { type Allergy, entities } from '../../shared/entities';
import { isActive } from '../../shared/rules/active';
import { mayRead, type Person } from '../../shared/rules/permissions';
import type { Records } from './ports/records';

const { allergies } = entities;
/** Of so many patients at once; far beyond what a day of a clinic holds. */
const mostAllergies = 5_000;

/** Allergies that count: active, as far as is known, and not refuted, by patient, as lines like "Allergy: penicillin (anaphylaxis)". */
export async function activeAllergies(
  records: Pick<Records, 'find'>,
  patients: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const lines = new Map<string, string[]>();
  if (patients.length === 0) return lines;
  const found = await records.find(allergies, {
    filter: { patient: { is: [...patients] } },
    sort: allergies.defaultSort,
    limit: mostAllergies,
    fields: ['patient', 'status', 'verification', ...allergies.titleFields],
  });
  for (const record of found) {
    const { patient, status, verification } = record as Partial<Allergy>;
    if (!patient || !isActive({ status, verification })) continue;
    lines.set(patient, [...(lines.get(patient) ?? []), `Allergy: ${allergies.title(record)}`]);
  }
  return lines;
}

/** Whether their text may be shown to this person; that there are some is shown to everybody who meets the patient. */
export const mayReadAllergies = (person: Person): boolean =>
  mayRead(person, allergies, allergies.fields.substance);
