import { entities } from '../../shared/entities';
import {
  calendarDate,
  choice,
  choices,
  clockTime,
  coding,
  codings,
  defineEntity,
  type EntityDefinition,
  email,
  entries,
  group,
  image,
  instant,
  longText,
  number,
  numbers,
  partialDate,
  password,
  phone,
  reference,
  references,
  text,
  texts,
  yesNo,
} from '../../shared/schema';

const colours = [
  { value: 'red', label: 'Red as a rose' },
  { value: 'green', label: 'Green' },
  { value: 'blue', label: 'Blue' },
] as const;

/** A made-up entity with one field of every kind. */
export const everyKind = defineEntity({
  name: 'curiosities',
  label: { one: 'curiosity', many: 'curiosities' },
  category: 'journal',
  patientField: 'patient',
  fields: {
    text: text({ label: 'Text' }),
    longText: longText({ label: 'Long text' }),
    email: email({ label: 'Email' }),
    phone: phone({ label: 'Phone' }),
    number: number({ label: 'Number', min: -1_000_000, max: 1_000_000 }),
    yesNo: yesNo({ label: 'Yes or no' }),
    calendarDate: calendarDate({ label: 'Date' }),
    partialDate: partialDate({ label: 'Date or year' }),
    clockTime: clockTime({ label: 'Time' }),
    instant: instant({ label: 'Instant' }),
    choice: choice({ label: 'Choice', of: colours }),
    choices: choices({ label: 'Choices', of: colours }),
    patient: reference({ label: 'Patient', to: 'patients' }),
    references: references({ label: 'Doctors', to: 'doctors' }),
    coding: coding({ label: 'Coding' }),
    codings: codings({ label: 'Codings' }),
    texts: texts({ label: 'Texts' }),
    numbers: numbers({ label: 'Numbers' }),
    group: group({
      label: 'Group',
      fields: {
        words: text({ label: 'Words' }),
        doctor: reference({ label: 'Doctor', to: 'doctors' }),
        at: instant({ label: 'At' }),
      },
    }),
    entries: entries({
      label: 'Entries',
      fields: {
        amount: number({ label: 'Amount', min: 0, max: 100, required: true }),
        doctors: references({ label: 'Doctors', to: 'doctors' }),
      },
    }),
    image: image({ label: 'Image' }),
    password: password({ label: 'Password' }),
    stamp: instant({ label: 'Stamp', derived: true, stampedOnCreate: true }),
  },
  titleFields: ['text'],
  title: (record) => String(record.text ?? 'Curiosity'),
  searchFields: ['text', 'longText', 'email', 'phone', 'calendarDate', 'choices', 'texts'],
  defaultSort: [{ field: 'text', direction: 'ascending' }],
  columns: ['text', 'number', 'choice'],
  sections: [{ title: 'All', fields: ['text', 'number', 'choice'] }],
  indexes: [
    {
      name: 'number',
      keys: { number: 1 },
      unique: true,
      when: { number: { $exists: true } },
      reportedOn: 'number',
    },
  ],
});

/** The same as an entity of the clinic, for suites that go through the whole contract: records may be like one another. */
export const consents = {
  ...everyKind,
  name: 'consents',
  label: { one: 'consent', many: 'consents' },
  category: 'visits',
  indexes: [{ name: 'patient and day', keys: { patient: 1, calendarDate: -1 } }],
} as const satisfies EntityDefinition;

export const entitiesWithConsents = { ...entities, consents };
