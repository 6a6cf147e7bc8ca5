import type { EntityRule } from '../entity-rule';
import type { HomeClinicReader } from '../home-clinic';
import { refuseDaysToCome } from './future';

/** Nobody felt anything yet on a day to come. */
export function symptomRule(homeClinic: HomeClinicReader): EntityRule {
  return {
    async prepare(step) {
      await refuseDaysToCome('symptomjournals', step, homeClinic);
      return {};
    },
  };
}
