import {
  calendarDate,
  choice,
  coding,
  defineEntity,
  longText,
  number,
  partialDate,
  reference,
  text,
} from '../schema';

/** FHIR immunization-status; what was entered in error is removed. */
const statuses = [
  { value: 'completed', label: 'Given' },
  { value: 'not-done', label: 'Not given' },
] as const;

/** A vaccine that a person was given, here or elsewhere, or was not given for a reason. FHIR: Immunization. */
export const immunizations = defineEntity({
  name: 'immunizations',
  label: { one: 'immunization', many: 'immunizations' },
  category: 'summary',
  patientField: 'patient',
  fields: {
    patient: reference({ label: 'Patient', to: 'patients', level: 'identity', required: true }),
    vaccine: text({ label: 'Vaccine', level: 'clinical', required: true, help: 'As in influenza, tetanus' }),
    coding: coding({ label: 'Code' }),
    date: partialDate({ label: 'Date', level: 'clinical', required: true }),
    status: choice({ label: 'Status', level: 'clinical', of: statuses }),
    reason: text({ label: 'Reason', level: 'clinical', help: 'Why it was given, or why not' }),
    doseNumber: number({ label: 'Dose', level: 'clinical', min: 1, max: 99 }),
    product: text({ label: 'Product', level: 'clinical' }),
    lot: text({ label: 'Lot', level: 'clinical', max: 80 }),
    site: text({ label: 'Site', level: 'clinical', max: 80, help: 'As in left upper arm' }),
    doctor: reference({ label: 'Given by', to: 'doctors', level: 'clinical' }),
    nextDue: calendarDate({ label: 'Next due', level: 'clinical' }),
    notes: longText({ label: 'Notes', level: 'clinical', max: 4_000 }),
  },
  wholes: [['vaccine', 'coding', 'status', 'reason', 'doseNumber', 'product', 'lot']],
  titleFields: ['vaccine', 'date'],
  title: ({ vaccine, date }) => [vaccine ?? 'Immunization', date].filter(Boolean).join(', '),
  searchFields: ['vaccine', 'coding', 'product', 'lot', 'notes'],
  defaultSort: [{ field: 'date', direction: 'descending' }],
  columns: ['date', 'patient', 'vaccine', 'doseNumber', 'product', 'lot', 'nextDue', 'status'],
  sections: [
    { title: 'What was given', fields: ['patient', 'vaccine', 'coding', 'date', 'status', 'reason'] },
    { title: 'How', fields: ['doseNumber', 'product', 'lot', 'site', 'doctor'] },
    { title: 'After', fields: ['nextDue', 'notes'] },
  ],
  indexes: [{ name: 'patient', keys: { patient: 1, date: -1 } }],
});
