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
  const state = await database.loadState();
  if (state === 'stored') onProgress('The dump is stored already: going on with its adoption');
  else await storeDump(database, dump, state === 'storing', onProgress);

  let lastStep = '';
  for await (const { step, result } of adopt(given, { at: given.clock(), device: 'this computer' })) {
    if (result) onProgress(summary(result));
    else if (step !== lastStep) onProgress(step);
    lastStep = step;
  }
  await database.setLoadState('none');
}

async function storeDump(
  database: LegacyDatabase,
  dump: Dump,
  wasBrokenOff: boolean,
  onProgress: (sentence: string) => void,
): Promise<void> {
  if (!wasBrokenOff && (await holdsAnything(database))) throw notEmpty();
  onProgress('Reading the dump');
  const count = await countOf(dump, database);
  if (count === 0) throw unreadable('There is no document in the dump.');
  if (wasBrokenOff) {
    await database.clearLoaded();
    if (await holdsAnything(database)) throw notEmpty();
  }

  onProgress(`Storing ${counted(count, { one: 'document', many: 'documents' })}`);
  await database.setLoadState('storing');
  try {
    for await (const { collection, documents } of batchesOf(dump(), database)) {
      await insert(database, collection, documents);
    }
  } catch (error) {
    // When the database is away, the next start begins anew.
    if (!(error instanceof Unavailable)) {
      await database.clearLoaded();
      await database.setLoadState('none');
    }
    throw error;
  }
  await database.setLoadState('stored');
}

/** Reads a dump to its end; one that cannot be read or stored is refused in words. */
async function countOf(dump: Dump, database: LegacyDatabase): Promise<number> {
  let count = 0;
  try {
    for await (const { document, where } of dump()) {
      if (!database.isStorable(document))
        throw unreadable(`${where}: this document cannot be stored. Nothing was stored.`);
      count += 1;
    }
  } catch (error) {
    throw error instanceof DumpUnreadable ? unreadable(error.message) : error;
  }
  return count;
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
  database.ownCollections.includes(collection) ? `older-${collection}` : collection;

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

async function holdsAnything(database: LegacyDatabase): Promise<boolean> {
  const found = await database.collections();
  return found.some(
    ({ name, documents }) =>
      documents > 0 && name !== 'auditentries' && !database.ownCollections.includes(name),
  );
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
