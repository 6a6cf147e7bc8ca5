import type { ReactNode } from 'react';
import type { EntityName, Prescription, RecordNamed } from '../../../shared/entities';
import { PrescriptionCheck } from '../../kit/medicine';
import { DeviceActions } from './DeviceActions';
import { PrescriptionActions } from './PrescriptionActions';

type OwnParts = {
  /** Before the buttons that every record has. */
  readonly actions?: ReactNode;
  /** Above its fields. */
  readonly head?: ReactNode;
  /** Fields that `head` shows already. */
  readonly told?: readonly string[];
};

type Record = RecordNamed<EntityName>;

const parts: Readonly<Partial<{ [N in EntityName]: (record: Record) => OwnParts }>> = {
  devices: (record) => ({ actions: <DeviceActions device={record as RecordNamed<'devices'>} /> }),
  prescriptions: (record) => {
    // The page has read it from the entity that this entry stands under.
    const prescription = record as Prescription;
    return {
      actions: <PrescriptionActions prescription={prescription} />,
      head: <PrescriptionCheck prescription={prescription} />,
      told: ['overrideReason'],
    };
  },
};

/** What the page of a record shows for its entity alone. */
export const ownParts = (entity: EntityName, record: Record): OwnParts => parts[entity]?.(record) ?? {};
