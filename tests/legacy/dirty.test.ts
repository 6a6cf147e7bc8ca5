import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EntityName, entities } from '../../shared/entities';
import type { LegacyInspection } from '../../shared/contract';
import { dirtyDatabase, plainPassword } from './dirty-database';
import { type DirtyClinic, lostIn, openDirtyClinic } from './dirty-clinic';
import { adoptAll, documentsToAdopt, wholeReview } from './old-database';

const size = 10_000;
const names = [
  'clinics',
  'doctors',
  'users',
  'appointments',
  'healthlogs',
  'prescriptions',
  'symptomjournals',
] as const satisfies readonly EntityName[];

describe(`a database of ${size} documents that three programs and ten years have left`, () => {
  let desk: DirtyClinic;
  let inspected: LegacyInspection;
  let result: NonNullable<Awaited<ReturnType<typeof adoptAll>>['result']>;

  beforeAll(async () => {
    const dirty = dirtyDatabase(size);
    desk = await openDirtyClinic(dirty);
    const { database } = desk.old;
    // A date beyond those of every calendar, which only the server itself can write.
    await database
      .collection('doctors')
      .insertOne({ _id: 'beyond' as never, lastname: 'Beyond', userCreated: new Date(0) });
    const beyond = { $toDate: mongoose.mongo.Long.fromString('9000000000000000000') };
    await database
      .collection('doctors')
      .updateOne({ _id: 'beyond' as never }, [{ $set: { userCreated: beyond } }]);
    // Texts of half the size that a document may have, under a name of old: kept twice they would not fit.
    const veryLong = 'long '.repeat(1_800_000);
    await database
      .collection('healthlogs')
      .insertMany([{ Notes: veryLong }, { notes: veryLong, date: '2023-10-10', heightIn: 'x' }]);
    await database.collection('users').createIndex({ email: 1 }, { name: 'email_1', sparse: true });
    await database
      .collection('users')
      .createIndex({ resetToken: 1 }, { name: 'resetToken_1', unique: true, sparse: true });
    await database
      .collection('users')
      .createIndex({ createdAt: 1 }, { name: 'ttl', expireAfterSeconds: 1_000_000_000 });
    for (const name of names) desk.before.set(name, await desk.old.read(name));
    // The administrator and the clinic of today are no old documents.
    for (const name of ['users', 'clinics'])
      for (const [id, document] of desk.before.get(name) ?? [])
        if (/"(Ada Okonkwo|The new desk)"/.test(JSON.stringify(document))) desk.before.get(name)?.delete(id);
    const before = await desk.old.everything();
    inspected = await desk.admin.client.legacy.inspect();
    expect(await desk.old.everything(), 'inspecting changes nothing').toBe(before);
    const adopted = await adoptAll(desk.admin);
    if (!adopted.result) throw new Error('The adoption did not end');
    result = adopted.result;
  }, 600_000);
  afterAll(() => desk?.close());

  const listed = (name: string) => inspected.collections.find(({ collection }) => collection === name);

  it('is adopted without losing a document or a field', async () => {
    expect([...desk.before.values()].reduce((sum, documents) => sum + documents.size, 0)).toBeGreaterThan(
      size,
    );
    expect(await lostIn(desk)).toEqual([]);
  });

  it('inspects what it then does', () => {
    // The one document that cannot be carried over unharmed is left as it is.
    expect(listed('doctors')?.toAdopt).toBe((result.adopted.doctors ?? 0) + 1);
    for (const name of names.filter((each) => each !== 'doctors'))
      expect(listed(name)?.toAdopt, name).toBe(result.adopted[name]);
    expect(inspected.patientsToMake).toBe(result.patientsMade);
    expect(inspected.toReview + 1).toBe(result.toReview);
  });

  it('leaves alone what it does not know or cannot carry over, and says so', async () => {
    for (const name of ['attachments.files', 'attachments.chunks', 'sessions']) {
      expect(listed(name)).toMatchObject({
        toAdopt: 0,
        changes: [{ what: 'Not part of Clinic Desk: left as it is', count: 3 }],
      });
      expect(await desk.old.read(name)).toEqual(desk.before.get(name));
    }
    expect(inspected.collections.map(({ collection }) => collection)).not.toContain('migrations');
    const after = await desk.admin.client.legacy.inspect();
    expect(documentsToAdopt(after)).toBe(1);
    const [left] = (await wholeReview(desk.admin)).filter(({ message }) =>
      message.includes('left as it is and is'),
    );
    expect(left).toMatchObject({ entity: 'doctors', kind: 'other' });
  });

  it('shows every record in its list, and none twice', async () => {
    const doctor = await desk.signInAs('doctor');
    for (const name of names) {
      const { client } = name === 'users' ? desk.admin : doctor;
      // Every entity has this procedure.
      const list = client[name].list as (input: object) => Promise<{ rows: { id: string }[]; total: number }>;
      const seen = new Set<string>();
      let total = 1;
      for (let offset = 0; offset < total; offset += 200) {
        const page = await list({ page: { offset, limit: 200 } });
        total = page.total;
        for (const row of page.rows) seen.add(row.id);
      }
      const added = { users: 2, clinics: 1 }[name as string] ?? 0;
      expect(total, name).toBe((result.adopted[name] ?? 0) + added);
      expect(seen.size, name).toBe(total);
    }
    expect((await doctor.client.patients.list({})).total).toBe(result.patientsMade);
  });

  it('gives every account a user name of its own', async () => {
    const users = [...(await desk.old.read('users')).values()];
    const keys = users.map(({ usernameKey }) => usernameKey);
    expect(new Set(keys).size).toBe(users.length);
    expect(users.filter(({ username }) => /^person\d+-\d+$/i.test(String(username))).length).toBeGreaterThan(
      5,
    );
  });

  it('makes nobody more than a patient, and lets in nobody who was shut out', async () => {
    const users = [...(await desk.old.read('users')).values()].filter(({ legacy }) => legacy !== undefined);
    expect(users.length).toBe(result.adopted.users);
    for (const user of users) expect(user.roles).toEqual(['patient']);
    const shut = users.filter(({ legacy }) => (legacy as { active?: unknown }).active === false);
    expect(shut.length).toBeGreaterThan(0);
    for (const user of shut) expect(user.status).toBe('disabled');
  });

  // Seen red with `withoutPasswords` taken out of convertFields.
  it('keeps no password as it was, wherever it stood', async () => {
    expect(await desk.old.everything()).not.toContain(plainPassword);
    expect(JSON.stringify(inspected)).not.toContain(plainPassword);
  });

  it('lets two appointments of one doctor hold no minute in common', async () => {
    const held = new Set<string>();
    const appointments = [...(await desk.old.read('appointments')).values()];
    let clashes = 0;
    for (const { holds, doctor, date, slots, overbookedReason } of appointments) {
      if (overbookedReason === 'Clashed already when adopted') clashes += 1;
      if (holds !== true || !doctor) continue;
      for (const slot of slots as unknown[]) {
        const key = JSON.stringify([doctor, date, slot]);
        expect(held.has(key)).toBe(false);
        held.add(key);
      }
    }
    expect(clashes).toBeGreaterThan(100);
  });

  it('drops the old indexes that would refuse or delete records of today', async () => {
    const kept = (await desk.old.database.collection('users').indexes()).map(({ name }) => name);
    expect(kept).toContain('email_1');
    expect(kept).toContain('username');
    expect(kept).not.toContain('resetToken_1');
    expect(kept).not.toContain('ttl');
  });

  it('has a whole copy of it from before', async () => {
    for (const name of names) {
      const text = await readFile(join(result.backupFolder, `${name}.jsonl`), 'utf8');
      expect(text.trimEnd().split('\n').length, name).toBe(
        (desk.before.get(name)?.size ?? 0) + ({ users: 1, clinics: 1 }[name as string] ?? 0),
      );
    }
  });

  it('does nothing the second time', async () => {
    const before = await desk.old.everything(['auditentries']);
    const { result: again } = await adoptAll(desk.admin);
    expect(again).toMatchObject({ patientsMade: 0, toReview: result.toReview });
    expect(Object.values(again?.adopted ?? {}).every((count) => count === 0)).toBe(true);
    expect(await desk.old.everything(['auditentries'])).toBe(before);
  });

  it('met no unexpected error', () => {
    expect(desk.clinic.logged).toEqual([]);
    expect(Object.keys(entities)).toEqual(expect.arrayContaining([...names]));
  });
});
