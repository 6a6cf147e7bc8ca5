import { createHmac, randomBytes } from 'node:crypto';
import type mongoose from 'mongoose';

/** Secrets that belong to the database and never leave the store: `{ _id: 'pseudonyms', key }`. */
export const REPORT_SECRETS = 'reportsecrets';

type Secret = { _id: string; key: string };

/** 64 bits of a keyed hash: enough to keep millions apart. */
const DIGITS = 16;

/**
 * Pseudonyms by HMAC-SHA-256 with a key of this database. They stay the same from export to export, so that files of
 * several reports can be joined; who has neither the key nor the database cannot go back.
 */
export async function pseudonymsOf(
  database: mongoose.mongo.Db,
  kind: string,
  ids: readonly string[],
): Promise<string[]> {
  const found = await database.collection<Secret>(REPORT_SECRETS).findOneAndUpdate(
    { _id: 'pseudonyms' },
    // Of two that make it at once, one wins, and both get that one.
    { $setOnInsert: { key: randomBytes(32).toString('base64') } },
    { upsert: true, returnDocument: 'after' },
  );
  if (!found) throw new Error('The key of pseudonyms could not be kept');
  const key = Buffer.from(found.key, 'base64');
  return ids.map((id) => createHmac('sha256', key).update(`${kind}:${id}`).digest('hex').slice(0, DIGITS));
}
