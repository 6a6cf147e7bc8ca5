import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDump } from '../../electron/machine/dump-file';
import { type Caller, carriers, openTestClinic, type TestClinic, testPassword } from '../support/clinic';
import {
  lostFields,
  type OldDatabase,
  openDatabase,
  readSample,
  samplePath,
  wholeReview,
} from './old-database';

const names = [
  'users',
  'doctors',
  'clinics',
  'appointments',
  'prescriptions',
  'healthlogs',
  'symptomjournals',
] as const;

describe('the sample of the published system, brought in with --adopt', () => {
  let clinic: TestClinic;
  let old: OldDatabase;
  let newCaller: () => Promise<Caller>;
  let admin: Caller;
  const said: string[] = [];

  beforeAll(async () => {
    clinic = await openTestClinic({ clock: () => new Date('2026-11-23T10:00:00Z') });
    old = await openDatabase(clinic.uri);
    await clinic.core.loadDump(openDump(samplePath), (sentence) => said.push(sentence));
    ({ newCaller } = await carriers['in-process'](clinic.core));
  });
  afterAll(async () => {
    await old?.close();
    await clinic?.close();
  });

  const one = async (collection: string, id: string) => {
    const found = (await old.read(collection)).get(JSON.stringify({ $oid: id }));
    if (!found) throw new Error(`No ${collection} ${id}`);
    return found;
  };

  it('leaves the first administrator to be set up', async () => {
    const caller = await newCaller();
    expect((await caller.client.session.state()).needsSetUp).toBe(true);
    await caller.client.session.setUp({
      clinic: { clinicname: 'The new desk', timeZone: 'Europe/London' },
      administrator: { username: 'ada', displayName: 'Ada Okonkwo', password: testPassword },
    });
    expect((await caller.client.session.state()).clinic?.name).toBe('The new desk');
    admin = caller;
  });

  it('has every document, and every field of each', async () => {
    const sample = await readSample();
    for (const name of names) {
      const found = await old.read(name);
      const documents = sample[name] ?? [];
      expect(documents.length).toBeGreaterThan(0);
      const lost = documents.flatMap((before) => lostFields(before, found.get(JSON.stringify(before._id))));
      expect(lost, name).toEqual([]);
    }
  });

  it('makes text of telephone numbers and postcodes', async () => {
    expect(await one('doctors', '654112b145a4088f5fd42708')).toMatchObject({ phone: '9855630065' });
    expect(await one('doctors', '654112b145a4088f5fd42514')).toMatchObject({ phone: '2377136303' });
    expect(await one('clinics', '654112b145a4088f5fd4257b')).toMatchObject({
      zip: '501',
      phone: '+91 97524 22267',
    });
    expect(await one('clinics', '654112b145a4088f5fd4257c')).toMatchObject({ zip: '00501' });
  });

  it('makes dates of dates, whatever their form', async () => {
    const instant = { $date: { $numberLong: String(Date.UTC(2023, 9, 27)) } };
    expect(await one('doctors', '654112b145a4088f5fd42514')).toMatchObject({ userCreated: instant });
    expect(await one('clinics', '654112b145a4088f5fd42579')).toMatchObject({ userCreated: instant });
    expect(await one('appointments', '6541074962ed0d5868e2106e')).toMatchObject({
      date: '2023-10-18',
      time: '15:30',
      minutes: { $numberInt: '20' },
      status: 'done',
    });
    expect(await one('doctors', '654112b145a4088f5fd4270b')).not.toHaveProperty('userCreated');
  });

  it('links names that mean one, and lists the others', async () => {
    expect(await one('healthlogs', '65415ba7c398af4bf9a5090d')).toMatchObject({
      doctor: { $oid: '654112b145a4088f5fd42515' },
      doctorName: 'Joshi',
    });
    expect(await one('prescriptions', '65415980c398af4bf9a50004')).toMatchObject({
      doctor: { $oid: '654112b145a4088f5fd42515' },
      doctorprescribed: 'Joshi',
      status: 'active',
    });
    expect(await one('doctors', '654112b145a4088f5fd42708')).toMatchObject({ clinicName: 'City Care' });
    const ofPuri = await one('appointments', '65415706c398af4bf9a4fffb');
    expect(ofPuri).toMatchObject({ doctorName: 'Puri', appointmentName: 'Rohit', holds: true });
    expect(ofPuri).not.toHaveProperty('doctor');
    expect(ofPuri).not.toHaveProperty('patient');

    const listed = (await wholeReview(admin)).map(({ kind, entity, field }) => `${kind} ${entity}.${field}`);
    expect(listed.sort()).toEqual([
      'ambiguousName appointments.doctor',
      // "Nurturing Wellness" three times, "Wellness First Clinic" five, "Healing Hands" two.
      ...Array.from({ length: 9 }, () => 'ambiguousName doctors.clinic'),
      'unknownName appointments.patient',
      ...Array.from({ length: 2 }, () => 'unknownName doctors.clinic'),
    ]);
  });

  it('makes a patient of each user, with the records that the user lists', async () => {
    const tanmay = await one('users', '654112b145a4088f5fd428fc');
    const { $oid: patient } = tanmay.patient as { $oid: string };
    const record = await admin.client.patients.get({ id: patient });
    expect(record.record).toMatchObject({
      firstname: 'tanmay',
      email: 'tanmay@example.org',
      doctors: ['654112b145a4088f5fd42515'],
      clinics: ['65410c5cfc13ae0e8ac768d1'],
    });
    for (const [collection, id] of [
      ['healthlogs', '65415ba7c398af4bf9a5090d'],
      ['prescriptions', '65415980c398af4bf9a50004'],
      ['symptomjournals', '654112b145a4088f5fd42898'],
      ['appointments', '654156d4c398af4bf9a4fff6'],
    ] as const) {
      expect((await one(collection, id)).patient, collection).toEqual({ $oid: patient });
    }
  });

  it.each([
    ['tanmay', 'secret1'],
    ['abhineet', 'hunter22'],
    ['Abhineet@Example.org', 'hunter22'],
  ])('lets %s sign in with the old password', async (username, password) => {
    const caller = await newCaller();
    const signedIn = await caller.client.session.signIn({ username, password });
    expect(signedIn).toMatchObject({ roles: ['patient'], passwordIsWeak: true });
    const chart = await caller.client.chart.get({ patient: signedIn.patient ?? '' });
    expect(chart.healthlogs).toHaveLength(1);
    await expect(caller.client.session.signIn({ username, password: 'secret2' })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  // Seen red with `delete legacy[name]` taken out of keepPassword and `withoutPasswords` out of convertFields.
  it('keeps no password as it was, in no collection', async () => {
    const everything = await old.everything();
    expect(everything).toContain('$argon2id$');
    expect(everything).not.toMatch(/secret1|hunter22/);
    expect(JSON.stringify(await wholeReview(admin))).not.toMatch(/secret1|hunter22/);
  });

  it('keeps the plain copy from before, which holds the old passwords, for its owner alone', async () => {
    const path = /The copy from before is in (.+)$/.exec(said.at(-1) ?? '')?.[1] ?? '';
    expect((await stat(path)).mode & 0o777).toBe(0o700);
    expect((await stat(join(path, 'users.jsonl'))).mode & 0o777).toBe(0o600);
    const lines = (await readFile(join(path, 'users.jsonl'), 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ username: 'tanmay', password: 'secret1' });
  });

  it('tells what was done in plain words', () => {
    expect(said.at(-1)).toMatch(
      /^Adopted 12 clinics, 12 doctors, 2 users, 3 appointments, 2 visits, 1 prescription and 1 symptom\. 2 patients made of users\. 13 things to decide on the page "Existing database"\. The copy/,
    );
  });

  it('has nothing left to adopt', async () => {
    expect(await admin.client.legacy.inspect()).toMatchObject({
      isLegacy: false,
      patientsToMake: 0,
      toReview: 0,
    });
  });

  it('met no unexpected error', () => {
    expect(clinic.logged).toEqual([]);
  });
});
