import { entities } from '../../../shared/entities';
import { newRecordId } from '../../../shared/rules/record-id';
import { wallClockOf } from '../../../shared/rules/time';
import { computerTimeZone, usualOfClinic } from '../home-clinic';
import { keepDocument } from '../files/keep-document';
import type { DocumentReader } from '../ports/document-reader';
import type { FileStore } from '../ports/file-store';
import type { PasswordHasher } from '../ports/password-hasher';
import type { ReadingStore } from '../ports/readings';
import type { Records } from '../ports/records';
import { Refusal } from '../refusal';
import { accountKeys } from '../rules/users';
import { demoBookings, type DemoDoctor } from './bookings';
import { seededChance } from './chance';
import { checkedPrescriptions } from './checked-prescriptions';
import { type ClinicalRecords, clinicalRecords, longCourse } from './clinical-records';
import { demoReadings } from './readings';
import { summaryRecords } from './summary-records';
import { demoDocuments } from './documents/demo-documents';
import { demoPatients } from './people';
import { demoCohorts } from './cohorts';
import { demoSnippets } from './snippets';
import { demoVisitTemplates } from './visit-templates';
import { demoClinics, demoDoctors, type DemoSignIn, demoUsers, workingHoursOf } from './staff';

type Dependencies = {
  readonly records: Records;
  readonly hasher: PasswordHasher;
  readonly clock: () => Date;
  readonly files: FileStore;
  readonly readings: Pick<ReadingStore, 'record'>;
  readonly reader: DocumentReader;
};
type Say = (sentence: string) => void;

/** So many that nobody has to come every week to fill three months. */
const patientCount = 500;
const seed = 20_261_123;
/** What the patient with a sign-in has. */
const regularHas: readonly string[] = ['Diabetes review', 'Blood pressure check', 'Medication review'];

/**
 * Fills an empty database with a believable clinic whose day is running, and gives its sign-ins. Users come last: a
 * clinic that was cut off half-way has no one who could sign in and is not taken for a whole one. A demo clinic that is
 * there already is left as it is; a database that holds anything else is refused (CONFLICT).
 */
