import { IconMapOff } from '@tabler/icons-react';
import { reportCatalogue } from '../../../shared/rules/reports/catalogue';
import { hasDuty } from '../../../shared/rules/permissions';
import { Empty, Failure, Forbidden, Link, Loading, Page } from '../../kit/base';
import { usePerson, useReports } from '../../kit/data';
import { OneReport } from './OneReport';

const allReports = <Link to="/reports">All reports</Link>;

/** One report, by its name in the address. */
export function ReportPage({ id }: { id: string }) {
  const person = usePerson();
  const { data, error, refetch } = useReports();
  if (!hasDuty(person, 'runReports')) return <Forbidden />;
  const report = data?.reports.find((each) => each.id === id);
  if (report) return <OneReport key={report.id} report={report} />;
  return (
    <Page title="Report">
      {!data && error && <Failure error={error} onRetry={refetch} actions={allReports} />}
      {!data && !error && <Loading rows={8} columns={4} onRetry={refetch} />}
      {data && Object.hasOwn(reportCatalogue, id) && <Forbidden actions={allReports} />}
      {data && !Object.hasOwn(reportCatalogue, id) && (
        <Empty
          icon={IconMapOff}
          title="There is no such report"
          text="The address may come from another version."
          actions={allReports}
        />
      )}
    </Page>
  );
}
