import type { ReviewItem } from '../../../shared/contract';
import type { EntityTable } from '../../../shared/entities';
import { mayRead } from '../../../shared/rules/permissions';
import type { EntityDefinition, Field } from '../../../shared/schema';
import type { StoredReviewItem } from '../ports/legacy-database';
import type { SignedInPerson } from '../session';

/** The store keeps only kinds that a conversion gave it. */
export const kindOf = (kind: string) => kind as ReviewItem['kind'];

/** An item without the value, where the person may not read the field it is about. */
export function shown(item: StoredReviewItem, person: SignedInPerson, table: EntityTable): ReviewItem {
  const about = aboutOf(item, table);
  const { value, kind, candidates: _ids, link, begun: _begun, ...rest } = item;
  const isReadable = about !== undefined && mayRead(person, about.entity, about.field);
  return {
    ...rest,
    kind: kindOf(kind),
    isLinked: link !== undefined,
    hasHiddenValue: Boolean(value) && about !== undefined && !isReadable,
    ...(isReadable && value !== undefined ? { value } : {}),
  };
}

/** The field of today that an item is about; undefined when there is none that people read. */
function aboutOf(
  { entity: name, field: fieldName = '' }: StoredReviewItem,
  table: EntityTable,
): { entity: EntityDefinition; field: Field } | undefined {
  const entity = Object.hasOwn(table, name) ? table[name] : undefined;
  const field = entity && Object.hasOwn(entity.fields, fieldName) ? entity.fields[fieldName] : undefined;
  return entity && field && !field.hidden && !field.writeOnly ? { entity, field } : undefined;
}
