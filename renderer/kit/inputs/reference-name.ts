import { type EntityName, type EntityTable, entities } from '../../../shared/entities';
import { useRecord } from '../data/reads';
import { writtenTitle } from '../format';

const table: EntityTable = entities;

/** True for what the contract takes as an id; anything else in a reference is text that is still being typed. */
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{24}$/.test(value);

/** The entity that a field refers to. Throws when a definition names one that does not exist. */
export function targetOf(field: { target?: string; label: string }): EntityName {
  if (field.target && Object.hasOwn(entities, field.target)) return field.target as EntityName;
  throw new Error(`The field "${field.label}" refers to no entity`);
}

/**
 * The name behind a reference: from the names that came with the record, else read. Undefined while it is read;
 * "Not available" when it may not be read or is gone.
 */
export function useReferenceName(
  target: EntityName,
  id: string | null,
  names: Readonly<Record<string, string>> = {},
): string | undefined {
  const known = id === null ? undefined : names[id];
  const answer = useRecord(target, id === null || known !== undefined ? undefined : id);
  if (id === null) return undefined;
  if (known !== undefined) return writtenTitle(known);
  if (answer.data) return writtenTitle(table[target]?.title(answer.data.record) ?? '');
  return answer.error ? 'Not available' : undefined;
}
