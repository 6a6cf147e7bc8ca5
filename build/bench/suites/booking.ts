import mongoose from 'mongoose';
import { type Chance, seededChance } from '../../../electron/core/demo/chance';
import { entities } from '../../../shared/entities';
import { clockTimeOf, slotsOf } from '../../../shared/rules/slots';
import { addDays } from '../../../shared/rules/time';
import type { BenchClinic } from '../clinic';
import { interleaved } from '../measure';
import { median, plain, type Row } from '../report';

type Db = mongoose.mongo.Db;

const clients = 16;
const each = 12;
const attempts = clients * each;
const rounds = 8;
const warmUp = 2;
/** About one attempt in four finds a free time, as on a day that is nearly full. */
const doctorsADay = 3;

type Wanted = { date: string; time: string; minutes: number; doctor: string; patient: string };

/** Collections of the driver's own, beside the application's. */
const unprotected = 'bench_unprotected';
const byIndex = 'bench_by_index';

/**
 * Sixteen desks book the same days at once. The driver alone does it twice: looking first and then inserting, which lets
 * overlaps through, and with the application's unique indexes. The application also validates, keeps the audit, and
 * tells whom a refused booking clashes with and which times are free.
 */
export async function booking(clinic: BenchClinic): Promise<Row[]> {
  const { raw, client } = clinic;
  await prepare(raw);
  const wanted = wantedOf(clinic);
  const timings = await interleaved(
    [
      {
        name: 'driver: look, then insert',
        run: (round) => byAll(round, wanted, (one) => bare(raw, unprotected, one)),
      },
      {
        name: 'driver, unique indexes',
        run: (round) => byAll(round, wanted, (one) => bare(raw, byIndex, one)),
      },
      {
        name: 'router',
        run: (round) =>
          byAll(round, wanted, (one) =>
            client.appointments.create(one).then(
              () => true,
              (error: unknown) => unlessClash(error),
            ),
          ),
      },
    ].map((way) => ({ ...way, operations: attempts })),
    { rounds, warmUp },
  );
  const overlaps = {
    [unprotected]: await overlapsIn(raw, unprotected),
    [byIndex]: await overlapsIn(raw, byIndex),
    appointments: await overlapsIn(raw, 'appointments'),
  };
  await prepare(raw);
  const baseline = 'driver: look, then insert';
  const throughput = (way: string): Row => {
    const ratio = median(timings, baseline) / median(timings, way);
    return {
      what: `${way}, throughput`,
      ms: median(timings, way),
      ratio,
      against: baseline,
      limit: '≥ 0.90',
      isMet: ratio >= 0.9,
    };
  };
  return [
    { ...plain(timings, baseline), against: `${overlaps[unprotected]} overlaps` },
    throughput('driver, unique indexes'),
    throughput('router'),
    { what: `overlaps: ${overlaps[byIndex]} by index`, limit: '0', isMet: overlaps[byIndex] === 0 },
    { what: `overlaps: ${overlaps.appointments} by router`, limit: '0', isMet: overlaps.appointments === 0 },
  ];
}

async function prepare(database: Db): Promise<void> {
  for (const name of [unprotected, byIndex]) await database.collection(name).drop();
  const isOfTime = (name: string) => name.endsWith('holds slot');
  const own = entities.appointments.indexes.filter(({ name }) => isOfTime(name));
  for (const { name, keys, when, unique } of own) {
    const options = { name, ...(when ? { partialFilterExpression: { ...when } } : {}) };
    await database
      .collection(byIndex)
      .createIndex({ ...keys }, { ...options, ...(unique ? { unique } : {}) });
    await database.collection(unprotected).createIndex({ ...keys }, options);
  }
}

/** The same attempts for every way, other days in every round. */
function wantedOf({ seeded: { doctors, patients } }: BenchClinic) {
  return (round: number, turn: number): Wanted => {
    const chance: Chance = seededChance(round * 10_000 + turn);
    chance.next();
    return {
      date: addDays('2031-01-01', round),
      time: clockTimeOf(480 + 5 * chance.between(0, 100)),
      minutes: chance.pick([15, 30, 45]),
      doctor: doctors[chance.between(0, doctorsADay - 1)] ?? '',
      patient: patients[chance.between(0, patients.length - 1)] ?? '',
    };
  };
}

function byAll(
  round: number,
  wanted: (round: number, turn: number) => Wanted,
  book: (wanted: Wanted) => Promise<boolean>,
): Promise<unknown> {
  return Promise.all(
    Array.from({ length: clients }, async (_, desk) => {
      for (let turn = 0; turn < each; turn += 1) await book(wanted(round, desk * each + turn));
    }),
  );
}

/** Looks for a clash and inserts when there is none; false when the time is taken. */
async function bare(database: Db, name: string, { doctor, patient, ...when }: Wanted): Promise<boolean> {
  const collection = database.collection(name);
  const id = (text: string) => mongoose.mongo.ObjectId.createFromHexString(text);
  const slots = slotsOf(when.time, when.minutes) ?? [];
  const taken = { date: when.date, slots: { $in: slots }, holds: true };
  if (await collection.findOne({ doctor: id(doctor), ...taken })) return false;
  if (await collection.findOne({ patient: id(patient), ...taken })) return false;
  try {
    await collection.insertOne({ ...when, doctor: id(doctor), patient: id(patient), slots, holds: true });
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

/** Times that two live appointments of one doctor both hold, on the days of the benchmark. */
async function overlapsIn(database: Db, name: string): Promise<number> {
  const held = await database
    .collection(name)
    .aggregate([
      { $match: { holds: true, date: { $gte: '2031-01-01' } } },
      { $unwind: '$slots' },
      { $group: { _id: { doctor: '$doctor', date: '$date', slot: '$slots' }, count: { $sum: 1 } } },
      { $match: { count: { $gt: 1 } } },
    ])
    .toArray();
  return held.length;
}
