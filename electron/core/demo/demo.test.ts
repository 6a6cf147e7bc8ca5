import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestClinic, type TestClinic } from '../../../tests/support/clinic';
import {
  type Allergy,
  type Appointment,
  type Doctor,
  entities,
  type Immunization,
  type Patient,
  type Prescription,
  type Problem,
  type User,
  type Visit,
} from '../../../shared/entities';
import { isTaken } from '../../../shared/rules/active';
import { checkPrescription, needDecision, prescribedOf } from '../../../shared/rules/check-prescription';
import { usualMeasures } from '../../../shared/rules/measures';
import { minuteOfDay } from '../../../shared/rules/slots';
import { isBeforeSignatures, isSigned } from '../../../shared/rules/visit-signing';
import { hoursOn } from '../../../shared/rules/working-hours';
import type { EntityDefinition } from '../../../shared/schema';
import type { StoredRecord } from '../ports/records';
import { draftSchema, isSettable } from '../../../shared/schema';
import { addDays, ageOn, wallClockOf } from '../../../shared/rules/time';
import { argon2Hasher } from '../../machine/argon2-hasher';
import { createInProcessClient } from '../../hosts/in-process';
import { demoCohorts } from './cohorts';
import { fillDemo, runningTimeZone } from './demo';
import type { DemoSignIn } from './staff';

const now = new Date('2026-11-23T02:30:00Z');

const dependenciesOf = ({ core, documentReader }: TestClinic) => ({
  records: core.database.records,
  files: core.database.files,
  readings: core.database.readings,
  reader: documentReader,
  hasher: argon2Hasher,
  clock: () => now,
});

