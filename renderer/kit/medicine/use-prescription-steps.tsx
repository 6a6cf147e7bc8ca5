import { type ReactNode, useRef, useState } from 'react';
import { entities, type Prescription } from '../../../shared/entities';
import { endedOn, isTaken } from '../../../shared/rules/active';
import { may } from '../../../shared/rules/permissions';
import { newRecordId } from '../../../shared/rules/record-id';
import { notify } from '../base/notify';
import { useClient, usePerson, useRefresher } from '../data/clinic-context';
import { useToday } from '../data/clock';
import { saveFailureOf } from '../form/form-errors';
import { type AskedRenewal, type RenewalAnswer, RenewDialog } from './RenewDialog';

export type PrescriptionSteps = {
  /** Writes the same again from today and completes the old one; asks how long for a course, how much where that is not known, and for a reason where one is needed. */
  renew(prescription: Prescription): Promise<void>;
  /** Ends it today. */
  stop(prescription: Prescription): Promise<void>;
  mayRenew(prescription: Prescription): boolean;
  mayStop(prescription: Prescription): boolean;
  /** To be drawn by the page. */
  dialog: ReactNode;
};

/** What is done with a prescription in one step, each with Undo. */
export function usePrescriptionSteps(): PrescriptionSteps {
  const client = useClient();
  const person = usePerson();
  const today = useToday();
  const refresher = useRefresher();
  const [asked, setAsked] = useState<AskedRenewal>();
  /** Of renewals whose answer is not there yet, the id of the new one: asked for again with the same last day and amount, it is the same. */
  const newIds = useRef(new Map<string, string>());
  const { prescriptions } = entities;
  const changed = ({ id, patient }: Prescription) =>
    refresher.changed({ entity: prescriptions.name, id, patient });

  /** Rejects with what the dialog does not ask about. */
  const renewFor = async (old: Prescription, answer: RenewalAnswer): Promise<void> => {
    const { id, revision, status, endsOn } = old;
    const renewal = `${id} ${answer.endsOn} ${answer.amount}`;
    const newId = newIds.current.get(renewal) ?? newRecordId(new Date());
    newIds.current.set(renewal, newId);
    try {
      const { record, renewed } = await client.medicines.renew({ id, revision, newId, ...answer });
      newIds.current.delete(renewal);
      changed(record);
      changed(old);
      setAsked(undefined);
      const before =
        renewed.revision === revision ? {} : { renewed: { revision: renewed.revision, status, endsOn } };
      const undo = async () => {
        await client.medicines.undoRenewal({ id: record.id, revision: record.revision, ...before });
        changed(record);
        changed(old);
        notify.done('Renewal taken back', undefined, id);
      };
      notify.done('Prescription renewed', undo, id);
    } catch (error) {
      const failure = saveFailureOf(error);
      if (failure.kind !== 'medicine') throw error;
      setAsked({ old, result: failure.conflict.result });
    }
  };

  const set = async (at: Prescription, changes: Pick<Prescription, 'status' | 'endsOn'>) => {
    const { status = null, endsOn = null } = changes;
    const { id, revision } = at;
    const { record } = await client.prescriptions.update({ id, revision, changes: { status, endsOn } });
    changed(record);
    return record;
  };

  const stop = async (prescription: Prescription): Promise<void> => {
    const { id, status, endsOn } = prescription;
    try {
      const stopped = await set(prescription, { status: 'stopped', endsOn: endedOn(prescription, today) });
      const undo = async () => {
        await set(stopped, { status, endsOn });
        notify.done('Prescription goes on', undefined, id);
      };
      notify.done('Prescription stopped', undo, id);
    } catch (error) {
      notify.failed(error);
    }
  };

  const isThere = ({ deletedAt }: Prescription) => deletedAt === undefined;
  return {
    renew: async (prescription) => {
      if (prescription.endsOn === undefined && prescription.amount)
        await renewFor(prescription, {}).catch(notify.failed);
      else setAsked({ old: prescription });
    },
    stop,
    mayRenew: (each) => isThere(each) && may(person, 'create', prescriptions),
    mayStop: (each) => isThere(each) && isTaken(each, today) && may(person, 'update', prescriptions),
    dialog: (
      <RenewDialog
        asked={asked}
        onClose={() => setAsked(undefined)}
        onRenew={(answer) => (asked ? renewFor(asked.old, answer) : Promise.resolve())}
      />
    ),
  };
}
