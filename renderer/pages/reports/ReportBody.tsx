import { IconChartBarOff, IconHandStop } from '@tabler/icons-react';
import type { OfferedReport, ReportTable } from '../../../shared/contract';
import { Banner, DefaultButton, Empty, Figure, Figures, Loading, OnPaper, Stack } from '../../kit/base';
import { type ReportQuestion, type useReport, useToday } from '../../kit/data';
import {
  cellWords,
  FigureNotes,
  FigureTable,
  isFigure,
  type PickedFigure,
  SideBySide,
} from '../../kit/figures';
import { Plot } from '../../kit/charts';
import { formatDate, formatNumber } from '../../kit/format';
import { AskedWords } from './AskedWords';
import { daysOf, periodWords } from './period';
import { columnOfMark, plotShape } from './plot-shape';
import { ReportFailure } from './ReportFailure';
import type { ReportAddress } from './report-address';
import { reportPlaces } from './report-words';

type Props = {
  report: OfferedReport;
  asked: ReportAddress;
  question: ReportQuestion;
  answer: ReturnType<typeof useReport>;
  onAsk: (change: Partial<ReportAddress>) => void;
  onFigure: (figure: NonNullable<ReportAddress['figure']>) => void;
};

/** The figures of a report, or why there are none. */
export function ReportBody(props: Props) {
  const { report, question, answer, onFigure } = props;
  const { data, error, isLoading, isRefreshing, isPrevious, refetch } = answer;
  if (!data) {
    if (error) return <ReportFailure error={error} onRetry={refetch} />;
    if (isLoading) return <Loading rows={10} columns={[180, 90, 90, 90, 90]} onRetry={refetch} />;
    return <Stopped onRun={refetch} />;
  }
  const isOld = isPrevious || isRefreshing;
  const pick = ({ row, column }: PickedFigure) => onFigure({ row: row?.key, column: column.records });
  return (
    <Stack gap={16}>
      {error && <ReportFailure error={error} onRetry={refetch} isBesideFigures />}
      {isPrevious && !isRefreshing && !isLoading && !error && (
        <Banner tone="warn" icon={IconHandStop} boxed action={<RunAgain onRun={refetch} />}>
          Stopped. These are the figures of what was asked before.
        </Banner>
      )}
      <OnPaper>
        <AskedWords report={report} question={question} />
      </OnPaper>
      {data.of === 0 ? (
        <NothingCounted {...props} />
      ) : (
        <>
          <Totals table={data} />
          <FigureNotes notes={data.notes} />
          <SideBySide isWanted={isSlim(data)}>
            <Picture table={data} onPick={isOld ? undefined : pick} />
            <FigureTable
              label={data.title}
              columns={data.columns}
              rows={data.rows}
              totals={data.totals}
              onPick={isOld ? undefined : pick}
              isBusy={isOld}
            />
          </SideBySide>
        </>
      )}
    </Stack>
  );
}

/** A picture of lying bars and a table of few columns have room beside each other. */
const isSlim = (table: ReportTable) => {
  const kind = plotShape(table)?.kind;
  return table.columns.length <= 5 && (kind === 'bars' || kind === 'pyramid');
};

const RunAgain = ({ onRun }: { onRun: () => void }) => (
  <DefaultButton label="Run it" size="small" onClick={onRun} />
);

const Stopped = ({ onRun }: { onRun: () => void }) => (
  <Empty
    icon={IconHandStop}
    title="Stopped"
    text="Nothing was counted. A shorter period is counted faster."
    actions={<DefaultButton label="Run it" onClick={onRun} />}
  />
);

/** So many stand in one line: the largest. */
const mostTotals = 5;

function Totals({ table }: { table: ReportTable }) {
  const { totals, columns } = table;
  const shown = columns.filter((column) => isFigure(column) && typeof totals?.[column.name] === 'number');
  if (shown.length === 0) return null;
  const sums = shown.map(({ name }) => Number(totals?.[name])).toSorted((one, other) => other - one);
  const least = sums[mostTotals - 1] ?? Number.NEGATIVE_INFINITY;
  // In their own order; a sum that as many others reach stands in the table alone.
  const largest = shown.filter(({ name }) => Number(totals?.[name]) >= least).slice(-mostTotals);
  return (
    <Figures>
      {largest.map((column) => (
        <Figure key={column.name} label={column.label} value={cellWords(column, totals?.[column.name])} />
      ))}
    </Figures>
  );
}

function Picture({
  table,
  onPick,
}: {
  table: ReportTable;
  onPick: ((picked: PickedFigure) => void) | undefined;
}) {
  const shape = plotShape(table);
  if (!shape) return null;
  const { leftOut, unit, ...drawn } = shape;
  return (
    <div>
      <Plot
        {...drawn}
        {...(unit && { unit })}
        title={table.title}
        onPick={
          onPick &&
          ((mark, series) => {
            const row = table.rows.find(({ key }) => key === mark.key);
            const column = columnOfMark(table, series);
            if (row && column) onPick({ row, column });
          })
        }
      />
      {leftOut && <FigureNotes notes={[leftOut]} />}
    </div>
  );
}

/** Says between which days nothing was found, and what else may hide it. */
function NothingCounted({ report, asked, onAsk }: Props) {
  const today = useToday();
  const { counts } = reportPlaces[report.id];
  const narrowed = [
    asked.doctor && 'one doctor',
    asked.clinic && 'one clinic',
    asked.cohort && 'one cohort',
  ].filter((each) => each !== undefined && each !== '');
  const isOfDays = report.parameters.includes('period');
  const when = isOfDays
    ? `from ${periodWords(daysOf(asked.period, today))}`
    : `on ${formatDate(asked.on ?? today)}`;
  const filters =
    narrowed.length === 1 ? '1 filter is on' : `${formatNumber(narrowed.length)} filters are on`;
  return (
    <Empty
      icon={IconChartBarOff}
      title={`No ${counts} ${when}`}
      text={
        narrowed.length > 0
          ? `${filters}: ${narrowed.join(', ')}.`
          : isOfDays
            ? 'Choose other days: a longer period, or an earlier one.'
            : 'Choose another day.'
      }
      actions={
        narrowed.length > 0 ? (
          <DefaultButton
            label="Drop the filters"
            onClick={() => onAsk({ doctor: undefined, clinic: undefined, cohort: undefined })}
          />
        ) : (
          isOfDays && (
            <DefaultButton
              label="The last 12 months"
              onClick={() => onAsk({ period: { preset: 'last12Months' } })}
            />
          )
        )
      }
    />
  );
}
