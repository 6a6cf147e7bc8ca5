import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  carriers,
  openPeople,
  openTestClinic,
  type People,
  type TestClinic,
} from '../../tests/support/clinic';
import type { ClinicEvent } from '../../shared/contract';
import { entities } from '../../shared/entities';
import { mergeOrRefuse } from './entity-records-conflicts';
import type { UnitOfWork } from './ports/records';

describe('The records of a clinic', () => {
  let clinic: TestClinic;
  let people: People;
  let doctor: string;
  let otherDoctor: string;
  let otherPatient: string;

  beforeAll(async () => {
    clinic = await openTestClinic();
    people = await openPeople((await carriers['in-process'](clinic.core)).newCaller);
    const { doctors, patients } = people.admin.client;
    doctor = (await doctors.create({ lastname: 'Joshi' })).record.id;
    otherDoctor = (await doctors.create({ lastname: 'Iyer' })).record.id;
    otherPatient = (await patients.create({ firstname: 'Other', lastname: 'Person' })).record.id;
  });
  afterAll(async () => {
    await people?.close();
    await clinic?.close();
  });

  // Seen red with every changed field told: people read that "Doctor name" was changed, which nobody had typed.
  it('tell of a merge only what somebody typed, not what follows from it', async () => {
    const { healthlogs } = people.doctor.client;
    const draft = { patient: people.patientId, doctor, date: '2026-11-23', visitPurpose: 'Cough' };
    const { record } = await healthlogs.create(draft);
    await healthlogs.update({ id: record.id, revision: 1, changes: { doctor: otherDoctor } });
    const changes = { visitPurpose: 'Cough and fever' };
    const { merged, record: after } = await healthlogs.update({ id: record.id, revision: 1, changes });
    expect(after).toMatchObject({
      doctorName: entities.doctors.title({ lastname: 'Iyer' }),
      visitPurpose: 'Cough and fever',
    });
    expect(merged).toEqual(['doctor']);
  });

  // Seen red while different fields always merged: the dose of one medicine stood under the name of another.
  it('never give the dose of one medicine to another that was written meanwhile', async () => {
    const { prescriptions } = people.doctor.client;
    const draft = { patient: people.patientId, prescriptionName: 'Ibuprofen', dateprescribed: '2026-11-23' };
    const { record } = await prescriptions.create({ ...draft, amount: '400 mg', doctor });
    const at = { id: record.id, revision: 1 };
    await prescriptions.update({ ...at, changes: { prescriptionName: 'Methotrexate' } });
    await expect(prescriptions.update({ ...at, changes: { amount: '600 mg' } })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { kind: 'changed', fields: ['prescriptionName', 'amount'] },
    });
    const { merged } = await prescriptions.update({ ...at, changes: { doctor: otherDoctor } });
    expect(merged).toEqual(['prescriptionName']);
  });

  // Seen red while only `decide` took an account as a whole: shut out by one, an administrator by the other.
  it('never mix who may do what with what somebody else decided about an account', async () => {
    const { users } = people.admin.client;
    const draft = { username: 'both', displayName: 'Both', password: 'lavender kites at noon' };
    const { record } = await users.create({ ...draft, roles: ['nurse'] });
    const at = { id: record.id, revision: 1 };
    await users.update({ ...at, changes: { status: 'disabled' } });
    await expect(users.update({ ...at, changes: { roles: ['admin'] } })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { kind: 'changed' },
    });
  });

  describe('asked for again with the same id, when an answer was lost,', () => {
    const id = (turn: number) => `aaaaaaaaaaaaaaaaaaaa${String(turn).padStart(4, '0')}`;
    const auditsOf = async (record: string) => {
      const { rows } = await people.admin.client.auditentries.list({ filter: { record: { is: record } } });
      return rows.map(({ action }) => action);
    };

    // Seen red with an id of the database's own: two patients were stored.
    it('are made once, also when many ask at once', async () => {
      const { patients } = people.frontdesk.client;
      const draft = { id: id(1), firstname: 'Asked', lastname: 'Twice' };
      const answers = await Promise.all(Array.from({ length: 8 }, () => patients.create(draft)));
      expect(new Set(answers.map(({ record }) => `${record.id} ${record.recordNumber}`)).size).toBe(1);
      expect((await patients.list({ text: 'Asked Twice' })).total).toBe(1);
      expect(await auditsOf(id(1))).toEqual(['create']);
    });

    it('become what is asked for the last time', async () => {
      const { healthlogs } = people.doctor.client;
      const draft = { id: id(2), patient: people.patientId, date: '2026-11-23', visitPurpose: 'Cough' };
      await healthlogs.create(draft);
      const { record } = await healthlogs.create({ ...draft, notes: 'Chest clear.' });
      expect(record).toMatchObject({ id: id(2), notes: 'Chest clear.', revision: 2 });
      expect((await auditsOf(id(2))).toSorted()).toEqual(['create', 'update']);
    });

    // Seen red with filled fields alone compared: what the doctor had taken out stayed in the record.
    it('lose what was emptied since the first try, and never become those of another patient', async () => {
      const { healthlogs } = people.doctor.client;
      const draft = { id: id(6), patient: people.patientId, date: '2026-11-23', visitPurpose: 'Cough' };
      await healthlogs.create({ ...draft, notes: 'Of somebody else' });
      const { record } = await healthlogs.create({ ...draft, notes: null });
      expect(record).not.toHaveProperty('notes');
      await expect(healthlogs.create({ ...draft, patient: otherPatient })).rejects.toMatchObject({
        code: 'INVALID',
        data: { issues: [{ path: ['id'] }] },
      });
      expect((await healthlogs.get({ id: id(6) })).record.patient).toBe(people.patientId);
    });

    it('never write over what somebody else changed meanwhile', async () => {
      const { healthlogs } = people.doctor.client;
      const draft = { id: id(3), patient: people.patientId, date: '2026-11-23', visitPurpose: 'Cough' };
      await healthlogs.create({ ...draft, notes: 'First' });
      await people.nurse.client.healthlogs.update({ id: id(3), revision: 1, changes: { notes: 'Second' } });
      await expect(healthlogs.create({ ...draft, notes: 'Third' })).rejects.toMatchObject({
        code: 'CONFLICT',
        data: { kind: 'changed', current: { notes: 'Second' }, fields: ['notes'] },
      });
    });

    it('are refused to everyone but who made them', async () => {
      const draft = { id: id(4), firstname: 'Of', lastname: 'The desk' };
      await people.frontdesk.client.patients.create(draft);
      await expect(
        people.admin.client.patients.create({ ...draft, lastname: 'Another' }),
      ).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: ['id'] }] } });
      const { record } = await people.frontdesk.client.patients.get({ id: id(4) });
      expect(record).toMatchObject({ lastname: 'The desk', revision: 1 });
    });

    it('are one booking, which does not clash with itself', async () => {
      const { appointments } = people.frontdesk.client;
      const draft = {
        id: id(5),
        doctor,
        patient: otherPatient,
        date: '2027-05-03',
        time: '10:00',
        minutes: 20,
      };
      await appointments.create(draft);
      expect((await appointments.create(draft)).record).toMatchObject({ id: id(5), revision: 1 });
      const { record } = await appointments.create({ ...draft, time: '11:00' });
      expect(record).toMatchObject({ id: id(5), time: '11:00' });
    });
  });

  // Seen red with references looked up first: "there is no such patient" told which ids there are.
  it('are refused alike whether what they would be given to exists or not, where nobody may go', async () => {
    const { symptomjournals } = people.patient.client;
    const symptom = { patient: people.patientId, symptomType: 'Cough', symptomDate: '2026-11-23' };
    const { record } = await symptomjournals.create(symptom);
    for (const patient of [otherPatient, '0123456789abcdef01234567']) {
      const moved = symptomjournals.update({ id: record.id, revision: 1, changes: { patient } });
      await expect(moved).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('come with the names of what they refer to as soon as they are made', async () => {
    const { patients } = people.frontdesk.client;
    const { names } = await patients.create({
      firstname: 'Named',
      lastname: 'At Once',
      doctors: [doctor, otherDoctor],
    });
    expect(names).toEqual({
      [doctor]: entities.doctors.title({ lastname: 'Joshi' }),
      [otherDoctor]: entities.doctors.title({ lastname: 'Iyer' }),
    });
  });

  it('refuse a reference to what was removed, wherever it stands, and store nothing', async () => {
    const { doctors } = people.admin.client;
    const { patients } = people.frontdesk.client;
    const { record: gone } = await doctors.create({ lastname: 'Gone' });
    await doctors.remove({ id: gone.id, revision: 1 });
    const refused = patients.create({ firstname: 'No', lastname: 'Trace', doctors: [doctor, gone.id] });
    await expect(refused).rejects.toMatchObject({
      code: 'INVALID',
      data: { issues: [{ path: ['doctors', 1] }] },
    });
    expect((await patients.list({ text: 'Trace' })).total).toBe(0);
  });

  // Seen red with a move told only to whom the record belongs now: the patient went on seeing a visit that was another's.
  it('that are given to another patient are read again by the one who had them', async () => {
    const { healthlogs } = people.doctor.client;
    const draft = { patient: people.patientId, doctor, date: '2026-11-24', visitPurpose: 'Headache' };
    const { record } = await healthlogs.create(draft);
    const told: ClinicEvent[] = [];
    const stop = new AbortController();
    const stream = await people.patient.client.events.watch(undefined, { signal: stop.signal });
    const reading = (async () => {
      for await (const event of stream) told.push(event);
    })();
    await expect.poll(() => told).toContainEqual({ type: 'ready' });
    told.length = 0;
    await healthlogs.update({ id: record.id, revision: 1, changes: { notes: 'Still theirs' } });
    await expect.poll(() => told.map(({ type }) => type), { timeout: 5_000 }).toEqual(['changed']);
    await healthlogs.update({ id: record.id, revision: 2, changes: { patient: otherPatient } });
    await expect.poll(() => told.map(({ type }) => type), { timeout: 5_000 }).toEqual(['changed', 'gap']);
    expect(JSON.stringify(told)).not.toContain(otherPatient);
    stop.abort();
    await reading.catch(() => undefined);
  });

  // Seen red without `whole`: who was let in got the roles of one decision and the state of another.
  it('take a decision as a whole or not at all, also where others changed something beside it', async () => {
    const unit = {
      changedSince: async () => ['specialty'],
      getMany: async () => [],
    } as unknown as UnitOfWork;
    const person = { userId: 'a', displayName: 'Ada', username: 'ada', roles: ['admin' as const] };
    const meeting = { table: entities, entity: entities.doctors, person, unit };
    const now = new Date();
    const before = { id: 'b'.repeat(24), revision: 2, createdAt: now, updatedAt: now };
    const change = { revision: 1, effective: { phone: '+44 7700 90 0412' } };
    expect(await mergeOrRefuse(meeting, before, { ...change, whole: false })).toEqual(['specialty']);
    await expect(mergeOrRefuse(meeting, before, { ...change, whole: true })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { kind: 'changed', fields: ['specialty'] },
    });
  });

  it('never log what nobody foresaw', () => expect(clinic.logged).toEqual([]));
});
