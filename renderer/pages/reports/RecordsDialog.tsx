import type { ReportRecord, ReportTable } from '../../../shared/contract';
import { Banner, DefaultButton, Dialog, Failure, Link, Loading, QuietButton } from '../../kit/base';
import { type FigureQuestion, useReportRecords, useTimeZone } from '../../kit/data';
import { cellWords, RowPages } from '../../kit/figures';
import { formatDate, formatInstantTime, formatNumber } from '../../kit/format';
import { type PlainColumn, PlainTable } from '../../kit/record';
import { readingsOfDay, recordsPerPage } from './report-address';

type Props = {
  question: FigureQuestion;
  /** The report that the figure stands in; absent while it is counted. */
  table: ReportTable | undefined;
  page: number;
  onPage: (page: number) => void;
  onClose: () => void;
  onRunAgain: () => void;
};

/** The records behind one figure, as many as it says; each leads to its page. */
export function RecordsDialog({ question, table, page, onPage, onClose, onRunAgain }: Props) {
  const timeZone = useTimeZone();
  const { data, error, isLoading, isRefreshing, isPrevious, refetch } = useReportRecords(question);
  const stated = figureOf(table, question);
  const isOther = data !== undefined && stated !== undefined && stated !== data.total;
  return (
    <Dialog
      opened
      onClose={onClose}
      size="large"
      title={`${titleOf(table, question)}${data ? `: ${formatNumber(data.total)}` : ''}`}
      note={
        data && (
          <RowPages
            {...{ page, onPage }}
            label="Pages of records"
            perPage={recordsPerPage}
            total={data.total}
          />
        )
      }
      actions={<DefaultButton label="Close" onClick={onClose} />}
    >
      {isOther && table && (
        <Banner
          tone="warn"
          boxed
          action={
            <QuietButton
              label="Run again"
              size="small"
              onClick={() => {
                onRunAgain();
                refetch();
              }}
            />
          }
        >
          The report of {formatInstantTime(table.asOf, timeZone)} says {formatNumber(stated)}; there are{' '}
          {formatNumber(data.total)} at {formatInstantTime(data.asOf, timeZone)}. Something was changed in
          between.
        </Banner>
      )}
      {error && <Failure error={error} onRetry={refetch} inline={data !== undefined} />}
      {!data && (isLoading || isRefreshing) && (
        <Loading rows={6} columns={[90, 180, 260]} onRetry={refetch} />
      )}
      {data && (
        <PlainTable
          label="Records behind this figure"
          // Until they come, the rows of the page before stand under the number of this one.
          isBusy={isPrevious}
          columns={columnsFor(data.rows, { ...question, timeZone })}
          rows={data.rows.map((record, index) => ({ ...record, place: index }))}
          keyOf={({ entity, id, place }) => `${entity} ${id} ${place}`}
        />
      )}
    </Dialog>
  );
}

/** "Did not come, 16 Nov 2026" */
function titleOf(table: ReportTable | undefined, { row, column }: FigureQuestion): string {
  const place = table?.columns.find(({ name }) => name === table.chart.x) ?? table?.columns[0];
  const found = table?.rows.find(({ key }) => key === row);
  const words = [
    table?.columns.find(({ name }) => name === column)?.label,
    place && found ? cellWords(place, found.cells[place.name]) || 'Not known' : undefined,
  ].filter((each) => each !== undefined);
  return words.length > 0 ? words.join(', ') : (table?.title ?? 'Records');
}

/** What the table says; absent for a figure that it does not count. */
function figureOf(table: ReportTable | undefined, { row, column }: FigureQuestion): number | undefined {
  if (!table || column === undefined) return undefined;
  const cells = row === undefined ? table.totals : table.rows.find(({ key }) => key === row)?.cells;
  const value = cells?.[column];
  return typeof value === 'number' ? value : undefined;
}

/** Figures of readings that count those out of band. */
const ofOutside: ReadonlySet<string | undefined> = new Set(['outside', 'outDays', 'rate']);

type Asked = FigureQuestion & { timeZone: string };

/** A day with readings leads to the readings of that day: from a figure of those out of band, to these. */
function pageOf({ entity, id, patient, kind, date }: ReportRecord, { column, timeZone }: Asked) {
  if (entity !== 'readings') return `/${entity}/${id}`;
  return patient && readingsOfDay({ patient, kind, date, isOutside: ofOutside.has(column) }, timeZone);
}

type Columns = readonly (PlainColumn<ReportRecord> & { has: (record: ReportRecord) => unknown })[];

const columnsOf = (question: Asked): Columns => [
  {
    label: 'Date',
    has: ({ date }) => date,
    cell: ({ date, time }) => [date && formatDate(date), time].filter(Boolean).join(' '),
  },
  {
    label: 'Patient',
    has: ({ patientName }) => patientName,
    cell: ({ patient, patientName }) =>
      patient && patientName ? (
        <Link to={`/patients/${patient}`} look="name">
          {patientName}
        </Link>
      ) : (
        patientName
      ),
  },
  {
    label: 'Record',
    has: ({ entity }) => entity !== 'patients',
    cell: (record) => {
      const to = pageOf(record, question);
      return to ? <Link to={to}>{record.title}</Link> : record.title;
    },
  },
  { label: 'Doctor', has: ({ doctorName }) => doctorName, cell: ({ doctorName }) => doctorName },
  { label: 'Counted for', has: ({ detail }) => detail, cell: ({ detail }) => detail },
];

/** Patients are their own record: their name leads there. */
const ofPatient: PlainColumn<ReportRecord> = {
  label: 'Patient',
  cell: ({ id, title }) => (
    <Link to={`/patients/${id}`} look="name">
      {title}
    </Link>
  ),
};

function columnsFor(records: readonly ReportRecord[], question: Asked): readonly PlainColumn<ReportRecord>[] {
  const filled = columnsOf(question).filter(({ has }) => records.some((record) => has(record)));
  return records.some(({ entity }) => entity === 'patients') ? [ofPatient, ...filled] : filled;
}
