import fc from 'fast-check';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities } from '../../shared/entities';
import type { FieldKind } from '../../shared/schema';
import { testDatabase } from '../../tests/support/database';
import { everyKind } from '../../tests/support/every-kind';
import { type MongoStore, openStore } from './open-store';

const { Decimal128, Long, ObjectId } = mongoose.mongo;
const at = new Date('2026-11-23T09:00:00Z');

const words = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
const id = fc.stringMatching(/^[0-9a-f]{24}$/);
const instants = fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true });
const dates = instants.map((date) => date.toISOString().slice(0, 10));
const amounts = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
const coding = fc.record({ system: words, code: words, display: words });
const colours = fc.constantFrom('red', 'green', 'blue');

/** Any value that a field of this kind may hold. */
const valuesOf: Record<Exclude<FieldKind, 'password'>, fc.Arbitrary<unknown>> = {
  text: words,
  longText: words,
  email: words,
  phone: words,
  number: amounts,
  yesNo: fc.boolean(),
  calendarDate: dates,
  partialDate: dates.chain((date) => fc.constantFrom(date, date.slice(0, 7), date.slice(0, 4))),
  clockTime: instants.map((date) => date.toISOString().slice(11, 16)),
  instant: instants,
  choice: colours,
  choices: fc.array(colours, { maxLength: 4 }),
  reference: id,
  references: fc.array(id, { maxLength: 4 }),
  coding,
  codings: fc.array(coding, { maxLength: 3 }),
  texts: fc.array(words, { maxLength: 4 }),
  numbers: fc.array(amounts, { maxLength: 4 }),
  group: fc.record({ words, doctor: id, at: instants }, { requiredKeys: [] }),
  entries: fc.array(
    fc.record({ amount: amounts, doctors: fc.array(id, { maxLength: 2 }) }, { requiredKeys: ['amount'] }),
    { maxLength: 3 },
  ),
  image: words,
};

const { patient: _patient, number: _unique, password: _never, stamp: _stamped, ...plain } = everyKind.fields;
const curiosities = fc.record(
  {
    ...Object.fromEntries(
      Object.entries(plain).map(([name, { kind }]) => [name, kind === 'password' ? words : valuesOf[kind]]),
    ),
    patient: valuesOf.reference,
  },
  { requiredKeys: [] },
);

describe('What is stored', () => {
  let store: MongoStore;
  const unreadable: string[] = [];
  beforeAll(async () => {
    const open = openStore(
      { ...entities, curiosities: everyKind },
      { onUnreadable: (entity, record, field) => unreadable.push(`${entity} ${record} ${field}`) },
    );
    store = await open(testDatabase(), () => undefined);
  });
  afterAll(() => store.close());

  const insert = (values: Record<string, unknown>) =>
    store.records.change((unit) => unit.insert(everyKind, values, { at, user: 'a'.repeat(24) }));

  it('comes back as it was given, whatever kind of field it is', async () => {
    await fc.assert(
      fc.asyncProperty(curiosities, async (values) => {
        const made = await insert(values);
        const read = await store.records.get(everyKind, made.id);
        expect(read).toEqual(made);
        expect(read).toEqual({
          ...values,
          stamp: at,
          id: made.id,
          revision: 1,
          createdAt: at,
          updatedAt: at,
          createdBy: 'a'.repeat(24),
          updatedBy: 'a'.repeat(24),
        });
        // A change is stored by another statement than a new record.
        const { id: other } = await insert({});
        const changed = await store.records.change((unit) =>
          unit.set(everyKind, { id: other, revision: 1 }, values, { at }),
        );
        expect(changed).toMatchObject({ ...values, revision: 2 });
      }),
      { numRuns: 60 },
    );
  });

  it('keeps references as ids, so that other programs can join them', async () => {
    const doctor = '0123456789abcdef01234567';
    const { id: made } = await insert({ references: [doctor], group: { doctor } });
    const document = await store.database.collection('curiosities').findOne({ _id: new ObjectId(made) });
    expect(document).toMatchObject({
      references: [new ObjectId(doctor)],
      group: { doctor: new ObjectId(doctor) },
      removed: false,
    });
  });

  it('never keeps a new password', async () => {
    const { id: made } = await insert({ password: 'correct horse', text: 'x' });
    const document = await store.database.collection('curiosities').findOne({ _id: new ObjectId(made) });
    expect(JSON.stringify(document)).not.toContain('correct horse');
  });

  it('refuses unknown fields and values of another type', async () => {
    await expect(insert({ unknown: 1 })).rejects.toThrow('no field unknown');
    await expect(insert({ constructor: 1 })).rejects.toThrow('no field constructor');
    for (const values of [
      { text: { $gt: '' } },
      { number: '5' },
      { instant: '2026-11-23' },
      { instant: new Date(Number.NaN) },
      { references: 'x' },
      { references: [{ $oid: 'x' }] },
      { patient: 'not an id' },
      { coding: { system: 's', code: { $gt: '' }, display: 'd' } },
      { group: { $where: 'x' } },
      { group: [] },
    ]) {
      await expect(insert(values), JSON.stringify(values)).rejects.toThrow(TypeError);
    }
    expect(await store.records.count(everyKind, { filter: { phone: { is: 'never' } } })).toBe(0);
  });

  it('leaves a value that does not fit its field out of the list and reports it once, without the value', async () => {
    const _id = new ObjectId();
    await store.database.collection<{ _id: mongoose.mongo.ObjectId }>('curiosities').insertOne({
      _id,
      revision: 1,
      removed: false,
      createdAt: at,
      updatedAt: 'yesterday',
      text: 'misfit',
      phone: 2_377_136_303,
      choice: 'purple',
      calendarDate: '30/02/2023',
      yesNo: null,
      patient: 'Tanmay',
      references: [new ObjectId(), 'Sharma'],
      numbers: [1, Long.fromNumber(2), 3],
      group: 'none',
      entries: [{ amount: Decimal128.fromString('1.5') }],
      legacy: { anything: true },
    } as never);
    const filter = { text: { is: 'misfit' } };
    const expected = {
      id: _id.toHexString(),
      revision: 1,
      createdAt: at,
      updatedAt: _id.getTimestamp(),
      text: 'misfit',
      numbers: [1, 2, 3],
    };
    expect(await store.records.find(everyKind, { filter, limit: 5 })).toEqual([expected]);
    expect(await store.records.get(everyKind, _id.toHexString())).toEqual(expected);
    const misfits = ['calendarDate', 'choice', 'entries', 'group', 'patient', 'phone', 'references'];
    expect(unreadable.toSorted()).toEqual(
      misfits.map((field) => `curiosities ${_id.toHexString()} ${field}`),
    );
  });

  it('shows nothing of an older system that was not adopted yet', async () => {
    const _id = new ObjectId();
    await store.database
      .collection<{ _id: mongoose.mongo.ObjectId }>('patients')
      .insertMany([
        { _id, firstname: 'Old', lastname: 'System' } as never,
        { _id: 'a text', firstname: 'Old', lastname: 'System', removed: false, revision: 1 } as never,
      ]);
    expect(await store.records.find(entities.patients, { limit: 5 })).toEqual([]);
    expect(await store.records.get(entities.patients, _id.toHexString())).toBeNull();
    expect(await store.records.getMany(entities.patients, [_id.toHexString()])).toEqual([]);
  });
});
