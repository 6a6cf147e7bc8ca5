import { may, mayRead, mayWrite, type Person, reach } from '../../../shared/rules/permissions';
import { type EntityDefinition, type Field, isSettable } from '../../../shared/schema';

export type ShownField = { name: string; field: Field; isWritable: boolean };
export type ShownSection = { title: string; fields: ShownField[] };

/**
 * The sections of a form for one person: fields they write as inputs, fields they only read as text (existing records
 * only), the rest absent, and no section without fields. `only` narrows it to some fields.
 */
export function shownSections(
  person: Person,
  entity: EntityDefinition,
  action: 'create' | 'update',
  only?: readonly string[],
): ShownSection[] {
  const ownReach = may(person, action, entity) ? reach(person, action, entity) : 'none';
  // Someone who reaches only their own records is not asked whose record it is.
  const isOwnPatientField = (name: string) => typeof ownReach === 'object' && name === entity.patientField;
  return entity.sections
    .map(({ title, fields }) => ({
      title,
      fields: fields.flatMap((name): ShownField[] => {
        const field = entity.fields[name];
        if (!field || field.hidden || (only && !only.includes(name)) || isOwnPatientField(name)) return [];
        const isOpen = isSettable(field) && !(action === 'update' && field.fixed);
        const isWritable = isOpen && mayWrite(person, action, entity, field);
        const isReadable = action === 'update' && mayRead(person, entity, field) && !field.writeOnly;
        const shown = action === 'create' ? { ...field, help: field.helpOnCreate ?? field.help } : field;
        return isWritable || isReadable ? [{ name, field: shown, isWritable }] : [];
      }),
    }))
    .filter((section) => section.fields.length > 0);
}
