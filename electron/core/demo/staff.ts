import { type Role, weekdays } from '../../../shared/entities';
import type { Field } from './condition';

type Weekday = (typeof weekdays)[number]['value'];
type Hours = { weekday: Weekday; from: string; to: string };

const week = weekdays.map(({ value }) => value);
const weekend: readonly Weekday[] = ['sat', 'sun'];
const isWeekend = (day: Weekday) => weekend.includes(day);

/** Open every day, at weekends for what cannot wait: whatever day it is, today is a running day. */
const openingHours: Hours[] = week.map((weekday) =>
  isWeekend(weekday) ? { weekday, from: '09:00', to: '16:00' } : { weekday, from: '08:00', to: '18:00' },
);

export const demoClinics = [
  {
    clinicname: 'Wellness First Clinic',
    address: '4 Market Square',
    city: 'Norbridge',
    state: 'Northshire',
    zip: 'NB1 2QT',
    phone: '+44 1632 960100',
    rooms: ['Room 1', 'Room 2', 'Room 3', 'Room 4', 'Room 5'],
    openingHours,
    letterhead: 'Wellness First Clinic\n4 Market Square, Norbridge NB1 2QT',
  },
  {
    clinicname: 'Wellness First, Harbour branch',
    address: '17 Quay Street',
    city: 'Eastwick',
    state: 'Northshire',
    zip: 'EW2 8HB',
    phone: '+44 1632 960200',
    rooms: ['Harbour 1', 'Harbour 2'],
    openingHours,
  },
] as const;

type DemoStaff = {
  readonly firstname: string;
  readonly lastname: string;
  readonly profession: 'doctor' | 'nurse';
  readonly field: Field;
  readonly worksWeekends: boolean;
  readonly specialty: string;
  readonly room?: string;
  readonly colour: string;
  /** Index of the clinic above. */
  readonly clinic: 0 | 1;
  readonly from: string;
  readonly to: string;
  /** The usual minutes of an appointment. */
  readonly length: number;
  /** The share of the day that is booked. */
  readonly load: number;
};

export const demoDoctors: readonly DemoStaff[] = [
  {
    firstname: 'Meera',
    lastname: 'Joshi',
    profession: 'doctor',
    field: 'general',
    worksWeekends: true,
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
    profession: 'doctor',
    field: 'children',
    worksWeekends: true,
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
    profession: 'doctor',
    field: 'women',
    worksWeekends: false,
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
    profession: 'nurse',
    field: 'nurse',
    worksWeekends: true,
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
    profession: 'doctor',
    field: 'internal',
    worksWeekends: false,
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
    profession: 'doctor',
    field: 'skin',
    worksWeekends: false,
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
    profession: 'doctor',
    field: 'general',
    worksWeekends: true,
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
    profession: 'nurse',
    field: 'nurse',
    worksWeekends: false,
    specialty: 'Nurse clinic',
    colour: 'green',
    clinic: 1,
    from: '09:00',
    to: '15:00',
    length: 10,
    load: 0.3,
  },
];

/**
 * Five days a week with a break at midday. Who works weekends has two weekdays off, others than today (`YYYY-MM-DD`):
 * everyone with a sign-in is in on the day when the demo is looked at.
 */
export function workingHoursOf(doctor: DemoStaff, today: string): Hours[] {
  const todays = weekdays[(new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7]?.value;
  const index = demoDoctors.indexOf(doctor);
  const spare = week.filter((day) => !isWeekend(day) && day !== todays);
  const off = [spare[index % spare.length], spare[(index + 2) % spare.length]];
  const isOff = (day: Weekday) => (doctor.worksWeekends ? off.includes(day) : isWeekend(day));
  return week
    .filter((day) => !isOff(day))
    .flatMap((weekday) => {
      const from = isWeekend(weekday) && doctor.from < '09:00' ? '09:00' : doctor.from;
      const to = isWeekend(weekday) && doctor.to > '16:00' ? '16:00' : doctor.to;
      return [
        { weekday, from, to: '13:00' },
        { weekday, from: '14:00', to },
      ];
    });
}

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
