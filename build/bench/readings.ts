import mongoose from 'mongoose';
import { seededChance } from '../../electron/core/demo/chance';
import {
  PACKETS,
  type PacketDocument,
  READINGS,
  type ReadingDocument,
} from '../../electron/store/readings/collections';
import { readingId } from '../../electron/store/readings/writer';
import type { ReadingCode } from '../../shared/schema';

const DAY_MS = 86_400_000;
const chunk = 10_000;

/** A watch by the minute, a glucose sensor every five minutes, a finger clip: 2,000 readings a day. */
const sensors: readonly { kind: ReadingCode; perDay: number; mean: number; swing: number }[] = [
  { kind: '8867-4', perDay: 1_440, mean: 76, swing: 18 },
  { kind: '2339-0', perDay: 288, mean: 132, swing: 55 },
  { kind: '59408-5', perDay: 272, mean: 96, swing: 3 },
];

/**
 * Gives a patient 2,000 readings a day for so many days before an instant, always the same ones, straight through the
 * driver (a year takes 10 to 20 s). What is counted beforehand is counted by whoever reads them first, once.
 */
export async function seedReadings(
  database: mongoose.mongo.Db,
  patient: string,
  { until, days = 365, say }: { until: Date; days?: number; say: (line: string) => void },
): Promise<number> {
  const chance = seededChance(20_260_103);
  const from = until.getTime() - days * DAY_MS;
  const of = new mongoose.mongo.ObjectId(patient);
  const recount: PacketDocument['recount'] = [];
  let storing: Promise<unknown> = Promise.resolve();
  let made: ReadingDocument[] = [];
  let count = 0;
  const store = async () => {
    await storing;
    const documents = made;
    made = [];
    count += documents.length;
    say(`Seeding readings: ${count}`);
    storing = database
      .collection<ReadingDocument>(READINGS)
      .insertMany(documents, { ordered: false, writeConcern: { w: 1, journal: false } });
  };
  for (const { kind, perDay, mean, swing } of sensors) {
    const source = `file:Seeded ${kind}`;
    const step = DAY_MS / perDay;
    for (let index = 0; index < days * perDay; index += 1) {
      const takenAt = new Date(from + Math.round(index * step));
      const wave = Math.sin((index / perDay) * 2 * Math.PI) * 0.6 + (chance.next() - 0.5);
      const value = Math.min(Math.round(mean + swing * wave), kind === '59408-5' ? 100 : 400);
      const _id = readingId(patient, source, { kind, takenAt, value });
      made.push({ _id, takenAt, of: { patient: of, kind, source }, value, recordedAt: takenAt });
      // As often as what is counted together reaches, and the last one, with which the curve ends.
      if (index % (perDay / 2) === 0 || index === days * perDay - 1) recount.push({ kind, at: takenAt });
      if (made.length === chunk) await store();
    }
  }
  if (made.length > 0) await store();
  await storing;
  const packet: PacketDocument = { _id: new mongoose.mongo.ObjectId(), patient: of, readings: [], recount };
  await database.collection<PacketDocument>(PACKETS).insertOne(packet);
  return count;
}
