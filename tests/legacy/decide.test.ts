import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../shared/entities';
import {
  carriers,
  openPeople,
  openTestClinic,
  type People,
  type TestClinic,
  testPassword,
} from '../support/clinic';
import { cheapHasher, now } from './cheap-hasher';
import { adoptAll, type Collections, type OldDatabase, openDatabase, wholeReview } from './old-database';

const id = (last: number) => ({ $oid: `65410000000000000000${String(last).padStart(4, '0')}` });
const idText = (last: number) => id(last).$oid;
const [asha, ravi, ofPuri, taken, visit, twice] = [1, 2, 30, 31, 20, 21].map(idText) as [
  string,
  string,
  string,
  string,
  string,
  string,
];

const dump: Collections = {
  doctors: [
    { _id: id(1), firstname: 'Asha', lastname: 'Puri', specialty: 'Cardiology' },
    { _id: id(2), firstname: 'Ravi', lastname: 'Puri' },
  ],
  users: [
    { _id: id(10), username: 'tanmay', password: 'secret1', healthLogs: [id(21)] },
    { _id: id(11), username: 'rohit', password: 'secret2', healthLogs: [id(21)] },
  ],
  healthlogs: [
    { _id: id(20), date: '2023-10-10', doctor: 'Puri', notes: 'secret illness' },
    { _id: id(21), date: '2023-10-11' },
  ],
  appointments: [
    { _id: id(30), date: '2026-11-25', time: '10:00', doctor: 'Puri', appointmentName: 'tanmay' },
    { _id: id(31), date: '2026-11-25', time: '10:10', doctor: 'Ravi Puri', appointmentName: 'rohit' },
  ],
};

