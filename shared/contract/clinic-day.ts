import { z } from 'zod';
import { appointmentStatuses, entities } from '../entities';
import { partSchema, readingCodes, recordSchema } from '../schema';
import { base } from './base';
import { anyId } from './crud';

const id = z.string().regex(/^[0-9a-f]{24}$/);
const date = entities.appointments.fields.date.input;
const time = entities.appointments.fields.time.input;
const status = z.enum(appointmentStatuses.map((each) => each.value));
const names = z.record(z.string(), z.string());
const run = { access: { kind: 'duty', duty: 'runSchedule' } } as const;

/** What the desk needs of a patient beside an appointment. `hasAlerts`: there is an alert or an allergy, whose text this role may not read perhaps. */
const patientInBrief = z.object({
  id: z.string(),
  name: z.string(),
  dateOfBirth: z.string().optional(),
  sex: z.string().optional(),
  language: z.string().optional(),
  /** Allergies first, one a line. */
  alerts: z.string().optional(),
  hasAlerts: z.boolean(),
  /** No appointment of theirs before this day. */
  isNew: z.boolean(),
});
export type PatientInBrief = z.infer<typeof patientInBrief>;

const appointment = recordSchema(entities.appointments);
const one = z.object({ record: appointment, names });

const day = z.object({
  date: z.string(),
  appointments: z.array(appointment),
  patients: z.array(patientInBrief),
  doctors: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      specialty: z.string().optional(),
      room: z.string().optional(),
      colour: z.string().optional(),
    }),
  ),
});
export type ClinicDay = z.infer<typeof day>;

const dayCount = z.object({
  date: z.string(),
  total: z.number().int(),
  byStatus: z.record(z.string(), z.number().int()),
});
export type DayCount = z.infer<typeof dayCount>;

/** Bookings. CONFLICT of kind `booking` when the doctor, patient or room is taken; nothing can be booked twice. */
export const schedule = {
  /** Every appointment of one day, by start, with what the desk needs of doctors and patients. */
  day: base
    .meta(run)
    .route({ method: 'GET', path: '/schedule/day/{date}' })
    .input(z.strictObject({ date }))
    .output(day),
  /** Counts by day and status from `from` to `to` (both included, at most 62 days), counted in the database. */
  week: base
    .meta(run)
    .route({ method: 'POST', path: '/schedule/week' })
    .input(z.strictObject({ from: date, to: date, doctor: id.optional() }))
    .output(z.object({ days: z.array(dayCount) })),
  /** Clock times of a day at which this doctor is free for so many minutes within working hours. */
  freeSlots: base
    .meta({ access: { kind: 'signedIn' } })
    .route({ method: 'POST', path: '/schedule/free-slots' })
    .input(z.strictObject({ doctor: id, date, minutes: entities.appointments.fields.minutes.input }))
    .output(z.object({ times: z.array(z.string()) })),
  /** The next step of a day: confirm, check in, send in, check out, cancel, did not come. */
  setStatus: base
    .meta({ access: { kind: 'entity', entity: 'appointments', action: 'update' } })
    .route({ method: 'POST', path: '/schedule/status' })
    .input(z.strictObject({ id, revision: z.number().int().min(1), status }))
    .output(one),
  /** Another time, doctor or room, in one write: the old time is free when and only when the new one is taken. */
  move: base
    .meta({ access: { kind: 'entity', entity: 'appointments', action: 'update' } })
    .route({ method: 'POST', path: '/schedule/move' })
    .input(
      z.strictObject({
        id,
        revision: z.number().int().min(1),
        date,
        time,
        doctor: id.optional(),
        room: entities.appointments.fields.room.input.nullish(),
        minutes: entities.appointments.fields.minutes.input.optional(),
      }),
    )
    .output(one),
};

const figure = z.object({
  /** null where there is nothing to count (no one has been seen yet). */
  value: z.number().nullable(),
  /** The same figure a week earlier at the same time of day. */
  weekBefore: z.number().nullable(),
  /** One point for each past hour of the working day, oldest first; for a small plot. */
  hours: z.array(z.number()),
});

