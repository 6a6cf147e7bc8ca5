import type { Cohort } from '../../../shared/entities';
import { Facts, Failure, Loading, Panel, Paragraph, Quiet } from '../../kit/base';
import { cohortCriteriaOf } from '../../kit/cohort';
import { useCohortCount } from '../../kit/data';
import { formatNumber } from '../../kit/format';
import { FigureNotes } from '../../kit/figures';

/** What the patients of a cohort have in common, in words, with how many meet each criterion alone. */
export function CohortSide({ cohort }: { cohort: Cohort }) {
  const { data, error, refetch } = useCohortCount(cohortCriteriaOf(cohort));
  const any = cohort.match === 'any';
  return (
    <>
      {cohort.description && (
        <Panel title="Description">
          <Paragraph asTyped>{cohort.description}</Paragraph>
        </Panel>
      )}
      <Panel title={any ? 'Meet any of these' : 'Meet all of these'} count={data?.criteria.length}>
        {!data && error && <Failure error={error} onRetry={refetch} inline />}
        {!data && !error && <Loading rows={3} columns={[200, 40]} onRetry={refetch} />}
        {data?.criteria.length === 0 && <Quiet>No criterion: it is everybody.</Quiet>}
        {data && data.criteria.length > 0 && (
          <Facts
            labelWidth={170}
            items={data.criteria.map(({ label, count }) => ({
              label,
              value: `${formatNumber(count)} alone`,
            }))}
          />
        )}
        {data && (
          <Paragraph>
            <strong>{formatNumber(data.count)}</strong> of {formatNumber(data.of)} patients
          </Paragraph>
        )}
        {data && <FigureNotes notes={data.notes} />}
      </Panel>
    </>
  );
}
