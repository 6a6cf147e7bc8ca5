import type { AdoptionProgress } from '../../../shared/contract';
import { counted, listed } from '../../../shared/rules/counted';
import { type Dump, type DumpedDocument, DumpUnreadable } from '../ports/dump';
import type { LegacyDatabase, RawDocument } from '../ports/legacy-database';
import { DuplicateKey, Unavailable } from '../ports/records';
import { Refusal } from '../refusal';
import { adopt, type LegacyDependencies } from './adoption';
import { planOf } from './plans';

const batchSize = 500;
/** A command to the database has an end, at 48 MB; characters are at least as many as half the bytes in most scripts. */
const mostCharacters = 8_000_000;

/**
 * Brings a dump into an empty database and adopts it. The dump is read once to the end before anything is stored, so
 * that one that breaks off or is not readable leaves nothing. Broken off and called again, it begins anew, or goes on
 * with the adoption. Rejects with `Refusal` in words.
 */
export async function loadDump(
  given: LegacyDependencies,
  dump: Dump,
  onProgress: (sentence: string) => void,
): Promise<void> {
  const database = given.database();
  database.requireTransactions();
  const state = await database.loadState();
  if (state.kind === 'stored') onProgress('The dump is stored already: going on with its adoption');
  else await storeDump(database, dump, state.kind === 'storing' ? state.collections : [], onProgress);

  let lastStep = '';
  for await (const { step, result } of adopt(given, { at: given.clock(), device: 'this computer' })) {
    if (result) onProgress(summary(result));
    else if (step !== lastStep) onProgress(step);
    lastStep = step;
  }
  await database.setLoadState({ kind: 'none' });
}

/** `left` are the collections that a load which was broken off has written to. */
async function storeDump(
  database: LegacyDatabase,
  dump: Dump,
  left: readonly string[],
  onProgress: (sentence: string) => void,
): Promise<void> {
  if (await holdsRecords(database, left)) throw notEmpty();
  onProgress('Reading the dump');
  const { count, collections } = await lookThrough(dump, database);
  if (count === 0) throw unreadable('There is no document in the dump.');
  await database.clearLoaded(left);

  onProgress(`Storing ${counted(count, { one: 'document', many: 'documents' })}`);
  await database.setLoadState({ kind: 'storing', collections });
  try {
    for await (const { collection, documents } of batchesOf(dump(), database)) {
      await insert(database, collection, documents);
    }
  } catch (error) {
    // When the database is away, the next start begins anew.
    if (!(error instanceof Unavailable)) {
      await database.clearLoaded(collections);
      await database.setLoadState({ kind: 'none' });
    }
    throw error;
  }
  await database.setLoadState({ kind: 'stored' });
}

/** Reads a dump to its end, for what it holds and where that is to go; one that cannot be stored is refused in words. */
async function lookThrough(
  dump: Dump,
  database: LegacyDatabase,
): Promise<{ count: number; collections: string[] }> {
  let count = 0;
  const collections = new Set<string>();
  try {
    for await (const { collection, document, where } of dump()) {
      if (!database.isStorable(document))
        throw unreadable(`${where}: this document cannot be stored. Nothing was stored.`);
      count += 1;
      collections.add(placeOf(collection, database));
    }
  } catch (error) {
    throw error instanceof DumpUnreadable ? unreadable(error.message) : error;
  }
  return { count, collections: [...collections] };
}

async function insert(
  database: LegacyDatabase,
  collection: string,
  documents: readonly RawDocument[],
): Promise<void> {
  try {
    await database.insertRaw(collection, documents);
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    throw unreadable(
      error instanceof DuplicateKey
        ? `"${collection}" holds two documents with the same id. Nothing was stored.`
        : `"${collection}" holds what the database does not take. Nothing was stored.`,
      error,
    );
  }
}

async function* batchesOf(parts: AsyncIterable<DumpedDocument>, database: LegacyDatabase) {
  let documents: RawDocument[] = [];
  let collection = '';
  let characters = 0;
  for await (const part of parts) {
    const size = JSON.stringify(part.document).length;
    const isFull = documents.length >= batchSize || characters + size > mostCharacters;
    if (documents.length > 0 && (part.collection !== collection || isFull)) {
      yield { collection: placeOf(collection, database), documents };
      documents = [];
      characters = 0;
    }
    collection = part.collection;
    characters += size;
    documents.push(part.document);
  }
  if (documents.length > 0) yield { collection: placeOf(collection, database), documents };
}

/** What stood under a name that the store keeps for itself (a copy of ours holds such) goes beside it. */
const placeOf = (collection: string, database: LegacyDatabase): string =>
  database.isOwn(collection) ? `older-${collection}` : collection;

function summary({
  adopted,
  patientsMade,
  toReview,
  backupFolder,
}: NonNullable<AdoptionProgress['result']>): string {
  const counts = Object.entries(adopted)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => counted(count, planOf(name).entity.label));
  const made = counted(patientsMade, { one: 'patient', many: 'patients' });
  const users = patientsMade === 1 ? 'a user' : 'users';
  const open = counted(toReview, { one: 'thing', many: 'things' });
  return [
    `Adopted ${listed(counts) || 'nothing'}.`,
    ...(patientsMade > 0 ? [`${made} made of ${users}.`] : []),
    toReview > 0 ? `${open} to decide on the page "Existing database".` : 'Nothing is left to decide.',
    `The copy from before is in ${backupFolder}`,
  ].join(' ');
}

/** True when there is anything but what a load that was broken off has `left` in these collections. */
async function holdsRecords(database: LegacyDatabase, left: readonly string[]): Promise<boolean> {
  for (const { name, documents } of await database.collections()) {
    if (name === 'auditentries' || database.isOwn(name)) continue;
    const ofTheLoad = left.includes(name) ? await database.countPending(name) : 0;
    if (documents > ofTheLoad) return true;
  }
  return false;
}

const notEmpty = () =>
  new Refusal(
    'CONFLICT',
    undefined,
    'The database holds records already. Start with --home and an empty folder to bring another database in.',
  );

function unreadable(message: string, cause?: unknown): Refusal {
  const refusal = new Refusal('INVALID', { issues: [] }, message);
  refusal.cause = cause;
  return refusal;
}
