import type mongoose from 'mongoose';
import type { EntityDefinition } from '../../shared/schema';
import type { Query, Selection, StoredRecord } from '../core/ports/records';
import type { StoredEntities, StoredEntity } from './models';
import { WORDS_INDEX } from './indexes';
import type { StoredDocument } from './mapper';
import { filterOf, objectIdOf, sortOf } from './query';

type Session = mongoose.mongo.ClientSession | undefined;

/** No reading may hold the server longer, in milliseconds; the page gives up waiting after 20,000. */
export const READ_LIMIT_MS = 15_000;

/** Ids in one statement; more go in several. */
const IDS_PER_READ = 1_000;

/** The stored side of an entity. Throws for one that this store was not opened with. */
export function storedOf(stored: StoredEntities, entity: EntityDefinition): StoredEntity {
  const found = stored.get(entity.name);
  if (!found) throw new TypeError(`The store was opened without ${entity.name}`);
  return found;
}

/** `total`: how many records the selection holds, when that is known. */
export async function find(
  stored: StoredEntity,
  query: Query,
  { session, total }: { session?: Session; total?: number } = {},
): Promise<StoredRecord[]> {
  const { entity, mapper, model } = stored;
  // To MongoDB, a limit of nothing is none.
  if (query.limit < 1) return [];
  const { skip, limit, isFromEnd } = nearestWay(query, total);
  if (limit < 1) return [];
  const order = sortOf(entity, query.sort);
  const documents = await model
    .find(filterOf(entity, query), mapper.projection(query.fields), { session, ...waysOf(query) })
    .sort(isFromEnd ? reversed(order) : order)
    .skip(skip)
    .limit(limit)
    .lean();
  if (isFromEnd) documents.reverse();
  return documents.map((document) => mapper.toRecord(document)).filter((record) => record !== null);
}

/** How MongoDB is to read a selection, and for how long. */
export const waysOf = ({ walksWords, withinMs }: Selection) => ({
  maxTimeMS: withinMs ?? READ_LIMIT_MS,
  ...(walksWords ? { hint: WORDS_INDEX } : {}),
});

/** MongoDB walks over everything that a page skips: a page past the middle is nearer from the end. */
function nearestWay({ offset = 0, limit }: Query, total: number | undefined) {
  if (total === undefined || offset <= total / 2) return { skip: offset, limit, isFromEnd: false };
  const after = total - offset - limit;
  return { skip: Math.max(0, after), limit: Math.min(limit, limit + after), isFromEnd: true };
}

const reversed = (order: Record<string, 1 | -1>): Record<string, 1 | -1> =>
  Object.fromEntries(Object.entries(order).map(([path, direction]) => [path, direction === 1 ? -1 : 1]));

export async function get(stored: StoredEntity, id: string, session?: Session): Promise<StoredRecord | null> {
  const _id = objectIdOf(id);
  if (!_id) return null;
  const { mapper, model } = stored;
  const document = await model.findOne({ _id }, mapper.projection('all'), { session }).lean();
  return document && mapper.toRecord(document);
}

/** In the order of the ids, each once. */
export async function getMany(
  stored: StoredEntity,
  ids: readonly string[],
  fields: readonly string[] | undefined,
  session?: Session,
): Promise<StoredRecord[]> {
  const { mapper, model } = stored;
  const wanted = [...new Set(ids)];
  const found = new Map<string, StoredRecord>();
  for (let at = 0; at < wanted.length; at += IDS_PER_READ) {
    const batch = wanted
      .slice(at, at + IDS_PER_READ)
      .map(objectIdOf)
      .filter((id) => id !== null);
    const documents = await model
      .find({ _id: { $in: batch } }, mapper.projection(fields), { session })
      .lean();
    for (const document of documents) {
      const record = mapper.toRecord(document);
      if (record) found.set(record.id, record);
    }
  }
  return wanted.map((id) => found.get(id)).filter((record) => record !== undefined);
}

/** The fields of a record that changed after a revision. */
export async function changedSince(
  { collection }: StoredEntity,
  id: string,
  revision: number,
  session?: Session,
): Promise<string[]> {
  const _id = objectIdOf(id);
  const document = _id && (await collection.findOne({ _id }, { session, projection: { fieldRevisions: 1 } }));
  return fieldsAfter(document, revision);
}

function fieldsAfter(document: StoredDocument | null, revision: number): string[] {
  const revisions = document?.fieldRevisions;
  if (typeof revisions !== 'object' || revisions === null) return [];
  return Object.entries(revisions).flatMap(([field, at]) =>
    typeof at === 'number' && at > revision ? [field] : [],
  );
}
