import {
  calendarDate,
  choice,
  defineEntity,
  email,
  group,
  image,
  instant,
  longText,
  phone,
  reference,
  references,
  text,
  yesNo,
} from '../schema';

/** FHIR administrative-gender. */
export const sexes = [
  { value: 'female', label: 'Female' },
  { value: 'male', label: 'Male' },
  { value: 'other', label: 'Other' },
  { value: 'unknown', label: 'Not known' },
] as const;

/** A person the clinic cares for. FHIR: Patient. */
export const patients = defineEntity({
  name: 'patients',
  label: { one: 'patient', many: 'patients' },
  category: 'demographics',
  patientField: 'id',
  fields: {
    recordNumber: text({
      label: 'Record number',
      level: 'identity',
      max: 40,
      helpOnCreate: 'Left empty, the next free number is given.',
    }),
    firstname: text({ label: 'First name', level: 'identity', required: true }),
    lastname: text({ label: 'Family name', level: 'identity', required: true }),
    dateOfBirth: calendarDate({ label: 'Date of birth', level: 'identity' }),
    sex: choice({ label: 'Sex', level: 'identity', of: sexes }),
    photo: image({ label: 'Photo', level: 'identity' }),
    phone: phone({ label: 'Phone' }),
    email: email({ label: 'Email' }),
    address: text({ label: 'Street', level: 'contact' }),
    city: text({ label: 'City', level: 'contact' }),
    state: text({ label: 'State', level: 'contact' }),
    zip: text({ label: 'ZIP or postcode', level: 'contact', max: 20 }),
    language: text({ label: 'Language', level: 'contact', max: 80 }),
    emergencyContact: group({
      label: 'In an emergency',
      level: 'contact',
      fields: {
        name: text({ label: 'Contact name' }),
        relation: text({ label: 'Relation', max: 80 }),
        phone: phone({ label: 'Phone of contact' }),
      },
    }),
    insurance: group({
      label: 'Insurance',
      fields: {
        insurer: text({ label: 'Insurer' }),
        policyNumber: text({ label: 'Policy number', max: 80 }),
        validUntil: calendarDate({ label: 'Valid until' }),
      },
    }),
    doctors: references({ label: 'Doctors', to: 'doctors' }),
    clinics: references({ label: 'Clinics', to: 'clinics' }),
    alerts: longText({
      label: 'Alerts',
      level: 'clinical',
      max: 2_000,
      help: 'What everyone who treats this person must see first.',
    }),
    noKnownAllergies: yesNo({
      label: 'No known allergies',
      level: 'clinical',
      help: 'They were asked, and know of none.',
    }),
    mergedInto: reference({ label: 'Merged into', to: 'patients', level: 'identity', derived: true }),
    userCreated: instant({ label: 'Registered', derived: true, stampedOnCreate: true }),
  },
  titleFields: ['firstname', 'lastname'],
  title: (patient) =>
    [patient.firstname, patient.lastname].filter(Boolean).join(' ') || 'Patient without a name',
  searchFields: ['firstname', 'lastname', 'recordNumber', 'phone', 'email', 'dateOfBirth', 'city'],
  defaultSort: [
    { field: 'lastname', direction: 'ascending' },
    { field: 'firstname', direction: 'ascending' },
  ],
  columns: ['lastname', 'firstname', 'dateOfBirth', 'sex', 'recordNumber', 'phone', 'city', 'doctors'],
  sections: [
    { title: 'Person', fields: ['firstname', 'lastname', 'dateOfBirth', 'sex', 'recordNumber', 'photo'] },
    { title: 'Contact', fields: ['phone', 'email', 'language', 'address', 'city', 'state', 'zip'] },
    { title: 'In an emergency', fields: ['emergencyContact'] },
    { title: 'Insurance', fields: ['insurance'] },
    { title: 'Care', fields: ['doctors', 'clinics', 'noKnownAllergies', 'alerts'] },
  ],
  indexes: [
    {
      name: 'recordNumber',
      keys: { recordNumber: 1 },
      unique: true,
      when: { recordNumber: { $exists: true } },
      reportedOn: 'recordNumber',
    },
    { name: 'dateOfBirth', keys: { dateOfBirth: 1 } },
    { name: 'doctors', keys: { doctors: 1 } },
  ],
});
