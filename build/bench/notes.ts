import type mongoose from 'mongoose';
import { type Chance, seededChance } from '../../electron/core/demo/chance';
import { newDocument } from '../../electron/store/bookkeeping';
import { mapperOf } from '../../electron/store/mapper';
import { entities } from '../../shared/entities';
import { addDays } from '../../shared/rules/time';
import type { Seeded } from './seed';

/** The full size, for which the limit is, takes minutes to seed: `CLINIC_BENCH_NOTES=1000000`. */
export const notesSize = (): number => Number(process.env.CLINIC_BENCH_NOTES ?? 100_000);

const chunk = 5_000;
const at = new Date('2025-01-02T08:00:00Z');

const common =
  'patient reports pain today no fever cough at night since last week follow up in two weeks'.split(' ');
const some = [
  'wheezing',
  'penicillin',
  'fracture',
  'migraine',
  'asthma',
  'rash',
  'knee',
  'dizzy',
  'insulin',
  'smoker',
];
const rare = ['zoonosis', 'xanthoma', 'brucellosis', 'quinsy'];

/** Visits with notes of about 60 words from some 20,000, as common as words are in writing; kept like the other records. */
export async function seedNotes(
  database: mongoose.mongo.Db,
  seeded: Seeded,
  say: (line: string) => void,
): Promise<void> {
  const notes = database.collection(entities.healthlogs.name);
  const total = notesSize();
  if ((await notes.countDocuments({ createdAt: at }, { limit: total })) >= total) return;
  const chance = seededChance(20_260_103);
  const made = madeUpWords(chance);
  const mapper = mapperOf(entities.healthlogs, () => undefined);
  for (let from = 0; from < total; from += chunk) {
    const documents = Array.from({ length: Math.min(chunk, total - from) }, (_, index) =>
      newDocument(
        entities.healthlogs,
        mapper,
        {
          patient: chance.pick(seeded.patients),
          doctor: chance.pick(seeded.doctors),
          date: addDays('2015-01-01', chance.between(0, 3_650)),
          visitPurpose: `${chance.pick(some)} ${chance.pick(common)}`,
          notes: noteOf(from + index, chance, made),
        },
        { at },
      ),
    );
    await notes.insertMany(documents, { ordered: false, writeConcern: { w: 1, journal: false } });
    say(`Seeding notes: ${from + documents.length}`);
  }
}

function noteOf(number: number, chance: Chance, made: readonly string[]): string {
  const words = Array.from({ length: 60 }, () => {
    const share = chance.next();
    if (share < 0.35) return chance.pick(common);
    return made[Math.floor(chance.next() ** 3 * made.length)] ?? 'well';
  });
  if (number % 20 === 0) words.push(chance.pick(some));
  if (number % 20_000 === 7) words.push(chance.pick(rare));
  return words.join(' ');
}

/** Words as they might be: no two begin alike more often than in a language. */
function madeUpWords(chance: Chance): string[] {
  const parts = [
    'ba',
    'ce',
    'di',
    'fo',
    'gu',
    'ha',
    'in',
    'ka',
    'le',
    'mo',
    'ne',
    'ob',
    'pra',
    'ri',
    'sta',
    'tu',
    've',
  ];
  const words = new Set<string>();
  while (words.size < 20_000)
    words.add(Array.from({ length: chance.between(2, 5) }, () => chance.pick(parts)).join(''));
  return [...words];
}
