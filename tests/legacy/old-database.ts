import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import mongoose from 'mongoose';
import type { RawDocument } from '../../electron/core/ports/legacy-database';
import type { AdoptionProgress, LegacyInspection } from '../../shared/contract';
import type { Caller } from '../support/clinic';

const { BSON, MongoClient } = mongoose.mongo;
const { EJSON } = BSON;

export type Collections = Readonly<Record<string, readonly RawDocument[]>>;
type Document = Record<string, unknown>;

export const samplePath = join(import.meta.dirname, '../fixtures/legacy/legacy-sample.json');
export const readSample = async (): Promise<Collections> => JSON.parse(await readFile(samplePath, 'utf8'));

/** A connection of the test's own, beside Clinic Desk: what is really in the database. */
export async function openDatabase(uri: string) {
  const client = await new MongoClient(uri).connect();
  const database = client.db();
  const asItIs = { promoteValues: false, promoteLongs: false, bsonRegExp: true } as const;
  return {
    database,
    close: () => client.close(),
    /** Puts documents in as an older system left them; values are canonical Extended JSON. */
    async fill(collections: Collections) {
      for (const [name, documents] of Object.entries(collections)) {
        const parsed = documents.map(
          (each) => EJSON.deserialize(each as Document, { relaxed: false }) as Document,
        );
        if (parsed.length > 0) await database.collection(name).insertMany(parsed, { ordered: true });
      }
    },
    /** Every document as canonical Extended JSON, by the JSON of its id. */
    async read(collection: string): Promise<Map<string, RawDocument>> {
      const found = await database.collection(collection, asItIs).find({}).toArray();
      return new Map(
        found.map((document) => {
          const raw = EJSON.serialize(document, { relaxed: false }) as RawDocument;
          return [JSON.stringify(raw._id), raw] as const;
        }),
      );
    },
    /** The whole database as one text, for comparing before and after. */
    async everything(except: readonly string[] = []): Promise<string> {
      const lines: string[] = [];
      const found = await database.listCollections().toArray();
      // MongoDB's own note of what a time series is made of holds the name of the database.
      const names = found.map(({ name }) => name).filter((name) => name !== 'system.views');
      for (const name of names.filter((each) => !except.includes(each))) {
        for (const [id, raw] of await this.read(name)) lines.push(`${name} ${id} ${JSON.stringify(raw)}`);
      }
      return lines.sort().join('\n');
    },
  };
}

export type OldDatabase = Awaited<ReturnType<typeof openDatabase>>;

/** Adopts to the end, or until `stopAfter` messages have come; gives all that was told. */
export async function adoptAll(caller: Caller, stopAfter = Number.POSITIVE_INFINITY) {
  const told: AdoptionProgress[] = [];
  for await (const progress of await caller.client.legacy.adopt()) {
    told.push(progress);
    if (told.length >= stopAfter) break;
  }
  return { told, result: told.at(-1)?.result };
}

export const documentsToAdopt = ({ collections }: LegacyInspection) =>
  collections.reduce((sum, { toAdopt }) => sum + toAdopt, 0);

/** All items of the review list. */
export async function wholeReview(caller: Caller) {
  const first = await caller.client.legacy.review({ limit: 200 });
  const items = [...first.items];
  while (items.length < first.total) {
    const { items: more } = await caller.client.legacy.review({ after: items.at(-1)?.id, limit: 200 });
    items.push(...more);
  }
  return items;
}

/** Where a name stands as it was written: beside the reference that it became, or under another name. */
const writtenIn: Readonly<Record<string, string>> = {
  doctor: 'doctorName',
  clinic: 'clinicName',
  name: 'displayName',
};
const isSpelling = (old: string, name: string) => old.toLowerCase() === name.toLowerCase();

const passwordNames = /password|passwd|pwd|^pass$/i;

/** The same number, text, date or list, whatever the width of its numbers. */
export function meansTheSame(before: unknown, after: unknown): boolean {
  return JSON.stringify(plain(before)) === JSON.stringify(plain(after));
}

function plain(raw: unknown): unknown {
  if (Array.isArray(raw)) return raw.map(plain);
  if (typeof raw === 'number') return raw;
  if (typeof raw !== 'object' || raw === null) return raw;
  const entries = Object.entries(raw);
  const [tag, inner] = entries[0] ?? [];
  if (tag === '$numberInt' || tag === '$numberDouble' || tag === '$numberLong') {
    const value = Number(inner);
    // Only numbers that a double holds are the same in every width.
    return Number.isSafeInteger(value) || tag === '$numberDouble'
      ? Number.isNaN(value)
        ? 'NaN'
        : value
      : raw;
  }
  if (tag === '$numberDecimal' && String(Number(inner)) === inner) return Number(inner);
  // Text, in a type that MongoDB has given up.
  if (tag === '$symbol') return inner;
  if (tag === '$date') return { $date: typeof inner === 'string' ? Date.parse(inner) : plain(inner) };
  return Object.fromEntries(entries.map(([name, value]) => [name, plain(value)]).sort());
}

/**
 * Fields of an old document that are nowhere in the adopted one: neither under `legacy` as they were, nor as the value
 * of a field of today. Passwords are the one thing that must not be found again.
 */
export function lostFields(before: RawDocument, after: RawDocument | undefined): string[] {
  if (!after) return ['(the whole document)'];
  const legacy = (after.legacy ?? {}) as RawDocument;
  return Object.entries(before).flatMap(([name, value]) => {
    if (name === '_id')
      return meansTheSame(value, after._id) || meansTheSame(value, legacy._id) ? [] : [name];
    if (passwordNames.test(name)) return [];
    if (Object.hasOwn(legacy, name) && meansTheSame(value, legacy[name])) return [];
    const names = [
      name,
      writtenIn[name] ?? '',
      ...Object.keys(after).filter((each) => isSpelling(name, each)),
    ];
    if (names.some((each) => Object.hasOwn(after, each) && meansTheSame(value, after[each]))) return [];
    return [name];
  });
}
