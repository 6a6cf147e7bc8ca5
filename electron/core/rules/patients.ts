import { entities } from '../../../shared/entities';
import type { EntityRule } from '../entity-rule';
import type { HomeClinicReader } from '../home-clinic';
import { invalid } from '../refusal';

/** Gives new patients the next record number, as in WF-000412: the clinic's initials and a number never given twice. */
export function patientRule(homeClinic: HomeClinicReader): EntityRule {
  return {
    async prepare(step) {
      const { dateOfBirth } = step.after;
      // A day's grace: it may already be tomorrow at the clinic.
      const latest = new Date(step.now.getTime() + 86_400_000).toISOString().slice(0, 10);
      if ('dateOfBirth' in step.sent && typeof dateOfBirth === 'string' && dateOfBirth > latest) {
        throw invalid(['dateOfBirth'], 'This date is in the future.');
      }
      if (step.action !== 'create' || step.after.recordNumber) return {};
      const initials = initialsOf((await homeClinic.read())?.name ?? '');
      for (;;) {
        const number = await step.unit.nextNumber('patients.recordNumber');
        const recordNumber = `${initials}-${String(number).padStart(6, '0')}`;
        // Numbers typed by hand or adopted from elsewhere are stepped over.
        const filter = { recordNumber: { is: recordNumber } };
        const [live] = await step.unit.find(entities.patients, { filter, limit: 1, fields: [] });
        const [removed] = await step.unit.find(entities.patients, {
          filter,
          limit: 1,
          fields: [],
          removed: true,
        });
        if (!live && !removed) return { recordNumber };
      }
    },
  };
}

/** Up to three initials of a clinic's name ("Wellness First Clinic" → "WF"; the word clinic is no name). */
export function initialsOf(clinicName: string): string {
  const words = clinicName
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word && !/^(clinic|the|of|and)$/i.test(word));
  const initials = words
    .slice(0, 3)
    .map((word) => [...word][0]?.toUpperCase() ?? '')
    .join('');
  return initials || 'P';
}
