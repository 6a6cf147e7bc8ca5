import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../shared/entities';
import {
  type Caller,
  carriers,
  openPeople,
  openTestClinic,
  type People,
  type TestClinic,
} from '../support/clinic';
import { cheapHasher, now } from './cheap-hasher';
import { adoptAll, type Collections, type OldDatabase, openDatabase, wholeReview } from './old-database';

const id = (last: number) => ({ $oid: `65410000000000000000${String(last).padStart(4, '0')}` });
const at = (last: number) => id(last).$oid;
const [sharma, visit, other, appointment] = [1, 20, 21, 30].map(at) as [string, string, string, string];
const long = `${'She was told to come back. '.repeat(20)}She did.`;

const dump: Collections = {
  doctors: [{ _id: id(1), firstname: 'Raghav', lastname: 'Sharma', phone: { home: 5 } }],
  users: [
    { _id: id(10), username: 'tanmay', password: 'secret1', DOB: 'in 1950', healthLogs: [id(20)] },
    { _id: id(11), username: 'rohit', password: 'secret2', healthLogs: [id(21)], appointments: [id(30)] },
  ],
  healthlogs: [
    { _id: id(20), date: '2023-10-10', heightIn: '5\'7"', notes: ['a', { b: { $numberInt: '1' } }] },
    // A visit of somebody else, whose notes are longer than a row of the review list shows.
    { _id: id(21), date: '2023-10-11', Notes: [long] },
    // What is told of a field of all visits is told of none of them.
    { _id: id(22), date: '2023-10-12', colour: 'red' },
  ],
  appointments: [{ _id: id(30), date: 'next week', time: '10:00', doctor: 'Nobody' }],
};

