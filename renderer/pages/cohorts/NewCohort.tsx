import { useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { type Cohort, entities } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import { Failure, Forbidden, Loading, notify, Page } from '../../kit/base';
import { CohortForm } from '../../kit/cohort';
import { usePerson, useRecord } from '../../kit/data';

/** The form of a new cohort; `?from=` an id begins as a copy of that one. */
export function NewCohort() {
  const person = usePerson();
  const navigate = useNavigate();
  const [address] = useSearchParams();
  const from = address.get('from');
  const source = /^[0-9a-f]{24}$/.test(from ?? '') ? (from ?? undefined) : undefined;
  const { data, error, refetch } = useRecord('cohorts', source);
  const initial = useMemo(() => (data ? copyOf(data.record) : undefined), [data]);
  if (!may(person, 'create', entities.cohorts)) return <Forbidden />;
  return (
    <Page title={source ? 'Copy of a cohort' : 'New cohort'}>
      {source && !data && error && <Failure error={error} onRetry={refetch} />}
      {source && !data && !error && <Loading rows={6} columns={[100, 300, 80]} onRetry={refetch} />}
      {(!source || data) && (
        <CohortForm
          initial={initial}
          names={data?.names}
          draftKey={source ? `cohorts/copy/${source}` : undefined}
          onCancel={() => void navigate('/cohorts')}
          onSaved={({ id }) => {
            notify.done('Cohort saved');
            void navigate(`/cohorts/${id}`, { replace: true });
          }}
        />
      )}
    </Page>
  );
}

const nameLimit = 100;

/** The fields of a cohort that make another one. */
function copyOf(cohort: Cohort): Partial<Cohort> {
  const own = Object.keys(entities.cohorts.fields).flatMap((name) => {
    const value = cohort[name as keyof Cohort];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(own), name: `Copy of ${cohort.name ?? 'a cohort'}`.slice(0, nameLimit) };
}
