import type { Role } from '../entities';
import type { Category, EntityDefinition, Field, Level } from '../schema';

export type Action = 'read' | 'create' | 'update' | 'remove';

/**
 * What one role may do with one category of records: the actions, the levels of fields it reads and writes, and
 * whether it reaches every record or only those of its own patient.
 */
type Grant = {
  readonly may: readonly Action[];
  readonly reads: readonly Level[];
  readonly writes: readonly Level[];
  readonly only?: 'own';
};

const all: readonly Action[] = ['read', 'create', 'update', 'remove'];
const care: readonly Level[] = ['identity', 'contact', 'administrative', 'clinical'];
const desk: readonly Level[] = ['identity', 'contact', 'administrative'];
const nothing: readonly Level[] = [];

/**
 * The one table of who may do what. What does not stand here is refused (default deny). The interface hides what it
 * refuses and the core refuses it again. Levels are in `shared/schema/field.ts`, categories in `shared/schema/entity.ts`.
 */
const table: Readonly<Record<Role, Partial<Record<Category, Grant>>>> = {
  admin: {
    demographics: { may: all, reads: desk, writes: desk },
    schedule: { may: all, reads: desk, writes: desk },
    directory: { may: all, reads: desk, writes: desk },
    templates: { may: all, reads: desk, writes: desk },
    devices: { may: all, reads: desk, writes: desk },
    accounts: { may: all, reads: ['account'], writes: ['account'] },
    audit: { may: ['read'], reads: ['audit'], writes: nothing },
  },
  doctor: {
    demographics: { may: all, reads: care, writes: care },
    schedule: { may: all, reads: desk, writes: desk },
    visits: { may: all, reads: care, writes: care },
    orders: { may: all, reads: care, writes: care },
    journal: { may: all, reads: care, writes: care },
    summary: { may: all, reads: care, writes: care },
    documents: { may: all, reads: care, writes: care },
    directory: { may: ['read'], reads: desk, writes: nothing },
    templates: { may: all, reads: desk, writes: desk },
    reports: { may: all, reads: desk, writes: desk },
    devices: { may: ['read'], reads: desk, writes: nothing },
    readings: { may: all, reads: care, writes: care },
  },
  nurse: {
    demographics: { may: ['read', 'create', 'update'], reads: care, writes: care },
    schedule: { may: all, reads: desk, writes: desk },
    visits: { may: ['read', 'create', 'update'], reads: care, writes: care },
    orders: { may: ['read'], reads: care, writes: nothing },
    journal: { may: all, reads: care, writes: care },
    summary: { may: ['read', 'create', 'update'], reads: care, writes: care },
    documents: { may: ['read', 'create', 'update'], reads: care, writes: care },
    directory: { may: ['read'], reads: desk, writes: nothing },
    templates: { may: all, reads: desk, writes: desk },
    reports: { may: ['read'], reads: desk, writes: nothing },
    devices: { may: ['read'], reads: desk, writes: nothing },
    readings: { may: all, reads: care, writes: care },
  },
  frontdesk: {
    demographics: { may: all, reads: desk, writes: desk },
    schedule: { may: all, reads: desk, writes: desk },
    directory: { may: ['read'], reads: desk, writes: nothing },
  },
  patient: {
    demographics: { may: ['read', 'update'], reads: care, writes: ['contact'], only: 'own' },
    schedule: { may: ['read', 'create', 'update'], reads: desk, writes: desk, only: 'own' },
    visits: { may: ['read'], reads: care, writes: nothing, only: 'own' },
    orders: { may: ['read'], reads: care, writes: nothing, only: 'own' },
    journal: { may: all, reads: care, writes: care, only: 'own' },
    summary: { may: ['read'], reads: care, writes: nothing, only: 'own' },
    readings: { may: ['read', 'create'], reads: care, writes: care, only: 'own' },
    documents: { may: ['read'], reads: care, writes: nothing, only: 'own' },
    directory: { may: ['read'], reads: ['identity', 'administrative'], writes: nothing },
  },
};