describe('the demo clinic', () => {
  let clinic: TestClinic;
  let signIns: readonly DemoSignIn[];
  const dependencies = () => dependenciesOf(clinic);

  beforeAll(async () => {
    clinic = await openTestClinic({ clock: () => now });
    signIns = await fillDemo(dependencies(), () => undefined);
  });
  afterAll(() => clinic?.close());

  // Seen red with clinics that say nothing of measures: forms asked in inches, pounds and degrees Celsius at once.
  it('measures as is usual where its day is running', async () => {
    const found = await clinic.core.database.records.find(entities.clinics, { filter: {}, limit: 10 });
    expect(found).toHaveLength(2);
    for (const each of found) expect(each.measures).toEqual(usualMeasures(String(each.timeZone)));
  });

  it('is as large as a small real one', async () => {
    const { records } = clinic.core.database;
    expect(await records.count(entities.doctors, {})).toBe(8);
    expect(await records.count(entities.patients, {})).toBe(500);
    expect(await records.count(entities.appointments, {})).toBeGreaterThan(1_500);
    expect(await records.count(entities.healthlogs, {})).toBeGreaterThan(1_000);
    expect(await records.count(entities.prescriptions, {})).toBeGreaterThan(300);
    expect(await records.count(entities.symptomjournals, {})).toBeGreaterThan(100);
  });

  it('holds documents whose words are found and whose pictures are seen', async () => {
    const { records } = clinic.core.database;
    const documents = await records.find(entities.attachments, {
      limit: 100,
      fields: ['kind', 'text', 'thumbnail'],
    });
    expect(documents).toHaveLength(8);
    expect(documents.every(({ thumbnail }) => String(thumbnail).startsWith('data:image/webp'))).toBe(true);
    expect(documents.some(({ text }) => String(text).includes('retinopathy'))).toBe(true);
  });

  it('holds only records that a person could have entered', async () => {
    const { records } = clinic.core.database;
    for (const entity of Object.values(entities)) {
      if (entity.category === 'audit' || entity.category === 'accounts') continue;
      const found = await records.find(entity, { limit: 20_000 });
      expect(found.length, entity.name).toBeGreaterThan(0);
      const schema = draftSchema(entity);
      for (const record of found) {
        const settable = Object.entries(record).filter(
          ([name]) => entity.fields[name as never] && isSettable(entity.fields[name as never]),
        );
        const parsed = schema.safeParse(Object.fromEntries(settable));
        expect(parsed.error?.issues ?? [], `${entity.name} ${record.id}`).toEqual([]);
      }
    }
  });

  it('gives every report of records something to show', async () => {
    const client = createInProcessClient(clinic.core);
    const { username = '', password = '' } = signIns.find(({ role }) => /doctor/i.test(role)) ?? {};
    await client.session.signIn({ username, password });
    const { reports } = await client.reports.list();
    const counted = await Promise.all(
      reports.map(async ({ id, parameters }) => {
        const from = parameters.includes('period') ? { from: addDays('2026-11-23', -365) } : {};
        return [id, (await client.reports.run({ report: id, ...from, to: '2026-11-23' })).of] as const;
      }),
    );
    // Readings come from devices.
    const empty = counted.filter(([id, of]) => id !== 'readings' && of < 20);
    expect(counted.length).toBeGreaterThan(8);
    expect(empty).toEqual([]);
    const { rows } = await client.cohorts.list({});
    const sizes = await Promise.all(
      rows.map(async ({ id }) => (await client.reports.cohort({ cohort: id, on: '2026-11-23' })).total),
    );
    expect(sizes).toHaveLength(demoCohorts.length);
    expect(Math.min(...sizes)).toBeGreaterThan(0);
  });

  it('refers to nothing that is not there', async () => {
    const { records } = clinic.core.database;
    const patientIds = new Set(
      (await records.find(entities.patients, { limit: 5_000, fields: [] })).map((each) => each.id),
    );
    for (const entity of [
      entities.appointments,
      entities.healthlogs,
      entities.prescriptions,
      entities.symptomjournals,
      entities.problems,
      entities.allergies,
      entities.immunizations,
    ]) {
      const found = await records.find(entity, { limit: 20_000, fields: ['patient'] });
      expect(found.filter((record) => !patientIds.has(String(record.patient)))).toEqual([]);
    }
  });

  it('shows a day that is running, at whatever hour it is filled in', async () => {
    const { date } = wallClockOf(now, runningTimeZone(now));
    const today = await clinic.core.database.records.find(entities.appointments, {
      filter: { date: { is: date } },
      limit: 500,
    });
    const statuses = new Set(today.map((record) => record.status));
    for (const status of ['done', 'inRoom', 'arrived', 'confirmed', 'booked'])
      expect(statuses).toContain(status);
  });

  describe('is believable:', () => {
    const all = async <T>(entity: EntityDefinition) =>
      (await clinic.core.database.records.find(entity, { limit: 20_000 })) as (StoredRecord & Partial<T>)[];
    const today = wallClockOf(now, runningTimeZone(now)).date;
    const patientsById = async () =>
      new Map((await all<Patient>(entities.patients)).map((each) => [each.id, each]));
    const doctorsById = async () =>
      new Map((await all<Doctor>(entities.doctors)).map((each) => [each.id, each]));

    it('nurses are not called Dr', async () => {
      const names = (await all<Doctor>(entities.doctors)).map((each) => entities.doctors.title(each));
      expect(names).toEqual(expect.arrayContaining(['Dr Meera Joshi', 'Yuki Tanaka', 'Abena Boateng']));
      const written = (await all<Visit>(entities.healthlogs)).map((each) => each.doctorName ?? '');
      expect(written.filter((name) => /Dr (Yuki|Abena)/.test(name))).toEqual([]);
    });

    it('nobody takes the same medicine twice, and only what suits their age and allergies', async () => {
      const patients = await patientsById();
      const prescriptions = await all<Prescription>(entities.prescriptions);
      const allergic = new Map(
        (await all<Allergy>(entities.allergies)).map((each) => [each.patient, each.substance?.toLowerCase()]),
      );
      const active = prescriptions
        .filter((each) => each.status === 'active')
        .map((each) => `${each.patient} ${each.prescriptionName}`);
      expect(new Set(active).size).toBe(active.length);
      const unsuited = prescriptions.filter(({ patient = '', prescriptionName = '' }) => {
        const { dateOfBirth = '' } = patients.get(patient) ?? {};
        const alerts = allergic.get(patient) ?? '';
        const age = ageOn(dateOfBirth, today) ?? 0;
        const isForAdults = /500 mg|Metformin|Ramipril|Sertraline|Sumatriptan|Atorvastatin|patch/;
        const isAllergic = /penicillin/.test(alerts) && /cillin/.test(prescriptionName);
        const hasAsthma = /ibuprofen/.test(alerts) && /Ibuprofen|Diclofenac/.test(prescriptionName);
        return (age < 12 && isForAdults.test(prescriptionName)) || isAllergic || hasAsthma;
      });
      expect(unsuited).toEqual([]);
    });

    it('every prescription is checked and says when it starts, and nothing that is taken needs a reason', async () => {
      const prescriptions = await all<Prescription>(entities.prescriptions);
      const allergies = await all<Allergy>(entities.allergies);
      const taken = prescriptions.filter((each) => isTaken(each, today));
      expect(taken.length).toBeGreaterThan(100);
      const stopping = taken.flatMap((each) => {
        const isOfPerson = ({ patient }: { patient?: string }) => patient === each.patient;
        const known = { allergies: allergies.filter(isOfPerson), prescriptions: taken.filter(isOfPerson) };
        const { result } = checkPrescription(prescribedOf(each), known, { today, except: each.id });
        return needDecision(result).map(({ message }) => message);
      });
      expect(stopping).toEqual([]);
      expect(prescriptions.filter(({ startsOn, checkResult }) => !startsOn || !checkResult)).toEqual([]);
      const disordered = prescriptions.filter(({ startsOn = '', endsOn = '9' }) => endsOn < startsOn);
      expect(disordered).toEqual([]);
    });

    it('some have allergies, problems and vaccines, and nobody has allergies and none at once', async () => {
      const patients = await patientsById();
      const allergies = await all<Allergy>(entities.allergies);
      expect(allergies.length).toBeGreaterThan(20);
      expect(allergies.filter(({ patient = '' }) => patients.get(patient)?.noKnownAllergies)).toEqual([]);
      const problems = await all<Problem>(entities.problems);
      expect(problems.length).toBeGreaterThan(100);
      const unborn = problems.filter(
        ({ patient = '', onset = '' }) => onset < (patients.get(patient)?.dateOfBirth ?? '').slice(0, 4),
      );
      expect(unborn).toEqual([]);
      const vaccines = await all<Immunization>(entities.immunizations);
      expect(vaccines.some(({ nextDue = '9' }) => nextDue <= today)).toBe(true);
      expect(
        vaccines.filter(
          ({ date = '', patient = '' }) => date < (patients.get(patient)?.dateOfBirth ?? '9') || date > today,
        ),
      ).toEqual([]);
    });

    it('nobody is booked outside the hours of their doctor, nor with the wrong one', async () => {
      const doctors = await doctorsById();
      const patients = await patientsById();
      const appointments = await all<Appointment>(entities.appointments);
      const outside = appointments.filter(({ doctor = '', date = '', time = '', minutes = 0 }) => {
        const { spans } = hoursOn(date, { doctor: doctors.get(doctor)?.workingHours, clinic: undefined });
        const end = minuteOfDay(time) + minutes;
        return !spans.some(({ from, to }) => time >= from && end <= minuteOfDay(to));
      });
      expect(outside).toEqual([]);
      const ageOf = (id = '') => ageOn(patients.get(id)?.dateOfBirth ?? '', today) ?? 0;
      const wrong = appointments.filter(({ doctor = '', patient, reason = '' }) => {
        const field = doctors.get(doctor)?.specialty ?? '';
        const sex = patients.get(patient ?? '')?.sex;
        return (
          (field === 'Children' && ageOf(patient) > 17) ||
          (field.startsWith('Women') && sex !== 'female') ||
          (reason.startsWith('Antenatal') && (sex !== 'female' || ageOf(patient) > 42)) ||
          (reason === 'Diabetes review' && ageOf(patient) < 30)
        );
      });
      expect(wrong).toEqual([]);
    });

    it('nobody comes every few days, and few work on a Sunday', async () => {
      const appointments = await all<Appointment>(entities.appointments);
      const days = new Map<string, string[]>();
      for (const { patient = '', date = '' } of appointments)
        days.set(patient, [...(days.get(patient) ?? []), date].toSorted());
      const soon = [...days.values()].filter((dates) =>
        dates.some((date, index) => index > 0 && date < addDays(dates[index - 1] ?? '', 9)),
      );
      expect(soon).toEqual([]);
      const on = (weekday: number) =>
        appointments.filter(
          ({ date = '' }) => date < today && new Date(`${date}T00:00:00Z`).getUTCDay() === weekday,
        ).length;
      expect(on(0)).toBeLessThan(on(2) / 2);
      const running = appointments.filter(({ date }) => date === today);
      expect(new Set(running.map(({ doctor }) => doctor)).size).toBe(8);
    });

    it('everyone who was seen has a visit with notes, and none is in the future', async () => {
      const visits = await all<Visit>(entities.healthlogs);
      expect(visits.filter(({ notes, date = '' }) => !notes || date > today)).toEqual([]);
      const seen = (await all<Appointment>(entities.appointments)).filter(({ status }) => status === 'done');
      const written = new Set(visits.map(({ patient, date, doctor }) => `${patient} ${date} ${doctor}`));
      const unwritten = seen.filter((each) => !written.has(`${each.patient} ${each.date} ${each.doctor}`));
      expect(unwritten).toEqual([]);
    });

    it('what happened to an appointment happened in its order', async () => {
      const appointments = await all<Appointment>(entities.appointments);
      const disordered = appointments.filter(({ statusTimes = [] }) =>
        statusTimes.some(({ at }, index) => at < (statusTimes[index - 1]?.at ?? at) || at > now),
      );
      expect(disordered).toEqual([]);
    });

    it('nobody reads of a visit that it is from before signatures were kept', async () => {
      const visits = await all<Visit>(entities.healthlogs);
      expect(visits.filter(isBeforeSignatures)).toEqual([]);
      expect(visits.filter((visit) => !isSigned(visit)).length).toBeGreaterThan(10);
    });

    it('the patient who can sign in has medicines, visits and something ahead', async () => {
      const [account] = (await all<User>(entities.users)).filter(({ username }) => username === 'patient');
      const own = (each: { patient?: string }) => each.patient === account?.patient;
      const visits = (await all<Visit>(entities.healthlogs)).filter(own);
      const prescriptions = (await all<Prescription>(entities.prescriptions)).filter(own);
      const appointments = (await all<Appointment>(entities.appointments)).filter(own);
      expect(visits.length).toBeGreaterThanOrEqual(12);
      expect(prescriptions.filter(({ status }) => status === 'active')).toHaveLength(3);
      expect(appointments.filter(({ date = '' }) => date > today).length).toBeGreaterThan(0);
    });
  });

  it('can be signed in to, and is not filled in twice', async () => {
    const [first] = signIns;
    const { records } = clinic.core.database;
    const [account] = await records.find(entities.users, {
      filter: { username: { is: first?.username } },
      limit: 1,
    });
    expect(await argon2Hasher.verify(String(account?.passwordHash), first?.password ?? '')).toBe(true);
    expect(await fillDemo(dependencies(), () => undefined)).toEqual(signIns);
    expect(await records.count(entities.patients, {})).toBe(500);
  });
});

describe('a database that is not empty', () => {
  it('is left as it is', async () => {
    const clinic = await openTestClinic();
    const { records } = clinic.core.database;
    await records.insertMany(entities.clinics, [{ clinicname: 'A real clinic' }], { at: now });
    const filling = fillDemo(dependenciesOf(clinic), () => undefined);
    await expect(filling).rejects.toThrow('holds records already');
    expect(await records.count(entities.patients, {})).toBe(0);
    await clinic.close();
  });

  it('is not taken for a whole demo clinic when an earlier start was cut off half-way', async () => {
    const clinic = await openTestClinic();
    const { records } = clinic.core.database;
    const insertMany: typeof records.insertMany = (entity, ...rest) =>
      entity.name === 'doctors' ? Promise.reject(new Error('cut off')) : records.insertMany(entity, ...rest);
    const given = dependenciesOf(clinic);
    await expect(
      fillDemo({ ...given, records: { ...records, insertMany } }, () => undefined),
    ).rejects.toThrow('cut off');
    await expect(fillDemo(given, () => undefined)).rejects.toThrow('holds records already');
    await clinic.close();
  });
});