const home = z.object({
  date: z.string(),
  time: z.string(),
  figures: z.object({
    booked: figure,
    seen: figure,
    waiting: figure,
    averageWait: figure,
    didNotCome: figure,
  }),
  /** Things that need someone, most urgent first; each names the page that settles it. */
  attention: z.array(
    z.object({
      kind: z.enum([
        'pendingAccounts',
        'unsignedVisits',
        'notConfirmedTomorrow',
        'overdue',
        'unassignedRecords',
      ]),
      count: z.number().int(),
      /** One line of detail without clinical text. */
      detail: z.string().optional(),
    }),
  ),
  /** Patients that this user opened or changed last, newest first, at most 8. */
  recentPatients: z.array(
    z.object({ id: z.string(), name: z.string(), dateOfBirth: z.string().optional(), at: z.date() }),
  ),
  /** Records by kind, as far as the caller may read them. */
  totals: z.record(z.string(), z.number().int()),
});
export type Home = z.infer<typeof home>;

/** The figures of the page Today. */
export const homePage = {
  get: base
    .meta({ access: { kind: 'duty', duty: 'readDashboard' } })
    .route({ method: 'GET', path: '/home' })
    .output(home),
};

const chartOutput = z.object({
  patient: recordSchema(entities.patients),
  /** There is an alert or an active allergy, perhaps one whose text the caller may not read. */
  hasAlerts: z.boolean(),
  appointments: z.array(appointment),
  healthlogs: z.array(recordSchema(entities.healthlogs)),
  prescriptions: z.array(recordSchema(entities.prescriptions)),
  symptomjournals: z.array(recordSchema(entities.symptomjournals)),
  problems: z.array(recordSchema(entities.problems)),
  allergies: z.array(recordSchema(entities.allergies)),
  immunizations: z.array(recordSchema(entities.immunizations)),
  /** Documents, without their text and thumbnails. */
  attachments: z.array(recordSchema(entities.attachments)),
  /** What was last read of each kind, in the kind's own unit (shared/rules/readings); empty where the caller reads none. */
  readings: z.array(
    z.object({
      kind: z.enum(readingCodes.map(({ value }) => value)),
      count: z.number().int(),
      first: z.date(),
      latest: z.object({ value: z.number(), takenAt: z.date(), outside: z.boolean() }),
    }),
  ),
  /** Of each prescription that counts, what speaks against it as things stand now, by its id. */
  checks: z.record(z.string(), entities.prescriptions.fields.checkResult.stored),
  names,
});
export type Chart = z.infer<typeof chartOutput>;

/** What an outline has of each kind. */
export const outlineFields = {
  appointments: ['date', 'time', 'doctor', 'status'],
  healthlogs: ['date', 'doctor', 'doctorName', 'visitPurpose', 'weightLb', 'vitals', 'amends'],
  prescriptions: ['prescriptionName', 'amount', 'dateprescribed', 'startsOn', 'endsOn', 'status'],
} as const;

const outlineOutput = z.object({
  patient: recordSchema(entities.patients),
  appointments: z.array(partSchema(entities.appointments, outlineFields.appointments)),
  healthlogs: z.array(partSchema(entities.healthlogs, outlineFields.healthlogs)),
  prescriptions: z.array(partSchema(entities.prescriptions, outlineFields.prescriptions)),
  names,
});
/** A chart is one, too. */
export type ChartOutline = z.infer<typeof outlineOutput>;

/** Everything of one patient in one call, newest first; lists that the caller may not read are empty. */
export const chart = {
  get: base
    .meta({ access: { kind: 'duty', duty: 'readChart' } })
    .route({ method: 'GET', path: '/chart/{patient}' })
    .input(z.strictObject({ patient: anyId }))
    .output(chartOutput),
  /**
   * Of the same what is drawn over time: when the patient was seen, what was measured then, what they take. Without notes,
   * so that decades of it are there at once.
   */
  outline: base
    .meta({ access: { kind: 'duty', duty: 'readChart' } })
    .route({ method: 'GET', path: '/chart/{patient}/outline' })
    .input(z.strictObject({ patient: anyId }))
    .output(outlineOutput),
};
