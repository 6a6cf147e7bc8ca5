import { type Doctor, entities } from '../../../shared/entities';
import type { EntityRule } from '../entity-rule';
import { refuseRemovalWithAppointmentsAhead } from './appointments-ahead';
import { requireHours } from './hours';

/** Keeps the doctor's name as written at the time beside the reference, in the field the published system used for it. */
export function doctorNameRule(
  nameField: 'doctorName' | 'doctorprescribed',
  defaults: Record<string, unknown> = {},
): EntityRule {
  return {
    async prepare(step) {
      const given = step.action === 'create' ? defaultsFor(step.after, defaults) : {};
      if (!('doctor' in step.sent)) return given;
      const { doctor } = step.after;
      if (typeof doctor !== 'string') return { ...given, [nameField]: undefined };
      const { doctors } = entities;
      const [found] = await step.unit.getMany(doctors, [doctor], doctors.titleFields);
      return { ...given, [nameField]: found ? doctors.title(found) : undefined };
    },
  };
}

/** Keeps the clinic's name beside the reference of a doctor; one whom people are booked with is not removed. */
export const doctorRule: EntityRule = {
  async prepare(step) {
    await refuseRemovalWithAppointmentsAhead(step, 'doctor');
    requireHours('workingHours', (step.sent as Partial<Doctor>).workingHours);
    if (!('clinic' in step.sent)) return {};
    const { clinic } = step.after;
    const { clinics } = entities;
    const [found] =
      typeof clinic === 'string' ? await step.unit.getMany(clinics, [clinic], clinics.titleFields) : [];
    return { clinicName: found ? clinics.title(found) : undefined };
  },
};

function defaultsFor(
  after: Readonly<Record<string, unknown>>,
  defaults: Record<string, unknown>,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(defaults).filter(([name]) => after[name] === undefined));
}
