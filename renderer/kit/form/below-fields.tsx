import type { ReactNode } from 'react';
import type { EntityName } from '../../../shared/entities';
import { LiveCheck } from '../medicine/LiveCheck';
import type { Values } from './values';

type Below = Readonly<Record<string, (values: Values, id: string | undefined) => ReactNode>>;

/** What must be known while a field is typed, by entity and field; `id` is that of a record that exists. */
const panels: Readonly<Partial<Record<EntityName, Below>>> = {
  prescriptions: {
    prescriptionName: ({ patient, prescriptionName, medication }, id) => (
      <LiveCheck {...{ patient, prescriptionName, medication }} except={id} />
    ),
  },
};

/** What the fields of a form are followed by, by their names. */
export const belowFields = (entity: EntityName, values: Values, id?: string): Record<string, ReactNode> =>
  Object.fromEntries(Object.entries(panels[entity] ?? {}).map(([name, panel]) => [name, panel(values, id)]));
