import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newRecordId } from '../../shared/rules/record-id';
import { type BadLink, startBadLink } from '../support/bad-link';
import {
  type Caller,
  carriers,
  openPeople,
  openTestClinic,
  type People,
  type TestClinic,
  testPassword,
} from '../support/clinic';
import { startTestMongod, type TestMongod } from '../support/mongod';
import { samplePng } from '../support/sample-files';

const date = '2031-01-06';
/** A visit is never of a day to come. */
const seenOn = '2026-01-05';
const newId = () => newRecordId(new Date());

type Clinic = People & { readonly doctorId: string; newCaller(): Promise<Caller> };

const newPatient = async ({ doctor }: People) =>
  (await doctor.client.patients.create({ firstname: 'Ann', lastname: 'Lee' })).record.id;
const newVisit = async (clinic: Clinic) => {
  const patient = await newPatient(clinic);
  return (await clinic.doctor.client.healthlogs.create({ patient, date: seenOn, visitPurpose: 'Cough' }))
    .record;
};
const newAppointment = async (clinic: Clinic, time: string) => {
  const draft = { date, time, minutes: 20, doctor: clinic.doctorId, patient: await newPatient(clinic) };
  return (await clinic.frontdesk.client.appointments.create(draft)).record;
};
const newPrescription = async (clinic: Clinic, status: 'active' | 'completed') => {
  const patient = await newPatient(clinic);
  const draft = { patient, dateprescribed: date, prescriptionName: 'Zubrazol', amount: '1 tablet', status };
  return (await clinic.doctor.client.prescriptions.create(draft)).record;
};
const pending = async (clinic: Clinic, username: string) => {
  const { client } = await clinic.newCaller();
  await client.session.signUp({ username, displayName: username, password: testPassword });
  const { rows } = await clinic.admin.client.users.list({ filter: { username: { is: username } } });
  return rows[0]?.id ?? '';
};

/** What people do that makes or changes something: prepared as far as the call, which is made twice. */
const calls: Readonly<Record<string, (clinic: Clinic) => Promise<() => Promise<unknown>>>> = {
  'registering a patient': async ({ frontdesk }) => {
    const draft = { id: newId(), firstname: 'Ann', lastname: 'Twice' };
    return () => frontdesk.client.patients.create(draft);
  },
  'changing a patient': async ({ frontdesk, ...clinic }) => {
    const patient = await newPatient({ frontdesk, ...clinic });
    return () =>
      frontdesk.client.patients.update({ id: patient, revision: 1, changes: { city: 'Norbridge' } });
  },
  'removing a patient': async (clinic) => {
    const patient = await newPatient(clinic);
    return () => clinic.frontdesk.client.patients.remove({ id: patient, revision: 1 });
  },
  booking: async (clinic) => {
    const patient = await newPatient(clinic);
    const draft = { id: newId(), date, time: '09:00', minutes: 20, doctor: clinic.doctorId, patient };
    return () => clinic.frontdesk.client.appointments.create(draft);
  },
  'moving an appointment': async (clinic) => {
    const { id } = await newAppointment(clinic, '10:00');
    return () => clinic.frontdesk.client.schedule.move({ id, revision: 1, date, time: '10:30' });
  },
  'checking in': async (clinic) => {
    const { id } = await newAppointment(clinic, '11:00');
    return () => clinic.frontdesk.client.schedule.setStatus({ id, revision: 1, status: 'arrived' });
  },
  'signing a visit': async (clinic) => {
    const { id } = await newVisit(clinic);
    return () => clinic.doctor.client.visits.sign({ id, revision: 1 });
  },
  'amending a visit': async (clinic) => {
    const { id: amends, patient = '' } = await newVisit(clinic);
    await clinic.doctor.client.visits.sign({ id: amends, revision: 1 });
    const draft = { id: newId(), amends, patient, date: seenOn, visitPurpose: 'Amendment: Cough' };
    return () => clinic.doctor.client.healthlogs.create(draft);
  },
  prescribing: async (clinic) => {
    const draft = { id: newId(), patient: await newPatient(clinic), dateprescribed: date };
    const medicine = { prescriptionName: 'Zubrazol', amount: '1 tablet' };
    return () => clinic.doctor.client.prescriptions.create({ ...draft, ...medicine });
  },
  'renewing what is taken': async (clinic) => {
    const { id } = await newPrescription(clinic, 'active');
    const newOne = newId();
    return () => clinic.doctor.client.medicines.renew({ id, revision: 1, newId: newOne });
  },
  'renewing what was taken': async (clinic) => {
    const { id } = await newPrescription(clinic, 'completed');
    const newOne = newId();
    return () => clinic.doctor.client.medicines.renew({ id, revision: 1, newId: newOne });
  },
  'taking a renewal back': async (clinic) => {
    const { id } = await newPrescription(clinic, 'active');
    const { record } = await clinic.doctor.client.medicines.renew({ id, revision: 1 });
    const renewed = { revision: 2, status: 'active' } as const;
    return () => clinic.doctor.client.medicines.undoRenewal({ id: record.id, revision: 1, renewed });
  },
  'the last piece of a document': async (clinic) => {
    const bytes = await samplePng();
    const patient = await newPatient(clinic);
    const piece = { upload: newId(), patient, filename: 'skin.png', size: bytes.length, offset: 0 };
    return () => clinic.nurse.client.files.upload({ ...piece, chunk: new Blob([bytes]) });
  },
  'a new account': async ({ admin }) => {
    const draft = { id: newId(), username: 'twice', displayName: 'Twice', password: testPassword };
    return () => admin.client.users.create({ ...draft, roles: ['nurse'] });
  },
  'asking for an account': async ({ newCaller }) => {
    const { client } = await newCaller();
    const draft = { username: 'waiting', displayName: 'Waiting', password: testPassword };
    return () => client.session.signUp(draft);
  },
  'letting a doctor in': async (clinic) => {
    const id = await pending(clinic, 'letin');
    const newDoctor = { lastname: 'Letin' };
    return () => clinic.admin.client.accounts.approve({ id, roles: ['doctor'], newDoctor });
  },
};

