import type mongoose from 'mongoose';
import type { EntityTable } from '../../shared/entities';
import { StartFailure } from '../core/ports/start-failure';
import { mayBeSilent } from './connection';
import { asDuplicateKey } from './errors';
import { fingerprintOf, type WantedIndex, wantedIndexes } from './indexes';
import { CHUNKS, FILES, prepareFiles, UPLOADS } from './files';
import { COUNTERS } from './counters';
import { foldFinalSigma } from './final-sigma';
import { createReadingCollections, indexReadingDays } from './readings/collections';
import { TURNS } from './records';
import { deriveSearchedCodes } from './searched-codes';

type Db = mongoose.mongo.Db;

/** Keeps what was done to a database: one document for each numbered migration, and one for the indexes. */
export const MIGRATIONS = 'migrations';

/** A change of the database's form, made once, in the order of the numbers. Never edited after a release. */
type Migration = {
  readonly number: number;
  readonly what: string;
  run(database: Db, table: EntityTable): Promise<void>;
};

const migrations: readonly Migration[] = [
  {
    number: 1,
    what: 'collections',
    run: (database, table) => createCollections(database, [...Object.keys(table), COUNTERS, TURNS]),
  },
  {
    number: 2,
    what: 'the content of documents',
    async run(database) {
      await createCollections(database, [FILES, CHUNKS, UPLOADS]);
      await prepareFiles(database);
    },
  },
  { number: 3, what: 'readings', run: (database) => createReadingCollections(database) },
  { number: 4, what: 'days with readings', run: (database) => indexReadingDays(database) },
  { number: 5, what: 'one sigma in what is searched', run: foldFinalSigma },
  { number: 6, what: 'codes in what is searched', run: deriveSearchedCodes },
];

type Applied = { _id: string; number?: number; fingerprint?: string; indexes?: KeptIndex[]; at: Date };
type KeptIndex = { collection: string; name: string; fingerprint: string };

/**
 * Brings a database to the form that this version and this table of entities need. Safe to repeat after it was
 * interrupted; costs one read when there is nothing to do. Rejects with `StartFailure`.
 */
export async function migrate(
  database: Db,
  table: EntityTable,
  onProgress: (sentence: string) => void,
): Promise<void> {
  const applied = await database.collection<Applied>(MIGRATIONS).find().toArray();
  const numbers = applied.flatMap(({ number }) => (number === undefined ? [] : [number]));
  if (Math.max(0, ...numbers) > migrations.length) throw newerVersion();
  for (const migration of migrations) {
    if (numbers.includes(migration.number)) continue;
    onProgress('Preparing the database');
    await migration.run(database, table);
    await note(database, `migration ${migration.number}`, { number: migration.number });
  }
  const wanted = wantedIndexes(table);
  const kept = applied.find(({ _id }) => _id === 'indexes');
  if (kept?.fingerprint === fingerprintOf(wanted)) return;
  onProgress('Preparing the database');
  await createCollections(database, Object.keys(table));
  await updateIndexes(database, wanted, kept?.indexes ?? []);
}

/** Whether Clinic Desk has made its collections in a database. */
export const isMigrated = async (database: Db): Promise<boolean> =>
  (await database.collection<Applied>(MIGRATIONS).countDocuments({ number: 1 }, { limit: 1 })) > 0;

async function createCollections(database: Db, names: readonly string[]): Promise<void> {
  const there = new Set(
    (await database.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
  );
  for (const name of names) {
    // Another program may be making them at this moment.
    if (!there.has(name)) await database.createCollection(name).catch(unless(NAMESPACE_EXISTS));
  }
}

/** Drops only what an earlier start noted as ours: an older system's indexes are not touched. */
async function updateIndexes(
  database: Db,
  wanted: readonly WantedIndex[],
  kept: readonly KeptIndex[],
): Promise<void> {
  const key = ({ collection, name, fingerprint }: KeptIndex) => `${collection} ${name} ${fingerprint}`;
  const indexes = wanted.map((index) => ({ index, ...keptFormOf(index) }));
  const now = new Set(indexes.map(key));
  const old = new Set(kept.map(key));
  for (const index of kept.filter((each) => !now.has(key(each)))) {
    await database
      .collection(index.collection)
      .dropIndex(index.name)
      .catch(unless(INDEX_NOT_FOUND, NAMESPACE_NOT_FOUND));
  }
  for (const collection of new Set(wanted.map((index) => index.collection))) {
    const missing = indexes.filter((each) => each.collection === collection && !old.has(key(each)));
    if (missing.length === 0) continue;
    await createIndexes(
      database.collection(collection),
      missing.map(({ index }) => index),
    );
  }
  await note(database, 'indexes', { fingerprint: fingerprintOf(wanted), indexes: wanted.map(keptFormOf) });
}

const keptFormOf = (index: WantedIndex): KeptIndex => ({
  collection: index.collection,
  name: index.name,
  fingerprint: fingerprintOf(index),
});

async function createIndexes(
  collection: mongoose.mongo.Collection,
  wanted: readonly WantedIndex[],
): Promise<void> {
  try {
    await collection.createIndexes(
      wanted.map(({ name, keys, unique, when }) => ({
        name,
        key: { ...keys },
        ...(unique ? { unique } : {}),
        ...(when ? { partialFilterExpression: { ...when } } : {}),
      })),
      mayBeSilent,
    );
  } catch (error) {
    if (asDuplicateKey(error)) throw doubled(collection.collectionName);
    throw error;
  }
}

async function note(database: Db, _id: string, what: Omit<Applied, '_id' | 'at'>): Promise<void> {
  await database
    .collection<Applied>(MIGRATIONS)
    .updateOne({ _id }, { $set: { ...what, at: new Date() } }, { upsert: true });
}

const NAMESPACE_NOT_FOUND = 26;
const INDEX_NOT_FOUND = 27;
const NAMESPACE_EXISTS = 48;

/** Passes over replies of the server that mean "it is so already". */
function unless(...codes: readonly unknown[]) {
  return (error: unknown): void => {
    if (!(error instanceof Error && 'code' in error && codes.includes(error.code))) throw error;
  };
}

const newerVersion = () =>
  new StartFailure(
    'dataUnusable',
    'This database was last used by a newer version of Clinic Desk.',
    'Install the newest version on this computer, then start again. Nothing was changed.',
  );

/** The server's message names the doubled value, so it is left out. */
const doubled = (collection: string) =>
  new StartFailure(
    'dataUnusable',
    `The database holds records in "${collection}" that exclude each other.`,
    'Restore a backup, or ask for help; nothing was lost or changed.',
  );
