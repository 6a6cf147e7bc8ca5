import { choice, codeSystems, coding, defineEntity, longText, partialDate, reference, text } from '../schema';
import { clinicalStatuses, severities } from './clinical-states';

/** What a person has, or had, over a longer time. FHIR: Condition of the category problem-list-item. */
export const problems = defineEntity({
  name: 'problems',
  label: { one: 'problem', many: 'problems' },
  category: 'summary',
  patientField: 'patient',
  fields: {
    patient: reference({ label: 'Patient', to: 'patients', level: 'identity', required: true }),
    problem: text({ label: 'Problem', level: 'clinical', max: 300, required: true }),
    coding: coding({ label: 'Code', codeSystem: codeSystems.icd10cm.uri }),
    severity: choice({ label: 'Severity', level: 'clinical', of: severities }),
    onset: partialDate({ label: 'Since', level: 'clinical' }),
    status: choice({ label: 'Status', level: 'clinical', of: clinicalStatuses }),
    abatement: partialDate({
      label: 'Over since',
      level: 'clinical',
      help: 'Of one that came back: when it was over last.',
    }),
    notes: longText({ label: 'Notes', level: 'clinical', max: 4_000 }),
  },
  wholes: [
    ['problem', 'coding', 'severity'],
    ['onset', 'abatement', 'status'],
  ],
  titleFields: ['problem'],
  title: ({ problem }) => String(problem ?? 'Problem'),
  searchFields: ['problem', 'coding', 'notes'],
  defaultSort: [
    { field: 'onset', direction: 'descending' },
    { field: 'problem', direction: 'ascending' },
  ],
  columns: ['problem', 'patient', 'onset', 'status', 'severity'],
  sections: [
    { title: 'What it is', fields: ['patient', 'problem', 'coding', 'severity'] },
    { title: 'Course', fields: ['onset', 'status', 'abatement', 'notes'] },
  ],
  indexes: [{ name: 'patient', keys: { patient: 1, status: 1 } }],
});
