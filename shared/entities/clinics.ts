import {
  clockTime,
  choice,
  defineEntity,
  entries,
  group,
  instant,
  longText,
  phone,
  text,
  texts,
  unitChoices,
} from '../schema';
import { weekdays } from './weekdays';

/**
 * A place where patients are seen. FHIR: Location with its managing Organization. How to reach it says what it is and is
 * for everyone who may see it, patients too.
 */
export const clinics = defineEntity({
  name: 'clinics',
  label: { one: 'clinic', many: 'clinics' },
  category: 'directory',
  fields: {
    clinicname: text({ label: 'Name', level: 'identity', required: true }),
    address: text({ label: 'Address', level: 'identity' }),
    city: text({ label: 'City', level: 'identity' }),
    state: text({ label: 'State', level: 'identity' }),
    zip: text({ label: 'ZIP or postcode', level: 'identity', max: 20 }),
    phone: phone({ label: 'Phone', level: 'identity' }),
    timeZone: text({
      label: 'Time zone',
      help: 'Appointment times are meant in it. Left empty: the one of this computer.',
      example: 'Europe/London',
      max: 60,
    }),
    measures: group({
      label: 'Measures',
      help: 'How height, weight and temperature are shown and typed. What is recorded stays the same value.',
      helpOnCreate: 'Left empty: in metric units, and as is usual in the USA for its time zones.',
      fields: {
        height: choice({ label: 'Height in', of: unitChoices.height }),
        weight: choice({ label: 'Weight in', of: unitChoices.weight }),
        temperature: choice({ label: 'Temperature in', of: unitChoices.temperature }),
      },
    }),
    rooms: texts({ label: 'Rooms' }),
    openingHours: entries({
      label: 'Opening hours',
      max: 28,
      fields: {
        weekday: choice({ label: 'Day', of: weekdays, required: true }),
        from: clockTime({ label: 'From', required: true }),
        to: clockTime({ label: 'To', required: true }),
      },
    }),
    letterhead: longText({ label: 'Letterhead', help: 'Stands on top of what is printed.', max: 2_000 }),
    userCreated: instant({ label: 'Registered', derived: true, stampedOnCreate: true }),
    // Whose desk this is, of several clinics: the one that the first set-up named.
    homeSince: instant({ label: 'Home clinic since', derived: true, hidden: true }),
  },
  titleFields: ['clinicname'],
  title: (clinic) => String(clinic.clinicname ?? 'Clinic without a name'),
  searchFields: ['clinicname', 'city', 'address', 'phone'],
  defaultSort: [{ field: 'clinicname', direction: 'ascending' }],
  columns: ['clinicname', 'address', 'city', 'state', 'zip', 'phone'],
  sections: [
    { title: 'Clinic', fields: ['clinicname', 'phone', 'timeZone', 'measures'] },
    { title: 'Address', fields: ['address', 'city', 'state', 'zip'] },
    { title: 'Rooms and hours', fields: ['rooms', 'openingHours'] },
    { title: 'Printing', fields: ['letterhead'] },
  ],
  indexes: [],
});
