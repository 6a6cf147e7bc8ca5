import mongoose from 'mongoose';
import { type Chance, seededChance } from '../../electron/core/demo/chance';
import { newDocument } from '../../electron/store/bookkeeping';
import { mapperOf } from '../../electron/store/mapper';
import { type EntityName, entities } from '../../shared/entities';
import { codeSystems, type EntityDefinition } from '../../shared/schema';
import { addDays } from '../../shared/rules/time';
import type { Seeded } from './seed';

/** Ten years of records that reports count. */
export const reportSize = {
  appointments: 200_000,
  healthlogs: 100_000,
  prescriptions: 100_000,
  symptomjournals: 100_000,
  problems: 60_000,
} as const satisfies Partial<Record<EntityName, number>>;

const chunk = 5_000;
const firstDay = '2016-01-01';
const days = 3_652;
const at = new Date('2025-01-03T08:00:00Z');

const purposes =
  'Check-up,Cough,Back pain,Blood pressure,Vaccination,Rash,Follow-up,Headache,Diabetes,Sick note'
    .split(',')
    .concat(Array.from({ length: 400 }, (_, index) => `Something else ${index}`));
const codes = Array.from(
  { length: 900 },
  (_, index) => `${'ABCDEFGHIJKLMNRSTZ'[index % 18]}${String(index % 90).padStart(2, '0')}.${index % 10}`,
);
const medicines = [
  'Metformin',
  'Ramipril',
  'Ibuprofen',
  'Amoxicillin',
  'Atorvastatin',
  'Salbutamol',
  'Sertraline',
]
  .flatMap((name) => [5, 10, 20, 50, 100, 250, 500].map((mg) => `${name} ${mg} mg`))
  .concat(Array.from({ length: 500 }, (_, index) => `Medicine ${index} 10 mg`));
const symptoms = ['Headache', 'Cough', 'Dizzy', 'Nausea', 'Itch', 'Tired', 'Back pain', 'Hay fever'];

type Make = (chance: Chance, date: string, seeded: Seeded) => Record<string, unknown>;

/** A few are common and many are rare. */
const skewed = <T>(chance: Chance, list: readonly T[]): T | undefined =>
  list[Math.floor(chance.next() ** 3 * list.length)];

const makers: Readonly<Record<keyof typeof reportSize, Make>> = {
  appointments: (chance, date, { patients, doctors, clinic }) => {
    const status = skewed(chance, ['done', 'done', 'done', 'noShow', 'cancelled']);
    const hour = chance.between(8, 17);
    const arrived = new Date(`${date}T${String(hour).padStart(2, '0')}:00:00Z`).getTime();
    const called = arrived + chance.between(1, 60) * 60_000;
    return {
      ...{ date, time: `${String(hour).padStart(2, '0')}:00`, minutes: 15, status, clinic },
      ...{ patient: chance.pick(patients), doctor: chance.pick(doctors), reason: 'Follow-up' },
      statusTimes: [
        { status: 'booked', at },
        ...(status === 'done'
          ? [
              { status: 'arrived', at: new Date(arrived) },
              { status: 'inRoom', at: new Date(called) },
              { status: 'done', at: new Date(called + 600_000) },
            ]
          : [{ status, at: new Date(arrived) }]),
      ],
    };
  },
  healthlogs: (chance, date, { patients, doctors }) => ({
    ...{ date, patient: chance.pick(patients), doctor: chance.pick(doctors) },
    visitPurpose: skewed(chance, purposes),
    notes: 'As last time. '.repeat(chance.between(5, 40)),
    diagnoses: Array.from({ length: chance.between(0, 3) }, () => skewed(chance, codes)).map((code) => ({
      ...{ system: codeSystems.icd10cm.uri, code, display: `Meaning of ${code}` },
    })),
  }),
  prescriptions: (chance, dateprescribed, { patients, doctors }) => {
    const state = chance.pick(['clear', 'clear', 'warnings', 'notChecked']);
    return {
      ...{ dateprescribed, patient: chance.pick(patients), doctor: chance.pick(doctors) },
      ...{ prescriptionName: skewed(chance, medicines), status: chance.pick(['active', 'completed']) },
      checkResult: { state, version: '1', findings: [], notChecked: [] },
      ...(state === 'warnings' && chance.happens(0.3) ? { overrideReason: 'Known' } : {}),
    };
  },
  symptomjournals: (chance, symptomDate, { patients }) => ({
    ...{ symptomDate, patient: chance.pick(patients) },
    ...{ symptomType: skewed(chance, symptoms), severity: chance.between(0, 10) },
  }),
  problems: (chance, onset, { patients }) => {
    const code = skewed(chance, codes) ?? 'E11.9';
    return {
      ...{ patient: chance.pick(patients), problem: `Meaning of ${code}`, onset: onset.slice(0, 7) },
      ...{ status: chance.pick(['active', 'resolved']) },
      coding: { system: codeSystems.icd10cm.uri, code, display: `Meaning of ${code}` },
    };
  },
};

/** Days with readings of a thousand patients, as they are kept when readings come. */
const readingDays = 100_000;

async function seedReadingDays(database: mongoose.mongo.Db, { patients }: Seeded): Promise<void> {
  const collection = database.collection('readingrollups');
  if ((await collection.countDocuments({}, { limit: readingDays })) >= readingDays) return;
  const chance = seededChance(20_260_106);
  const day = 86_400_000;
  for (let from = 0; from < readingDays; from += chunk) {
    const documents = Array.from({ length: chunk }, (_, index) => {
      const number = from + index;
      const [count, outside] = [chance.between(1, 288), chance.happens(0.2) ? chance.between(1, 20) : 0];
      return {
        patient: new mongoose.mongo.ObjectId(patients[number % 1_000]),
        kind: ['2339-0', '8867-4', '59408-5'][Math.floor(number / 1_000) % 3],
        ...{ every: day, at: new Date(Date.parse('2024-01-01') + Math.floor(number / 3_000) * day * 7) },
        ...{
          count,
          outside: Math.min(count, outside),
          sum: count * 100,
          min: 60,
          max: chance.between(90, 260),
        },
      };
    });
    await collection.insertMany(documents, { ordered: false });
  }
}

/** Adds what reports count to a seeded database, always the same; kept like the other records. */
export async function seedReports(
  database: mongoose.mongo.Db,
  seeded: Seeded,
  say: (line: string) => void,
): Promise<void> {
  const chance = seededChance(20_260_105);
  for (const [name, make] of Object.entries(makers)) {
    // The keys of `makers` are those of `reportSize`.
    const kind = name as keyof typeof reportSize;
    const entity: EntityDefinition = entities[kind];
    const collection = database.collection(entity.name);
    const total = reportSize[kind];
    if ((await collection.countDocuments({ createdAt: at }, { limit: total })) >= total) continue;
    const mapper = mapperOf(entity, () => undefined);
    for (let from = 0; from < total; from += chunk) {
      const documents = Array.from({ length: Math.min(chunk, total - from) }, () =>
        newDocument(entity, mapper, make(chance, addDays(firstDay, chance.between(0, days)), seeded), { at }),
      );
      await collection.insertMany(documents, { ordered: false, writeConcern: { w: 1, journal: false } });
      say(`Seeding ${entity.label.many}: ${from + documents.length}`);
    }
  }
  await seedReadingDays(database, seeded);
}