describe('what an adoption could not take over of a record', () => {
  let clinic: TestClinic;
  let old: OldDatabase;
  let people: People;
  let tanmay: Caller;

  beforeAll(async () => {
    clinic = await openTestClinic({ clock: () => now, hasher: cheapHasher });
    old = await openDatabase(clinic.uri);
    const { newCaller } = await carriers['in-process'](clinic.core);
    people = await openPeople(newCaller);
    await old.fill(dump);
    await adoptAll(people.admin);
    tanmay = await newCaller();
    await tanmay.client.session.signIn({ username: 'tanmay', password: 'secret1' });
  });
  afterAll(async () => {
    await people?.close();
    await old?.close();
    await clinic?.close();
  });

  const keptOf = async ({ client }: Caller, entity: string, record: string) => {
    const { items } = await client.legacy.kept({ entity, id: record });
    return items.map(({ label, value }) => [label, value]);
  };
  const absent = { code: 'NOT_FOUND' };
  const both = [
    ['Height', '5\'7"'],
    ['Notes', '["a",{"b":1}]'],
  ];

  it.each(['doctor', 'nurse'] as const)('is read by a %s, with what to do about it', async (role) => {
    expect(await keptOf(people[role], 'healthlogs', visit)).toEqual(both);
    const { items } = await people[role].client.legacy.kept({ entity: 'healthlogs', id: visit });
    expect(items[0]?.message).toBe(
      'Height could not be read and is empty now. The old value is kept; enter it again if it matters.',
    );
  });

  it('is read by the patient whose record it is, and of nobody else', async () => {
    expect(await keptOf(tanmay, 'healthlogs', visit)).toEqual(both);
    await expect(keptOf(tanmay, 'healthlogs', other)).rejects.toMatchObject(absent);
    await expect(keptOf(people.patient, 'healthlogs', visit)).rejects.toMatchObject(absent);
  });

  // Seen red with `readKept` that reads the record past `EntityRecords`.
  it.each(['admin', 'frontdesk'] as const satisfies readonly Role[])(
    'is not there for a %s where the record is not',
    async (role) => {
      await expect(keptOf(people[role], 'healthlogs', visit)).rejects.toMatchObject(absent);
      await expect(people[role].client.healthlogs.get({ id: visit })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
    },
  );

  it.each([
    ['healthlogs', at(99)],
    ['healthlogs', 'no id'],
    ['healthlogs', `${visit}:unreadableValue`],
    ['unheardof', visit],
    ['__proto__', visit],
  ])('is not there for %s %s', async (entity, record) => {
    await expect(keptOf(people.doctor, entity, record)).rejects.toMatchObject(absent);
  });

  it('asks who is not signed in to sign in', async () => {
    const { newCaller } = await carriers['in-process'](clinic.core);
    await expect(keptOf(await newCaller(), 'healthlogs', visit)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  // Seen red with `isReadable` in review-items.ts always true.
  it('is told without the value to who may read the record and not that field', async () => {
    expect(await keptOf(people.frontdesk, 'doctors', sharma)).toEqual([['Phone', '{"home":5}']]);
    expect(await keptOf(people.patient, 'doctors', sharma)).toEqual([['Phone', undefined]]);
  });

  it('is told to the front desk of an appointment', async () => {
    expect(await keptOf(people.frontdesk, 'appointments', appointment)).toEqual([
      ['Doctor', 'Nobody'],
      ['Date', 'next week'],
    ]);
  });

  it('is told of the patient that an old user became', async () => {
    const { rows } = await people.doctor.client.patients.list({ text: 'tanmay' });
    const patient = rows[0]?.id ?? '';
    const expected = [['Date of birth', 'in 1950']];
    for (const caller of [people.doctor, people.frontdesk, tanmay])
      expect(await keptOf(caller, 'patients', patient)).toEqual(expected);
    await expect(keptOf(people.patient, 'patients', patient)).rejects.toMatchObject(absent);
  });

  it('is nothing for a record that was taken over whole, and for one that was made here', async () => {
    expect(await keptOf(people.doctor, 'healthlogs', at(22))).toEqual([['Patient', undefined]]);
    expect(await keptOf(people.doctor, 'patients', people.patientId)).toEqual([]);
  });

  it('is given whole, where the review list shows its beginning', async () => {
    expect(await keptOf(people.doctor, 'healthlogs', other)).toEqual([['Notes', JSON.stringify([long])]]);
    const stored = await old.database
      .collection<{ _id: string; value?: string }>('legacyreviews')
      .find({})
      .toArray();
    expect(stored.map(({ value = '' }) => value.length).filter((length) => length > 200)).toEqual([]);
  });

  it('tells the administrator that there is a value, and not which', async () => {
    const items = await wholeReview(people.admin);
    const told = items.map(({ entity, field, value, hasHiddenValue }) => [
      entity,
      field,
      value,
      hasHiddenValue,
    ]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['healthlogs', 'heightIn', undefined, true],
        ['healthlogs', 'patient', undefined, false],
        ['appointments', 'date', 'next week', false],
      ]),
    );
  });

  it('stays when it is settled and when its field is filled in, and says so', async () => {
    const { client } = people.doctor;
    for (const { id: item } of (await wholeReview(people.admin)).filter(({ record }) => record === visit))
      await people.admin.client.legacy.settle({ id: item, settled: true });
    const { record } = await client.healthlogs.get({ id: visit });
    await client.healthlogs.update({
      id: visit,
      revision: record.revision,
      changes: { heightIn: 67, weightLb: 150 },
    });
    expect(await keptOf(people.doctor, 'healthlogs', visit)).toEqual(both);
    const { items } = await client.legacy.kept({ entity: 'healthlogs', id: visit });
    expect(items.map(({ message }) => message)).toEqual([
      'Height was changed since. This is what the older system had.',
      'Notes could not be read and is empty now. The old value is kept; enter it again if it matters.',
    ]);
  });

  it('goes when it has no value and asks for what is done', async () => {
    const { client } = people.doctor;
    const unassigned = at(22);
    const { record } = await client.healthlogs.get({ id: unassigned });
    await client.healthlogs.update({
      id: unassigned,
      revision: record.revision,
      changes: { patient: people.patientId },
    });
    expect(await keptOf(people.doctor, 'healthlogs', unassigned)).toEqual([]);
  });

  it('is read of a removed record by who may bring it back', async () => {
    const { client } = people.doctor;
    const { record } = await client.healthlogs.get({ id: other });
    await client.healthlogs.remove({ id: other, revision: record.revision });
    expect(await keptOf(people.doctor, 'healthlogs', other)).toHaveLength(1);
    await expect(keptOf(people.nurse, 'healthlogs', other)).rejects.toMatchObject(absent);
  });

  it('is on record as the opening of its record, and as a refusal', async () => {
    const trail = async (action: string, filter: object) => {
      const { rows } = await people.admin.client.auditentries.list({
        filter: { action: { is: action }, ...filter },
      });
      return rows.map(({ userName }) => userName);
    };
    await expect.poll(() => trail('read', { record: { is: visit } })).toContain('Test nurse');
    await expect.poll(() => trail('kept', { outcome: { is: 'refused' } })).toContain('Test frontdesk');
  });

  it('met no unexpected error', () => {
    expect(clinic.logged).toEqual([]);
  });
});
