import { entities, type EntityTable } from '../../../shared/entities';
import { may, mayRead, type Person } from '../../../shared/rules/permissions';
import { type EntityDefinition, type Field, isSendable } from '../../../shared/schema';

const table: EntityTable = entities;

/**
 * The fields of an entity that a list may show this person and be filtered by. Not references to what they may not read
 * at all: neither a name could be shown nor one be looked for.
 */
export function listedFields(definition: EntityDefinition, person: Person): [name: string, field: Field][] {
  return Object.entries(definition.fields).filter(([, field]) => {
    const target = field.target === undefined ? undefined : table[field.target];
    return (
      isSendable(field) && mayRead(person, definition, field) && (!target || may(person, 'read', target))
    );
  });
}
