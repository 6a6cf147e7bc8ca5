import mongoose from 'mongoose';
import { seededChance } from '../../../electron/core/demo/chance';
import { clockTimeOf, slotsOf } from '../../../shared/rules/slots';
import { addDays } from '../../../shared/rules/time';
import { openBookingDesk, timeIndexes } from '../booking-desk';
import type { BenchClinic } from '../clinic';
import { interleaved, type Timings } from '../measure';
import { median, type Row } from '../report';

type Collection = mongoose.mongo.Collection;
type Wanted = { date: string; time: string; minutes: number; doctor: string; patient: string };
/** False when the time is taken. */
type Book = (wanted: Wanted) => Promise<boolean>;

const clients = 16;
const each = 12;
/** Few doctors, so that most attempts find the time taken, as on days that are nearly full. */
const doctorsADay = 3;

/**
 * Sixteen desks book the same days at once. Of each pair the first only looks before it inserts, which lets overlaps
 * through; the second has the application's unique indexes besides. The driver books and nothing else; the application
 * also validates, keeps the audit, and tells whom a refused booking clashes with and which times are free.
 */
export async function booking(clinic: BenchClinic): Promise<Row[]> {
  const closing: (() => Promise<unknown>)[] = [];
  const desk = async (name: Parameters<typeof openBookingDesk>[1]) => {
    const opened = await openBookingDesk(clinic, name);
    closing.push(opened.close);
    const book: Book = (wanted) => opened.client.appointments.create(wanted).then(() => true, unlessClash);
    return { book, kept: opened.database.collection('appointments') };
  };
  const bare = async (name: string, isUnique: boolean) => {
    const kept = await bareCollection(clinic.raw, name, isUnique);
    closing.push(() => kept.drop());
    const book: Book = (wanted) => lookAndInsert(kept, wanted);
    return { book, kept };
  };
  try {
    const bareWays = [
      { name: 'driver, looking', ...(await bare('bench_looking', false)) },
      { name: 'driver, unique indexes', ...(await bare('bench_unique', true)) },
    ];
    const routerWays = [
      { name: 'router, looking', ...(await desk('bench-unprotected')) },
      { name: 'router, unique indexes', ...(await desk('bench-protected')) },
    ];
    const wanted = wantedOf(clinic);
    const rows: Row[] = [];
    for (const [ways, rounds] of [
      [bareWays, 20],
      [routerWays, 5],
    ] as const) {
      const timed = ways.map(({ name, book }) => ({
        name,
        operations: clients * each,
        run: (round: number) => byAll((turn) => book(wanted(round, turn))),
      }));
      const timings = await interleaved(timed, { rounds, warmUp: 2 });
      for (const { name, kept } of ways) rows.push(rowOf(timings, name, await overlapsIn(kept)));
    }
    return rows;
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

function rowOf(timings: Timings, name: string, overlaps: number): Row {
  const ms = median(timings, name);
  const what = `${name}: ${overlaps} overlaps`;
  if (!name.endsWith('unique indexes')) return { what, ms };
  const against = name.replace('unique indexes', 'looking');
  const ratio = median(timings, against) / ms;
  return { what, ms, ratio, against, limit: '≥ 0.90, 0 overlaps', isMet: ratio >= 0.9 && overlaps === 0 };
}

async function bareCollection(
  database: mongoose.mongo.Db,
  name: string,
  unique: boolean,
): Promise<Collection> {
  const collection = database.collection(name);
  await collection.drop();
  for (const { name, keys, when } of timeIndexes) {
    const partial = when ? { partialFilterExpression: { ...when } } : {};
    await collection.createIndex({ ...keys }, { name, unique, ...partial });
  }
  return collection;
}

/** The same attempts for every way, on another day in every round. */
function wantedOf({ seeded: { doctors, patients } }: BenchClinic) {
  return (round: number, turn: number): Wanted => {
    const chance = seededChance(round * 10_000 + turn);
    return {
      date: addDays('2031-01-01', round),
      time: clockTimeOf(480 + 5 * chance.between(0, 100)),
      minutes: chance.pick([15, 30, 45]),
      doctor: doctors[chance.between(0, doctorsADay - 1)] ?? '',
      patient: patients[chance.between(0, 4_999)] ?? '',
    };
  };
}

function byAll(attempt: (turn: number) => Promise<unknown>): Promise<unknown> {
  return Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let turn = 0; turn < each; turn += 1) await attempt(client * each + turn);
    }),
  );
}

async function lookAndInsert(collection: Collection, wanted: Wanted): Promise<boolean> {
  const [doctor, patient] = [wanted.doctor, wanted.patient].map(mongoose.mongo.ObjectId.createFromHexString);
  const slots = slotsOf(wanted.time, wanted.minutes) ?? [];
  const taken = { date: wanted.date, slots: { $in: slots }, holds: true };
  if (await collection.findOne({ doctor, ...taken })) return false;
  if (await collection.findOne({ patient, ...taken })) return false;
  try {
    await collection.insertOne({ ...wanted, doctor, patient, slots, holds: true });
    return true;
  } catch (error) {
    if (error instanceof mongoose.mongo.MongoServerError && error.code === 11_000) return false;
    throw error;
  }
}

function unlessClash(error: unknown): boolean {
  if (error instanceof Error && 'code' in error && error.code === 'CONFLICT') return false;
  throw error;
}

/** Five-minute ticks that two live appointments of one doctor both hold. */
async function overlapsIn(collection: Collection): Promise<number> {
  const doubled = await collection
    .aggregate([
      { $match: { holds: true } },
      { $unwind: '$slots' },
      { $group: { _id: { doctor: '$doctor', date: '$date', slot: '$slots' }, count: { $sum: 1 } } },
      { $match: { count: { $gt: 1 } } },
    ])
    .toArray();
  return doubled.length;
}
