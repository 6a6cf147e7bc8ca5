import type { ReportName } from '../../../shared/rules/reports/catalogue';
import type { FactSource } from './fact-source';
import { personFacts } from './person-facts';
import { scheduleFacts } from './schedule-facts';
import { treatmentFacts } from './treatment-facts';
import { visitFacts } from './visit-facts';

/** The one table of what is counted, by report. */
export const factSources: Readonly<Record<ReportName, FactSource>> = {
  ...scheduleFacts,
  ...visitFacts,
  ...treatmentFacts,
  ...personFacts,
};
