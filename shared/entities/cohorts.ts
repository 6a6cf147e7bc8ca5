import {
  calendarDate,
  choice,
  choices,
  defineEntity,
  entries,
  longText,
  number,
  readingCodes,
  references,
  text,
  yesNo,
} from '../schema';
import { sexes } from './patients';

/** How the criteria of a cohort go together. */
const matches = [
  { value: 'all', label: 'All of them' },
  { value: 'any', label: 'Any of them' },
] as const;

const diagnosisPlaces = [
  { value: 'either', label: 'Problems and visits' },
  { value: 'problems', label: 'Problems' },
  { value: 'visits', label: 'Visits' },
] as const;

const problemStates = [
  { value: 'ever', label: 'Ever' },
  { value: 'active', label: 'Active now' },
] as const;

const takenStates = [
  { value: 'ever', label: 'Prescribed' },
  { value: 'current', label: 'Taken now' },
] as const;

const comparisons = [
  { value: 'over', label: 'Over' },
  { value: 'atLeast', label: 'At least' },
  { value: 'under', label: 'Under' },
  { value: 'atMost', label: 'At most' },
] as const;

const isNot = yesNo({ label: 'Not', help: 'Those of whom this is not true.' });
/** When it was: between two days, within some months until the day the cohort is looked at, both, or ever. */
const period = {
  from: calendarDate({ label: 'From' }),
  to: calendarDate({ label: 'To' }),
  months: number({ label: 'Within months', min: 1, max: 600, help: 'Until the day it is looked at.' }),
};
const times = (label: string) => number({ label, min: 1, max: 10_000, help: 'Left empty: once.' });

/**
 * Patients who have something in common, by criteria that are looked up anew each time. Each entry of a list is one
 * criterion, and so are `sexes`, `doctors` and `clinics` as a whole; `match` says how they go together. A cohort without
 * criteria is everyone. It belongs to no patient; since its criteria are about health, only those who treat read it.
 */
export const cohorts = defineEntity({
  name: 'cohorts',
  label: { one: 'cohort', many: 'cohorts' },
  category: 'reports',
  fields: {
    name: text({ label: 'Name', required: true, max: 100, example: 'Diabetes, poorly controlled' }),
    description: longText({ label: 'Description', max: 2_000 }),
    match: choice({ label: 'Patients who meet', of: matches, help: 'Left empty: all of them.' }),
    ages: entries({
      label: 'Age',
      max: 10,
      fields: {
        from: number({ label: 'From', unit: 'years', min: 0, max: 130 }),
        to: number({ label: 'To', unit: 'years', min: 0, max: 130 }),
        isNot,
      },
    }),
    sexes: choices({ label: 'Sex', of: sexes, help: 'One of these. Not known: also those without one.' }),
    diagnoses: entries({
      label: 'Diagnosis',
      max: 20,
      fields: {
        code: text({
          label: 'Code begins with',
          required: true,
          max: 10,
          example: 'E11',
          help: 'ICD-10: E11 finds E11.9 too.',
        }),
        where: choice({ label: 'Written in', of: diagnosisPlaces, help: 'Left empty: problems and visits.' }),
        state: choice({
          label: 'Standing',
          of: problemStates,
          help: 'Active now is asked of problems only.',
        }),
        ...period,
        isNot,
      },
    }),
    medications: entries({
      label: 'Medicine',
      max: 20,
      fields: {
        name: text({
          label: 'Medicine',
          required: true,
          example: 'Metformin',
          help: 'Words of its name, its substance or its code.',
        }),
        state: choice({ label: 'Standing', of: takenStates }),
        ...period,
        isNot,
      },
    }),
    readings: entries({
      label: 'Reading',
      max: 20,
      fields: {
        kind: choice({ label: 'Kind', of: readingCodes, required: true }),
        comparison: choice({ label: 'Is', of: comparisons, required: true }),
        value: number({
          label: 'Value',
          required: true,
          min: -100_000,
          max: 1_000_000,
          step: 0.001,
          help: 'In the unit of the kind: mg/dL for glucose, kg for weight, °C for temperature.',
        }),
        times: times('At least so often'),
        ...period,
        isNot,
      },
    }),
    visits: entries({
      label: 'Visits',
      max: 10,
      fields: { times: times('At least so many'), ...period, isNot },
    }),
    doctors: references({
      label: 'Doctors',
      to: 'doctors',
      help: 'In the care of one of these, or seen by one.',
    }),
    notDoctors: yesNo({ label: 'None of these doctors' }),
    clinics: references({ label: 'Clinics', to: 'clinics', help: 'In the care of one of these.' }),
    notClinics: yesNo({ label: 'None of these clinics' }),
  },
  // Two halves of two definitions are a group that nobody meant.
  wholes: [
    [
      'match',
      'ages',
      'sexes',
      'diagnoses',
      'medications',
      'readings',
      'visits',
      'doctors',
      'notDoctors',
      'clinics',
      'notClinics',
    ],
  ],
  titleFields: ['name'],
  title: ({ name }) => String(name ?? 'Cohort'),
  searchFields: ['name', 'description'],
  defaultSort: [{ field: 'name', direction: 'ascending' }],
  columns: ['name', 'description'],
  sections: [
    { title: 'Cohort', fields: ['name', 'description', 'match'] },
    { title: 'Person', fields: ['ages', 'sexes', 'doctors', 'notDoctors', 'clinics', 'notClinics'] },
    { title: 'Health', fields: ['diagnoses', 'medications', 'readings', 'visits'] },
  ],
  indexes: [],
});
