import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClinicClient } from '../../shared/contract';
import { addDays } from '../../shared/rules/time';
import {
  carriers,
  openPeople,
  openTestClinic,
  type People,
  type TestClinic,
} from '../../tests/support/clinic';

type Changes = Parameters<ClinicClient['appointments']['update']>[0]['changes'];
type Draft = Partial<Parameters<ClinicClient['appointments']['create']>[0]>;

// Every refusal here was seen red at the version before it: what is refused now was done then.
describe('patients with appointments of their own', () => {
  let clinic: TestClinic;
  let people: People;
  let own: ClinicClient;
  let desk: ClinicClient;
  let doctor: string;
  let date = '2027-05-01';

  beforeAll(async () => {
    clinic = await openTestClinic();
    people = await openPeople((await carriers['in-process'](clinic.core)).newCaller);
    own = people.patient.client;
    desk = people.frontdesk.client;
    doctor = (await people.admin.client.doctors.create({ lastname: 'Joshi' })).record.id;
  });
  afterAll(async () => {
    await people?.close();
    await clinic?.close();
  });
  beforeEach(async () => {
    date = addDays(date, 1);
    for (const { id, revision } of await requests())
      await desk.schedule.setStatus({ id, revision, status: 'cancelled' });
  });

  const requests = async () => {
    const filter = { patient: { is: people.patientId }, status: { is: ['booked' as const] } };
    return (await desk.appointments.list({ filter })).rows;
  };
  const draft = (given: Draft) => ({ date, time: '10:00', minutes: 20, doctor, ...given });
  const ask = async (given: Draft = {}) =>
    (await own.appointments.create({ patient: people.patientId, ...draft(given) })).record;
  const bookForThem = async (given: Draft = {}) =>
    (await desk.appointments.create({ patient: people.patientId, ...draft(given) })).record;
  const bookForOther = async (given: Draft = {}) => {
    const { record } = await desk.patients.create({ firstname: 'Tanmay', lastname: 'Kulkarni' });
    return (await desk.appointments.create({ patient: record.id, ...draft(given) })).record;
  };
  const change = async (id: string, changes: Changes) => {
    const { record } = await own.appointments.get({ id });
    return (await own.appointments.update({ id, revision: record.revision, changes })).record;
  };
  const asClinic = async (id: string, changes: Changes) => {
    const { record } = await desk.appointments.get({ id });
    return (await desk.appointments.update({ id, revision: record.revision, changes })).record;
  };

  it('cannot take the reason of an overbooked one along into another taken time', async () => {
    await bookForOther();
    await bookForOther({ time: '11:00' });
    const { id } = await bookForThem({ overbookedReason: 'Chest pain' });
    const unchanged = { overbookedReason: 'Chest pain' };
    await expect(change(id, { time: '11:00', ...unchanged })).rejects.toMatchObject({ code: 'CONFLICT' });
    const moved = await change(id, { time: '12:00', ...unchanged });
    expect(moved.overbookedReason).toBeUndefined();
    await expect(bookForOther({ time: '12:00' })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('cannot bring an overbooked one that they cancelled back into a taken time', async () => {
    await bookForOther();
    const { id } = await bookForThem({ overbookedReason: 'Chest pain' });
    await change(id, { status: 'cancelled' });
    await expect(change(id, { status: 'booked' })).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('bring back what they cancelled themselves, and nothing that the clinic cancelled', async () => {
    const theirs = await ask();
    await change(theirs.id, { status: 'cancelled' });
    expect(await change(theirs.id, { status: 'booked' })).toMatchObject({ status: 'booked' });

    await asClinic(theirs.id, { status: 'cancelled' });
    const refused = {
      code: 'FORBIDDEN',
      message: 'This appointment was cancelled by the clinic. Ask for a new one.',
    };
    await expect(change(theirs.id, { status: 'booked' })).rejects.toMatchObject(refused);
    await expect(change(theirs.id, { status: null, time: '16:00' })).rejects.toMatchObject(refused);
    // A change that leaves it cancelled would make them the one who wrote last.
    await expect(change(theirs.id, { reason: 'Please' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(change(theirs.id, { status: 'booked' })).rejects.toMatchObject(refused);
  });

  it('bring back only what is still to come', async () => {
    const { id } = await bookForThem({ date: '2026-01-05' });
    await change(id, { status: 'cancelled' });
    await expect(change(id, { status: 'booked' })).rejects.toMatchObject({
      code: 'INVALID',
      data: { issues: [{ path: ['date'] }] },
    });
  });

  it('undo the cancelling of a confirmed one: it waits for the clinic again', async () => {
    const { id } = await ask();
    await asClinic(id, { status: 'confirmed' });
    await change(id, { status: 'cancelled' });
    await expect(change(id, { status: 'confirmed' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await change(id, { status: 'booked' })).toMatchObject({ status: 'booked', time: '10:00' });
  });

  it('move a confirmed one, which waits for the clinic again then', async () => {
    const { id } = await ask();
    await asClinic(id, { status: 'confirmed' });
    expect(await change(id, { reason: 'A question' })).toMatchObject({ status: 'confirmed' });
    const moved = await change(id, { time: '11:00' });
    expect(moved).toMatchObject({ status: 'booked', time: '11:00' });
    expect(moved.statusTimes?.map(({ status }) => status)).toEqual(['booked', 'confirmed', 'booked']);
    await asClinic(id, { status: 'confirmed' });
    expect(await asClinic(id, { time: '12:00' })).toMatchObject({ status: 'confirmed' });
  });

  it('choose neither the room nor how long it takes', async () => {
    await expect(ask({ room: 'Room 1' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(ask({ minutes: 480 })).rejects.toMatchObject({
      code: 'INVALID',
      data: { issues: [{ path: ['minutes'] }] },
    });
    const { id } = await ask();
    await expect(change(id, { minutes: 60 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(change(id, { room: 'Room 2' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    // What the clinic made longer keeps its length when its patient moves it.
    await asClinic(id, { minutes: 40, room: 'Room 2' });
    expect(await change(id, { time: '14:00' })).toMatchObject({ minutes: 40, room: 'Room 2', time: '14:00' });
  });

  // Seen red without any limit: of 14 at once all got in.
  it('have at most ten requests ahead that the clinic has not answered, also when they ask at once', async () => {
    await bookForThem({ time: '08:00' });
    const times = ['09', '10', '11', '12', '13', '14', '15'].flatMap((hour) => [`${hour}:00`, `${hour}:30`]);
    await Promise.allSettled(times.map((time) => ask({ time })));
    const ofThem = async () => (await requests()).filter(({ time }) => time !== '08:00');
    expect((await ofThem()).length).toBeLessThanOrEqual(10);
    // On a busy machine some of those who asked at once ran out of tries: they may ask again.
    for (const time of times) if ((await ofThem()).length < 10) await ask({ time }).catch(() => undefined);
    expect(await ofThem()).toHaveLength(10);
    await expect(ask({ time: '16:00' })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('You have asked for 10 appointments'),
    });
    const [first, second] = (await requests()).filter(({ time }) => time !== '08:00');
    await change(first?.id ?? '', { status: 'cancelled' });
    await asClinic(second?.id ?? '', { status: 'confirmed' });
    const late = await ask({ time: '16:30' });
    await ask({ time: '17:00' });
    await expect(change(first?.id ?? '', { status: 'booked' })).rejects.toMatchObject({ code: 'CONFLICT' });
    // What they have, they may still move.
    expect(await change(late.id, { time: '17:30' })).toMatchObject({ time: '17:30' });
  });

  it('stand beside the desk, which does all of this', async () => {
    const { id } = await bookForThem({ minutes: 60, room: 'Room 1' });
    await asClinic(id, { status: 'cancelled' });
    expect(await asClinic(id, { status: 'confirmed' })).toMatchObject({ status: 'confirmed', minutes: 60 });
  });
});
