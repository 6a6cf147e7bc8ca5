import { createHash } from 'node:crypto';
import type { EntityTable } from '../../shared/entities';
import type { EntityDefinition } from '../../shared/schema';
import { pathOf, sortOf } from './query';

/** One index of one collection, as it is wanted. */
export type WantedIndex = {
  readonly collection: string;
  readonly name: string;
  readonly keys: Readonly<Record<string, 1 | -1>>;
  readonly unique: boolean;
  readonly when?: Readonly<Record<string, unknown>>;
};

/** All indexes that the definitions ask for, and those that every entity's list needs. */
export function wantedIndexes(table: EntityTable): WantedIndex[] {
  return Object.values(table).flatMap((entity) => [...listIndexes(entity), ...ownIndexes(entity)]);
}

function listIndexes(entity: EntityDefinition): WantedIndex[] {
  const of = (name: string, keys: Record<string, 1 | -1>): WantedIndex => ({
    collection: entity.name,
    name,
    keys: { removed: 1, ...keys },
    unique: false,
  });
  return [
    of('list', sortOf(entity, undefined)),
    of('list by words', { searchTokens: 1 }),
    of('list by change', { updatedAt: -1 }),
  ];
}

function ownIndexes(entity: EntityDefinition): WantedIndex[] {
  return entity.indexes.map(({ name, keys, unique = false, when }) => ({
    collection: entity.name,
    name,
    keys: Object.fromEntries(
      Object.entries(keys).map(([field, direction]) => [pathOf(entity, field), direction]),
    ),
    unique,
    ...(when ? { when } : {}),
  }));
}

/** The same for the same index, different for any other. */
export function fingerprintOf(wanted: WantedIndex | readonly WantedIndex[]): string {
  return createHash('sha256').update(JSON.stringify(wanted)).digest('hex').slice(0, 24);
}
