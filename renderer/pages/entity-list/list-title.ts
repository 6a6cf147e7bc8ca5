import { type Person, reach } from '../../../shared/rules/permissions';
import type { EntityDefinition } from '../../../shared/schema';
import { sentence } from '../../kit/table';

/** "Patients"; of who reaches only their own, "My visits", and of patients "My record": they are that one. */
export function listTitle(definition: EntityDefinition, person: Person): string {
  const { patientField, label } = definition;
  const isOwn = patientField !== undefined && reach(person, 'read', definition) !== 'all';
  if (!isOwn) return sentence(label.many);
  return patientField === 'id' ? 'My record' : `My ${label.many}`;
}
