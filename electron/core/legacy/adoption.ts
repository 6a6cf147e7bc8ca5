import type { AdoptionProgress, LegacyInspection } from '../../../shared/contract';
import { entities } from '../../../shared/entities';
import type { BackupFolder } from '../ports/backup-folder';
import type { LegacyDatabase, RawDocument } from '../ports/legacy-database';
import type { PasswordHasher } from '../ports/password-hasher';
import { type AuditDraft, DuplicateKey, type Records } from '../ports/records';
import { invalid } from '../refusal';
import type { Conversion, Finding, StableId } from './conversion';
import { convertDocument, releaseTime } from './convert-document';
import { type ConvertedUser, convertUser } from './convert-user';
import { type Plan, plans } from './plans';
import { InspectionReport } from './report';
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
};

/** Documents that are converted and stored side by side: passwords are hashed on all cores. */
const atOnce = 8;

/** Counts what is there and what would change. Changes nothing; holds one document at a time. */
export async function inspect(given: LegacyDependencies): Promise<LegacyInspection> {
  const database = given.database();
  const world = await readWorld({ ...(await place(given)), database });
  const report = new InspectionReport();
  const known = new Set<string>(plans.map((plan) => plan.entity.name));
  for (const { name, documents } of await database.collections())
    report.begin(name, documents, known.has(name));
  for (const plan of plans) {
    for await (const before of database.pending(plan.entity.name)) {
      const { conversion, makesPatient } = await convert(plan, before, world, null);
      report.add(conversion, makesPatient);
    }
  }
  return report.result();
}

/**
 * Writes a plain copy of the whole database, then puts every old document into today's form, one at a time and each in
 * one step. Broken off at any point and started again, it goes on where it was; run twice, it does nothing the second time.
 */
export async function* adopt(
  given: LegacyDependencies,
  author: Omit<AuditDraft, 'action' | 'outcome'>,
): AsyncGenerator<AdoptionProgress> {
  const database = given.database();
  const total = await pendingTotal(database);
  yield { step: 'Copying the database into the backup folder', done: 0, total };
  const backupFolder = await copyDatabase(given, database);
  yield { step: 'Reading names', done: 0, total };
  const world = await readWorld({ ...(await place(given)), database });
  const adopted: Record<string, number> = {};
  let patientsMade = 0;
  let done = 0;
  for (const plan of plans) {
    const { name, label } = plan.entity;
    const step = `Adopting ${label.many}`;
    for await (const batch of batches(database.pending(name), atOnce)) {
      // Converted in order, since each may claim a name or a time; stored and hashed side by side.
      const converted = [];
      for (const before of batch) converted.push(convert(plan, before, world, given.hasher));
      const results = await Promise.all(
        converted.map(async (each) => store(await each, database, world.now)),
      );
      patientsMade += results.filter((result) => result.madePatient).length;
      adopted[name] = (adopted[name] ?? 0) + results.filter((result) => result.adopted).length;
      done += batch.length;
      yield { step, done, total };
    }
  }
  await given.records.appendAudit([
    {
      ...author,
      action: 'adopt',
      outcome: 'done',
      reason: `${Object.values(adopted).reduce((sum, count) => sum + count, 0)} documents`,
    },
  ]);
  const { total: toReview } = await database.review({ settled: false, offset: 0, limit: 1 });
  yield { step: 'Done', done, total, result: { adopted, patientsMade, toReview, backupFolder } };
}

async function place(given: LegacyDependencies) {
  return {
    records: given.records,
    now: given.clock(),
    timeZone: await given.timeZone(),
    stableId: given.stableId,
  };
}

type Converted = { conversion: Conversion; patient?: ConvertedUser['patient']; makesPatient: boolean };

async function convert(
  plan: Plan,
  before: RawDocument,
  world: World,
  hasher: PasswordHasher | null,
): Promise<Converted> {
  if (plan.entity.name !== 'users')
    return { conversion: convertDocument(plan, before, world), makesPatient: false };
  const { user, patient } = await convertUser(plan, before, world, hasher);
  return { conversion: user, patient, makesPatient: true };
}

/** Stores one converted document; what is to be reviewed is noted first, so that it cannot be lost in between. */
async function store({ conversion, patient }: Converted, database: LegacyDatabase, now: Date) {
  const { entity, id } = conversion;
  const note = (findings: readonly Finding[]) =>
    database.putReview(
      findings.map((finding) => ({
        id: [entity.name, id, finding.kind, finding.field ?? ''].join(':'),
        entity: entity.name,
        record: id,
        ...finding,
      })),
    );
  await note(conversion.findings);
  const made = patient ? await database.makeOnce(entities.patients, patient.id, patient.values, now) : false;
  const createdAt = conversion.values.userCreated instanceof Date ? conversion.values.userCreated : undefined;
  const document = {
    entity,
    before: conversion.before,
    id,
    values: conversion.values,
    legacy: conversion.legacy,
    createdAt,
  };
  try {
    return { adopted: await database.adopt(document, now), madePatient: made };
  } catch (error) {
    // An appointment made after the world was read may hold this time.
    if (!(error instanceof DuplicateKey) || entity.name !== 'appointments') throw error;
    releaseTime(conversion.values);
    await note([
      {
        kind: 'clash',
        field: 'time',
        message:
          'This time was already taken when it was adopted. Move one of the two, or leave it as it is.',
      },
    ]);
    return { adopted: await database.adopt(document, now), madePatient: made };
  }
}

async function pendingTotal(database: LegacyDatabase): Promise<number> {
  const counts = await Promise.all(plans.map((plan) => database.countPending(plan.entity.name)));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Copies every collection and makes sure that the copy holds as many documents as were there. */
async function copyDatabase(given: LegacyDependencies, database: LegacyDatabase): Promise<string> {
  const folder = await given.backupFolder();
  const day = given.clock().toISOString().slice(0, 16).replace(/[T:]/g, '-');
  const writer = await folder.createWriter(`before-adoption-${day}`);
  try {
    const expected = new Map<string, number>();
    for (const { name } of await database.collections()) {
      await writer.begin(name);
      let count = 0;
      for await (const line of database.lines(name)) {
        await writer.write(name, line);
        count += 1;
      }
      expected.set(name, count);
    }
    const finished = await writer.finish();
    const isWhole = finished.collections.every(({ collection, count }) => expected.get(collection) === count);
    if (!isWhole || finished.collections.length !== expected.size) {
      throw invalid([], 'The copy of the database is not complete, so nothing was changed. Try again.');
    }
    return finished.path;
  } catch (error) {
    await writer.abort();
    throw error;
  }
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
