import {
  calendarDate,
  choice,
  clockTime,
  defineEntity,
  entries,
  instant,
  number,
  numbers,
  reference,
  text,
  yesNo,
} from '../schema';

/** In the order a day runs. FHIR: booked, arrived, fulfilled, cancelled, noshow, with the desk's own steps between. */
export const appointmentStatuses = [
  { value: 'booked', label: 'Not confirmed' },
  { value: 'confirmed', label: 'Confirmed' },
  { value: 'arrived', label: 'Waiting' },
  { value: 'inRoom', label: 'In the room' },
  { value: 'done', label: 'Seen' },
  { value: 'cancelled', label: 'Cancelled' },
  { value: 'noShow', label: 'Did not come' },
] as const;
export type AppointmentStatus = (typeof appointmentStatuses)[number]['value'];

/** How long an appointment takes unless the clinic says otherwise. */
export const usualMinutes = 20;

/** One person booked with one doctor for some minutes of one day. FHIR: Appointment. */
export const appointments = defineEntity({
  name: 'appointments',
  label: { one: 'appointment', many: 'appointments' },
  category: 'schedule',
  patientField: 'patient',
  fields: {
    date: calendarDate({ label: 'Date', required: true }),
    time: clockTime({ label: 'Time', required: true }),
    minutes: number({ label: 'Length', unit: 'min', min: 5, max: 480, step: 5, required: true }),
    doctor: reference({ label: 'Doctor', to: 'doctors', level: 'identity', required: true }),
    doctorName: text({ label: 'Doctor as written', level: 'identity', derived: true }),
    patient: reference({ label: 'Patient', to: 'patients', level: 'identity', required: true }),
    appointmentName: text({ label: 'Name as written', level: 'identity', derived: true }),
    clinic: reference({ label: 'Clinic', to: 'clinics', level: 'identity', derived: true }),
    room: text({ label: 'Room', max: 80 }),
    reason: text({ label: 'Reason', max: 300 }),
    status: choice({ label: 'Status', of: appointmentStatuses }),
    overbookedReason: text({
      label: 'Reason for overbooking',
      max: 300,
      whenRefused: true,
      help: 'Only when this person must be seen at a time that is taken.',
    }),
    start: instant({ label: 'Start', derived: true }),
    end: instant({ label: 'End', derived: true }),
    statusTimes: entries({
      label: 'Times',
      derived: true,
      max: 200,
      fields: {
        status: choice({ label: 'Status', of: appointmentStatuses, required: true }),
        at: instant({ label: 'At', required: true }),
      },
    }),
    slots: numbers({ label: 'Slots', derived: true, hidden: true }),
    overbookedSlots: numbers({ label: 'Slots not held', derived: true, hidden: true }),
    holds: yesNo({ label: 'Holds its time', derived: true, hidden: true }),
    userCreated: instant({ label: 'Booked', derived: true, stampedOnCreate: true }),
  },
  // Where and when somebody is expected, and whether at all: half of one plan and half of another is a time nobody chose.
  wholes: [['date', 'time', 'minutes', 'doctor', 'room', 'status']],
  titleFields: ['appointmentName', 'date', 'time'],
  title: ({ appointmentName, date, time }) =>
    [appointmentName ?? 'Appointment', [date, time].filter(Boolean).join(' ')].filter(Boolean).join(', '),
  searchFields: ['appointmentName', 'doctorName', 'reason', 'room'],
  defaultSort: [
    { field: 'date', direction: 'descending' },
    { field: 'time', direction: 'descending' },
  ],
  columns: ['date', 'time', 'minutes', 'patient', 'doctor', 'reason', 'room', 'status'],
  sections: [
    { title: 'Who', fields: ['patient', 'doctor'] },
    { title: 'When', fields: ['date', 'time', 'minutes', 'room'] },
    { title: 'What', fields: ['reason', 'status', 'overbookedReason'] },
  ],
  indexes: [
    {
      name: 'doctor holds slot',
      keys: { doctor: 1, date: 1, slots: 1 },
      unique: true,
      when: { holds: true, doctor: { $exists: true } },
      reportedOn: 'time',
    },
    {
      name: 'patient holds slot',
      keys: { patient: 1, date: 1, slots: 1 },
      unique: true,
      when: { holds: true, patient: { $exists: true } },
      reportedOn: 'time',
    },
    {
      name: 'room holds slot',
      keys: { clinic: 1, room: 1, date: 1, slots: 1 },
      unique: true,
      // "Room 1" and "room 1" are one room.
      folded: ['room'],
      when: { holds: true, room: { $exists: true } },
      reportedOn: 'room',
    },
    {
      name: 'overbooked slots',
      keys: { date: 1, overbookedSlots: 1 },
      when: { overbookedSlots: { $exists: true } },
    },
    { name: 'patient and date', keys: { patient: 1, date: -1 } },
    { name: 'doctor and start', keys: { doctor: 1, start: 1 } },
    { name: 'date', keys: { date: 1, time: 1 } },
  ],
});
