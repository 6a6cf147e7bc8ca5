import { entities } from '../../../shared/entities';
import { type Action, reach } from '../../../shared/rules/permissions';
import { readingRecords } from '../../../shared/rules/readings/access';
import type { Records, StoredRecord } from '../ports/records';
import { notFound, unreached } from '../refusal';
import type { SignedInPerson } from '../session';

/** The patient whose readings a person may act on like this. NOT_FOUND for one out of reach and for none alike. */
export async function reachedPatient(
  records: Pick<Records, 'get'>,
  person: SignedInPerson,
  action: Action,
  id: string,
): Promise<StoredRecord> {
  const reached = reach(person, action, readingRecords);
  const patient = await records.get(entities.patients, id);
  if (!patient || patient.deletedAt) throw notFound();
  if (reached === 'none' || (reached !== 'all' && reached.patient !== id)) throw unreached();
  return patient;
}
