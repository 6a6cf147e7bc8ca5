import { entities } from '../../../shared/entities';
import { type Dump, DumpUnreadable } from '../ports/dump';
import type { LegacyDatabase, RawDocument } from '../ports/legacy-database';
import type { Records } from '../ports/records';
import { Refusal } from '../refusal';
import { adopt, type LegacyDependencies } from './adoption';

const batchSize = 500;

/**
 * Brings a dump into an empty database and adopts it. The dump is read once to the end before anything is stored, so
 * that one that breaks off or is not readable leaves nothing. Rejects with `Refusal` in words.
 */
export async function loadDump(
  given: LegacyDependencies,
  dump: Dump,
  onProgress: (sentence: string) => void,
): Promise<void> {
  const database = given.database();
  if (await holdsAnything(given.records, database)) {
    throw new Refusal(
      'CONFLICT',
      undefined,
      'The database holds records already. Start with --home and an empty folder to bring another database in.',
    );
  }
  onProgress('Reading the dump');
  const count = await countOf(dump);
  if (count === 0) throw new Refusal('INVALID', { issues: [] }, 'There is no document in the dump.');

  onProgress(`Storing ${count} documents`);
  let batch: RawDocument[] = [];
  let collection = '';
  const flush = async () => {
    if (batch.length > 0) await database.insertRaw(collection, batch);
    batch = [];
  };
  for await (const each of dump()) {
    if (each.collection !== collection || batch.length >= batchSize) await flush();
    collection = each.collection;
    batch.push(each.document);
  }
  await flush();

  let lastStep = '';
  for await (const { step, result } of adopt(given, {
    at: given.clock(),
    device: 'this computer',
    reason: 'From a dump',
  })) {
    if (result) onProgress(summary(result));
    else if (step !== lastStep) onProgress(step);
    lastStep = step;
  }
}

/** Reads a dump to its end; one that cannot be read is refused in its own words. */
async function countOf(dump: Dump): Promise<number> {
  let count = 0;
  try {
    for await (const _each of dump()) count += 1;
  } catch (error) {
    if (error instanceof DumpUnreadable) throw new Refusal('INVALID', { issues: [] }, error.message);
    throw error;
  }
  return count;
}

function summary({
  adopted,
  patientsMade,
  toReview,
  backupFolder,
}: {
  adopted: Record<string, number>;
  patientsMade: number;
  toReview: number;
  backupFolder: string;
}): string {
  const counts = Object.entries(adopted)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
  return `Adopted ${counts}; ${patientsMade} patients made of users; ${toReview} to review. The copy from before is in ${backupFolder}`;
}

async function holdsAnything(records: Records, database: LegacyDatabase): Promise<boolean> {
  const ours = new Set<string>(Object.keys(entities));
  for (const { name, documents } of await database.collections()) {
    if (ours.has(name) && name !== 'auditentries' && documents > 0) return true;
  }
  return (await records.count(entities.users, {})) > 0;
}
