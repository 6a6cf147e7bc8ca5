import type mongoose from 'mongoose';
import { holdableIn } from '../held-collections';

/** Names of the collections that take no changes. */
export const heldIn = async (database: mongoose.mongo.Db): Promise<string[]> =>
  (await holdableIn(database)).filter(({ heldBy }) => heldBy !== undefined).map(({ name }) => name);
