import { type EntityTable, entities } from '../../../shared/entities';
import { searchedKinds } from '../../../shared/rules/searched-kinds';

/** A record that was made, changed, removed or brought back. `patient`: whose record it is. */
export type Change = { entity: string; id: string; patient?: string };

const table: EntityTable = entities;

/** True when records of `entity` show the name of a record of `target`. */
function refersTo(entity: unknown, target: string): boolean {
  const fields = typeof entity === 'string' ? table[entity]?.fields : undefined;
  return Object.values(fields ?? {}).some((field) => field.target === target);
}

const dayEntities = new Set(['appointments', 'patients', 'doctors', 'allergies']);
/** Bands depend on the limits and on the age of the patient. */
const readingEntities = new Set(['readings', 'readinglimits', 'patients']);
const ownerOf = (change: Change) => (change.entity === 'patients' ? change.id : change.patient);
const chartEntities = new Set([
  'patients',
  'appointments',
  'healthlogs',
  'prescriptions',
  'symptomjournals',
  'problems',
  'allergies',
  'immunizations',
  'attachments',
  'doctors',
]);

/** True when the kept answer lists this record; finds the old place of a record that moved to another patient. */
function lists(data: unknown, change: Change): boolean {
  const rows =
    data && typeof data === 'object' ? (data as Record<string, unknown>)[change.entity] : undefined;
  return Array.isArray(rows) && rows.some((row) => row?.id === change.id);
}

function chartShows(patient: unknown, change: Change, data: unknown): boolean {
  if (!chartEntities.has(change.entity)) return false;
  if (change.entity === 'doctors') return true;
  const owner = ownerOf(change);
  return owner === undefined || owner === patient || lists(data, change);
}

/** Whether the answer kept under a key of `queryKeys` may look different after a change. Unknown keys: yes, to be safe. */
export function touches(key: readonly unknown[], change: Change, data?: unknown): boolean {
  const [what, subject, id] = key;
  switch (what) {
    case 'list':
    case 'reference':
      return subject === change.entity || refersTo(subject, change.entity);
    case 'record':
      return subject === change.entity ? id === change.id : refersTo(subject, change.entity);
    case 'kept':
      return subject === change.entity && id === change.id;
    case 'chart':
      return chartShows(subject, change, data);
    case 'readings':
      return readingEntities.has(change.entity) && [undefined, subject].includes(ownerOf(change));
    case 'day':
    case 'week':
      return dayEntities.has(change.entity);
    case 'codes':
    // These are of this computer, not in the database.
    case 'connections':
    case 'localDatabase':
    case 'secrets':
    // The content of a document never changes.
    case 'preview':
      return false;
    case 'report':
      // Figures are of the moment they were asked for, and do not change under who reads them; but a cohort that means
      // someone else now is another question.
      return change.entity === 'cohorts' && JSON.stringify(key).includes(change.id);
    case 'everything':
      return searchedKinds.some(({ entity }) => entity === change.entity);
    case 'search':
      return change.entity === 'patients' || change.entity === 'appointments';
    default:
      return true;
  }
}
