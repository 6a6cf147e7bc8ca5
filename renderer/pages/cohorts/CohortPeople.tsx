import { IconCircles, IconPencil } from '@tabler/icons-react';
import { useEffect } from 'react';
import type { CohortPerson } from '../../../shared/contract';
import { entities } from '../../../shared/entities';
import { wallClockOf } from '../../../shared/rules/time';
import { DefaultButton, Empty, Failure, Link, Loading, Row, Stack } from '../../kit/base';
import { useCohortPeople, useTimeZone, useToday } from '../../kit/data';
import { RowPages } from '../../kit/figures';
import { formatDate, formatInstant, formatInstantTime, formatNumber } from '../../kit/format';
import { type PlainColumn, PlainTable } from '../../kit/record';

const perPage = 50;

const sexWords = (value: string | undefined) =>
  entities.patients.fields.sex.choices?.find((choice) => choice.value === value)?.label ?? '';

const columns: readonly PlainColumn<CohortPerson>[] = [
  {
    label: 'Patient',
    cell: ({ id, name }) => (
      <Link to={`/patients/${id}`} look="name">
        {name}
      </Link>
    ),
  },
  { label: 'Age', cell: ({ age }) => age ?? '', isNumber: true },
  { label: 'Sex', cell: ({ sex }) => sexWords(sex) },
  { label: 'Born', cell: ({ dateOfBirth }) => (dateOfBirth ? formatDate(dateOfBirth) : '') },
  { label: 'Record', cell: ({ recordNumber }) => recordNumber ?? '' },
];

type Props = {
  cohort: string;
  page: number;
  onPage: (page: number) => void;
  onEdit: (() => void) | undefined;
};

/** The patients of a cohort as they are now, by name; each leads to the chart. */
export function CohortPeople({ cohort, page, onPage, onEdit }: Props) {
  const timeZone = useTimeZone();
  const today = useToday();
  const { data, error, isPrevious, refetch } = useCohortPeople({
    cohort,
    page: { offset: (page - 1) * perPage, limit: perPage },
  });
  const last = data && Math.max(1, Math.ceil(data.total / perPage));
  const isBeyond = last !== undefined && !isPrevious && page > last;
  useEffect(() => {
    if (isBeyond && last !== undefined) onPage(last);
  }, [isBeyond, last, onPage]);
  if (!data) {
    return error ? (
      <Failure error={error} onRetry={refetch} />
    ) : (
      <Loading rows={10} columns={[220, 60, 80, 120]} onRetry={refetch} />
    );
  }
  if (data.total === 0) {
    return (
      <Empty
        icon={IconCircles}
        title="No patient meets these criteria"
        text="The panel beside says how many meet each of them alone."
        actions={onEdit && <DefaultButton label="Change the criteria" icon={IconPencil} onClick={onEdit} />}
      />
    );
  }
  const isToday = wallClockOf(data.asOf, timeZone).date === today;
  const asOf = isToday ? formatInstantTime(data.asOf, timeZone) : formatInstant(data.asOf, timeZone);
  return (
    <Stack gap={12}>
      {error && <Failure error={error} onRetry={refetch} inline />}
      <Row justify="between">
        <span>
          <strong>{formatNumber(data.total)}</strong> {data.total === 1 ? 'patient' : 'patients'}, as of{' '}
          {asOf}
        </span>
        <RowPages label="Pages of patients" {...{ page, perPage, onPage }} total={data.total} />
      </Row>
      <PlainTable label="Patients of the cohort" columns={columns} rows={data.rows} keyOf={({ id }) => id} />
    </Stack>
  );
}
