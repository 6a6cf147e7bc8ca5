import {
  calendarDate,
  codeSystems,
  codings,
  defineEntity,
  group,
  instant,
  longText,
  number,
  reference,
  text,
} from '../schema';

/**
 * One visit: what brought the person, what was found, what was done. FHIR: Encounter with its Observations. Once it is
 * signed it stays as it is; what is to be added or put right is a visit of its own that `amends` it.
 */
export const healthlogs = defineEntity({
  name: 'healthlogs',
  label: { one: 'visit', many: 'visits' },
  category: 'visits',
  patientField: 'patient',
  fields: {
    patient: reference({ label: 'Patient', to: 'patients', level: 'identity', required: true }),
    date: calendarDate({ label: 'Date', level: 'clinical', required: true }),
    doctor: reference({ label: 'Doctor', to: 'doctors', level: 'clinical' }),
    doctorName: text({ label: 'Doctor as written', level: 'clinical', derived: true }),
    visitPurpose: text({ label: 'Purpose', level: 'clinical', max: 300, required: true }),
    notes: longText({ label: 'Notes', level: 'clinical' }),
    heightIn: number({ label: 'Height', level: 'clinical', unit: 'in', min: 5, max: 110, step: 0.1 }),
    weightLb: number({ label: 'Weight', level: 'clinical', unit: 'lb', min: 0.4, max: 1_500, step: 0.1 }),
    vitals: group({
      label: 'Vitals',
      level: 'clinical',
      fields: {
        systolic: number({ label: 'Systolic', unit: 'mmHg', min: 20, max: 350 }),
        diastolic: number({ label: 'Diastolic', unit: 'mmHg', min: 0, max: 250 }),
        pulse: number({ label: 'Pulse', unit: '/min', min: 10, max: 350 }),
        temperatureC: number({ label: 'Temperature', unit: '°C', min: 11, max: 46, step: 0.1 }),
        spo2: number({ label: 'SpO₂', unit: '%', min: 10, max: 100 }),
        headCm: number({ label: 'Head circumference', unit: 'cm', min: 10, max: 90, step: 0.1 }),
        respiratoryRate: number({ label: 'Breaths', unit: '/min', min: 1, max: 150 }),
      },
    }),
    diagnoses: codings({ label: 'Diagnoses', codeSystem: codeSystems.icd10cm.uri }),
    procedures: codings({ label: 'Procedures' }),
    // Set by `visits.sign` alone. From then on nothing of the visit changes.
    signedAt: instant({ label: 'Signed', level: 'clinical', derived: true }),
    signedBy: reference({ label: 'Account that signed', to: 'users', level: 'clinical', derived: true }),
    signedByName: text({ label: 'Signed by', level: 'clinical', derived: true }),
    amends: reference({
      label: 'Amends',
      to: 'healthlogs',
      level: 'clinical',
      fixed: true,
      fromContext: true,
    }),
    userCreated: instant({ label: 'Written', level: 'clinical', derived: true, stampedOnCreate: true }),
  },
  titleFields: ['visitPurpose', 'date'],
  title: ({ visitPurpose, date }) => [visitPurpose ?? 'Visit', date].filter(Boolean).join(', '),
  searchFields: ['visitPurpose', 'doctorName', 'notes', 'diagnoses', 'procedures'],
  defaultSort: [{ field: 'date', direction: 'descending' }],
  columns: ['date', 'patient', 'visitPurpose', 'doctor', 'notes'],
  sections: [
    { title: 'Visit', fields: ['patient', 'date', 'doctor', 'visitPurpose'] },
    { title: 'Notes', fields: ['notes'] },
    { title: 'Measured', fields: ['heightIn', 'weightLb', 'vitals'] },
    { title: 'Codes', fields: ['diagnoses', 'procedures'] },
  ],
  indexes: [
    { name: 'patient and date', keys: { patient: 1, date: -1 } },
    { name: 'doctor and date', keys: { doctor: 1, date: -1 } },
    { name: 'amended visit', keys: { amends: 1 }, when: { amends: { $exists: true } } },
  ],
});
