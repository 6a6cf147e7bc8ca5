import { choice, clockTime, defineEntity, email, entries, instant, phone, reference, text } from '../schema';
import { weekdays } from './weekdays';

/** Colours that tell doctors apart in the schedule; names of theme tokens, never the only sign. */
const doctorColours = [
  { value: 'teal', label: 'Teal' },
  { value: 'blue', label: 'Blue' },
  { value: 'violet', label: 'Violet' },
  { value: 'rose', label: 'Rose' },
  { value: 'amber', label: 'Amber' },
  { value: 'green', label: 'Green' },
  { value: 'slate', label: 'Slate' },
] as const;

/** What someone patients book with is; it decides how they are addressed. */
const professions = [
  { value: 'doctor', label: 'Doctor' },
  { value: 'nurse', label: 'Nurse' },
  { value: 'therapist', label: 'Therapist' },
  { value: 'other', label: 'Other' },
] as const;

/** Someone patients book with: a doctor or a nurse with a clinic of their own. FHIR: Practitioner. */
export const doctors = defineEntity({
  name: 'doctors',
  label: { one: 'doctor', many: 'doctors' },
  category: 'directory',
  fields: {
    firstname: text({ label: 'First name', level: 'identity' }),
    lastname: text({ label: 'Family name', level: 'identity', required: true }),
    profession: choice({
      label: 'Profession',
      of: professions,
      level: 'identity',
      help: 'Left empty: a doctor. Only doctors are called Dr.',
    }),
    specialty: text({ label: 'Field', level: 'identity', help: 'As in General practice' }),
    clinic: reference({ label: 'Clinic', to: 'clinics', level: 'identity' }),
    clinicName: text({ label: 'Clinic as written', level: 'identity', derived: true }),
    room: text({ label: 'Usual room', level: 'identity', max: 80 }),
    phone: phone({ label: 'Phone' }),
    email: email({ label: 'Email' }),
    workingHours: entries({
      label: 'Working hours',
      max: 28,
      fields: {
        weekday: choice({ label: 'Day', of: weekdays, required: true }),
        from: clockTime({ label: 'From', required: true }),
        to: clockTime({ label: 'To', required: true }),
      },
    }),
    colour: choice({ label: 'Colour in the schedule', of: doctorColours }),
    userCreated: instant({ label: 'Registered', derived: true, stampedOnCreate: true }),
  },
  titleFields: ['firstname', 'lastname', 'profession'],
  // Records of the published system name no profession: there, they were all doctors.
  title: ({ firstname, lastname, profession = 'doctor' }) =>
    [profession === 'doctor' && 'Dr', firstname, lastname].filter(Boolean).join(' '),
  // Not by phone: patients find doctors too, and may not read it.
  searchFields: ['firstname', 'lastname', 'specialty', 'clinicName'],
  defaultSort: [
    { field: 'lastname', direction: 'ascending' },
    { field: 'firstname', direction: 'ascending' },
  ],
  columns: ['lastname', 'firstname', 'specialty', 'clinic', 'room', 'phone', 'email'],
  sections: [
    { title: 'Person', fields: ['firstname', 'lastname', 'profession', 'specialty'] },
    { title: 'Contact', fields: ['phone', 'email'] },
    { title: 'Work', fields: ['clinic', 'room', 'colour', 'workingHours'] },
  ],
  indexes: [{ name: 'clinic', keys: { clinic: 1 } }],
});
