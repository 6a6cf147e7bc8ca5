import mongoose from 'mongoose';
import { StartFailure } from '../../core/ports/start-failure';
import { WRITER } from '../standalone/writer-document';
import { holdIn, holdRule, judgedBy, type Judging, judgingIn } from './hold-rule';
import { COPIES } from './notes';

type Db = mongoose.mongo.Db;

/** A collection that can be held: a time series takes no rule, a view has no documents, and notes of copies are always written. */
export type Holdable = {
  readonly name: string;
  readonly judging: Judging;
  /** The id of the hold that is on. */
  readonly heldBy: string | undefined;
};

/** In the order in which they are to be held: without the writer of a standalone server, nobody begins anything there. */
export async function holdableIn(database: Db): Promise<Holdable[]> {
  const listed = await database.listCollections({ type: 'collection' }, { nameOnly: false }).toArray();
  return listed
    .filter(({ name }) => !name.startsWith('system.') && name !== COPIES)
    .sort(({ name: one }, { name: other }) => (one === WRITER || (one < other && other !== WRITER) ? -1 : 1))
    .map(({ name, options = {} }) => ({
      ...{ name, judging: judgingIn(options), heldBy: holdIn(options.validator) },
    }));
}

/** Makes the server refuse every change of a collection, once the transactions that are writing there are over. */
export const holdOne = (database: Db, id: string, { name, judging }: Holdable): Promise<void> =>
  judge(database, name, { validator: JSON.stringify(holdRule(id, judging)) });

/** Gives the collections that this hold keeps back what they were judged by: all, or one. Held anew meanwhile, one stays so. */
export async function release(database: Db, id: string, only?: string): Promise<void> {
  for (const { name, judging, heldBy } of await holdableIn(database))
    if (heldBy === id && (only === undefined || name === only)) await judge(database, name, judging);
}

/** How long transactions that are under way are waited for, in milliseconds. */
export const PATIENCE_MS = 20_000;
const NAMESPACE_NOT_FOUND = 26;
const MAX_TIME_EXPIRED = 50;

async function judge(database: Db, collection: string, judging: Judging): Promise<void> {
  await database
    .command({
      ...{ collMod: collection, ...judgedBy(judging), maxTimeMS: PATIENCE_MS },
      writeConcern: { w: 'majority' },
    })
    .catch((error: unknown) => {
      const code = error instanceof mongoose.mongo.MongoServerError ? error.code : undefined;
      if (code === MAX_TIME_EXPIRED) throw busy();
      if (code !== NAMESPACE_NOT_FOUND) throw error;
    });
}

export const busy = () =>
  new StartFailure(
    'copyDisturbed',
    'Somebody was in the middle of a long piece of work, so saving could not pause.',
    'Go on with the copy when it is quieter. Nothing was lost.',
  );
