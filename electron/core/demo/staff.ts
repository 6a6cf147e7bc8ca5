import type { Role } from '../../../shared/entities';

const workdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** The demo clinic is open every day, so that today always shows a running day. */
const hours = (from: string, to: string, lunch = true) =>
  workdays.flatMap((weekday) =>
    lunch
      ? [
          { weekday, from, to: '13:00' },
          { weekday, from: '14:00', to },
        ]
      : [{ weekday, from, to }],
  );

export const demoClinics = [
  {
    clinicname: 'Wellness First Clinic',
    address: '4 Market Square',
    city: 'Norbridge',
    state: 'Northshire',
    zip: 'NB1 2QT',
    phone: '+44 7700 90 0100',
    rooms: ['Room 1', 'Room 2', 'Room 3', 'Room 4', 'Room 5'],
    openingHours: hours('08:00', '18:00', false),
    letterhead: 'Wellness First Clinic\n4 Market Square, Norbridge NB1 2QT',
  },
  {
    clinicname: 'Wellness First, Harbour branch',
    address: '17 Quay Street',
    city: 'Eastwick',
    state: 'Northshire',
    zip: 'EW2 8HB',
    phone: '+44 7700 90 0200',
    rooms: ['Harbour 1', 'Harbour 2'],
    openingHours: hours('08:00', '18:00', false),
  },
] as const;

/** `clinic` is the index of the clinic above; `load` the share of the day that is booked; `length` the usual minutes. */
export const demoDoctors = [
  {
    firstname: 'Meera',
    lastname: 'Joshi',
    specialty: 'General practice',
    room: 'Room 2',
    colour: 'teal',
    clinic: 0,
    from: '08:30',
    to: '17:00',
    length: 20,
    load: 0.62,
  },
  {
    firstname: 'Samuel',
    lastname: 'Okafor',
    specialty: 'Children',
    room: 'Room 3',
    colour: 'blue',
    clinic: 0,
    from: '08:30',
    to: '17:00',
    length: 20,
    load: 0.5,
  },
  {
    firstname: 'Lena',
    lastname: 'Brandt',
    specialty: 'Women’s health',
    room: 'Room 5',
    colour: 'violet',
    clinic: 0,
    from: '09:00',
    to: '17:30',
    length: 30,
    load: 0.55,
  },
  {
    firstname: 'Yuki',
    lastname: 'Tanaka',
    specialty: 'Nurse clinic',
    room: 'Room 1',
    colour: 'green',
    clinic: 0,
    from: '08:30',
    to: '16:30',
    length: 20,
    load: 0.5,
  },
  {
    firstname: 'Harish',
    lastname: 'Iyer',
    specialty: 'Internal medicine',
    room: 'Room 4',
    colour: 'amber',
    clinic: 0,
    from: '09:00',
    to: '16:00',
    length: 30,
    load: 0.5,
  },
  {
    firstname: 'Camille',
    lastname: 'Moreau',
    specialty: 'Skin',
    room: 'Harbour 1',
    colour: 'rose',
    clinic: 1,
    from: '09:00',
    to: '16:00',
    length: 20,
    load: 0.4,
  },
  {
    firstname: 'Ondřej',
    lastname: 'Dvořák',
    specialty: 'General practice',
    room: 'Harbour 2',
    colour: 'slate',
    clinic: 1,
    from: '08:30',
    to: '16:30',
    length: 20,
    load: 0.4,
  },
  {
    firstname: 'Abena',
    lastname: 'Boateng',
    specialty: 'Nurse clinic',
    room: undefined,
    colour: 'green',
    clinic: 1,
    from: '09:00',
    to: '15:00',
    length: 10,
    load: 0.3,
  },
] as const;

export const workingHoursOf = (doctor: (typeof demoDoctors)[number]) => hours(doctor.from, doctor.to);

export type DemoSignIn = {
  readonly username: string;
  readonly password: string;
  readonly name: string;
  readonly role: string;
};

/** People who can sign in to the demo clinic. `doctor` is an index above; the patient is the one with the richest record. */
export const demoUsers: readonly {
  readonly username: string;
  readonly displayName: string;
  readonly password: string;
  readonly roles: readonly Role[];
  readonly status: 'active' | 'pending';
  readonly doctor?: number;
}[] = [
  {
    username: 'admin',
    displayName: 'Asha Rao',
    password: 'amber kettle morning',
    roles: ['admin', 'frontdesk'],
    status: 'active',
  },
  {
    username: 'joshi',
    displayName: 'Dr Meera Joshi',
    password: 'quiet harbour lantern',
    roles: ['doctor'],
    status: 'active',
    doctor: 0,
  },
  {
    username: 'okafor',
    displayName: 'Dr Samuel Okafor',
    password: 'paper boats at noon',
    roles: ['doctor'],
    status: 'active',
    doctor: 1,
  },
  {
    username: 'tanaka',
    displayName: 'Yuki Tanaka',
    password: 'seven silver spoons',
    roles: ['nurse'],
    status: 'active',
    doctor: 3,
  },
  {
    username: 'rosa',
    displayName: 'Rosa Méndez',
    password: 'lavender bicycle bell',
    roles: ['frontdesk'],
    status: 'active',
  },
  {
    username: 'callum',
    displayName: 'Callum Hughes',
    password: 'cobalt garden gate',
    roles: ['frontdesk'],
    status: 'active',
  },
  {
    username: 'patient',
    displayName: '',
    password: 'window by the river',
    roles: ['patient'],
    status: 'active',
  },
  {
    username: 'kavya',
    displayName: 'Kavya Deshmukh',
    password: 'eleven ripe mangoes',
    roles: [],
    status: 'pending',
  },
];