// Seen red for taking a renewal back, asking for an account and letting a doctor in, which were refused when asked again.
describe('a call whose answer was lost after it was stored', () => {
  let mongod: TestMongod;
  let link: BadLink;
  let clinic: TestClinic;
  let people: Clinic;
  let direct: mongoose.mongo.MongoClient;

  beforeAll(async () => {
    mongod = await startTestMongod();
    link = await startBadLink(mongod.port);
    clinic = await openTestClinic({
      uri: `mongodb://127.0.0.1:${link.port}/answers?directConnection=true`,
    });
    const { newCaller } = await carriers['in-process'](clinic.core);
    const everyone = await openPeople(newCaller);
    const { record } = await everyone.admin.client.doctors.create({ lastname: 'Joshi' });
    people = { ...everyone, doctorId: record.id, newCaller };
    direct = await mongoose.mongo.MongoClient.connect(mongod.uri('answers'));
  });
  afterAll(async () => {
    await direct?.close();
    await people?.close();
    await clinic?.close();
    await link?.close();
    await mongod?.dispose();
  });

  /** Every document of the database with its revision, and of the audit what tells of changes. */
  const stored = async () => {
    const database = direct.db();
    const all: string[] = [];
    for (const { name } of await database.listCollections({}, { nameOnly: true }).toArray()) {
      if (name.startsWith('system.') || name === 'turns' || name === 'counters') continue;
      const filter = name === 'auditentries' ? { action: { $nin: ['read', 'list', 'signIn'] } } : {};
      for (const { _id, revision } of await database.collection(name).find(filter).toArray())
        all.push(`${name} ${_id} ${revision}`);
    }
    return all.toSorted();
  };
  const becomes = (kind: 'away' | 'live') =>
    expect.poll(() => clinic.core.database.state.kind, { timeout: 30_000 }).toBe(kind);

  /** Makes a call of which the database stores all, and nobody is told; resolves when the database is back. */
  const loseAnswer = async (call: () => Promise<unknown>, whileAway: () => Promise<void>) => {
    const cut = link.cutAnswerTo('commitTransaction');
    const lost = call().then(
      () => 'answered',
      (error) => error.code,
    );
    // A call that was refused would never come so far.
    expect(await Promise.race([cut, lost])).toBeUndefined();
    expect(await lost).toBe('UNAVAILABLE');
    await whileAway();
    await becomes('away');
    link.mend();
    await becomes('live');
  };

  it.each(Object.entries(calls))(
    '%s: is stored once, and the next try says that it is done',
    async (_what, prepare) => {
      await becomes('live');
      const call = await prepare(people);
      const before = await stored();
      let once = before;
      await loseAnswer(call, async () => {
        once = await stored();
      });
      expect(once).not.toEqual(before);
      await call();
      expect(await stored()).toEqual(once);
    },
  );

  // What was decided is carried out by whoever comes next, so that more is stored by the next try: of the same readings.
  it('noting readings: each is there once', async () => {
    await becomes('live');
    const patient = await newPatient(people);
    const takenAt = new Date('2026-11-28T09:00:00Z');
    const reading = { kind: '8867-4', value: 72, unit: '/min', takenAt } as const;
    const { readings } = people.nurse.client;
    const note = () => readings.record({ patient, readings: [reading] });
    await loseAnswer(note, async () => undefined);
    expect(await note()).toMatchObject({ recorded: 0 });
    const page = { offset: 0, limit: 10 };
    expect((await readings.list({ patient, kind: reading.kind, page })).total).toBe(1);
    const { rows } = await people.admin.client.auditentries.list({ filter: { patient: { is: patient } } });
    expect(rows.filter(({ entity }) => entity === 'readings')).toHaveLength(1);
  });
});
