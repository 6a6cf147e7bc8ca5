import {
  calendarDate,
  choice,
  coding,
  defineEntity,
  entries,
  group,
  instant,
  longText,
  number,
  reference,
  text,
  texts,
} from '../schema';

/** FHIR medicationrequest-status, as far as a clinic uses it. */
const prescriptionStatuses = [
  { value: 'active', label: 'Active' },
  { value: 'completed', label: 'Completed' },
  { value: 'stopped', label: 'Stopped' },
] as const;

const checkStates = [
  { value: 'clear', label: 'Checked' },
  { value: 'warnings', label: 'Warnings' },
  { value: 'notChecked', label: 'NOT CHECKED' },
] as const;

const findingKinds = [
  { value: 'allergy', label: 'Allergy' },
  { value: 'interaction', label: 'Interaction' },
  { value: 'duplicate', label: 'Taken twice' },
] as const;

const findingSeverities = [
  { value: 'contraindicated', label: 'Contraindicated' },
  { value: 'serious', label: 'Serious' },
  { value: 'moderate', label: 'Moderate' },
] as const;

const notCheckedKinds = [
  { value: 'medicine', label: 'This medicine' },
  { value: 'allergy', label: 'Allergy' },
  { value: 'other', label: 'Other medicine' },
] as const;

/** A `CheckResult` of `shared/rules/medicines`; `about` is the id of an allergy or of another prescription. */
const checkResult = group({
  label: 'Check',
  level: 'clinical',
  derived: true,
  fields: {
    state: choice({ label: 'State', of: checkStates, required: true }),
    version: text({ label: 'Version of the tables', required: true }),
    findings: entries({
      label: 'Findings',
      required: true,
      fields: {
        kind: choice({ label: 'Kind', of: findingKinds, required: true }),
        severity: choice({ label: 'Severity', of: findingSeverities, required: true }),
        message: text({ label: 'Message', required: true }),
        instead: text({ label: 'Instead' }),
        otherwise: text({ label: 'Otherwise' }),
        source: text({ label: 'Source' }),
        about: text({ label: 'About', required: true }),
      },
    }),
    notChecked: entries({
      label: 'Not checked',
      required: true,
      fields: {
        what: choice({ label: 'What', of: notCheckedKinds, required: true }),
        name: text({ label: 'Name', required: true }),
        why: text({ label: 'Why', required: true }),
        about: text({ label: 'About' }),
        didYouMean: texts({ label: 'Did you mean' }),
      },
    }),
  },
});

/** A medicine ordered for a person. FHIR: MedicationRequest. */
export const prescriptions = defineEntity({
  name: 'prescriptions',
  label: { one: 'prescription', many: 'prescriptions' },
  category: 'orders',
  patientField: 'patient',
  fields: {
    patient: reference({ label: 'Patient', to: 'patients', level: 'identity', required: true }),
    dateprescribed: calendarDate({ label: 'Prescribed on', level: 'clinical', required: true }),
    prescriptionName: text({ label: 'Medicine', level: 'clinical', max: 300, required: true }),
    amount: text({
      label: 'Amount',
      level: 'clinical',
      max: 300,
      required: true,
      help: 'How much and how often, as in 1 tablet twice a day',
    }),
    doctor: reference({ label: 'Prescribed by', to: 'doctors', level: 'clinical' }),
    doctorprescribed: text({ label: 'Prescriber as written', level: 'clinical', derived: true }),
    generalinstructions: longText({ label: 'Instructions', level: 'clinical', max: 4_000 }),
    medication: coding({ label: 'Code' }),
    refills: number({ label: 'Refills', level: 'clinical', min: 0, max: 99 }),
    status: choice({ label: 'Status', level: 'clinical', of: prescriptionStatuses }),
    startsOn: calendarDate({
      label: 'Starts on',
      level: 'clinical',
      help: 'The day it is prescribed where empty',
    }),
    endsOn: calendarDate({ label: 'Ends on', level: 'clinical', help: 'The last day it is taken' }),
    checkResult,
    overrideReason: longText({
      label: 'Reason for going on',
      level: 'clinical',
      max: 1_000,
      whenRefused: true,
      help: 'Why it is prescribed all the same',
    }),
    // Set by `medicines.renew` only, so that no form can claim it.
    renews: reference({ label: 'Renews', to: 'prescriptions', level: 'clinical', derived: true }),
    userCreated: instant({ label: 'Written', level: 'clinical', derived: true, stampedOnCreate: true }),
  },
  // The dose of one medicine, or the reason for it, must never be saved under another, nor changed on one that was stopped.
  wholes: [
    [
      'prescriptionName',
      'amount',
      'generalinstructions',
      'medication',
      'refills',
      'status',
      'startsOn',
      'endsOn',
      'overrideReason',
    ],
  ],
  titleFields: ['prescriptionName', 'dateprescribed'],
  title: ({ prescriptionName, dateprescribed }) =>
    [prescriptionName ?? 'Prescription', dateprescribed].filter(Boolean).join(', '),
  searchFields: ['prescriptionName', 'medication', 'amount', 'generalinstructions', 'doctorprescribed'],
  defaultSort: [{ field: 'dateprescribed', direction: 'descending' }],
  columns: ['dateprescribed', 'patient', 'prescriptionName', 'amount', 'doctor', 'refills', 'status'],
  sections: [
    {
      title: 'Prescription',
      fields: ['patient', 'prescriptionName', 'amount', 'generalinstructions', 'overrideReason'],
    },
    { title: 'Ordered', fields: ['dateprescribed', 'doctor', 'refills', 'status', 'startsOn', 'endsOn'] },
    { title: 'Code', fields: ['medication'] },
  ],
  indexes: [
    { name: 'patient and date', keys: { patient: 1, dateprescribed: -1 } },
    { name: 'doctor and date', keys: { doctor: 1, dateprescribed: -1 } },
  ],
});
