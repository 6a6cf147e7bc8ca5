import type { ChangesOf, DraftOf, EntityDefinition, RecordOf } from '../schema';
import { allergies } from './allergies';
import { appointments } from './appointments';
import { attachments } from './attachments';
import { auditentries } from './auditentries';
import { clinics } from './clinics';
import { cohorts } from './cohorts';
import { devices } from './devices';
import { doctors } from './doctors';
import { healthlogs } from './healthlogs';
import { immunizations } from './immunizations';
import { patients } from './patients';
import { prescriptions } from './prescriptions';
import { problems } from './problems';
import { readinglimits } from './readinglimits';
import { snippets } from './snippets';
import { symptomjournals } from './symptomjournals';
import { users } from './users';
import { visittemplates } from './visittemplates';

/** The table of all entities; everything that works on entities derives from it. One file and one line make a new one. */
export const entities = {
  users,
  patients,
  doctors,
  clinics,
  appointments,
  healthlogs,
  prescriptions,
  symptomjournals,
  problems,
  allergies,
  immunizations,
  attachments,
  visittemplates,
  snippets,
  cohorts,
  devices,
  readinglimits,
  auditentries,
} as const;

export type Entities = typeof entities;
export type EntityName = keyof Entities;
/** A table of entities of any size; tests add made-up ones. */
export type EntityTable = Readonly<Record<string, EntityDefinition>>;

export type Patient = RecordOf<Entities['patients']>;
export type Doctor = RecordOf<Entities['doctors']>;
export type Clinic = RecordOf<Entities['clinics']>;
export type Appointment = RecordOf<Entities['appointments']>;
export type Visit = RecordOf<Entities['healthlogs']>;
export type Prescription = RecordOf<Entities['prescriptions']>;
export type Symptom = RecordOf<Entities['symptomjournals']>;
export type Problem = RecordOf<Entities['problems']>;
export type Allergy = RecordOf<Entities['allergies']>;
export type Immunization = RecordOf<Entities['immunizations']>;
export type Cohort = RecordOf<Entities['cohorts']>;
export type Device = RecordOf<Entities['devices']>;
export type ReadingLimit = RecordOf<Entities['readinglimits']>;
export type Attachment = RecordOf<Entities['attachments']>;
export type Snippet = RecordOf<Entities['snippets']>;
export type User = RecordOf<Entities['users']>;
export type AuditEntry = RecordOf<Entities['auditentries']>;

export type RecordNamed<N extends EntityName> = RecordOf<Entities[N]>;
export type DraftNamed<N extends EntityName> = DraftOf<Entities[N]>;
export type ChangesNamed<N extends EntityName> = ChangesOf<Entities[N]>;

export { type AppointmentStatus, appointmentStatuses } from './appointments';
export { type Role, roles } from './users';
export { weekdays } from './weekdays';
