import { type ReactNode, useState } from 'react';
import { entities, type Visit } from '../../../../shared/entities';
import { may } from '../../../../shared/rules/permissions';
import { isOwnVisit, isSigned } from '../../../../shared/rules/visit-signing';
import { ConfirmDialog } from '../../base/ConfirmDialog';
import { notify } from '../../base/notify';
import { useClient, usePerson, useRefresher } from '../../data';

const { healthlogs } = entities;

export type SignVisit = {
  /** Whether this person may sign it now: an own visit that is not signed yet and is there. */
  maySign: (visit: Visit) => boolean;
  /** Asks once, because a signature cannot be taken back, and signs. */
  ask: (visit: Visit) => void;
  dialog: ReactNode;
};

/** Signing visits. `asked`: one whose signing is asked about from the start, as it comes from "Save and sign". */
export function useSignVisit(asked?: Visit): SignVisit {
  const person = usePerson();
  const client = useClient();
  const refresher = useRefresher();
  const [visit, setVisit] = useState(asked);
  const [isOpen, setIsOpen] = useState(asked !== undefined);
  const sign = async () => {
    if (!visit) return;
    const { id, revision, patient } = visit;
    try {
      await client.visits.sign({ id, revision });
    } finally {
      // Also when it was refused: what it is now is what they have to look at before they sign.
      refresher.changed({ entity: healthlogs.name, id, patient });
    }
    notify.done('Visit signed');
  };
  return {
    maySign: (each) =>
      may(person, 'update', healthlogs) && !each.deletedAt && !isSigned(each) && isOwnVisit(person, each),
    ask: (each) => {
      setVisit(each);
      setIsOpen(true);
    },
    dialog: visit && (
      <ConfirmDialog
        opened={isOpen}
        onClose={() => setIsOpen(false)}
        title={`Sign “${healthlogs.title(visit)}”?`}
        confirmLabel="Sign"
        keepLabel="Not yet"
        confirmsOnEnter
        onConfirm={sign}
      >
        It is saved. Once signed it cannot be changed or removed, and what is to be added is an amendment.
      </ConfirmDialog>
    ),
  };
}
