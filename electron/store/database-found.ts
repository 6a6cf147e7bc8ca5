import type mongoose from 'mongoose';
import { entities } from '../../shared/entities';
import { type Strangers, strangersOf } from '../../shared/rules/connections/strangers';
import { COPIES } from './copy/notes';
import { CHUNKS, FILES } from './files';
import { isMigrated, MIGRATIONS } from './migrations';
import { isOwn } from './own-collections';
import { WRITER } from './standalone/writer-document';

type Db = mongoose.mongo.Db;
type Told = { readonly name: string; readonly info?: { readonly uuid?: unknown } };

/** Which database it is, and what it holds before Clinic Desk made anything in it. */
export type DatabaseFound = { readonly identity?: string; readonly strangers?: Strangers };

/** Looks at a database and writes nothing. */
export async function databaseFound(database: Db): Promise<DatabaseFound> {
  const told = await database.listCollections<Told>({}, { nameOnly: false }).toArray();
  if (told.some(({ name }) => name === MIGRATIONS) && (await isMigrated(database))) {
    const identity = identityIn(told);
    return identity === undefined ? {} : { identity };
  }
  const foreign: string[] = [];
  for (const { name } of told) {
    if (name.startsWith('system.') || name === COPIES || name === WRITER) continue;
    // An opening that broke off leaves empty ones.
    const isFilled = async () =>
      (await database.collection(name).findOne({}, { projection: { _id: 1 } })) !== null;
    if (!isNamedAsOurs(name) || (await isFilled())) foreign.push(name);
  }
  const strangers = strangersOf(foreign);
  return strangers ? { strangers } : {};
}

/**
 * The same for whoever reaches a database, by whatever name, and another one for a copy of it: the server gives each
 * collection an id of its own (`uuid`), and that of the notes on migrations is made once. Undefined where it is not told.
 */
export async function identityOf(database: Db): Promise<string | undefined> {
  return identityIn(
    await database.listCollections<Told>({ name: MIGRATIONS }, { nameOnly: false }).toArray(),
  );
}

const identityIn = (told: readonly Told[]): string | undefined => {
  const uuid = told.find(({ name }) => name === MIGRATIONS)?.info?.uuid;
  return uuid === undefined ? undefined : String(uuid);
};

const isNamedAsOurs = (name: string): boolean =>
  isOwn(name) || Object.hasOwn(entities, name) || name === FILES || name === CHUNKS;
