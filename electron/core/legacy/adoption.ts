import type { AdoptionProgress, LegacyInspection } from '../../../shared/contract';
import { entities } from '../../../shared/entities';
import type { BackupFolder } from '../ports/backup-folder';
import type { AdoptionNote, LegacyDatabase, RawDocument } from '../ports/legacy-database';
import type { PasswordHasher } from '../ports/password-hasher';
import type { AuditDraft, Records } from '../ports/records';
import { counted } from '../../../shared/rules/counted';
import { Refusal } from '../refusal';
import type { StableId } from './conversion';
import { convertDocument } from './convert-document';
import { convertUser } from './convert-user';
import { copyDatabase } from './copy-database';
import { beginNote, endNote, lastAdoption, pendingCounts, recordNumberCounter } from './adoption-note';
import { type Plan, plans } from './plans';
import { InspectionReport } from './report';
import { type Converted, storeConversion } from './store-conversion';
import { UnknownFields } from './unknown-fields';
import { readWorld, type World } from './world';

export type LegacyDependencies = {
  readonly database: () => LegacyDatabase;
  readonly records: Records;
  readonly backupFolder: () => Promise<BackupFolder>;
  readonly hasher: PasswordHasher;
  readonly clock: () => Date;
  /** The time zone in which the old system's wall-clock times were meant. */
  readonly timeZone: () => Promise<string>;
  readonly stableId: StableId;
  readonly log: (message: string, error?: unknown) => void;
};

/** Documents that are converted and stored side by side: passwords are hashed on all cores. */
const atOnce = 8;
/** What somebody else changed between reading and writing is read again, this often. */
const passes = 3;

/** Counts what is there and what would change. Changes nothing; holds one document at a time. */
export async function inspect(given: LegacyDependencies): Promise<LegacyInspection> {
  const database = given.database();
  const world = await worldOf(given, database);
  const report = new InspectionReport();
  const ofThePublished = new Set<string>(plans.map((plan) => plan.entity.name));
  for (const { name, documents } of await database.collections()) {
    if (database.isOwn(name)) continue;
    const isOfThePublished = ofThePublished.has(name);
    // Where records of ours are, only older ones are strangers.
    const mayBeOurs = database.isShared(name) || (name in entities && !isOfThePublished);
    const strangers = mayBeOurs ? await database.countPending(name) : documents;
    if (!mayBeOurs || strangers > 0) report.begin(name, documents, isOfThePublished ? 0 : strangers);
  }
  for (const plan of plans) {
    for await (const before of database.pending(plan.entity.name)) {
      report.add(await convert(plan, before, world, null));
    }
  }
  return { ...report.result(), last: await lastAdoption(database) };
}

/**
 * Writes a plain copy of the whole database, then puts every old document into today's form, one at a time and each in
 * one step. Broken off at any point and started again, it goes on where it was; run twice, it does nothing the second time.
 * Rejects with `Refusal` in words.
 */
export async function* adopt(
  given: LegacyDependencies,
  author: Omit<AuditDraft, 'action' | 'outcome' | 'reason'>,
): AsyncGenerator<AdoptionProgress> {
  const database = given.database();
  database.requireTransactions();
  if ((await database.loadState()).kind === 'storing') throw brokenOff();
  const before = await pendingCounts(database);
  const total = Object.values(before).reduce((sum, count) => sum + count, 0);
  yield { step: 'Copying the database into the backup folder', done: 0, total };
  const copy = await copyDatabase(given.backupFolder, database, given.clock());
  const entry = { ...author, action: 'adopt', outcome: 'done' as const };
  // Before anything changes, so that an adoption that breaks off is on record too.
  await given.records.appendAudit([{ ...entry, reason: `Begun: ${counted(total, documents)}` }]);
  yield { step: 'Reading names', done: 0, total };
  // With nothing to do there is nothing to tell of later.
  const note = total > 0 ? await begin(given, { before, backupFolder: copy, by: author.userName }) : null;
  const world = await worldOf(given, database, note?.recordNumbers);
  const unknownFields = new UnknownFields();
  const adopted: Record<string, number> = {};
  let patientsMade = 0;
  let done = 0;
  for (const plan of plans) {
    const { name, label } = plan.entity;
    await database.freeFromOldRules(plan.entity);
    for (let pass = 1, changed = 1; pass <= passes && changed > 0; pass += 1) {
      changed = 0;
      for await (const batch of batches(database.pending(name), atOnce)) {
        // Begun in order, since each may claim a name or a time; stored and hashed side by side.
        const converted = batch.map((before) => convert(plan, before, world, given.hasher));
        const results = await Promise.all(
          converted.map(async (each) => {
            const one = await each;
            await database.putReview(unknownFields.add(one.conversion));
            return storeConversion(one, database, world);
          }),
        );
        patientsMade += results.filter((result) => result.madePatient).length;
        const count = results.filter((result) => result.outcome === 'adopted').length;
        adopted[name] = (adopted[name] ?? 0) + count;
        done += count;
        changed += results.filter((result) => result.outcome === 'changed').length;
        yield { step: `Adopting ${label.many}`, done: Math.min(done, total), total };
      }
    }
  }
  await database.raiseNumber(recordNumberCounter, world.recordNumbers.highest);
  if (note) await endNote(database, note, given.clock());
  await given.records.appendAudit([{ ...entry, reason: `Done: ${counted(done, documents)}` }]);
  const { total: toReview } = await database.review({ settled: false, limit: 1 });
  const backupFolder = note?.backupFolder ?? copy;
  yield { step: 'Done', done, total, result: { adopted, patientsMade, toReview, backupFolder } };
}

const documents = { one: 'document', many: 'documents' };

/** Notes the beginning, and sets the record numbers aside that the patients to be made will need. */
async function begin(
  given: LegacyDependencies,
  about: { before: Readonly<Record<string, number>>; backupFolder: string; by: string | undefined },
): Promise<AdoptionNote> {
  const database = given.database();
  const note = await beginNote({ ...about, database, records: given.records, now: given.clock() });
  const { first } = note.recordNumbers;
  await database.raiseNumber(recordNumberCounter, first + (note.before.users ?? 0) - 1);
  return note;
}

const brokenOff = () =>
  new Refusal(
    'CONFLICT',
    undefined,
    'Bringing a dump in was broken off, so only a part of it is here. Start Clinic Desk with --adopt and the dump again.',
  );

async function worldOf(
  given: LegacyDependencies,
  database: LegacyDatabase,
  recordNumbers?: AdoptionNote['recordNumbers'],
): Promise<World> {
  const { stableId } = given;
  return readWorld({
    database,
    now: given.clock(),
    timeZone: await given.timeZone(),
    stableId,
    ...(recordNumbers ? { recordNumbers } : {}),
  });
}

async function convert(
  plan: Plan,
  before: RawDocument,
  world: World,
  hasher: PasswordHasher | null,
): Promise<Converted> {
  if (plan.entity.name !== 'users') return { conversion: convertDocument(plan, before, world) };
  const { user, patient } = await convertUser(plan, before, world, hasher);
  return { conversion: user, patient };
}

async function* batches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