export async function fillDemo(given: Dependencies, onProgress: Say): Promise<readonly DemoSignIn[]> {
  const { records, hasher } = given;
  const now = given.clock();
  const users = await records.find(entities.users, { limit: 1_000, fields: ['username', 'displayName'] });
  if (demoUsers.every((demo) => users.some((user) => user.username === demo.username)))
    return signInsOf(users);
  if (await holdsRecords(records)) throw notEmpty();

  const chance = seededChance(seed);
  // Of its own, so that what is added to it changes nobody's name.
  const summaryChance = seededChance(seed + 1);
  const timeZone = runningTimeZone(now);
  const today = wallClockOf(now, timeZone).date;
  const author = { at: now };
  onProgress(
    timeZone === computerTimeZone()
      ? 'Making the demo clinic'
      : `Making the demo clinic, in ${timeZone}, where its day is running now`,
  );
  const stamp = { userCreated: now };
  const clinicIds = await records.insertMany(
    entities.clinics,
    demoClinics.map((clinic, at) => ({
      ...clinic,
      ...stamp,
      ...usualOfClinic({ timeZone }),
      ...(at === 0 && { homeSince: now }),
    })),
    author,
  );
  const doctorIds = await records.insertMany(
    entities.doctors,
    demoDoctors.map((doctor) => ({
      firstname: doctor.firstname,
      lastname: doctor.lastname,
      profession: doctor.profession,
      specialty: doctor.specialty,
      room: doctor.room,
      colour: doctor.colour,
      clinic: clinicIds[doctor.clinic],
      clinicName: demoClinics[doctor.clinic].clinicname,
      phone: demoClinics[doctor.clinic].phone,
      workingHours: workingHoursOf(doctor, today),
      ...stamp,
    })),
    author,
  );
  const doctors = demoDoctors.map(
    (doctor, index): DemoDoctor => ({
      id: doctorIds[index] ?? '',
      name: entities.doctors.title(doctor),
      field: doctor.field,
      clinic: clinicIds[doctor.clinic] ?? '',
      room: doctor.room,
      workingHours: workingHoursOf(doctor, today),
      length: doctor.length,
      load: doctor.load,
    }),
  );
  await records.insertMany(entities.visittemplates, demoVisitTemplates, author);
  await records.insertMany(entities.snippets, demoSnippets, author);
  await records.insertMany(entities.cohorts, demoCohorts, author);
  const [joshi, paediatrician] = doctors;
  if (!joshi || !paediatrician) throw new Error('The demo clinic has doctors');

  onProgress(`Registering ${patientCount} patients`);
  const people = demoPatients(chance, patientCount, today);
  const regular = people.find((patient) => patient.age >= 55 && patient.age <= 65) ?? people[0];
  const practitioners = doctors.filter(({ field }) => field === 'general');
  const all = people.map((patient) => {
    // Who signs in as a patient has a record worth looking at, and a doctor who signs in too.
    const isOwn = patient === regular;
    const doctor = isOwn || chance.happens(0.65) ? joshi : chance.pick(practitioners);
    const caring = patient.age < 18 && doctor === joshi ? paediatrician : doctor;
    return { ...patient, isOwn, caring, lasting: isOwn ? regularHas : patient.lasting };
  });
  const patientIds = await records.insertMany(
    entities.patients,
    all.map(({ values, caring, allergy }) => ({
      ...values,
      doctors: [caring.id],
      clinics: [caring.clinic],
      noKnownAllergies: allergy === undefined && summaryChance.happens(0.7) ? true : undefined,
    })),
    author,
  );
  // New patients get the numbers after those of the demo.
  await records.change((unit) => unit.nextNumber('patients.recordNumber', patientCount));
  const patients = all.map((patient, index) => ({
    ...patient,
    id: patientIds[index] ?? '',
    clinic: patient.caring.clinic,
  }));
  const summary = summaryRecords(summaryChance, patients, today);
  await records.insertMany(entities.problems, summary.problems, author);
  const allergies = summary.allergies.map((each) => ({ ...each, id: newRecordId(now) }));
  await records.insertMany(entities.allergies, allergies, author);
  await records.insertMany(entities.immunizations, summary.immunizations, author);
  const own = patients.find(({ isOwn }) => isOwn);

  onProgress('Booking three months of appointments');
  const bookings = demoBookings(chance, { doctors, patients, expected: own }, { now, timeZone });
  await records.insertMany(
    entities.appointments,
    bookings.map(({ values }) => values),
    author,
  );

  onProgress('Writing visits, prescriptions and symptoms');
  const made: ClinicalRecords = own
    ? longCourse(chance, own, joshi, today)
    : { visits: [], prescriptions: [], symptoms: [] };
  clinicalRecords(chance, bookings, today, made);
  // Signed ones stand on the name alone. What still waits for a signature was written by an account of this desk.
  const accountIds = demoUsers.map(() => newRecordId(now));
  const nurse = demoUsers.findIndex(({ roles }) => roles.includes('nurse'));
  const writerOf = ({ doctor }: (typeof made.visits)[number]) => {
    const own = demoUsers.findIndex((user) => user.doctor !== undefined && doctorIds[user.doctor] === doctor);
    return accountIds[own < 0 ? nurse : own];
  };
  for (const user of [undefined, ...accountIds]) {
    const written = made.visits.filter((visit) => user === (visit.signedAt ? undefined : writerOf(visit)));
    await records.insertMany(entities.healthlogs, written, { ...author, user });
  }
  const checked = checkedPrescriptions(made.prescriptions, allergies, () => newRecordId(now));
  await records.insertMany(entities.prescriptions, checked, author);
  await records.insertMany(entities.symptomjournals, made.symptoms, author);

  onProgress('Filing documents');
  const others = patients.filter(({ isOwn, caring }) => !isOwn && caring === joshi).slice(0, 4);
  for (const document of demoDocuments(own, others, today))
    await keepDocument(given, { ...document, at: now });

  onProgress('Measuring at home');
  const measuring = [...patients].sort((one, other) => Number(other.isOwn) - Number(one.isOwn));
  const around = { today, timeZone, at: now };
  const batches = demoReadings(seededChance(seed + 2), measuring, around);
  // A patient may have two devices, and a batch is of one.
  for (const batch of batches) await given.readings.record([batch]);
  const [first] = batches;
  if (first) {
    const limits = { patient: first.patient, kind: '2339-0', low: 80, high: 160, note: 'Agreed in spring' };
    await records.insertMany(entities.readinglimits, [limits], author);
  }
  const gateway = { name: 'Gateway at the desk', kind: 'gateway', active: false };
  await records.insertMany(entities.devices, [gateway], author);

  onProgress('Making the sign-ins');
  const accounts = await Promise.all(
    demoUsers.map(async (user, index) => {
      const isPatient = user.roles.includes('patient');
      const displayName = isPatient ? (own?.name ?? user.username) : user.displayName;
      const email = `${user.username}@example.org`;
      return {
        id: accountIds[index],
        username: user.username,
        displayName,
        email,
        ...accountKeys({ username: user.username, email }),
        roles: user.roles,
        status: user.status,
        doctor: user.doctor === undefined ? undefined : doctorIds[user.doctor],
        patient: isPatient ? own?.id : undefined,
        passwordHash: await hasher.hash(user.password),
        ...stamp,
      };
    }),
  );
  await records.insertMany(entities.users, accounts, author);
  return signInsOf(accounts);
}

function signInsOf(users: readonly Readonly<Record<string, unknown>>[]): DemoSignIn[] {
  return demoUsers
    .filter((demo) => demo.status === 'active')
    .map(({ username, password, roles }) => {
      const name = String(users.find((user) => user.username === username)?.displayName ?? username);
      return { username, password, name, role: roles.join(', ') };
    });
}

const notEmpty = () =>
  new Refusal(
    'CONFLICT',
    undefined,
    'The database holds records already. Start with --home and an empty folder to see the demo clinic.',
  );

/** True when anything at all is there, live or removed. */
async function holdsRecords(records: Records): Promise<boolean> {
  for (const entity of Object.values(entities)) {
    if (entity.category === 'audit') continue;
    for (const removed of [false, true]) {
      const [found] = await records.find(entity, { limit: 1, fields: [], removed });
      if (found) return true;
    }
  }
  return false;
}

const likelyZones = [
  'Europe/London',
  'Europe/Berlin',
  'Asia/Dubai',
  'Asia/Kolkata',
  'Asia/Bangkok',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Pacific/Auckland',
  'Pacific/Honolulu',
  'America/Los_Angeles',
  'America/Denver',
  'America/Chicago',
  'America/New_York',
  'America/Sao_Paulo',
  'Atlantic/Azores',
] as const;

/**
 * A time zone in which the clinic's day is running now: this computer's during working hours, else the one where it is
 * closest to a quarter past ten, so that Today has something to show at any hour.
 */
export function runningTimeZone(now: Date, own: string = computerTimeZone()): string {
  const minutesThere = (zone: string) => {
    const { time } = wallClockOf(now, zone);
    return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  };
  const here = minutesThere(own);
  if (here >= 9 * 60 && here <= 16 * 60) return own;
  const distance = (zone: string) => Math.abs(minutesThere(zone) - (10 * 60 + 15));
  return [...likelyZones].sort((a, b) => distance(a) - distance(b))[0] ?? own;
}
