import { isTimeZone } from '../../../shared/rules/time';
import type { EntityRule } from '../entity-rule';
import { computerTimeZone } from '../home-clinic';
import { invalid } from '../refusal';

/** A clinic's time zone must be one that is known; left empty, it is this computer's. */
export const clinicRule: EntityRule = {
  async prepare(step) {
    const { timeZone } = step.sent;
    if (typeof timeZone === 'string' && !isTimeZone(timeZone)) {
      throw invalid(['timeZone'], 'There is no such time zone. Write it as in Europe/London.');
    }
    return step.action === 'create' && !timeZone ? { timeZone: computerTimeZone() } : {};
  },
};
