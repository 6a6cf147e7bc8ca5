import mongoose from 'mongoose';
import { fold } from '../../shared/rules/names';
import { tokensOf } from '../../shared/rules/search-tokens';
import type { EntityDefinition } from '../../shared/schema';
import type { Author } from '../core/ports/records';
import type { Mapper, StoredDocument } from './mapper';

const { ObjectId } = mongoose.mongo;

/** More of a text does not change where a person looks for it in a table. */
const longestSortKey = 80;

/** Text fields that tables are sorted by: people expect "de Silva" and "Özil" among D and O, and 9 before 10. */
export function sortKeyFields(entity: EntityDefinition): string[] {
  const sorted = new Set([
    ...entity.defaultSort.map((sort) => sort.field),
    ...entity.columns,
    ...entity.titleFields,
  ]);
  return [...sorted].filter((name) => ['text', 'email'].includes(entity.fields[name]?.kind ?? ''));
}

/** What the store keeps beside a record to find and sort it: computed from its values (a record, not a document). */
export type Derived = { searchTokens: string[]; sortKeys: Record<string, string> };

export function derivedOf(entity: EntityDefinition, values: Readonly<Record<string, unknown>>): Derived {
  const keys = sortKeyFields(entity).flatMap((name) => {
    const value = values[name];
    return typeof value === 'string' ? [[name, sortKeyOf(value)] as const] : [];
  });
  return { searchTokens: tokensOf(entity, values), sortKeys: Object.fromEntries(keys) };
}

function sortKeyOf(text: string): string {
  return fold(text.slice(0, longestSortKey))
    .replace(/\d+/g, (digits) => digits.padStart(12, '0'))
    .trim();
}

/** Fields whose change makes `derivedOf` different. */
export function derivedFrom(entity: EntityDefinition): string[] {
  return [...new Set([...entity.searchFields, ...sortKeyFields(entity)])];
}

/** The document of a new record, complete: values, stamps and all bookkeeping. */
export function newDocument(
  entity: EntityDefinition,
  mapper: Mapper,
  values: Readonly<Record<string, unknown>>,
  author: Author,
  id?: string,
): StoredDocument {
  const stamps = Object.entries(entity.fields).flatMap(([name, field]) =>
    field.stampedOnCreate && (values[name] ?? null) === null ? [[name, author.at] as const] : [],
  );
  return {
    _id: new ObjectId(id),
    ...mapper.toDocument({ ...values, ...Object.fromEntries(stamps) }),
    revision: 1,
    removed: false,
    createdAt: author.at,
    updatedAt: author.at,
    ...(author.user ? { createdBy: new ObjectId(author.user), updatedBy: new ObjectId(author.user) } : {}),
    ...derivedOf(entity, values),
  };
}
