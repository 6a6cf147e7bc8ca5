import { appointmentStatuses } from '../../../shared/entities';
import { sexes } from '../../../shared/entities/patients';
import { isoWeekOf } from '../../../shared/rules/iso-week';
import { ageOn } from '../../../shared/rules/time';
import { isCalendarDate } from '../../../shared/schema';
import type { Fact } from '../ports/report-source';

/** What is known of the person beside the fact. */
export type Subject = {
  readonly pseudonym: string | undefined;
  readonly dateOfBirth: string | undefined;
  readonly sex: string | undefined;
};
export type Observed = {
  readonly fact: Fact;
  /** Pseudonym of the record. */
  readonly record: string;
  readonly subject: Subject;
  /** Pseudonym. */
  readonly doctor: string | undefined;
  /** The last day that was asked for: ages are of it where the fact has no day. */
  readonly day: string;
};

/**
 * A variable of a tidy file and its line in the data dictionary. Scripts rely on names: a name is never changed, and what
 * would mean something else gets a name that nothing had before. `doctor` named doctors once and is not used again.
 */
export type Variable = {
  readonly name: string;
  readonly label: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'time';
  readonly unit?: string;
  /** What values mean: `code = label; …`, or a form. */
  readonly values?: string;
  /** Where it comes from: `entity.field`. */
  readonly source: string;
  readonly of: (observed: Observed) => string | number | boolean | undefined;
};

export const coding = (choices: readonly { readonly value: string; readonly label: string }[]) =>
  choices.map(({ value, label }) => `${value} = ${label}`).join('; ');
const dayOf = ({ fact, day }: Observed) => fact.date ?? day;
export const value = (name: string) => (observed: Observed) => observed.fact.values[name];

export const recordId: Variable = {
  name: 'record_id',
  label: 'The record that was counted',
  type: 'string',
  values: 'Pseudonym: 16 hexadecimal digits of a keyed hash (HMAC-SHA-256) of the id',
  source: 'id',
  of: ({ record }) => record,
};
export const person: readonly Variable[] = [
  {
    name: 'patient_id',
    label: 'The person it is of',
    type: 'string',
    values:
      'Pseudonym: 16 hexadecimal digits of a keyed hash (HMAC-SHA-256); the same in every export of this database',
    source: 'patients.id',
    of: ({ subject }) => subject.pseudonym,
  },
  {
    name: 'age_years',
    label: 'Completed years of age on that day',
    type: 'integer',
    unit: 'a',
    source: 'patients.dateOfBirth',
    of: (observed) => {
      const { dateOfBirth } = observed.subject;
      const day = dayOf(observed);
      if (!dateOfBirth || !isCalendarDate(dateOfBirth) || !isCalendarDate(day)) return undefined;
      return ageOn(dateOfBirth, day) ?? undefined;
    },
  },
  {
    name: 'sex',
    label: 'Sex',
    type: 'string',
    values: coding(sexes),
    source: 'patients.sex',
    of: ({ subject }) => subject.sex,
  },
];
export const when = (source: string, label = 'Day at the clinic'): readonly Variable[] => [
  {
    name: 'date',
    label,
    type: 'date',
    values: 'ISO 8601, YYYY-MM-DD',
    source,
    of: ({ fact }) => fact.date,
  },
  {
    name: 'iso_week',
    label: 'Week of ISO 8601, from Monday',
    type: 'string',
    values: 'YYYY-Www',
    source,
    of: ({ fact }) => (fact.date && isCalendarDate(fact.date) ? isoWeekOf(fact.date) : undefined),
  },
];
export const time = (source: string): Variable => ({
  name: 'time',
  label: 'Time of the clock at the clinic',
  type: 'time',
  values: 'HH:mm',
  source,
  of: ({ fact }) => fact.time,
});
export const doctor = (source: string): Variable => ({
  name: 'doctor_id',
  label: 'The doctor',
  type: 'string',
  values:
    'Pseudonym: 16 hexadecimal digits of a keyed hash (HMAC-SHA-256); the same in every export of this database',
  source,
  of: (observed) => observed.doctor,
});
export const status: Variable = {
  name: 'status',
  label: 'What became of the appointment',
  type: 'string',
  values: coding(appointmentStatuses),
  source: 'appointments.status',
  of: value('status'),
};
