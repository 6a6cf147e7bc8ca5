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
    const unit = { changedSince: async () => ['roles'], getMany: async () => [] } as unknown as UnitOfWork;
    const person = { userId: 'a', displayName: 'Ada', username: 'ada', roles: ['admin' as const] };
    const meeting = { table: entities, entity: entities.users, person, unit };
    const now = new Date();
    const before = { id: 'b'.repeat(24), revision: 2, createdAt: now, updatedAt: now };
    const change = { revision: 1, effective: { status: 'active' } };
    expect(await mergeOrRefuse(meeting, before, { ...change, whole: false })).toEqual(['roles']);
    await expect(mergeOrRefuse(meeting, before, { ...change, whole: true })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { kind: 'changed', fields: ['roles'] },
    });
  });

  it('never log what nobody foresaw', () => expect(clinic.logged).toEqual([]));
});
