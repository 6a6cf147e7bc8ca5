import type { EntityRule } from '../entity-rule';
import type { HomeClinicReader } from '../home-clinic';
import { refuseAfter, todayAt } from './future';

/** Nobody felt anything yet on a day to come. */
export function symptomRule(homeClinic: HomeClinicReader): EntityRule {
  return {
    async prepare(step) {
      refuseAfter(await todayAt(homeClinic, step), step, 'symptomDate');
      return {};
    },
  };
}
