import {
  calendarDate,
  choice,
  coding,
  defineEntity,
  instant,
  longText,
  number,
  reference,
  text,
} from '../schema';

/** FHIR medicationrequest-status, as far as a clinic uses it. */
const prescriptionStatuses = [
  { value: 'active', label: 'Active' },
  { value: 'completed', label: 'Completed' },
  { value: 'stopped', label: 'Stopped' },
] as const;

/** A medicine ordered for a person. FHIR: MedicationRequest. */
export const prescriptions = defineEntity({
  name: 'prescriptions',
  label: { one: 'prescription', many: 'prescriptions' },
  category: 'orders',
  patientField: 'patient',
  fields: {
    patient: reference({ label: 'Patient', to: 'patients', level: 'identity', required: true }),
    prescriptionName: text({ label: 'Medicine', level: 'clinical', max: 300, required: true }),
    amount: text({ label: 'Amount', level: 'clinical', max: 300, help: 'As in 1 tablet twice a day' }),
    dateprescribed: calendarDate({ label: 'Prescribed on', level: 'clinical', required: true }),
    doctor: reference({ label: 'Prescribed by', to: 'doctors', level: 'clinical' }),
    doctorprescribed: text({ label: 'Prescriber as written', level: 'clinical', derived: true }),
    generalinstructions: longText({ label: 'Instructions', level: 'clinical', max: 4_000 }),
    medication: coding({ label: 'Code' }),
    refills: number({ label: 'Refills', level: 'clinical', min: 0, max: 99 }),
    status: choice({ label: 'Status', level: 'clinical', of: prescriptionStatuses }),
    userCreated: instant({ label: 'Written', level: 'clinical', derived: true, stampedOnCreate: true }),
  },
  // The dose of one medicine must never be saved under the name of another, nor changed on one that was stopped.
  wholes: [['prescriptionName', 'amount', 'generalinstructions', 'medication', 'refills', 'status']],
  titleFields: ['prescriptionName', 'dateprescribed'],
  title: ({ prescriptionName, dateprescribed }) =>
    [prescriptionName ?? 'Prescription', dateprescribed].filter(Boolean).join(', '),
  searchFields: ['prescriptionName', 'amount', 'generalinstructions', 'doctorprescribed'],
  defaultSort: [{ field: 'dateprescribed', direction: 'descending' }],
  columns: ['dateprescribed', 'patient', 'prescriptionName', 'amount', 'doctor', 'refills', 'status'],
  sections: [
    { title: 'Prescription', fields: ['patient', 'prescriptionName', 'amount', 'generalinstructions'] },
    { title: 'Ordered', fields: ['dateprescribed', 'doctor', 'refills', 'status'] },
    { title: 'Code', fields: ['medication'] },
  ],
  indexes: [
    { name: 'patient and date', keys: { patient: 1, dateprescribed: -1 } },
    { name: 'doctor and date', keys: { doctor: 1, dateprescribed: -1 } },
  ],
});
