import { IconChartBar, IconPlus, IconUsersPlus } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { entities } from '../../../shared/entities';
import { hasDuty, may } from '../../../shared/rules/permissions';
import { DefaultButton, Empty, Failure, Forbidden, Loading, Page, Section } from '../../kit/base';
import { useList, usePerson, useReports } from '../../kit/data';
import { LinkRows } from '../../kit/figures';
import { formatNumber } from '../../kit/format';
import { reportGroups, reportPlaces } from './report-words';

/** The reports that a person may run, by what they are about; and the cohorts, for those who may see them. */
export function ReportsPage() {
  const person = usePerson();
  const answer = useReports();
  if (!hasDuty(person, 'runReports')) return <Forbidden />;
  const { data, error, refetch } = answer;
  return (
    <Page title="Reports" subtitle={data && `${data.reports.length} open to you`} narrow>
      {!data && error && <Failure error={error} onRetry={refetch} />}
      {!data && !error && <Loading rows={8} columns={[24, 560]} onRetry={refetch} />}
      {data?.reports.length === 0 && (
        <Empty
          icon={IconChartBar}
          title="No report is open to you"
          text="Each counts records that your role does not read."
        />
      )}
      {data &&
        reportGroups.map(({ name, title }) => {
          const reports = data.reports.filter(({ id }) => reportPlaces[id].group === name);
          if (reports.length === 0) return null;
          return (
            <Section key={name} title={title}>
              <LinkRows
                label={title}
                rows={reports.map(({ id, title: words, description }) => ({
                  to: `/reports/${id}`,
                  title: words,
                  text: description,
                  icon: reportPlaces[id].icon,
                }))}
              />
            </Section>
          );
        })}
      {data && may(person, 'read', entities.cohorts) && <Cohorts />}
    </Page>
  );
}

const justCounted = { page: { offset: 0, limit: 1 } };

function Cohorts() {
  const person = usePerson();
  const navigate = useNavigate();
  const total = useList('cohorts', justCounted).data?.total;
  return (
    <Section
      title="Patients who have something in common"
      action={
        may(person, 'create', entities.cohorts) && (
          <DefaultButton
            label="New cohort"
            icon={IconPlus}
            size="small"
            onClick={() => void navigate('/cohorts/new')}
          />
        )
      }
    >
      <LinkRows
        label="Cohorts"
        rows={[
          {
            to: '/cohorts',
            title: 'Cohorts',
            text: 'Chosen by age, sex, diagnosis, medicine, reading or visits. Each can narrow a report.',
            icon: IconUsersPlus,
            aside: total === undefined ? undefined : formatNumber(total),
          },
        ]}
      />
    </Section>
  );
}
