import type { EntityName } from '../entities';

type SearchedKind = {
  readonly entity: EntityName;
  /** When it was, for a filter by date and for the newest first. */
  readonly date?: string;
  /** Whose work it is, for a filter by doctor. */
  readonly doctor?: string;
};

/** What `search.everything` looks through, in the order of its results. A kind that is added is one line here. */
export const searchedKinds = [
  { entity: 'patients', doctor: 'doctors' },
  { entity: 'healthlogs', date: 'date', doctor: 'doctor' },
  { entity: 'prescriptions', date: 'dateprescribed', doctor: 'doctor' },
  { entity: 'symptomjournals', date: 'symptomDate' },
  { entity: 'problems', date: 'onset' },
  { entity: 'allergies', date: 'onset' },
  { entity: 'immunizations', date: 'date', doctor: 'doctor' },
  { entity: 'attachments', date: 'documentDate', doctor: 'doctor' },
  { entity: 'appointments', date: 'date', doctor: 'doctor' },
  { entity: 'doctors' },
  { entity: 'clinics' },
] as const satisfies readonly SearchedKind[];

export type SearchedKindName = (typeof searchedKinds)[number]['entity'];