describe('what an adoption left to decide', () => {
  let clinic: TestClinic;
  let old: OldDatabase;
  let people: People;

  beforeAll(async () => {
    clinic = await openTestClinic({ clock: () => now, hasher: cheapHasher });
    old = await openDatabase(clinic.uri);
    const { newCaller } = await carriers['in-process'](clinic.core);
    people = await openPeople(newCaller);
    await old.fill(dump);
    await adoptAll(people.admin);
  });
  afterAll(async () => {
    await people?.close();
    await old?.close();
    await clinic?.close();
  });

  const itemOf = async (record: string, field: string) => {
    const found = (await wholeReview(people.admin)).find(
      (item) => item.record === record && item.field === field,
    );
    if (!found) throw new Error(`Nothing to decide about ${field} of ${record}`);
    return found;
  };
  const stored = async (collection: string, record: string) =>
    (await old.read(collection)).get(JSON.stringify({ $oid: record })) ?? {};
  const settings = ['revision', 'updatedAt', 'updatedBy', 'fieldRevisions', 'sortKeys', 'searchTokens'];
  const values = async (collection: string, record: string) =>
    Object.fromEntries(
      Object.entries(await stored(collection, record)).filter(([name]) => !settings.includes(name)),
    );

  it('names those whom a name may mean, with what tells them apart', async () => {
    expect((await itemOf(ofPuri, 'doctor')).candidates).toEqual([
      { id: asha, title: 'Dr Asha Puri', detail: 'Cardiology' },
      { id: ravi, title: 'Dr Ravi Puri' },
    ]);
    const { candidates = [] } = await itemOf(twice, 'patient');
    expect(candidates.map(({ title }) => title).toSorted()).toEqual(['rohit', 'tanmay']);
  });

  it('is linked as the form would, and put back as it was with the name that stood there', async () => {
    const { legacy, appointments } = people.admin.client;
    const item = await itemOf(ofPuri, 'doctor');
    const before = await values('appointments', ofPuri);
    expect(before).toMatchObject({ doctorName: 'Puri', legacy: { doctor: 'Puri' } });
    await legacy.decide({ id: item.id, to: asha });
    expect((await appointments.get({ id: ofPuri })).record).toMatchObject({
      doctor: asha,
      doctorName: 'Dr Asha Puri',
    });
    expect(await itemOf(ofPuri, 'doctor')).toMatchObject({ settled: true, isLinked: true });
    // Seen red without `decidedMeanwhile` in `decide`: then it is the time of the other doctor that is taken.
    await expect(legacy.decide({ id: item.id, to: ravi })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'This was decided meanwhile. Look at the list again.',
    });

    await legacy.decide({ id: item.id, to: null });
    expect(await values('appointments', ofPuri)).toEqual(before);
    expect(await itemOf(ofPuri, 'doctor')).toMatchObject({ settled: false, isLinked: false });
    const { rows } = await people.admin.client.auditentries.list({ filter: { record: { is: ofPuri } } });
    // That it was looked at, above, is noted when there is time, perhaps not yet.
    const changes = rows.filter(({ action }) => action !== 'read');
    expect(changes.map(({ action }) => action).toSorted()).toEqual(['reopen', 'settle', 'update', 'update']);
  });

  // Seen red with a `mark` that drops the link: the record stayed linked and nothing could take that back any more.
  it('is not marked as open or dealt with over a link, as an older window still offers', async () => {
    const { legacy, appointments } = people.admin.client;
    const { id: item } = await itemOf(ofPuri, 'doctor');
    await legacy.settle({ id: item, settled: true });
    await legacy.decide({ id: item, to: asha });
    for (const settled of [false, true]) {
      await expect(legacy.settle({ id: item, settled })).rejects.toMatchObject({
        code: 'CONFLICT',
        message: 'This was decided meanwhile. Look at the list again.',
      });
    }
    expect(await itemOf(ofPuri, 'doctor')).toMatchObject({ settled: true, isLinked: true });
    await legacy.decide({ id: item, to: null });
    expect((await appointments.get({ id: ofPuri })).record).not.toHaveProperty('doctor');
    await expect(legacy.decide({ id: item, to: null })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'This link was taken back meanwhile. Look at the list again.',
    });
  });

  describe('when it is broken off between its writes', () => {
    /** Makes the database refuse what comes to a collection and does not fit, while the work is done. */
    const refusing = async (collection: string, validator: object, work: () => Promise<unknown>) => {
      await old.database.command({ collMod: collection, validator });
      try {
        await expect(work()).rejects.toMatchObject({ code: 'INTERNAL' });
        clinic.logged.length = 0;
      } finally {
        await old.database.command({ collMod: collection, validator: {} });
      }
    };
    const actions = async () => {
      const { rows } = await people.admin.client.auditentries.list({ filter: { record: { is: ofPuri } } });
      // Reads are written when there is time for it.
      return rows.flatMap(({ action }) => (action === 'read' ? [] : [action])).toSorted();
    };

    // Seen red with the item marked only after its record was linked: nothing could take that link back.
    it.each([
      ['the item is not marked', 'legacyreviews', { link: { $exists: false } }],
      ['nothing is on record', 'auditentries', { action: { $ne: 'settle' } }],
    ])('is gone on with, and is on record once: %s', async (_what, collection, validator) => {
      const { legacy, appointments } = people.admin.client;
      const { id: item } = await itemOf(ofPuri, 'doctor');
      const before = await values('appointments', ofPuri);
      const told = await actions();
      await refusing(collection, validator, () => legacy.decide({ id: item, to: asha }));
      expect((await appointments.get({ id: ofPuri })).record.doctor).toBe(asha);
      expect((await itemOf(ofPuri, 'doctor')).settled).toBe(false);

      await legacy.decide({ id: item, to: asha });
      expect(await itemOf(ofPuri, 'doctor')).toMatchObject({ settled: true, isLinked: true });
      expect(await actions()).toEqual([...told, 'settle', 'update'].toSorted());
      await legacy.decide({ id: item, to: null });
      expect(await values('appointments', ofPuri)).toEqual(before);
    });

    it('is not decided otherwise by who comes next: the link is there to be taken back', async () => {
      const { legacy } = people.admin.client;
      const { id: item } = await itemOf(ofPuri, 'doctor');
      const cut = () =>
        refusing('legacyreviews', { link: { $exists: false } }, () => legacy.decide({ id: item, to: asha }));
      const meanwhile = { code: 'CONFLICT', message: 'This was decided meanwhile. Look at the list again.' };
      await cut();
      await expect(legacy.settle({ id: item, settled: true })).rejects.toMatchObject(meanwhile);
      await legacy.decide({ id: item, to: null });
      await cut();
      await expect(legacy.decide({ id: item, to: ravi })).rejects.toMatchObject(meanwhile);
      await legacy.decide({ id: item, to: null });
      await cut();
      await legacy.decide({ id: item, to: null });
      expect(await stored('appointments', ofPuri)).not.toHaveProperty('doctor');
    });

    // Seen red without the comparison in `putBack`: the record was "changed since", by this very person.
    it('is taken back to the end by taking it back again', async () => {
      const { legacy } = people.admin.client;
      const { id: item } = await itemOf(ofPuri, 'doctor');
      const before = await values('appointments', ofPuri);
      await legacy.decide({ id: item, to: asha });
      await refusing('legacyreviews', { settled: true }, () => legacy.decide({ id: item, to: null }));
      expect(await values('appointments', ofPuri)).toEqual(before);
      await legacy.decide({ id: item, to: null });
      expect(await itemOf(ofPuri, 'doctor')).toMatchObject({ settled: false, isLinked: false });
    });

    // Seen red with what was begun left in place by a refusal.
    it('keeps nothing of the record beside it once it is refused or taken back', async () => {
      const { legacy } = people.admin.client;
      const { id: item } = await itemOf(ofPuri, 'doctor');
      const kept = async () => {
        const reviews = old.database.collection<{ _id: string }>('legacyreviews');
        return Object.keys((await reviews.findOne({ _id: item })) ?? {});
      };
      await expect(legacy.decide({ id: item, to: ravi })).rejects.toMatchObject({ code: 'CONFLICT' });
      expect(await kept()).not.toContain('begun');
      await legacy.decide({ id: item, to: asha });
      expect(await kept()).not.toContain('begun');
      await legacy.decide({ id: item, to: null });
      expect(await kept()).not.toContain('link');
    });
  });

  it('is refused where the time of the doctor is taken, and stays open', async () => {
    const { legacy } = people.admin.client;
    const { id: item } = await itemOf(ofPuri, 'doctor');
    await expect(legacy.decide({ id: item, to: ravi })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { kind: 'booking', holder: 'doctor', clash: { id: taken } },
    });
    expect(await itemOf(ofPuri, 'doctor')).toMatchObject({ settled: false, isLinked: false });
  });

  it('is not taken back over what somebody changed meanwhile', async () => {
    const { legacy, appointments } = people.admin.client;
    const { id: item } = await itemOf(ofPuri, 'doctor');
    await legacy.decide({ id: item, to: asha });
    const { record } = await appointments.get({ id: ofPuri });
    const { id: at, revision } = record;
    await appointments.update({ id: at, revision, changes: { doctor: ravi, time: '12:00' } });
    await expect(legacy.decide({ id: item, to: null })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'This record was changed since it was linked. Change it in its form.',
    });
    expect((await appointments.get({ id: ofPuri })).record.doctor).toBe(ravi);
    expect((await itemOf(ofPuri, 'doctor')).isLinked).toBe(true);
  });

  // Seen red with the update written straight into the store, without the permissions of the person.
  it('is not decided about a visit by an administrator who may not see it', async () => {
    const { legacy } = people.admin.client;
    const { id: item } = await itemOf(visit, 'doctor');
    await expect(legacy.decide({ id: item, to: asha })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await stored('healthlogs', visit)).not.toHaveProperty('doctor');
    expect((await itemOf(visit, 'doctor')).settled).toBe(false);
  });

  it('is decided about a visit by an administrator who is a doctor, too', async () => {
    const both = await people.admin.client.users.create({
      username: 'both',
      displayName: 'Both',
      password: testPassword,
      roles: ['admin', 'doctor'],
    });
    expect(both.record.roles).toEqual(['admin', 'doctor']);
    const { newCaller } = await carriers['in-process'](clinic.core);
    const { client } = await newCaller();
    await client.session.signIn({ username: 'both', password: testPassword });
    const { id: item, candidates = [] } = await itemOf(twice, 'patient');
    const before = await values('healthlogs', twice);
    const tanmay = candidates.find(({ title }) => title === 'tanmay')?.id ?? '';
    await client.legacy.decide({ id: item, to: tanmay });
    expect((await client.chart.get({ patient: tanmay })).healthlogs.map((each) => each.id)).toEqual([twice]);
    // Seen red without `requireMayWrite` in `takeBack`.
    await expect(people.admin.client.legacy.decide({ id: item, to: null })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect(await stored('healthlogs', twice)).toMatchObject({ patient: { $oid: tanmay } });
    await client.legacy.decide({ id: item, to: null });
    expect(await values('healthlogs', twice)).toEqual(before);
  });

  // Seen red without `refuseIfSigned` in `putBack`: the signed visit lost its patient.
  it('is not taken back from a visit that was signed since', async () => {
    const { newCaller } = await carriers['in-process'](clinic.core);
    const { client } = await newCaller();
    await client.session.signIn({ username: 'both', password: testPassword });
    const mine = await people.admin.client.doctors.create({ firstname: 'Both', lastname: 'Ways' });
    const { rows } = await people.admin.client.users.list({ filter: { username: { is: 'both' } } });
    const [user] = rows;
    await people.admin.client.users.update({
      id: user?.id ?? '',
      revision: user?.revision ?? 0,
      changes: { doctor: mine.record.id },
    });
    await client.session.signIn({ username: 'both', password: testPassword });

    const { id: item, candidates = [] } = await itemOf(twice, 'patient');
    const tanmay = candidates.find(({ title }) => title === 'tanmay')?.id ?? '';
    await client.legacy.decide({ id: item, to: tanmay });
    const linked = await client.healthlogs.get({ id: twice });
    const { record } = await client.healthlogs.update({
      id: twice,
      revision: linked.record.revision,
      changes: { doctor: mine.record.id },
    });
    await client.visits.sign({ id: twice, revision: record.revision });
    const before = await stored('healthlogs', twice);
    await expect(client.legacy.decide({ id: item, to: null })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'This visit is signed. Add an amendment.',
    });
    expect(await stored('healthlogs', twice)).toEqual(before);
    expect(before).toMatchObject({ patient: { $oid: tanmay } });
    expect(await itemOf(twice, 'patient')).toMatchObject({ settled: true, isLinked: true });
  });

  it.each(['doctor', 'nurse', 'frontdesk', 'patient'] as const satisfies readonly Role[])(
    'is decided by administrators, not by %s',
    async (role) => {
      const { id: item } = await itemOf(visit, 'doctor');
      const refused = { code: 'FORBIDDEN' };
      await expect(people[role].client.legacy.decide({ id: item, to: asha })).rejects.toMatchObject(refused);
      await expect(people[role].client.legacy.decide({ id: item, to: null })).rejects.toMatchObject(refused);
    },
  );

  it('refuses a record that is not there, and an item that is none or is about no link', async () => {
    const { legacy } = people.admin.client;
    const { id: item } = await itemOf(visit, 'doctor');
    const { newCaller } = await carriers['in-process'](clinic.core);
    const { client } = await newCaller();
    await client.session.signIn({ username: 'both', password: testPassword });
    await expect(client.legacy.decide({ id: item, to: 'f'.repeat(24) })).rejects.toMatchObject({
      code: 'INVALID',
    });
    await expect(legacy.decide({ id: 'no such item', to: asha })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(legacy.decide({ id: item, to: 'x' })).rejects.toMatchObject({ code: 'INVALID' });
  });

  it('tells what was brought in, when and by whom, and where the copy from before is', async () => {
    const { last, isLegacy } = await people.admin.client.legacy.inspect();
    expect(isLegacy).toBe(false);
    expect(last).toMatchObject({ by: 'Ada Okonkwo', patientsMade: 2, begunAt: now, endedAt: now });
    expect(last?.backupFolder).toMatch(/before-adoption-2026-11-23-10-00$/);
    expect(last?.collections).toEqual(
      ['doctors', 'users', 'appointments', 'healthlogs'].map((collection) => ({
        collection,
        before: 2,
        adopted: 2,
      })),
    );
    // An adoption that finds nothing tells nothing new.
    await adoptAll(people.admin);
    expect((await people.admin.client.legacy.inspect()).last).toEqual(last);
  });

  it('met no unexpected error', () => {
    expect(clinic.logged).toEqual([]);
  });
});
