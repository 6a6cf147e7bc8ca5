import mongoose from 'mongoose';
import { afterEach, describe, expect, it } from 'vitest';
import { decode } from '../../electron/store/legacy-documents';
import { type DirtyClinic, lostIn, openDirtyClinic } from './dirty-clinic';
import { plainPassword } from './dirty-database';
import { adoptAll, wholeReview } from './old-database';

const { BSON, ObjectId } = mongoose.mongo;
const { BSONRegExp, BSONSymbol, Binary, Code, DBRef, Decimal128, Double, Int32, Long, Timestamp, UUID } =
  BSON;

const id = (last: number) => new ObjectId(`65410000000000000000${String(last).padStart(4, '0')}`);
const sharma = id(1);

/** A document in documents, so many deep. */
const nested = (depth: number): Record<string, unknown> => {
  let inner: Record<string, unknown> = { last: 'in the depth' };
  for (let level = 0; level < depth; level += 1) inner = { inner };
  return inner;
};

describe('values that nobody thought of', () => {
  let desk: DirtyClinic | undefined;
  afterEach(async () => {
    await desk?.close();
    desk = undefined;
  });

  const adoptOf = async (
    collections: Parameters<typeof openDirtyClinic>[0],
    prepare?: (database: mongoose.mongo.Db) => Promise<unknown>,
  ) => {
    const opened = await openDirtyClinic(collections);
    desk = opened;
    await prepare?.(opened.old.database);
    const { result } = await adoptAll(opened.admin);
    return { desk: opened, adopted: result?.adopted, review: await wholeReview(opened.admin) };
  };

  it('are kept whatever their type, in any field, and in fields of any name', async () => {
    const values: readonly unknown[] = [
      new BSONSymbol('a symbol'),
      new DBRef('doctors', id(1)),
      new DBRef('doctors', id(7), 'clinic', { note: 'elsewhere' }),
      { $ref: 5, $id: 'no reference' },
      new UUID('0e984725-c51c-4bf4-9960-e1c80e27aba0'),
      new Binary(Buffer.from([0, 255, 10]), 128),
      new Code('return a', { a: 1, b: { c: id(3) } }),
      Decimal128.fromString('0.10'),
      Decimal128.fromString('-0E-10'),
      Decimal128.fromString('1E+6000'),
      Long.fromString('-9223372036854775808'),
      new Int32(7),
      new Double(7),
      new Double(1e21),
      new Double(5e-324),
      new Timestamp({ t: 4_294_967_295, i: 4_294_967_295 }),
      new BSONRegExp('^a.*$', 'imsx'),
      new Date(-8_640_000_000_000_000),
      new Date(8_640_000_000_000_000),
      [[], [[]], [null, [undefined]]],
      [new Int32(1), new Double(1), Long.fromNumber(1), '1', true, id(1)],
      { '': 1, '.': 2, $: 3, 'a.b.$c': { $eq: 'x', 'é ': null } },
      { $date: 5 },
      { $numberDecimal: 'much' },
      { $undefined: true },
      { $binary: { base64: 'AAAA', subType: '00' } },
      '\uFFFD\u0000\u200F\uFEFF',
    ];
    const fields = [
      'notes',
      'date',
      'heightIn',
      'doctor',
      'visitPurpose',
      'somethingElse',
      'vitals',
      'diagnoses',
    ];
    const healthlogs = values.flatMap((value, index) =>
      fields.map((field, at) => ({ _id: id(100 + index * fields.length + at), [field]: value })),
    );
    const doctors = [{ _id: sharma, lastname: 'Sharma' }];
    const { desk: opened, adopted } = await adoptOf({ doctors, healthlogs });
    expect(adopted?.healthlogs).toBe(healthlogs.length);
    expect(await lostIn(opened)).toEqual([]);
  });

  // Seen red with `fromRaw({ value: raw }).value` for every value that is not the very one that was read.
  it('stay as they were beside a password that is taken out', async () => {
    const local = {
      password: `${plainPassword}1`,
      odd: { $oid: 'abc', list: [{ $date: 'never' }, { pwd: `${plainPassword}2`, at: new Date(5) }] },
      exact: Decimal128.fromString('1.500'),
    };
    const { desk: opened, adopted } = await adoptOf({ users: [{ _id: id(1), username: 'tanmay', local }] });
    expect(adopted).toMatchObject({ users: 1 });
    expect(await lostIn(opened)).toEqual([]);
    expect(await opened.old.everything()).not.toContain(plainPassword);
  });

  // Seen red with `fits` and `isAboutTheDocument` always answering that all is well.
  it('are left alone and listed where the server would not take them any more; all others are adopted', async () => {
    const tooLarge = Array.from({ length: 700_000 }, (_, index) => index);
    const {
      desk: opened,
      adopted,
      review,
    } = await adoptOf({
      clinics: [
        { _id: id(1), clinicname: 'Large', rooms: tooLarge },
        { _id: id(2), clinicname: 'Small', rooms: [1, 2] },
      ],
      healthlogs: [
        { _id: id(11), visitPurpose: 'deep', form: nested(90) },
        { _id: id(12), visitPurpose: 'deepest', form: nested(178) },
        { _id: id(13), visitPurpose: 'flat' },
      ],
    });
    expect(adopted).toMatchObject({ clinics: 1, healthlogs: 2 });
    const left = review.filter(({ message }) => message.includes('left as it is and is not shown'));
    expect(left.map(({ entity, record }) => [entity, record])).toEqual([
      ['clinics', id(1).toHexString()],
      ['healthlogs', id(12).toHexString()],
    ]);
    expect(await lostIn(opened)).toEqual([]);
  });

  // Seen red without the `collMod` in `freeFromOldRules`.
  it('are adopted although the older system had a rule for its documents', async () => {
    const symptomjournals = [{ _id: id(1), symptomType: 'Cough', symptomDate: '2023-10-27' }];
    const validator = {
      $jsonSchema: {
        required: ['symptomType'],
        additionalProperties: false,
        properties: { _id: {}, symptomType: {}, symptomDate: {} },
      },
    };
    const { desk: opened, adopted } = await adoptOf({ symptomjournals }, (database) =>
      database.command({ collMod: 'symptomjournals', validator }),
    );
    expect(adopted).toMatchObject({ symptomjournals: 1 });
    expect(await lostIn(opened)).toEqual([]);
  });

  // Seen red with a date after 2029 converted to none. Adoption writes past the rules that refuse such a day at the desk.
  it('are taken over as dates of years to come, on which nothing new may be written', async () => {
    const date = '2030-01-05';
    const { desk: opened, adopted } = await adoptOf({
      healthlogs: [{ _id: id(1), visitPurpose: 'Cough', date }],
      symptomjournals: [{ _id: id(2), symptomType: 'Cough', symptomDate: date }],
    });
    expect(adopted).toMatchObject({ healthlogs: 1, symptomjournals: 1 });
    const { client } = await opened.signInAs('doctor');
    const ofVisits = await client.healthlogs.list({ filter: { date: { is: date } } });
    expect(ofVisits.rows).toMatchObject([{ visitPurpose: 'Cough', date }]);
    const ofSymptoms = await client.symptomjournals.list({
      filter: { symptomDate: { is: date } },
    });
    expect(ofSymptoms.rows).toMatchObject([{ symptomType: 'Cough', symptomDate: date }]);
    expect(await lostIn(opened)).toEqual([]);
  });

  it('are told apart from fields of one name twice, of which a program sees only one', () => {
    const bytes = BSON.serialize({ _id: 1, phone: '1', phonf: '2' });
    expect(decode(bytes).isWhole).toBe(true);
    bytes[Buffer.from(bytes).indexOf('phonf') + 4] = 'e'.charCodeAt(0);
    expect(BSON.deserialize(bytes)).toEqual({ _id: 1, phone: '2' });
    expect(decode(bytes).isWhole).toBe(false);
  });

  it('never become dates, times or numbers by a guess', async () => {
    const dates = [
      '27/10/23',
      '03/04/2023',
      '10-23',
      45_226,
      -1,
      99_999_999,
      '1698364800000',
      '2023-02-30',
      ['2023-10-27'],
      { day: 1 },
    ];
    const healthlogs = dates.map((date, index) => ({
      _id: id(index),
      date,
      heightIn: '1,500',
      weightLb: '70kg',
    }));
    const { desk: opened, review } = await adoptOf({ healthlogs });
    const stored = [...(await opened.old.read('healthlogs')).values()];
    expect(stored).toHaveLength(dates.length);
    for (const visit of stored)
      for (const field of ['date', 'heightIn', 'weightLb']) expect(visit).not.toHaveProperty(field);
    const unread = review.filter(({ kind }) => kind === 'unreadableValue');
    expect(unread).toHaveLength(dates.length * 3);
    expect(await lostIn(opened)).toEqual([]);
  });

  it('name people in every way that a clinic writes a name', async () => {
    const doctors = [
      { _id: sharma, firstname: 'Ravi', lastname: 'Sharma' },
      { _id: id(2), firstname: 'Ana', lastname: "D'Souza" },
    ];
    const written = ['Sharma, Ravi', 'SHARMA,RAVI', ' dr.  ravi   sharma ', 'Prof. Dr. Sharma', 'Sharma MD'];
    const healthlogs = [...written, sharma, sharma.toHexString(), { _id: sharma }].map((doctor, index) => ({
      _id: id(50 + index),
      doctor,
    }));
    const { desk: opened } = await adoptOf({ doctors, healthlogs });
    const stored = [...(await opened.old.read('healthlogs')).values()];
    expect(stored.map(({ doctor }) => doctor)).toEqual(stored.map(() => ({ $oid: sharma.toHexString() })));
    expect(await lostIn(opened)).toEqual([]);
  });

  it('give every patient a record number of their own, which a registration then goes on from', async () => {
    const users = Array.from({ length: 60 }, (_, index) => ({ _id: id(index), username: `person${index}` }));
    const opened = await openDirtyClinic({ users });
    desk = opened;
    const { patients } = opened.admin.client;
    await patients.create({ firstname: 'Pat', lastname: 'First' });
    await patients.create({ firstname: 'Pat', lastname: 'Typed', recordNumber: 'ND-000007' });
    await adoptAll(opened.admin);
    const { record } = await patients.create({ firstname: 'Pat', lastname: 'Last' });
    const { rows } = await patients.list({ page: { offset: 0, limit: 200 } });
    const numbers = rows.map(({ recordNumber }) => recordNumber);
    expect(numbers.every((number) => /^[A-Z]+-\d{6}$/.test(number ?? ''))).toBe(true);
    expect(new Set(numbers).size).toBe(63);
    expect(record.recordNumber).toBe([...numbers].toSorted().at(-1));
  });
});
