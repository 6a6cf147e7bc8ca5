import { type Allergy, entities, type Immunization, type Problem } from '../../../shared/entities';
import { isActive } from '../../../shared/rules/active';
import type { EntityRule, Step } from '../entity-rule';
import type { HomeClinicReader } from '../home-clinic';
import { requireAgreed } from './agreed';
import { refuseDaysToCome } from './future';

/** An allergy is active unless it is said otherwise. That its patient has none known is not said any more, then. */
export const allergyRule = (homeClinic: HomeClinicReader): EntityRule => ({
  async prepare(step) {
    await refuseDaysToCome('allergies', step, homeClinic);
    if (step.action !== 'remove') await withdrawNoneKnown(step);
    return step.action === 'create' && step.after.status === undefined ? { status: 'active' } : {};
  },
});

/**
 * Takes back in the same unit that a patient has no known allergies, once there is one that counts: when that one is
 * removed later, nobody has said again that there are none.
 */
async function withdrawNoneKnown({ after, unit, person, device, now }: Step): Promise<void> {
  const { patient: id, ...allergy } = after as Partial<Allergy>;
  if (!id || !isActive(allergy)) return;
  const { patients } = entities;
  const patient = await unit.get(patients, id);
  if (patient?.noKnownAllergies !== true) return;
  const at = { id, revision: patient.revision };
  await unit.set(patients, at, { noKnownAllergies: null }, { user: person.userId, at: now });
  await unit.audit({
    ...{ at: now, user: person.userId, userName: person.displayName, device, outcome: 'done' },
    ...{ action: 'update', entity: patients.name, record: id, patient: id, changed: ['noKnownAllergies'] },
  });
}

/**
 * A problem is active unless it is said otherwise; one of which only is said that it is over is resolved. It is never
 * over before it began; that an active one was over once is no contradiction, it came back.
 */
export const problemRule = (homeClinic: HomeClinicReader): EntityRule => ({
  async prepare(step) {
    await refuseDaysToCome('problems', step, homeClinic);
    requireAgreed('problems', step);
    const { status } = step.after as Partial<Problem>;
    const isEnded = typeof step.sent.abatement === 'string' && !('status' in step.given);
    if (isEnded && (status ?? 'active') === 'active') return { status: 'resolved' };
    return step.action === 'create' && status === undefined ? { status: 'active' } : {};
  },
});

/** A vaccine was given unless it is said otherwise; the next dose comes after this one. */
export const immunizationRule = (homeClinic: HomeClinicReader): EntityRule => ({
  async prepare(step) {
    await refuseDaysToCome('immunizations', step, homeClinic);
    requireAgreed('immunizations', step);
    const { status } = step.after as Partial<Immunization>;
    return step.action === 'create' && status === undefined ? { status: 'completed' } : {};
  },
});
