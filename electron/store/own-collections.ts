import { COPIES } from './copy/notes';
import { COUNTERS } from './counters';
import { CHUNKS, FILES, UPLOADS } from './files';
import { MIGRATIONS } from './migrations';
import { LOCKS, MARKS, PACKETS, READINGS, ROLLUPS, WITHDRAWALS } from './readings/collections';
import { TURNS } from './records';
import { REPORT_SECRETS } from './reports/pseudonyms';
import { WRITER } from './standalone/writer-document';

/**
 * What waits for a person after an adoption. It holds values of records outside their entities (`value`, `link.before`
 * and `begun.before`, of visits too): whatever seals clinical fields in the entities has to seal these with them.
 */
export const REVIEWS = 'legacyreviews';
/** How far bringing a dump in has come, and what each adoption brought in. */
export const LOADS = 'legacyloads';

/**
 * Collections of Clinic Desk beside those of its entities: an adoption neither reads nor clears them, and what a dump
 * holds under such a name goes beside it. One that ends with a dot stands for all that begin with it (GridFS). Whoever
 * makes a new one adds its line here.
 */
const own: readonly string[] = [
  ...[MIGRATIONS, COUNTERS, TURNS, UPLOADS, REVIEWS, LOADS, REPORT_SECRETS, COPIES, WRITER],
  ...[READINGS, PACKETS, ROLLUPS, MARKS, WITHDRAWALS, LOCKS],
];

/** Those of them that every database has, or may get at any moment. */
export const ownCollections: readonly string[] = own.filter((name) => !name.endsWith('.'));

export const isOwn = (collection: string): boolean => isOneOf(own, collection);

/**
 * Collections in which content of ours may stand beside that of an older system, by what only ours has. An adoption
 * leaves both alone and tells of the older.
 */
const shared: Readonly<Record<string, object>> = {
  [FILES]: { sha256: { $exists: true } },
  [CHUNKS]: { sha256: { $exists: true } },
};

/** What only documents of ours have in a collection that an older system may have filled too; undefined elsewhere. */
export const oursWhereShared = (collection: string): object | undefined =>
  Object.hasOwn(shared, collection) ? shared[collection] : undefined;

/** True for a name in the list, and for one that begins with a name in it that ends with a dot. */
export const isOneOf = (names: readonly string[], collection: string): boolean =>
  names.some((name) => (name.endsWith('.') ? collection.startsWith(name) : collection === name));
