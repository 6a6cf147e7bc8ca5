import mongoose from 'mongoose';
import type { Journal } from './journal';

export type Verdict = {
  /** Acknowledged and not there, or not as it was acknowledged last. */
  readonly lost: readonly string[];
  /** There twice, or changed more often than was acknowledged. */
  readonly doubled: readonly string[];
  /** Changes whose audit entry is missing or there more than once. */
  readonly badlyAudited: readonly string[];
};

const WRITTEN = ['patients', 'appointments', 'healthlogs', 'prescriptions', 'symptomjournals'] as const;

type Stored = { _id: mongoose.mongo.ObjectId; revision: number; removed: boolean } & Record<string, unknown>;

/** Holds what the database has, read past the application, against what was acknowledged. Every write must be over. */
export async function verdictOn(uri: string, journal: Journal): Promise<Verdict> {
  const lost: string[] = [];
  const doubled: string[] = [];
  const badlyAudited: string[] = [];
  const client = new mongoose.mongo.MongoClient(uri, {
    readConcern: { level: 'majority' },
    serverSelectionTimeoutMS: 30_000,
  });
  try {
    const database = client.db();
    const stored = new Map<string, Stored>();
    for (const entity of WRITTEN)
      for (const document of await database.collection<Stored>(entity).find().toArray())
        stored.set(document._id.toHexString(), document);
    const audits = await auditsIn(database);
    for (const { entity, id, revision, texts, isRemoved, writes } of journal.records.values()) {
      const what = `${entity} ${id}`;
      const found = stored.get(id);
      const differs = found && Object.entries(texts).some(([field, text]) => found[field] !== text);
      if (!found) lost.push(`${what} is not there`);
      else if (found.revision < revision)
        lost.push(`${what} is at revision ${found.revision}, not ${revision}`);
      else if (found.revision > revision) doubled.push(`${what} is at ${found.revision}, not ${revision}`);
      else if (differs || found.removed !== isRemoved) lost.push(`${what} is not as it was acknowledged`);
      const kept = audits.get(id) ?? 0;
      if (kept !== writes) badlyAudited.push(`${what}: ${kept} audit entries for ${writes} writes`);
    }
    for (const id of stored.keys())
      if (!journal.records.has(id)) doubled.push(`${id} was acknowledged to nobody`);
  } finally {
    await client.close();
  }
  return { lost, doubled, badlyAudited };
}

/** How many changes of each record the audit tells of; reading is on record too, and is none. */
async function auditsIn(database: mongoose.mongo.Db): Promise<Map<string, number>> {
  const changes = { outcome: 'done', action: { $in: ['create', 'update', 'sign', 'remove'] } };
  const counted = await database
    .collection('auditentries')
    .aggregate<{ _id: string; count: number }>([
      { $match: changes },
      { $group: { _id: '$record', count: { $sum: 1 } } },
    ])
    .toArray();
  return new Map(counted.map(({ _id, count }) => [_id, count] as const));
}
