import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  carriers,
  openPeople,
  openTestClinic,
  type People,
  type TestClinic,
} from '../../../tests/support/clinic';
import { entities } from '../../../shared/entities';
import { addDays, wallClockOf } from '../../../shared/rules/time';

const isSigned = { code: 'CONFLICT', message: 'This visit is signed. Add an amendment.' };

const { healthlogs } = entities;

describe('signing a visit', () => {
  let clinic: TestClinic;
  let people: People;
  let patient: string;

  beforeAll(async () => {
    clinic = await openTestClinic();
    people = await openPeople((await carriers['in-process'](clinic.core)).newCaller);
    patient = people.patientId;
  });
  afterAll(async () => {
    await people?.close();
    await clinic?.close();
  });

  const write = async (given: object = {}, by: 'doctor' | 'nurse' = 'doctor') => {
    const draft = { patient, date: '2026-11-20', visitPurpose: 'Cough', notes: 'Chest clear.', ...given };
    return (await people[by].client.healthlogs.create(draft)).record;
  };
  const signed = async (given?: object) => {
    const { id, revision } = await write(given);
    return (await people.doctor.client.visits.sign({ id, revision })).record;
  };

  it('keeps who signed and when, and the audit calls it by its name', async () => {
    const record = await signed();
    const user = (await people.doctor.client.session.state()).user;
    expect(record).toMatchObject({ signedBy: user?.userId, signedByName: 'Test doctor', revision: 2 });
    expect(record.signedAt).toBeInstanceOf(Date);
    const { rows } = await people.admin.client.auditentries.list({
      filter: { record: { is: record.id }, action: { is: 'sign' } },
    });
    expect(rows).toMatchObject([{ userName: 'Test doctor', patient, outcome: 'done' }]);
  });

  // Seen red without the first line of the visit rule: the note was changed, and the visit was removed.
  it('refuses every change of a signed visit, and its removal', async () => {
    const { id, revision } = await signed();
    const { healthlogs } = people.doctor.client;
    await expect(healthlogs.update({ id, revision, changes: { notes: 'Wheezing.' } })).rejects.toMatchObject(
      isSigned,
    );
    await expect(
      people.nurse.client.healthlogs.update({ id, revision: 1, changes: { weightLb: 150 } }),
    ).rejects.toMatchObject(isSigned);
    await expect(healthlogs.remove({ id, revision })).rejects.toMatchObject(isSigned);
    await expect(
      healthlogs.create({ id, patient, date: '2026-11-20', visitPurpose: 'Cough', notes: 'Other' }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await healthlogs.get({ id })).record).toMatchObject({ notes: 'Chest clear.', revision });
  });

  // Seen red without the first line of the visit rule: the change went into the signed visit.
  it('lets only one of a signature and a change at once through', async () => {
    const { doctor, nurse } = people;
    for (let round = 0; round < 12; round += 1) {
      const { id, revision } = await write();
      const [sign, change] = await Promise.allSettled([
        doctor.client.visits.sign({ id, revision }),
        nurse.client.healthlogs.update({ id, revision, changes: { notes: 'Wheezing.' } }),
      ]);
      expect([sign.status, change.status].toSorted()).toEqual(['fulfilled', 'rejected']);
      const { record } = await doctor.client.healthlogs.get({ id });
      expect(Boolean(record.signedAt)).toBe(sign.status === 'fulfilled');
      expect(record.notes).toBe(sign.status === 'fulfilled' ? 'Chest clear.' : 'Wheezing.');
    }
  });

  it('signs nothing that was changed since it was read, and shows what it is now', async () => {
    const { id, revision } = await write();
    await people.nurse.client.healthlogs.update({ id, revision, changes: { weightLb: 150 } });
    await expect(people.doctor.client.visits.sign({ id, revision })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { kind: 'changed', current: { weightLb: 150 } },
    });
  });

  it('is done once, however often it is asked for, and not again by another', async () => {
    const { id, revision } = await write({}, 'nurse');
    const first = await people.nurse.client.visits.sign({ id, revision });
    expect(await people.nurse.client.visits.sign({ id, revision })).toEqual(first);
    await expect(people.doctor.client.visits.sign({ id, revision: 2 })).rejects.toMatchObject(isSigned);
  });

  it('is for who wrote the visit or is its doctor, and for nobody else', async () => {
    const { id, revision } = await write();
    for (const role of ['nurse', 'frontdesk', 'patient', 'admin'] as const)
      await expect(people[role].client.visits.sign({ id, revision })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    const { record: doctor } = await people.admin.client.doctors.create({ lastname: 'Joshi' });
    const { rows } = await people.admin.client.users.list({ filter: { username: { is: 'doctor' } } });
    const [{ id: user = '', revision: at = 0 } = {}] = rows;
    await people.admin.client.users.update({ id: user, revision: at, changes: { doctor: doctor.id } });
    const { session } = people.doctor.client;
    await expect.poll(async () => (await session.state()).user?.doctor).toBe(doctor.id);
    const ofJoshi = await write({ doctor: doctor.id }, 'nurse');
    const { record } = await people.doctor.client.visits.sign({ id: ofJoshi.id, revision: 1 });
    expect(record.signedByName).toBe('Test doctor');
  });

  it('is asked for on Today: own visits of the last days before today, of nobody else', async () => {
    const doctor = { id: (await people.doctor.client.session.state()).user?.doctor };
    const unsigned = async (role: 'doctor' | 'nurse' | 'admin') => {
      const { attention } = await people[role].client.home.get();
      return attention.find(({ kind }) => kind === 'unsignedVisits')?.count;
    };
    const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);
    await write({ doctor: doctor.id, date: day(3) });
    await write({ doctor: doctor.id, date: day(90) });
    await signed({ doctor: doctor.id, date: day(3) });
    // As an older system leaves it, that knew no signatures.
    const old = { patient, doctor: doctor.id, date: day(3), visitPurpose: 'Cough' };
    const { records } = clinic.core.database;
    await records.insertMany(healthlogs, [old], { at: new Date() });
    const { userId } = (await people.doctor.client.session.state()).user ?? {};
    await records.insertMany(healthlogs, [{ ...old, date: day(-1) }], { at: new Date(), user: userId });
    expect(await unsigned('doctor')).toBe(1);
    const listed = async (createdBy: { isSet: boolean }) => {
      const filter = {
        doctor: { is: doctor.id },
        date: { is: day(3) },
        signedAt: { isSet: false },
        createdBy,
      };
      return (await people.doctor.client.healthlogs.list({ filter })).total;
    };
    expect([await listed({ isSet: true }), await listed({ isSet: false })]).toEqual([1, 1]);
    expect([await unsigned('nurse'), await unsigned('admin')]).toEqual([undefined, undefined]);
  });

  // Seen red without `refuseDaysToCome` and without the date in `requireSignable`: what was measured in 2030 stood for good.
  describe('of a day to come', () => {
    const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
    const issueAt = (field: string, message: string) => ({
      ...{ code: 'INVALID', data: { issues: [{ path: [field], message }] } },
    });
    const ahead = (field: string) => issueAt(field, 'This is in the future.');

    it('is no visit and no symptom: neither new nor by a change of the date', async () => {
      await expect(write({ date: day(2) })).rejects.toMatchObject(ahead('date'));
      const { id, revision } = await write({ date: day(-2) });
      const { healthlogs } = people.nurse.client;
      const change = (date: string) => healthlogs.update({ id, revision, changes: { date } });
      await expect(change('2030-01-05')).rejects.toMatchObject(ahead('date'));
      await expect(change(day(-3))).resolves.toBeDefined();
      const own = people.patient.client.symptomjournals;
      const note = (symptomDate: string, by = own) =>
        by.create({ patient: people.patientId, symptomType: 'Cough', symptomDate });
      await expect(note('2031-01-05', people.doctor.client.symptomjournals)).rejects.toMatchObject(
        ahead('symptomDate'),
      );
      await expect(note(day(2))).rejects.toMatchObject(ahead('symptomDate'));
      const { record: noted } = await note(day(-2));
      await expect(
        own.update({ id: noted.id, revision: 1, changes: { symptomDate: day(2) } }),
      ).rejects.toMatchObject(ahead('symptomDate'));
    });

    const moveTo = async (timeZone: string) => {
      const { clinics, session } = people.admin.client;
      const [{ id = '' } = {}] = (await clinics.list({})).rows;
      const { revision } = (await clinics.get({ id })).record;
      await clinics.update({ id, revision, changes: { timeZone } });
      await expect.poll(async () => (await session.state()).clinic?.timeZone).toBe(timeZone);
    };

    // Seen red with days alone, and with the time judged only where the date is written with it.
    it('nor is a symptom of a time to come of today, new or by a change of either', async () => {
      // Where it is not late, so that an hour from now is of the same day.
      await moveTo(new Date().getUTCHours() < 12 ? 'Etc/UTC' : 'Etc/GMT+12');
      const { timeZone = '' } = (await people.admin.client.session.state()).clinic ?? {};
      const now = wallClockOf(new Date(), timeZone);
      const soon = wallClockOf(new Date(Date.now() + 3_600_000), timeZone);
      const own = people.patient.client.symptomjournals;
      const note = (symptomDate: string, symptomTime: string) =>
        own.create({ patient: people.patientId, symptomType: 'Cough', symptomDate, symptomTime });
      await expect(note(soon.date, soon.time)).rejects.toMatchObject(ahead('symptomTime'));
      const { record } = await note(now.date, now.time);
      const change = (id: string, changes: object) => own.update({ id, revision: 1, changes });
      await expect(change(record.id, { symptomTime: soon.time })).rejects.toMatchObject(ahead('symptomTime'));
      const { record: earlier } = await note(addDays(now.date, -1), soon.time);
      await expect(change(earlier.id, { symptomDate: now.date })).rejects.toMatchObject(ahead('symptomTime'));
      await expect(change(earlier.id, { severity: 3 })).resolves.toBeDefined();
    });

    it('is told by the calendar of the clinic', async () => {
      // A day and an hour lie between the two.
      const [west, east] = ['Pacific/Pago_Pago', 'Pacific/Kiritimati'] as const;
      const { date } = wallClockOf(new Date(), east);
      await moveTo(west);
      await expect(write({ date })).rejects.toMatchObject(ahead('date'));
      await moveTo(east);
      await expect(write({ date })).resolves.toMatchObject({ date });
    });

    // Seen red with the calendar of the home clinic alone: a branch far east of it was refused its own morning.
    it('is none that has begun at a branch, wherever the home clinic is', async () => {
      const { clinics, session } = people.admin.client;
      const [{ id = '' } = {}] = (await clinics.list({})).rows;
      const { revision } = (await clinics.get({ id })).record;
      const [west, east] = ['Pacific/Pago_Pago', 'Pacific/Kiritimati'] as const;
      await clinics.update({ id, revision, changes: { timeZone: west } });
      await clinics.create({ clinicname: 'Branch', timeZone: east });
      await expect
        .poll(async () => (await session.state()).clinic?.timeZones?.toSorted())
        .toEqual([east, west]);
      const { date } = wallClockOf(new Date(), east);
      const { id: visit } = await write({ date });
      await people.doctor.client.visits.sign({ id: visit, revision: 1 });
      await people.doctor.client.problems.create({ patient, problem: 'Gout', onset: date });
      await people.patient.client.symptomjournals.create({
        ...{ patient: people.patientId, symptomType: 'Cough', symptomDate: date },
      });
      await expect(write({ date: addDays(date, 1) })).rejects.toMatchObject(ahead('date'));
      await expect(
        people.doctor.client.problems.create({ patient, problem: 'Gout', onset: addDays(date, 1) }),
      ).rejects.toMatchObject(ahead('onset'));
    });

    it('stays as an older system left it, can be changed elsewhere, and is signed once its date is corrected', async () => {
      const { userId } = (await people.doctor.client.session.state()).user ?? {};
      const old = { patient, date: '2030-01-05', visitPurpose: 'Cough' };
      await clinic.core.database.records.insertMany(healthlogs, [old], { at: new Date(), user: userId });
      const { rows } = await people.doctor.client.healthlogs.list({ filter: { date: { is: '2030-01-05' } } });
      const id = rows[0]?.id ?? '';
      const change = (revision: number, changes: object) =>
        people.doctor.client.healthlogs.update({ id, revision, changes });
      const { record } = await change(1, { notes: 'Chest clear.', date: '2030-01-05' });
      expect(record).toMatchObject({ date: '2030-01-05', notes: 'Chest clear.' });
      const { visits } = people.doctor.client;
      await expect(visits.sign({ id, revision: 2 })).rejects.toMatchObject(
        issueAt('date', 'The date of this visit is in the future. Correct it before you sign it.'),
      );
      await change(2, { date: day(-1) });
      expect((await visits.sign({ id, revision: 3 })).record.signedAt).toBeInstanceOf(Date);
    });
  });

  it('takes no signature from outside', async () => {
    const { id, revision } = await write();
    const changes = { signedAt: new Date(), signedByName: 'Dr Nobody' };
    await expect(
      people.doctor.client.healthlogs.update({ id, revision, changes: changes as object }),
    ).rejects.toMatchObject({ code: 'INVALID' });
  });

  it('refuses measures that cannot stand beside each other, whoever sends which of them', async () => {
    const bmi = 'Height and weight make a BMI of 311. Look at both again, and at their units';
    const pressure = 'Diastolic is not below systolic: these may be the wrong way round';
    const at = (path: string[], message: string) => ({
      code: 'INVALID',
      data: { issues: [{ path, message }] },
    });
    const vitals = { systolic: 82, diastolic: 128 };
    await expect(write({ vitals })).rejects.toMatchObject(at(['vitals', 'diastolic'], pressure));
    const heavy = { heightIn: 41.758, weightLb: 771.6 };
    await expect(write(heavy)).rejects.toMatchObject(at(['weightLb'], bmi));
    const { id, revision } = await write({ weightLb: 771.6 });
    const { healthlogs } = people.nurse.client;
    const change = (changes: object) => healthlogs.update({ id, revision, changes });
    await expect(change({ heightIn: 41.758 })).rejects.toMatchObject(at(['heightIn'], bmi));
    await expect(change({ vitals })).rejects.toMatchObject(at(['vitals', 'diastolic'], pressure));
    await expect(change({ heightIn: 70 })).resolves.toBeDefined();
  });

  it('has amendments: visits of the same patient that are signed themselves, all of the first one', async () => {
    const original = await signed();
    const amendment = await write({
      ...{ amends: original.id, visitPurpose: 'Amendment: Cough', notes: 'Also a fever.' },
    });
    expect(amendment.amends).toBe(original.id);
    const { record } = await people.doctor.client.visits.sign({ id: amendment.id, revision: 1 });
    await expect(
      people.doctor.client.healthlogs.update({ id: record.id, revision: 2, changes: { notes: 'x' } }),
    ).rejects.toMatchObject(isSigned);
    expect((await write({ amends: amendment.id })).amends).toBe(original.id);
  });

  // Seen red without `saysSomething`: nothing stayed in the record for good, and called the visit amended.
  it('refuses to sign an amendment that says nothing, and takes one with a note, a code or a measure', async () => {
    const original = await signed();
    const { visits } = people.doctor.client;
    const sign = async (given: object) => {
      const { id, revision } = await write({
        amends: original.id,
        visitPurpose: 'Amendment',
        notes: undefined,
        ...given,
      });
      return visits.sign({ id, revision }).then(
        () => 'signed',
        (error: { data?: { issues?: { path: unknown }[] } }) => error.data?.issues?.[0]?.path,
      );
    };
    const coded = [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'R50.9', display: 'Fever' }];
    expect([await sign({}), await sign({ diagnoses: [] })]).toEqual([['notes'], ['notes']]);
    for (const given of [
      { notes: 'Fever' },
      { diagnoses: coded },
      { vitals: { pulse: 80 } },
      { weightLb: 150 },
    ])
      expect(await sign(given)).toBe('signed');
  });

  it('refuses an amendment of a visit that is not signed or is of another patient, and to move one', async () => {
    const draft = await write();
    await expect(write({ amends: draft.id })).rejects.toMatchObject({
      code: 'INVALID',
      data: { issues: [{ path: ['amends'], message: 'This visit is not signed yet. Change it instead.' }] },
    });
    const original = await signed();
    const other = (await people.doctor.client.patients.create({ lastname: 'Abebe', firstname: 'Ruth' }))
      .record;
    await expect(write({ amends: original.id, patient: other.id })).rejects.toMatchObject({
      code: 'INVALID',
    });
    const { id, revision } = await write({ amends: original.id });
    const { healthlogs } = people.doctor.client;
    await expect(healthlogs.update({ id, revision, changes: { patient: other.id } })).rejects.toMatchObject({
      code: 'INVALID',
    });
    await expect(
      healthlogs.update({ id, revision, changes: { amends: draft.id } as object }),
    ).rejects.toMatchObject({ code: 'INVALID' });
  });
});
