import { calendarDate, clockTime, defineEntity, instant, longText, number, reference, text } from '../schema';

/** What a person felt and when, told by them or for them. FHIR: Observation of the patient's own report. */
export const symptomjournals = defineEntity({
  name: 'symptomjournals',
  label: { one: 'symptom', many: 'symptoms' },
  category: 'journal',
  patientField: 'patient',
  fields: {
    patient: reference({ label: 'Patient', to: 'patients', level: 'identity', required: true }),
    symptomType: text({ label: 'Symptom', level: 'clinical', required: true }),
    symptomDate: calendarDate({ label: 'Date', level: 'clinical', required: true }),
    symptomTime: clockTime({ label: 'Time', level: 'clinical' }),
    severity: number({
      label: 'Severity',
      level: 'clinical',
      min: 0,
      max: 10,
      help: '0 none, 10 the worst imaginable',
    }),
    symptomInfo: longText({ label: 'Description', level: 'clinical', max: 4_000 }),
    userCreated: instant({ label: 'Written', level: 'clinical', derived: true, stampedOnCreate: true }),
  },
  titleFields: ['symptomType', 'symptomDate'],
  title: ({ symptomType, symptomDate }) => [symptomType ?? 'Symptom', symptomDate].filter(Boolean).join(', '),
  searchFields: ['symptomType', 'symptomInfo'],
  defaultSort: [
    { field: 'symptomDate', direction: 'descending' },
    { field: 'symptomTime', direction: 'descending' },
  ],
  columns: ['symptomDate', 'symptomTime', 'patient', 'symptomType', 'severity', 'symptomInfo'],
  sections: [
    {
      title: 'Symptom',
      fields: ['patient', 'symptomType', 'severity', 'symptomDate', 'symptomTime', 'symptomInfo'],
    },
  ],
  indexes: [{ name: 'patient and date', keys: { patient: 1, symptomDate: -1 } }],
});
