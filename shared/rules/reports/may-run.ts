import { type EntityName, entities } from '../../entities';
import type { Fields } from '../../schema';
import { mayRead, type Person, reach } from '../permissions';
import { readingRecords } from '../readings/access';
import type { ReportDefinition } from './catalogue';

/**
 * Whether a person may run a report: they read every field that it counts, of everybody's records. So the one table of
 * permissions decides about figures too: an administrator counts appointments, and no diagnoses.
 */
export function mayRun(person: Person, { counts, countsReadings }: ReportDefinition): boolean {
  if (countsReadings && reach(person, 'read', readingRecords) !== 'all') return false;
  return Object.entries(counts).every(([name, read]) => {
    // The keys of `counts` are names of entities.
    const entity = entities[name as EntityName];
    const fields: Fields = entity.fields;
    return (
      reach(person, 'read', entity) === 'all' &&
      read.every((each) => {
        const field = fields[each];
        return field !== undefined && mayRead(person, entity, field);
      })
    );
  });
}
