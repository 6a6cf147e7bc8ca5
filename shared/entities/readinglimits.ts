import { choice, defineEntity, number, readingCodes, reference, text } from '../schema';

/** That of the kind: people see and type body weight and temperature in the clinic's. */
const unitBy = {
  field: 'kind',
  units: Object.fromEntries(readingCodes.map(({ value, unit }) => [value, unit])),
};

/**
 * Limits that readings of one patient are held against, instead of the default band of the kind; in the kind's own
 * unit. FHIR: Goal, or the reference range of an Observation. Of several for one kind, the one that was
 * changed last holds.
 */
export const readinglimits = defineEntity({
  name: 'readinglimits',
  label: { one: 'reading limit', many: 'reading limits' },
  category: 'summary',
  patientField: 'patient',
  fields: {
    patient: reference({ label: 'Patient', to: 'patients', level: 'identity', required: true, fixed: true }),
    kind: choice({
      label: 'Kind of reading',
      level: 'clinical',
      required: true,
      fixed: true,
      of: readingCodes,
    }),
    high: number({ label: 'Highest', level: 'clinical', min: 0, max: 200_000, step: 0.01, unitBy }),
    low: number({ label: 'Lowest', level: 'clinical', min: 0, max: 200_000, step: 0.01, unitBy }),
    note: text({ label: 'Note', level: 'clinical', max: 500 }),
  },
  wholes: [['low', 'high']],
  titleFields: ['kind'],
  title: ({ kind }) => `Limits: ${readingCodes.find(({ value }) => value === kind)?.label ?? 'reading'}`,
  searchFields: ['note'],
  defaultSort: [{ field: 'kind', direction: 'ascending' }],
  columns: ['patient', 'kind', 'low', 'high', 'note'],
  sections: [{ title: 'Limits', fields: ['patient', 'kind', 'low', 'high', 'note'] }],
  indexes: [{ name: 'patient', keys: { patient: 1, kind: 1 } }],
});
