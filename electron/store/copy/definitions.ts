import mongoose from 'mongoose';
import { StartFailure } from '../../core/ports/start-failure';
import { mayBeSilent } from '../connection';
import { isAway } from '../errors';
import { READINGS } from '../readings/collections';
import { holdIn, holdRule, judgedBy, judgingIn, withoutHold } from './hold-rule';
import { COPIES } from './notes';

type Db = mongoose.mongo.Db;

/** How a collection was made, as the server tells it. */
export type Definition = {
  readonly name: string;
  readonly isTimeSeries: boolean;
  readonly options: Readonly<Record<string, unknown>>;
};

type Told = { name: string; type?: string; options?: Record<string, unknown> };

const listed = async (database: Db): Promise<Told[]> =>
  (await database.listCollections<Told>({}, { nameOnly: false }).toArray())
    .filter(({ name, type }) => !name.startsWith('system.') && name !== COPIES && type !== 'view')
    .sort((one, other) => (one.name < other.name ? -1 : 1));

/** All collections of a database that belong into a copy, in order of name; views are made of others and do not. */
export async function definitionsOf(database: Db): Promise<Definition[]> {
  return (await listed(database)).map(({ name, type, options = {} }) => {
    const isTimeSeries = type === 'timeseries';
    if (isTimeSeries && name !== READINGS) throw strangeSeries(name);
    return { name, isTimeSeries, options: withoutHold(options) };
  });
}

/** Names of the collections of a database that hold something, but for those that are named. */
export async function filledIn(database: Db, except: readonly string[]): Promise<string[]> {
  const filled: string[] = [];
  for (const { name } of await listed(database)) {
    if (except.includes(name)) continue;
    if (await database.collection(name).findOne({}, { projection: { _id: 1 } })) filled.push(name);
  }
  return filled;
}

/** Whether a collection was made by this copy, which held each one that it made; a time series takes no rule. */
const isOfCopy = ({ name, type, options }: Told, copy: string): boolean =>
  type === 'timeseries' ? name === READINGS : holdIn(options?.validator) === copy;

/** Names of collections at the place of a copy that hold something which the copy did not bring, but for those that are named. */
export async function strangersIn(there: Db, copy: string, except: readonly string[]): Promise<string[]> {
  const own = (await listed(there)).filter((each) => isOfCopy(each, copy)).map(({ name }) => name);
  return filledIn(there, [...except, ...own]);
}

/**
 * Removes the collections that this copy holds; what it is a copy of last, so that what broke off can be repeated. One that
 * somebody else made meanwhile stays.
 */
export async function dropCopy(there: Db, copy: string): Promise<void> {
  for (const each of await listed(there)) if (isOfCopy(each, copy)) await there.dropCollection(each.name);
  await there.dropCollection(COPIES).catch(unlessGone);
}

const NAMESPACE_NOT_FOUND = 26;

function unlessGone(error: unknown): void {
  const isGone = error instanceof mongoose.mongo.MongoServerError && error.code === NAMESPACE_NOT_FOUND;
  if (!isGone) throw error;
}

/** Makes the collections of a copy like these, held against everybody else, and removes from it what is not among them. */
export async function likeThese(there: Db, definitions: readonly Definition[], copy: string): Promise<void> {
  const present = new Map((await listed(there)).map((each) => [each.name, each.type === 'timeseries']));
  const wanted = new Map(definitions.map((each) => [each.name, each.isTimeSeries]));
  for (const [name, isTimeSeries] of present)
    if (wanted.get(name) !== isTimeSeries) await there.dropCollection(name);
  for (const { name, isTimeSeries, options } of definitions)
    if (present.get(name) !== isTimeSeries) {
      const rule = isTimeSeries ? {} : heldAs(options, copy);
      await there.command({ create: name, ...made(options), ...rule });
    }
}

const heldAs = (options: Definition['options'], copy: string) =>
  judgedBy({ validator: JSON.stringify(holdRule(copy, judgingIn(options))) });

/** What follows from the granularity may not be said beside it on newer servers. */
function made({ timeseries, ...options }: Definition['options']): Record<string, unknown> {
  if (typeof timeseries !== 'object' || timeseries === null) return options;
  const { bucketMaxSpanSeconds, bucketRoundingSeconds, ...series }: Record<string, unknown> = {
    ...timeseries,
  };
  const spans = { bucketMaxSpanSeconds, bucketRoundingSeconds };
  return { ...options, timeseries: 'granularity' in series ? series : { ...series, ...spans } };
}

/** An index as the server tells it and takes it. */
type Index = mongoose.mongo.IndexDescription & { name: string; v?: number; ns?: string; clustered?: boolean };

const indexesOf = async (database: Db, name: string): Promise<Index[]> =>
  (await database.command({ listIndexes: name, cursor: { batchSize: 1_000 } })).cursor.firstBatch.filter(
    (index: Index) => index.name !== '_id_' && !index.clustered,
  );

/**
 * Removes the unique indexes of a copy: while documents come in that were changed at different moments, two may hold for a
 * while what only one may. They are made when everything is there.
 */
export async function dropUnique(there: Db, definitions: readonly Definition[]): Promise<void> {
  for (const { name } of definitions)
    for (const index of await indexesOf(there, name)) {
      if (!index.unique) continue;
      await there
        .collection(name)
        .dropIndex(index.name)
        // One that a collection is sharded by stays.
        .catch((error: unknown) => {
          if (isAway(error)) throw error;
        });
    }
}

const INDEX_CONFLICTS: ReadonlySet<unknown> = new Set([85, 86]);

/** Makes the indexes of a collection over there like those here: the unique ones, or all others. */
export async function copyIndexes(
  here: Db,
  there: Db,
  name: string,
  kind: 'unique' | 'others',
): Promise<void> {
  const specs = (await indexesOf(here, name))
    .filter(({ unique = false }) => unique === (kind === 'unique'))
    .map(({ v: _version, ns: _namespace, ...spec }) => spec);
  if (specs.length === 0) return;
  // As they are, also with what this driver does not know of.
  const make = (some: mongoose.mongo.IndexDescription[]) =>
    there.collection(name).createIndexes(some, mayBeSilent, true);
  try {
    await make(specs);
  } catch (error) {
    if (!isConflict(error)) throw error;
    // One of this name, or of these fields, is another one over there.
    for (const spec of specs)
      await make([spec]).catch(async (conflict: unknown) => {
        if (!isConflict(conflict)) throw conflict;
        await there.collection(name).dropIndex(spec.name);
        await make([spec]);
      });
  }
}

const isConflict = (error: unknown) =>
  error instanceof mongoose.mongo.MongoServerError && INDEX_CONFLICTS.has(error.code);

const strangeSeries = (name: string) =>
  new StartFailure(
    'copyNotPossible',
    `The database holds a time series that is not of Clinic Desk ("${name}"), which cannot be copied.`,
    'Move it to another database with the tools of MongoDB first.',
  );
