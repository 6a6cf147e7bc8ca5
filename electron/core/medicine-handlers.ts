import type { procedures } from '../../shared/contract';
import { entities, type Prescription } from '../../shared/entities';
import { endedOn, isTaken, renewedUntil } from '../../shared/rules/active';
import { prescribedOf } from '../../shared/rules/check-prescription';
import { wallClockOf } from '../../shared/rules/time';
import { type Call, personOf } from './call';
import { type EntityRecords, isReached } from './entity-records';
import type { HomeClinicReader } from './home-clinic';
import { checkAgainstRecord } from './medicine-check';
import type { Records, StoredRecord } from './ports/records';
import { conflict, invalid, notFound, unreached } from './refusal';
import type { HandlersOf } from './router';

const { patients, prescriptions } = entities;

type Given = {
  readonly records: Records;
  readonly entityRecords: EntityRecords;
  readonly homeClinic: HomeClinicReader;
};

/** What speaks against a medicine, and prescribing the same again; the rule of prescriptions applies to whatever is written. */
export function medicineHandlers(given: Given): HandlersOf<(typeof procedures)['medicines']> {
  const { records, entityRecords, homeClinic } = given;
  const actorOf = (call: Call) => ({ person: personOf(call), device: call.session.device, now: call.now });
  const todayOf = async (call: Call) => wallClockOf(call.now, await homeClinic.timeZone()).date;

  return {
    async check({ patient, prescriptionName, medication, except }, call) {
      if (!isReached(prescriptions, { patient }, personOf(call), 'create')) throw unreached();
      // Nothing speaks against anything for somebody who is not there; that must not read as clear.
      if (!(await records.get(patients, patient))) throw notFound();
      const prescribed = { name: prescriptionName, coding: medication ?? undefined };
      return checkAgainstRecord(records, { patient, prescribed, except, today: await todayOf(call) });
    },

    async recheck({ id }, call) {
      const { record } = await entityRecords.get(prescriptions, id, personOf(call));
      const prescription = record as StoredRecord & Partial<Prescription>;
      const { patient } = prescription;
      const today = await todayOf(call);
      if (!patient || record.deletedAt || !isTaken(prescription, today)) return {};
      const prescribed = prescribedOf(prescription);
      return { checked: await checkAgainstRecord(records, { patient, prescribed, except: id, today }) };
    },

    async renew({ id, revision, newId, endsOn, overrideReason, amount: given }, call) {
      const actor = actorOf(call);
      const { record } = await entityRecords.get(prescriptions, id, actor.person);
      const old = record as StoredRecord & Partial<Prescription>;
      const today = await todayOf(call);
      try {
        if (old.deletedAt) throw notFound();
        if (!old.patient || !old.prescriptionName)
          throw invalid(['id'], 'It does not say whose or which medicine. Prescribe it anew.');
        const amount = old.amount ?? given;
        if (!amount)
          throw invalid(['amount'], 'It does not say how much is taken. Say how much and how often.');
        if (old.revision !== revision)
          throw conflict({ kind: 'changed', current: old, yours: {}, fields: ['status'] });
        return await entityRecords.together(async (writes) => {
          // First, so that the new one is not found to be taken beside it.
          const renewed = isTaken(old, today)
            ? await writes.update(
                prescriptions,
                { id, revision },
                { status: 'completed', endsOn: endedOn(old, today) },
                actor,
                {
                  whole: true,
                },
              )
            : { record: old };
          const made = await writes.create(
            prescriptions,
            {
              ...sameAgain(old),
              amount,
              overrideReason,
              dateprescribed: today,
              startsOn: today,
              endsOn: endsOn === undefined ? renewedUntil(old, today) : endsOn,
              doctor: actor.person.doctor,
            },
            actor,
            newId,
          );
          return { ...made, renewed: renewed.record };
        });
      } catch (refused) {
        // Looked for only now: hardly any renewal is asked for twice.
        const made = newId === undefined ? null : await entityRecords.madeBefore(prescriptions, newId, actor);
        if (made?.renews !== id) throw refused;
        const again = await entityRecords.get(prescriptions, made.id, actor.person);
        return { ...again, renewed: (await entityRecords.get(prescriptions, id, actor.person)).record };
      }
    },

    async undoRenewal({ id, revision, renewed }, call) {
      const actor = actorOf(call);
      const found = await entityRecords.get(prescriptions, id, actor.person);
      const { record } = found;
      const { renews } = record as Partial<Prescription>;
      if (!renews) throw invalid(['id'], 'This prescription renews no other.');
      // The answer to the first try was lost.
      const isTakenBack = record.deletedAt !== undefined && record.revision === revision + 1;
      if (isTakenBack && record.updatedBy === actor.person.userId) return found;
      return entityRecords.together(async (writes) => {
        const removed = await writes.remove(prescriptions, { id, revision }, actor);
        if (renewed) {
          const { status = null, endsOn = null } = renewed;
          const at = { id: renews, revision: renewed.revision };
          await writes.update(prescriptions, at, { status, endsOn }, actor, { whole: true });
        }
        return removed;
      });
    },
  };
}

/** What a renewal takes over. Not the reason: it was given for what was known then. */
const sameAgain = (old: StoredRecord & Partial<Prescription>) => ({
  patient: old.patient,
  prescriptionName: old.prescriptionName,
  generalinstructions: old.generalinstructions,
  medication: old.medication,
  refills: old.refills,
  status: 'active',
  renews: old.id,
});
