import { roles } from '../../../shared/entities';
import { mayRead, mayWrite, reach } from '../../../shared/rules/permissions';
import type { EntityDefinition, Field } from '../../../shared/schema';

/** Who works here and may read, or change, this field of every record: "A doctor or nurse". */
export function whoMay(action: 'read' | 'update', entity: EntityDefinition, field: Field): string {
  const able = roles
    .filter(({ value }) => {
      const someone = { roles: [value] };
      const isAllowed =
        action === 'read' ? mayRead(someone, entity, field) : mayWrite(someone, action, entity, field);
      return isAllowed && reach(someone, action, entity) === 'all';
    })
    .map(({ label }) => label.toLowerCase());
  return `A ${able.join(' or ')}`;
}
