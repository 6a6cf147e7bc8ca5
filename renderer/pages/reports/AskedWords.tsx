import type { OfferedReport } from '../../../shared/contract';
import { Facts } from '../../kit/base';
import { type ReportQuestion, useRecord } from '../../kit/data';
import { recordTitle } from '../../kit/table';
import { periodWords } from './period';

/** What a printed report was narrowed by: its controls are not on paper. */
export function AskedWords({ report, question }: { report: OfferedReport; question: ReportQuestion }) {
  const { from, to, by, doctor, clinic, cohort } = question;
  const saved = typeof cohort === 'string' ? cohort : undefined;
  const title = (answer: ReturnType<typeof useRecord>, entity: Parameters<typeof recordTitle>[0]) =>
    answer.data && recordTitle(entity, answer.data.record);
  const names = {
    doctor: title(useRecord('doctors', doctor), 'doctors'),
    clinic: title(useRecord('clinics', clinic), 'clinics'),
    cohort: title(useRecord('cohorts', saved), 'cohorts'),
  };
  const division = report.by.find(({ value }) => value === by) ?? report.by[0];
  return (
    <Facts
      items={[
        { label: 'Period', value: to && periodWords({ from: from ?? to, to }) },
        { label: 'By', value: division?.label },
        { label: 'Doctor', value: names.doctor },
        { label: 'Clinic', value: names.clinic },
        { label: 'Cohort', value: names.cohort },
      ]}
    />
  );
}
