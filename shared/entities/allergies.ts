import { choice, coding, defineEntity, longText, partialDate, reference, text } from '../schema';
import { clinicalStatuses, severities } from './clinical-states';

/** FHIR allergy-intolerance-category. */
const categories = [
  { value: 'medication', label: 'Medicine' },
  { value: 'food', label: 'Food' },
  { value: 'environment', label: 'Environment' },
  { value: 'biologic', label: 'Biologic' },
] as const;

/** FHIR allergy-intolerance-criticality: how bad the next time may be, whatever the last was. */
const criticalities = [
  { value: 'low', label: 'Low' },
  { value: 'high', label: 'High' },
  { value: 'unable-to-assess', label: 'Cannot be told' },
] as const;

/** FHIR allergyintolerance-verification; what was entered in error is removed. */
const verifications = [
  { value: 'unconfirmed', label: 'Not confirmed' },
  { value: 'confirmed', label: 'Confirmed' },
  { value: 'refuted', label: 'Refuted' },
] as const;

/** What a person must not get or meet, and what happens then. FHIR: AllergyIntolerance. */
export const allergies = defineEntity({
  name: 'allergies',
  label: { one: 'allergy', many: 'allergies' },
  category: 'summary',
  patientField: 'patient',
  isFlagged: true,
  fields: {
    patient: reference({ label: 'Patient', to: 'patients', level: 'identity', required: true }),
    substance: text({
      label: 'Allergic to',
      level: 'clinical',
      required: true,
      help: 'As in penicillin, peanut, latex',
    }),
    coding: coding({ label: 'Code' }),
    category: choice({ label: 'Kind', level: 'clinical', of: categories }),
    reaction: text({ label: 'Reaction', level: 'clinical', help: 'As in anaphylaxis, rash' }),
    severity: choice({ label: 'Severity', level: 'clinical', of: severities }),
    criticality: choice({ label: 'Danger next time', level: 'clinical', of: criticalities }),
    onset: partialDate({ label: 'First seen', level: 'clinical' }),
    status: choice({ label: 'Status', level: 'clinical', of: clinicalStatuses }),
    verification: choice({ label: 'Certainty', level: 'clinical', of: verifications }),
    notes: longText({ label: 'Notes', level: 'clinical', max: 4_000 }),
  },
  // The reaction to one substance must never stand beside the name of another.
  wholes: [
    ['substance', 'coding', 'category', 'reaction', 'severity', 'criticality', 'status', 'verification'],
  ],
  titleFields: ['substance', 'reaction'],
  title: ({ substance, reaction }) =>
    [substance ?? 'Allergy', reaction && `(${reaction})`].filter(Boolean).join(' '),
  searchFields: ['substance', 'coding', 'reaction', 'notes'],
  defaultSort: [{ field: 'substance', direction: 'ascending' }],
  columns: ['substance', 'patient', 'reaction', 'severity', 'category', 'onset', 'status'],
  sections: [
    { title: 'What it is', fields: ['patient', 'substance', 'category', 'coding'] },
    { title: 'What happened', fields: ['reaction', 'severity', 'criticality', 'onset'] },
    { title: 'Standing', fields: ['status', 'verification', 'notes'] },
  ],
  indexes: [{ name: 'patient', keys: { patient: 1, status: 1 } }],
});
