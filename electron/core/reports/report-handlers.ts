import type { procedures } from '../../../shared/contract';
import { type ReportDefinition, reportCatalogue, reportNames } from '../../../shared/rules/reports/catalogue';
import { mayRun } from '../../../shared/rules/reports/may-run';
import { may } from '../../../shared/rules/permissions';
import { entities } from '../../../shared/entities';
import { personOf } from '../call';
import { Refusal } from '../refusal';
import type { HandlersOf } from '../router';

const notYet = () =>
  new Refusal('UNAVAILABLE', undefined, 'Reports are being built: this one does not run yet.');

export function reportHandlers(): HandlersOf<(typeof procedures)['reports']> {
  const refuse = async () => {
    throw notYet();
  };
  return {
    async list(_input, call) {
      const person = personOf(call);
      const hasCohorts = may(person, 'read', entities.cohorts);
      return {
        reports: reportNames.flatMap((id) => {
          const { title, description, parameters, by, chart, ...more }: ReportDefinition =
            reportCatalogue[id];
          if (!mayRun(person, { title, description, parameters, by, chart, ...more })) return [];
          const taken = parameters.filter((each) => each !== 'cohort' || hasCohorts);
          return [{ id, title, description, parameters: taken, by: [...by], chart }];
        }),
      };
    },
    run: refuse,
    records: refuse,
    export: refuse,
    countCohort: refuse,
    cohort: refuse,
  };
}
