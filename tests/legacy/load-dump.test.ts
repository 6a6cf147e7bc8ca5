import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DumpedDocument } from '../../electron/core/ports/dump';
import { Unavailable } from '../../electron/core/ports/records';
import { openDump } from '../../electron/machine/dump-file';
import { temporaryFolder } from '../../electron/machine/testing/temporary-folder';
import { carriers, openTestClinic, type TestClinic, testPassword } from '../support/clinic';
import { cheapHasher, now } from './cheap-hasher';
import { adoptAll, type OldDatabase, openDatabase, readSample, samplePath } from './old-database';

const names = [
  'users',
  'doctors',
  'clinics',
  'appointments',
  'prescriptions',
  'healthlogs',
  'symptomjournals',
];

describe('bringing a dump in', () => {
  let clinic: TestClinic;
  let old: OldDatabase;
  let folder: string;
  let said: string[];

  beforeEach(async () => {
    clinic = await openTestClinic({ clock: () => now, hasher: cheapHasher });
    old = await openDatabase(clinic.uri);
    folder = await temporaryFolder();
    said = [];
  });
  afterEach(async () => {
    await old.close();
    await clinic.close();
  });

  const load = (path: string) => clinic.core.loadDump(openDump(path), (sentence) => said.push(sentence));
  const file = async (name: string, content: string) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const counts = async () =>
    Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, (await old.read(name)).size] as const)),
    );
  const ofTheSample = {
    users: 2,
    doctors: 12,
    clinics: 12,
    appointments: 3,
    prescriptions: 1,
    healthlogs: 2,
    symptomjournals: 1,
  };
  const nothing = Object.fromEntries(names.map((name) => [name, 0]));

  it('takes a file that Windows wrote, with a byte order mark and its own line ends', async () => {
    const sample = JSON.stringify(await readSample(), null, 2).replaceAll('\n', '\r\n');
    await load(await file('dump.json', `\uFEFF${sample}`));
    expect(await counts()).toEqual(ofTheSample);
  });

  it.each([
    ['lines', (documents: readonly object[]) => documents.map((each) => JSON.stringify(each)).join('\n')],
    [
      'lines that Windows wrote',
      (documents: readonly object[]) =>
        `\uFEFF${documents.map((each) => JSON.stringify(each)).join('\r\n')}\r\n`,
    ],
    ['a list of each', (documents: readonly object[]) => `\n${JSON.stringify(documents, null, 1)}\n`],
  ])('takes a folder of files as mongoexport writes them: %s', async (_kind, write) => {
    for (const [name, documents] of Object.entries(await readSample()))
      await file(`${name}.json`, write(documents));
    await file('notes.txt', 'not a collection');
    await file('empty.json', '');
    await load(folder);
    expect(await counts()).toEqual(ofTheSample);
  });

  // Seen red with `withAllDigits` taken out of `parse`.
  it.each(['healthlogs.json', 'dump.json'])(
    'keeps every digit of long numbers that mongoexport writes bare: %s',
    async (name) => {
      const line = String.raw`{"insurance":9007199254740993,"a":[-9223372036854775808,12],"b":1.5e20,"c":"x\",9007199254740993,","d":12345678901234567890123}`;
      const path = await file(name, name === 'dump.json' ? `{"healthlogs":[${line}]}` : line);
      await load(name === 'dump.json' ? path : folder);
      const [stored] = [...(await old.read('healthlogs')).values()];
      expect(stored?.legacy).toMatchObject({
        insurance: { $numberLong: '9007199254740993' },
        a: [{ $numberLong: '-9223372036854775808' }, { $numberInt: '12' }],
        b: { $numberDouble: '150000000000000000000.0' },
        c: 'x",9007199254740993,',
        d: { $numberDouble: '1.2345678901234568e+22' },
      });
    },
  );

  it('reads a text that holds a line separator of Unicode', async () => {
    await file('healthlogs.json', '{"notes":"first\u2028second"}\n{"notes":"third"}\n');
    await load(folder);
    expect([...(await old.read('healthlogs')).values()].map(({ notes }) => notes)).toEqual([
      'first\u2028second',
      'third',
    ]);
  });

  it.each([
    [
      '{"users": [{"username": "tanmay"},]}',
      'dump.json, line 1: this is not readable JSON. Nothing was stored.',
    ],
    [
      '{\n "users": [\n  {"username": tanmay}\n ]\n}',
      'dump.json, line 3: this is not readable JSON. Nothing was stored.',
    ],
    [
      '{\n "users": [\n  {"username": "tan',
      'dump.json, line 3: this is not readable JSON. Nothing was stored.',
    ],
    ['[{"username": "tanmay"}]', 'dump.json does not hold an object of collections.'],
    ['{"users": {"username": "tanmay"}}', 'dump.json: "users" is not a list of documents.'],
    [
      '{"users": [{"username": "a"}, "b"]}',
      'dump.json: "users", document 2: there is something that is not a document. Nothing was stored.',
    ],
    [
      '{"users": [{"_id": {"$oid": "65"}}]}',
      'dump.json: "users", document 1: this document cannot be stored. Nothing was stored.',
    ],
    [
      '{"doctors": [{"lastname": "Lee"}], "users": [{"_id": 1}, {"_id": 2}, {"_id": 1}]}',
      '"users" holds two documents with the same id. Nothing was stored.',
    ],
    ['{"users": []}', 'There is no document in the dump.'],
    ['', 'dump.json, line 1: this is not readable JSON. Nothing was stored.'],
  ])('refuses %j in words and stores nothing', async (content, sentence) => {
    const path = await file('dump.json', content);
    const error = await load(path).catch((refusal: unknown) => refusal);
    expect((error as Error).name).toBe('Refusal');
    expect((error as Error).message.replace(`${folder}/`, '')).toBe(sentence);
    expect(await counts()).toEqual(nothing);
    // And the right one goes in after it.
    await load(samplePath);
    expect(await counts()).toEqual(ofTheSample);
  });

  it.each([
    ['{"a":1}\n{"a":2}\n{"a":\n', 'users.json, line 3: this is not readable JSON. Nothing was stored.'],
    ['[\n{"a":1},\n{"a":2},,\n]', 'users.json, line 3: this is not readable JSON. Nothing was stored.'],
    ['{"a":1}\n7\n', 'users.json, line 2: there is something that is not a document. Nothing was stored.'],
  ])('names the line in a folder: %j', async (content, sentence) => {
    await file('clinics.json', '{"clinicname":"City Care"}');
    await file('users.json', content);
    await expect(load(folder)).rejects.toThrow(`${folder}/${sentence}`);
    expect(await counts()).toEqual(nothing);
  });

  it('says which file is missing, and that a dump of mongodump is none', async () => {
    await expect(load(join(folder, 'nowhere.json'))).rejects.toThrow(
      `There is no file or folder ${folder}/nowhere.json.`,
    );
    await mkdir(join(folder, 'inside'));
    await expect(load(join(folder, 'inside'))).rejects.toThrow(`There is no .json file in ${folder}/inside.`);
    await file('users.bson', 'x');
    await expect(load(folder)).rejects.toThrow(
      'was written by mongodump. Export the collections with mongoexport',
    );
  });

  it('says nothing of what stands in a file that it cannot read', async () => {
    const path = await file('dump.json', '{"users": [{"username": Tanmay Kulkarni}]}');
    const error = await load(path).catch((refusal: unknown) => refusal);
    const { cause, message } = error as Error;
    expect(`${message} ${String(cause)}`).not.toContain('Kulkarni');
  });

  it('refuses a database that holds anything', async () => {
    await load(samplePath);
    const before = await old.everything();
    await expect(load(samplePath)).rejects.toMatchObject({
      code: 'CONFLICT',
      message:
        'The database holds records already. Start with --home and an empty folder to bring another database in.',
    });
    expect(await old.everything()).toBe(before);
  });

  it('takes back in a copy that was written before an adoption', async () => {
    await load(samplePath);
    const copy = /The copy from before is in (.+)$/.exec(said.at(-1) ?? '')?.[1] ?? '';
    const other = await openTestClinic({ clock: () => now, hasher: cheapHasher });
    await other.core.loadDump(openDump(copy), () => undefined);
    const there = await openDatabase(other.uri);
    expect((await there.read('doctors')).size).toBe(12);
    expect((await there.read('older-migrations')).size).toBeGreaterThan(0);
    await there.close();
    await other.close();
    await rm(copy, { recursive: true });
  });

  const note = (load: object) =>
    old.database.collection<{ _id: string }>('legacyloads').insertOne({ _id: 'dump', ...load } as never);

  it('begins anew when storing was broken off, and lets nobody adopt the half', async () => {
    const half = async function* (): AsyncGenerator<DumpedDocument> {
      yield { collection: 'users', document: { username: 'tanmay' }, where: 'here' };
      yield { collection: 'strangers', document: { a: 1 }, where: 'here' };
      // Read to its end once, it is being stored.
      if ((await old.read('legacyloads')).size > 0) throw new Unavailable('The database is away');
    };
    await expect(clinic.core.loadDump(half, () => undefined)).rejects.toThrow('The database is away');
    expect((await old.read('users')).size).toBe(1);
    await load(samplePath);
    expect(await counts()).toEqual(ofTheSample);
    expect((await old.read('strangers')).size).toBe(0);

    const { newCaller } = await carriers['in-process'](clinic.core);
    const admin = await newCaller();
    await admin.client.session.setUp({
      clinic: { clinicname: 'The new desk' },
      administrator: { username: 'ada', displayName: 'Ada', password: testPassword },
    });
    await note({ state: 'storing', collections: ['users'] });
    await expect(adoptAll(admin)).rejects.toMatchObject({
      code: 'CONFLICT',
      message:
        'Bringing a dump in was broken off, so only a part of it is here. Start Clinic Desk with --adopt and the dump again.',
    });
  });

  // Seen red with every document that is not in our form deleted, and only then looked whether there are records.
  it.each([
    ['the clinic has records by now', ['users', 'doctors']],
    ['something else is there', ['users']],
  ])('deletes nothing after storing was broken off when %s', async (what, collections) => {
    if (what.startsWith('the clinic')) {
      const { newCaller } = await carriers['in-process'](clinic.core);
      await (await newCaller()).client.session.setUp({
        clinic: { clinicname: 'The new desk' },
        administrator: { username: 'ada', displayName: 'Ada', password: testPassword },
      });
    }
    await old.fill({
      users: [{ username: 'tanmay' }],
      doctors: [{ lastname: 'Puri' }],
      'attachments.chunks': [{ n: 0, data: { $binary: { base64: 'AAAA', subType: '00' } } }],
    });
    await note({ state: 'storing', collections });
    const before = await old.everything();
    await expect(load(samplePath)).rejects.toMatchObject({
      code: 'CONFLICT',
      message:
        'The database holds records already. Start with --home and an empty folder to bring another database in.',
    });
    expect(await old.everything()).toBe(before);
  });

  it('deletes only what it has written when it cannot go on', async () => {
    const doubled = async function* (): AsyncGenerator<DumpedDocument> {
      yield { collection: 'users', document: { _id: 1 }, where: 'here' };
      // Somebody else writes at the same moment.
      if ((await old.read('legacyloads')).size > 0) await old.fill({ strangers: [{ a: 1 }] });
      yield { collection: 'users', document: { _id: 1 }, where: 'here' };
    };
    await expect(clinic.core.loadDump(doubled, () => undefined)).rejects.toThrow('the same id');
    expect((await old.read('users')).size).toBe(0);
    expect((await old.read('strangers')).size).toBe(1);
  });

  it('goes on with the adoption when that was broken off', async () => {
    await old.fill(await readSample());
    await note({ state: 'stored' });
    await load(join(folder, 'is not even read.json'));
    expect(said[0]).toBe('The dump is stored already: going on with its adoption');
    expect([...(await old.read('users')).values()].every(({ revision }) => revision !== undefined)).toBe(
      true,
    );
    await expect(load(samplePath)).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});
