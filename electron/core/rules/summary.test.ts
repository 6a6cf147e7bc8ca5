import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  carriers,
  openPeople,
  openTestClinic,
  type People,
  type TestClinic,
} from '../../../tests/support/clinic';

const now = new Date('2027-03-15T11:30:00Z');

describe('what is lasting about a patient', () => {
  let clinic: TestClinic;
  let people: People;
  let patient: string;

  beforeAll(async () => {
    clinic = await openTestClinic({ clock: () => now });
    people = await openPeople((await carriers['in-process'](clinic.core)).newCaller);
  });
  afterAll(async () => {
    await people?.close();
    await clinic?.close();
  });
  const newPatient = async (lastname: string) => {
    patient = (await people.doctor.client.patients.create({ firstname: 'Fatima', lastname })).record.id;
    return people.doctor.client;
  };
  const issueAt = (field: string) => ({ code: 'INVALID', data: { issues: [{ path: [field] }] } });

  it('is active, or given, unless it is said otherwise', async () => {
    const client = await newPatient('Default');
    expect((await client.problems.create({ patient, problem: 'Asthma' })).record.status).toBe('active');
    expect((await client.allergies.create({ patient, substance: 'Latex' })).record.status).toBe('active');
    const { record } = await client.immunizations.create({ patient, vaccine: 'Tetanus', date: '2019' });
    expect(record).toMatchObject({ status: 'completed', date: '2019' });
  });

  it('a problem of which is said that it is over is resolved, and is active again when that is said', async () => {
    const client = await newPatient('Over');
    const { record } = await client.problems.create({ patient, problem: 'Gout', onset: '2014' });
    const over = await client.problems.update({
      id: record.id,
      revision: 1,
      changes: { abatement: '2014-06' },
    });
    expect(over.record).toMatchObject({ status: 'resolved', abatement: '2014-06' });
    const back = await client.problems.update({ id: record.id, revision: 2, changes: { status: 'active' } });
    expect(back.record).toMatchObject({ status: 'active', abatement: '2014-06' });
  });

  it('refuses what ends before it begins, and what lies in the future, at the field', async () => {
    const client = await newPatient('Dates');
    const problem = { patient, problem: 'Gout' };
    await expect(
      client.problems.create({ ...problem, onset: '2014-03', abatement: '2013' }),
    ).rejects.toMatchObject(issueAt('abatement'));
    await expect(client.problems.create({ ...problem, onset: '2028' })).rejects.toMatchObject(
      issueAt('onset'),
    );
    // The year has begun, and a month of it is not known.
    await client.problems.create({ ...problem, onset: '2027' });
    await client.problems.create({ ...problem, onset: '2014', abatement: '2014-01' });
    await expect(
      client.immunizations.create({ patient, vaccine: 'Influenza', date: '2027-03-17' }),
    ).rejects.toMatchObject(issueAt('date'));
    await expect(
      client.immunizations.create({ patient, vaccine: 'Influenza', date: '2026-10', nextDue: '2026-09-30' }),
    ).rejects.toMatchObject(issueAt('nextDue'));
  });

  it('nobody has allergies and no known allergies at once; refuted and resolved ones are none', async () => {
    const client = await newPatient('Allergic');
    const { record } = await client.allergies.create({ patient, substance: 'Penicillin' });
    const say = async () => {
      const { revision } = (await client.patients.get({ id: patient })).record;
      return client.patients.update({ id: patient, revision, changes: { noKnownAllergies: true } });
    };
    await expect(say()).rejects.toMatchObject(issueAt('noKnownAllergies'));
    await client.allergies.update({ id: record.id, revision: 1, changes: { verification: 'refuted' } });
    expect((await say()).record.noKnownAllergies).toBe(true);
  });

  it('is found from a month on when only its year is known, and until a year by its last day', async () => {
    const client = await newPatient('Found');
    for (const onset of ['2018', '2019', '2019-02', '2019-03', '2019-07-01', '2020'])
      await client.problems.create({ patient, problem: 'Asthma', onset });
    const found = async (onset: { from?: string; to?: string }) => {
      const { rows } = await client.problems.list({ filter: { patient: { is: patient }, onset } });
      return rows.map((row) => row.onset).toSorted();
    };
    expect(await found({ from: '2019-03' })).toEqual(['2019', '2019-03', '2019-07-01', '2020']);
    expect(await found({ from: '2019-03-15' })).toEqual(['2019', '2019-03', '2019-07-01', '2020']);
    expect(await found({ from: '2019', to: '2019' })).toEqual(['2019', '2019-02', '2019-03', '2019-07-01']);
  });

  // Seen red while recording an allergy left the flag as it was.
  it('an allergy takes back that none are known, also for when it is removed again', async () => {
    const client = await newPatient('Flagged');
    const flag = async () => (await client.patients.get({ id: patient })).record.noKnownAllergies;
    await client.patients.update({ id: patient, revision: 1, changes: { noKnownAllergies: true } });
    await client.allergies.create({ patient, substance: 'Latex', status: 'resolved' });
    expect(await flag()).toBe(true);
    const { record } = await client.allergies.create({ patient, substance: 'Ramipril' });
    expect(await flag()).toBeUndefined();
    await client.allergies.remove({ id: record.id, revision: record.revision });
    expect(await flag()).toBeUndefined();
    const { rows } = await people.admin.client.auditentries.list({ filter: { record: { is: patient } } });
    const ofFlag = rows.filter(({ changed }) => changed?.includes('noKnownAllergies'));
    expect(ofFlag.map(({ action }) => action)).toEqual(['update', 'update']);
  });
});
