import type { Immunization } from '../../../shared/entities';

/** The newest record of each vaccine that was given, in the order of the records (the newest first); what is due comes first. */
export function latestByVaccine(immunizations: readonly Immunization[]): Immunization[] {
  const latest = new Map<string, Immunization>();
  for (const each of immunizations) {
    const key = (each.vaccine ?? '').trim().toLowerCase();
    if (each.status !== 'not-done' && !latest.has(key)) latest.set(key, each);
  }
  const isBefore = (one: string | undefined, other: string | undefined) =>
    (one ?? '9').localeCompare(other ?? '9');
  return [...latest.values()].toSorted((one, other) => isBefore(one.nextDue, other.nextDue));
}
