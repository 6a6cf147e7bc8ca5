import type mongoose from 'mongoose';
import type { EntityTable } from '../../shared/entities';
import { derivedOf } from './bookkeeping';
import { mapperOf, type StoredDocument } from './mapper';

/** Records of one statement. */
const BATCH = 500;

/**
 * Records are found by their codes from migration 6 on: derives anew what those with one are found by. They keep
 * revision and times: nothing that a person wrote changes. Safe to repeat, and one changed meanwhile is left: its change
 * derived it.
 */
export async function deriveSearchedCodes(database: mongoose.mongo.Db, table: EntityTable): Promise<void> {
  for (const entity of Object.values(table)) {
    const coded = entity.searchFields.filter((name) =>
      ['coding', 'codings'].includes(entity.fields[name]?.kind ?? ''),
    );
    if (coded.length === 0) continue;
    const mapper = mapperOf(entity, () => undefined);
    const collection = database.collection<StoredDocument>(entity.name);
    const has = coded.map((name) => ({ [name]: { $exists: true } }));
    const found = collection.find({ $or: has }, { projection: mapper.projection('all'), batchSize: BATCH });
    let batch: mongoose.mongo.AnyBulkWriteOperation<StoredDocument>[] = [];
    const write = async () => {
      if (batch.length > 0) await collection.bulkWrite(batch, { ordered: false });
      batch = [];
    };
    for await (const document of found) {
      const record = mapper.toRecord(document);
      if (!record) continue;
      const { searchTokens } = derivedOf(entity, record);
      const asRead = { _id: document._id, revision: record.revision };
      batch.push({ updateOne: { filter: asRead, update: { $set: { searchTokens } } } });
      if (batch.length === BATCH) await write();
    }
    await write();
  }
}
