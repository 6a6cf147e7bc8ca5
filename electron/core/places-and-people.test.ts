import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Appointment, entities } from '../../shared/entities';
import type { Step } from './entity-rule';
import { clinicRule } from './rules/clinics';
import {
  carriers,
  openPeople,
  openTestClinic,
  type People,
  type TestClinic,
} from '../../tests/support/clinic';

const now = new Date('2027-03-15T11:30:00Z');
const today = '2027-03-15';
const past = '2027-03-10';
const ahead = '2027-03-20';

describe('doctors, patients and clinics with appointments', () => {
  let clinic: TestClinic;
  let people: People;
  let home: string;

  beforeAll(async () => {
    // The clinic that was set up first is the home clinic: no two are made at one instant.
    let ticks = 0;
    clinic = await openTestClinic({ clock: () => new Date(now.getTime() + (ticks += 1)) });
    people = await openPeople((await carriers['in-process'](clinic.core)).newCaller);
    home = (await people.admin.client.clinics.list({})).rows[0]?.id ?? '';
  });
  afterAll(async () => {
    await people?.close();
    await clinic?.close();
  });

  const newDoctor = async (place: string | undefined = home) =>
    (await people.admin.client.doctors.create({ firstname: 'Meera', lastname: 'Joshi', clinic: place }))
      .record;
  const newPatient = async () =>
    (await people.frontdesk.client.patients.create({ firstname: 'Tanmay', lastname: 'Kulkarni' })).record;
  const newClinic = async (timeZone = 'Europe/London') =>
    (await people.admin.client.clinics.create({ clinicname: 'Harbour branch', timeZone })).record;
  const book = async (doctor: string, patient: string, date: string, time = '10:00') =>
    (await people.frontdesk.client.appointments.create({ date, time, minutes: 20, doctor, patient })).record;
  const cancel = ({ id, revision }: Appointment) =>
    people.frontdesk.client.schedule.setStatus({ id, revision, status: 'cancelled' });

  it('begins a clinic with the units that are usual there, and tells every desk when they change', async () => {
    expect((await newClinic('America/Chicago')).measures).toEqual({
      height: 'in',
      weight: 'lb',
      temperature: '°F',
    });
    const measuresHere = async () => (await people.nurse.client.session.state()).clinic?.measures;
    const metric = { height: 'cm', weight: 'kg', temperature: '°C' } as const;
    expect(await measuresHere()).toEqual(metric);
    const change = async (measures: typeof metric | null) => {
      const { record } = await people.admin.client.clinics.get({ id: home });
      await people.admin.client.clinics.update({
        id: home,
        revision: record.revision,
        changes: { measures },
      });
    };
    // As with clinics of the published system, which never chose.
    await change(null);
    await expect.poll(measuresHere).toEqual({ height: 'in', weight: 'lb', temperature: '°C' });
    await change(metric);
    await expect.poll(measuresHere).toEqual(metric);
  });

  // Seen red without the rule: the doctor was removed, and two people would have come in vain.
  it('refuses to remove a doctor whom people are booked with, and says how many and what to do', async () => {
    const doctor = await newDoctor();
    const patient = await newPatient();
    await book(doctor.id, patient.id, past);
    const first = await book(doctor.id, patient.id, today);
    const second = await book(doctor.id, patient.id, ahead);
    const at = { id: doctor.id, revision: doctor.revision };
    await expect(people.admin.client.doctors.remove(at)).rejects.toMatchObject({
      code: 'CONFLICT',
      message:
        'This doctor has 2 appointments from today on. Move or cancel them first, then remove the doctor.',
    });
    await cancel(first);
    await expect(people.admin.client.doctors.remove(at)).rejects.toMatchObject({
      message:
        'This doctor has 1 appointment from today on. Move or cancel it first, then remove the doctor.',
    });
    await cancel(second);
    expect((await people.admin.client.doctors.remove(at)).record.deletedAt).toBeInstanceOf(Date);
  });

  it.each(['admin', 'doctor', 'frontdesk'] as const)(
    'refuses to remove a patient who is booked, also to the role %s',
    async (role) => {
      const doctor = await newDoctor();
      const patient = await newPatient();
      const booked = await book(doctor.id, patient.id, ahead);
      const remove = () =>
        people[role].client.patients.remove({ id: patient.id, revision: patient.revision });
      await expect(remove()).rejects.toMatchObject({
        code: 'CONFLICT',
        message: 'This patient has 1 appointment from today on. Cancel it first, then remove the patient.',
      });
      await cancel(booked);
      expect((await remove()).record.deletedAt).toBeInstanceOf(Date);
    },
  );

  it('refuses to remove a clinic where people are booked', async () => {
    const branch = await newClinic();
    const doctor = await newDoctor(branch.id);
    const booked = await book(doctor.id, (await newPatient()).id, ahead);
    const remove = () => people.admin.client.clinics.remove({ id: branch.id, revision: branch.revision });
    await expect(remove()).rejects.toMatchObject({
      code: 'CONFLICT',
      message:
        'This clinic has 1 appointment from today on. Move or cancel it first, then remove the clinic.',
    });
    await cancel(booked);
    expect((await remove()).record.deletedAt).toBeInstanceOf(Date);
  });

  // Seen red without turns: of every removal and booking at the same moment, both succeeded.
  it.each(['doctor', 'patient', 'clinic'] as const)(
    'lets a %s be removed or booked with at one moment, never both',
    async (removed) => {
      const { admin, frontdesk } = people;
      for (let round = 0; round < 8; round += 1) {
        const branch = await newClinic();
        const doctor = await newDoctor(branch.id);
        const patient = await newPatient();
        const at = ({ id, revision }: { id: string; revision: number }) => ({ id, revision });
        const removals = {
          doctor: () => admin.client.doctors.remove(at(doctor)),
          patient: () => frontdesk.client.patients.remove(at(patient)),
          clinic: () => admin.client.clinics.remove(at(branch)),
        };
        const results = await Promise.allSettled([removals[removed](), book(doctor.id, patient.id, ahead)]);
        const failed = results.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
        expect(failed).toHaveLength(1);
        // Who is looked up among the doctors or patients just after the removal is not there any more.
        expect(['CONFLICT', 'INVALID']).toContain(failed[0].code);
      }
    },
  );

  it('refuses to remove the clinic that the desk belongs to', async () => {
    const { record } = await people.admin.client.clinics.get({ id: home });
    const removal = people.admin.client.clinics.remove({ id: home, revision: record.revision });
    await expect(removal).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('cannot be removed'),
    });
    expect((await people.admin.client.clinics.get({ id: home })).record.deletedAt).toBeUndefined();
  });

  it('books nobody with a doctor whose clinic was removed', async () => {
    const branch = await newClinic();
    const doctor = await newDoctor(branch.id);
    await people.admin.client.clinics.remove({ id: branch.id, revision: branch.revision });
    await expect(book(doctor.id, (await newPatient()).id, ahead)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'The clinic of this doctor was removed. Give the doctor another clinic first.',
    });
  });

  it('does not bring an appointment back, nor move one, to a doctor or patient who was removed', async () => {
    const doctor = await newDoctor();
    const patient = await newPatient();
    const cancelled = (await cancel(await book(doctor.id, patient.id, ahead))).record;
    const old = await book(doctor.id, patient.id, past);
    await people.admin.client.doctors.remove({ id: doctor.id, revision: doctor.revision });
    const { schedule } = people.frontdesk.client;
    const at = { id: cancelled.id, revision: cancelled.revision };
    const gone = { code: 'CONFLICT', message: expect.stringContaining('The doctor was removed.') };
    await expect(schedule.setStatus({ ...at, status: 'booked' })).rejects.toMatchObject(gone);
    const moved = schedule.move({ id: old.id, revision: 1, date: ahead, time: '10:00' });
    await expect(moved).rejects.toMatchObject(gone);
    // What took place with them is still closed.
    const done = await schedule.setStatus({ id: old.id, revision: 1, status: 'done' });
    expect(done.record.status).toBe('done');
  });

  // Seen red without the rule: the instants stayed those of London.
  it('keeps date and clock time of what is booked when a clinic changes its time zone; the instants follow', async () => {
    const branch = await newClinic();
    const doctor = await newDoctor(branch.id);
    const elsewhere = await newDoctor();
    const patient = await newPatient();
    const earlier = await book(doctor.id, patient.id, past);
    const booked = await book(doctor.id, patient.id, ahead);
    const overbooked = await people.frontdesk.client.appointments.create({
      date: ahead,
      time: '10:10',
      minutes: 20,
      doctor: doctor.id,
      patient: (await newPatient()).id,
      overbookedReason: 'Chest pain',
    });
    const others = await book(elsewhere.id, patient.id, ahead, '12:00');
    const changes = { timeZone: 'Asia/Kolkata' };
    await people.admin.client.clinics.update({ id: branch.id, revision: branch.revision, changes });

    const now = async ({ id }: { id: string }) =>
      (await people.frontdesk.client.appointments.get({ id })).record;
    const start = new Date(`${ahead}T04:30:00Z`);
    const end = new Date(`${ahead}T04:50:00Z`);
    const same = { date: ahead, time: '10:00', start, end, revision: booked.revision + 1 };
    expect(await now(booked)).toMatchObject(same);
    expect((await now(overbooked.record)).start).toEqual(new Date(`${ahead}T04:40:00Z`));
    expect(await now(earlier)).toEqual(earlier);
    expect(await now(others)).toEqual(others);

    // The slots hold as before: by date and clock time.
    const again = book(doctor.id, (await newPatient()).id, ahead, '10:00');
    await expect(again).rejects.toMatchObject({ code: 'CONFLICT', data: { clash: { id: booked.id } } });
    const filter = { entity: { is: 'appointments' }, record: { is: booked.id }, action: { is: 'update' } };
    const { rows } = await people.admin.client.auditentries.list({ filter });
    expect(rows).toMatchObject([
      { userName: 'Ada Okonkwo', device: 'this program', changed: ['start', 'end'], outcome: 'done' },
    ]);
  });

  // Without the limit mongod would end the transaction after a minute, and people would read that something went wrong.
  it('refuses a time zone with which too many appointments would change, not one that only has another name', async () => {
    const prepare = (timeZone: string) => {
      const found = Array.from({ length: 5_001 }, (_, index) => ({
        ...{ id: String(index), revision: 1, date: ahead, time: '10:00', minutes: 20 },
        ...{ start: new Date(`${ahead}T04:30:00Z`), end: new Date(`${ahead}T04:50:00Z`) },
      }));
      const unit = {
        find: async (
          { name }: { name: string },
          { offset = 0, limit }: { offset?: number; limit: number },
        ) => (name === 'appointments' ? found.slice(offset, offset + limit) : []),
        setMany: async (_entity: unknown, changes: readonly unknown[]) => expect(changes).toEqual([]),
      };
      const before = { id: home, timeZone: 'Asia/Kolkata' };
      const sent = { timeZone };
      const step = { action: 'update', before, after: sent, given: sent, sent, unit, now, person: {} };
      return clinicRule.prepare(step as unknown as Step);
    };
    await expect(prepare('Europe/London')).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('More than 5,000 appointments'),
    });
    expect(await prepare('Asia/Calcutta')).toEqual({});
  });

  it('takes adopted appointments that name no clinic with the home clinic', async () => {
    const { records } = clinic.core.database;
    const doctor = await newDoctor();
    const [id = ''] = await records.insertMany(
      entities.appointments,
      [
        {
          ...{ date: ahead, time: '16:00', minutes: 20, doctor: doctor.id, status: 'booked' },
          ...{ start: new Date(`${ahead}T16:00:00Z`), slots: [192, 193, 194, 195], holds: true },
        },
      ],
      { at: now },
    );
    const { record } = await people.admin.client.clinics.get({ id: home });
    const zone = (timeZone: string, revision: number) =>
      people.admin.client.clinics.update({ id: home, revision, changes: { timeZone } });
    await zone('Asia/Kolkata', record.revision);
    expect((await records.get(entities.appointments, id))?.start).toEqual(new Date(`${ahead}T10:30:00Z`));
    await zone('Europe/London', record.revision + 1);
    expect((await records.get(entities.appointments, id))?.start).toEqual(new Date(`${ahead}T16:00:00Z`));
  });
});