/** What decides about a kind of records: an entity, or what is kept in a way of its own (readings). */
type Kept = Pick<EntityDefinition, 'category' | 'patientField'>;

/** Who asks: their roles, and the patient they are, if they are one. */
export type Person = { readonly roles: readonly Role[]; readonly patient?: string };

function grantsOf(person: Person, entity: Kept, action: Action): Grant[] {
  return person.roles.flatMap((role) => {
    const grant = table[role]?.[entity.category];
    if (!grant?.may.includes(action)) return [];
    // An own grant reaches nothing without a patient, and nothing in entities that belong to no patient.
    if (grant.only === 'own' && !(person.patient && entity.patientField)) return [];
    return [grant];
  });
}

/** True when the person may do this with at least some records of the entity. */
export function may(person: Person, action: Action, entity: Kept): boolean {
  return grantsOf(person, entity, action).length > 0;
}

/**
 * Which records the person reaches with this action: every one, those of one patient, or none.
 * A person with several roles gets the widest reach.
 */
export function reach(person: Person, action: Action, entity: Kept): 'all' | { patient: string } | 'none' {
  const grants = grantsOf(person, entity, action);
  if (grants.length === 0) return 'none';
  if (grants.some((grant) => grant.only !== 'own')) return 'all';
  return person.patient ? { patient: person.patient } : 'none';
}

/**
 * Grants that hold for every record which the person reaches with an action. Whoever reaches all of them by one role
 * reads no more of them by another that is about their own: a receptionist who is a patient here too sees nobody's alerts.
 */
function everywhere(person: Person, entity: EntityDefinition, action: Action): Grant[] {
  const grants = grantsOf(person, entity, action);
  const wide = grants.filter((grant) => grant.only !== 'own');
  return wide.length > 0 ? wide : grants;
}

/** True when the person may read this field wherever they may read the record. */
export function mayRead(person: Person, entity: EntityDefinition, field: Field): boolean {
  return everywhere(person, entity, 'read').some((grant) => grant.reads.includes(field.level));
}

/** True when the person may set this field with this action. */
export function mayWrite(
  person: Person,
  action: 'create' | 'update',
  entity: EntityDefinition,
  field: Field,
): boolean {
  return everywhere(person, entity, action).some((grant) => grant.writes.includes(field.level));
}

/** Duties that are not about one kind of record. */
export type Duty =
  | 'manageAccounts'
  | 'adoptDatabase'
  | 'readDashboard'
  | 'findPatients'
  | 'findRecords'
  | 'readChart'
  | 'lookUpCodes'
  | 'manageCodes'
  | 'manageConnections'
  | 'runReports'
  | 'runSchedule';

const duties: Readonly<Record<Duty, readonly Role[]>> = {
  manageAccounts: ['admin'],
  adoptDatabase: ['admin'],
  readDashboard: ['admin', 'doctor', 'nurse', 'frontdesk', 'patient'],
  findPatients: ['admin', 'doctor', 'nurse', 'frontdesk'],
  findRecords: ['admin', 'doctor', 'nurse', 'frontdesk', 'patient'],
  readChart: ['admin', 'doctor', 'nurse', 'frontdesk', 'patient'],
  lookUpCodes: ['doctor', 'nurse'],
  // Licensed editions are brought in by whoever answers for the licence.
  manageCodes: ['admin'],
  // Where the records live: whoever may change it could lead everybody to another database.
  manageConnections: ['admin'],
  // Of the reports, those that count nothing which the person may not read (`mayRun` in rules/reports).
  runReports: ['admin', 'doctor', 'nurse', 'frontdesk'],
  runSchedule: ['admin', 'doctor', 'nurse', 'frontdesk'],
};

export function hasDuty(person: Person, duty: Duty): boolean {
  return person.roles.some((role) => duties[duty].includes(role));
}
