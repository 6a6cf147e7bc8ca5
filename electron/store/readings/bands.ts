import { createHash } from 'node:crypto';
import type { EntityTable } from '../../../shared/entities';
import { bandsOf, type ReadingBand } from '../../../shared/rules/readings/bands';
import { type ReadingCode, readingCodes } from '../../../shared/schema';
import type { StoredRecord } from '../../core/ports/records';
import type { StoredEntities, StoredEntity } from '../models';
import type { MarkDocument } from './collections';
import * as readers from '../readers';

/** The bands of one patient by kind, and what tells these bands from any others. */
export type PatientBands = ReadonlyMap<
  ReadingCode,
  { readonly bands: readonly ReadingBand[]; readonly key: string }
>;

/** Reads what the bands of patients depend on: their dates of birth and their own limits. */
export function bandReader(table: EntityTable, stored: StoredEntities) {
  const { patients, readinglimits } = table;
  return async (ids: readonly string[]): Promise<Map<string, PatientBands>> => {
    const [people, limits] = await Promise.all([
      patients ? readers.getMany(readers.storedOf(stored, patients), ids, ['dateOfBirth']) : [],
      readinglimits ? limitsOf(readers.storedOf(stored, readinglimits), ids) : [],
    ]);
    const born = new Map(people.map(({ id, dateOfBirth }) => [id, dateOfBirth] as const));
    // Of several for a kind, the one that was changed last stays.
    const own = new Map(limits.map((limit) => [`${limit.patient} ${limit.kind}`, limit] as const));
    return new Map(
      ids.map((id) => {
        const dateOfBirth = born.get(id);
        const bands = readingCodes.map(({ value: kind }) => {
          const limit = own.get(`${id} ${kind}`);
          const limits = limit && { low: numberIn(limit.low), high: numberIn(limit.high) };
          const bands = bandsOf(kind, typeof dateOfBirth === 'string' ? dateOfBirth : undefined, limits);
          return [kind, { bands, key: keyOf(bands) }] as const;
        });
        return [id, new Map(bands)] as const;
      }),
    );
  };
}

/** Ids in one question. */
const AT_ONCE = 200;

async function limitsOf(stored: StoredEntity, ids: readonly string[]): Promise<StoredRecord[]> {
  const found: StoredRecord[] = [];
  for (let at = 0; at < ids.length; at += AT_ONCE)
    found.push(
      ...(await readers.find(stored, {
        filter: { patient: { is: ids.slice(at, at + AT_ONCE) } },
        sort: [{ field: 'updatedAt', direction: 'ascending' }],
        limit: 10_000,
      })),
    );
  return found;
}

const numberIn = (value: unknown) => (typeof value === 'number' ? value : undefined);

const keyOf = (bands: readonly ReadingBand[]): string =>
  createHash('sha256').update(JSON.stringify(bands)).digest('hex').slice(0, 16);

/** An expression that is true for a value (a path) of an instant (a path) outside the bands; as `isOutside` in the rules. */
export function outsideExpression(bands: readonly ReadingBand[], value: string, at: string): object {
  const conditions = bands.map(({ from, until, low, over }) => ({
    $and: [
      ...(from ? [{ $gte: [at, from] }] : []),
      ...(until ? [{ $lt: [at, until] }] : []),
      {
        $or: [
          ...(low === undefined ? [] : [{ $lt: [value, low] }]),
          ...(over === undefined ? [] : [{ $gte: [value, over] }]),
        ],
      },
    ],
  }));
  return { $or: conditions };
}

/** The kinds of which rollups were counted with other bands than these. */
export const staleKinds = (mark: Pick<MarkDocument, 'kinds'> | null, bands: PatientBands): ReadingCode[] =>
  [...bands].flatMap(([kind, { key }]) => {
    const marked = mark?.kinds[kind];
    return marked && marked.bandKey !== key ? [kind] : [];
  });
