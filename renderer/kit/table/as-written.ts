import type { EntityName } from '../../../shared/entities';

/** Where older records hold a name as text instead of a reference, and what the database sorts references by. */
const asWritten: Readonly<Partial<Record<EntityName, Readonly<Record<string, string>>>>> = {
  appointments: { patient: 'appointmentName', doctor: 'doctorName' },
  healthlogs: { doctor: 'doctorName' },
  prescriptions: { doctor: 'doctorprescribed' },
  doctors: { clinic: 'clinicName' },
};

/** The field that holds a reference's name as text, if there is one. */
export const writtenField = (entity: EntityName, field: string): string | undefined =>
  asWritten[entity]?.[field];

/** The name as it was written where there is no reference; empty when there is none either. */
export function wordsAsWritten(
  entity: EntityName,
  field: string,
  record: Readonly<Record<string, unknown>>,
): string {
  const written = writtenField(entity, field);
  const words = written ? record[written] : undefined;
  return typeof words === 'string' ? words : '';
}
