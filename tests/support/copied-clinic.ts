import mongoose from 'mongoose';
import { entities } from '../../shared/entities';
import type { MongoStore } from '../../electron/store/open-store';

const { BSON, Decimal128, Double, Int32, Long, ObjectId } = mongoose.mongo;

const at = new Date('2026-11-23T09:00:00Z');

/** Patients, readings, a document in pieces and values of every type of BSON: little of each, for tests of copying. */
export async function everyKind(store: MongoStore, patients = 40): Promise<string[]> {
  const { database, records } = store;
  const ids = await records.insertMany(
    entities.patients,
    Array.from({ length: patients }, (_, index) => ({
      ...{ firstname: `First ${index}`, lastname: `Last ${index}`, recordNumber: `R-${index}` },
    })),
    { at },
  );
  await takeReadings(store, ids.slice(0, 3), 500);
  await database.collection('attachments.chunks').insertMany(
    Array.from({ length: 6 }, (_, n) => ({
      ...{ files_id: new ObjectId(), n, data: new mongoose.mongo.Binary(Buffer.alloc(300_000, n)) },
    })),
  );
  await database.collection<{ _id: unknown }>('typed').insertMany(typed);
  return ids;
}

/** So many heart rates of each patient, one an hour, before `at`; those that are there already stay. */
export async function takeReadings(
  store: MongoStore,
  patients: readonly string[],
  count: number,
): Promise<void> {
  for (const patient of patients)
    await store.readings.record([
      {
        patient,
        readings: Array.from({ length: count }, (_, index) => ({
          ...{ kind: '8867-4' as const, value: count + (index % 40) },
          takenAt: new Date(at.getTime() - index * 3_600_000),
          ...(index % 3 === 0 ? { given: { value: 1 + index, unit: '/s' } } : {}),
        })),
        from: { origin: 'entered' },
        ...{ at, note: patient === patients[0] ? 'by hand' : undefined },
        audit: (fresh) => ({ at, action: 'record', entity: 'readings', outcome: 'done', reason: `${fresh}` }),
      },
    ]);
}

const typed = [
  {
    _id: new Int32(1),
    five: new Int32(5),
    same: new Double(5),
    long: Long.fromNumber(5),
    minus: new Double(-0),
  },
  { _id: 'text', exact: Decimal128.fromString('1.10'), nothing: null, nan: Number.NaN, date: new Date(5) },
  { _id: new Double(2.5), pattern: new mongoose.mongo.BSONRegExp('a', 'i'), bytes: Buffer.from('ab') },
  { _id: new ObjectId(), nested: { $odd: 1, 'a.b': [1, { deep: new Int32(2) }], empty: [] } },
  {
    _id: { part: 1, other: 'x' },
    time: new mongoose.mongo.Timestamp({ t: 1, i: 2 }),
    min: new BSON.MinKey(),
  },
  // JavaScript would put "9" before "10", and both before "last".
  {
    _id: new Date(1),
    years: new Map([
      ['last', 1],
      ['10', 2],
      ['9', 3],
    ]),
  },
];
