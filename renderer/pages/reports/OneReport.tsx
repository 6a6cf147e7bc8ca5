import { IconPlayerStop, IconPrinter, IconRefresh } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import type { OfferedReport, ReportTable } from '../../../shared/contract';
import { wallClockOf } from '../../../shared/rules/time';
import { DefaultButton, IconButton, Page } from '../../kit/base';
import { useReport, useTimeZone, useToday } from '../../kit/data';
import { formatInstant, formatInstantTime, formatNumber } from '../../kit/format';
import { ExportMenu } from './ExportMenu';
import { RecordsDialog } from './RecordsDialog';
import {
  figureQuestionOf,
  questionOf,
  readReportAddress,
  type ReportAddress,
  writeReportAddress,
} from './report-address';
import { usualPeriodOf } from './period';
import { ReportBar } from './ReportBar';
import { ReportBody } from './ReportBody';
import { reportPlaces } from './report-words';

/** What is asked, kept in the address: Back undoes a parameter, and a report can be kept as a bookmark. */
function useAsked(report: OfferedReport['id']) {
  const usual = useMemo(() => usualPeriodOf(report), [report]);
  const [address, setAddress] = useSearchParams();
  const text = address.toString();
  const asked = useMemo(() => readReportAddress(new URLSearchParams(text), usual), [text, usual]);
  const change = useCallback(
    (next: Partial<ReportAddress>) =>
      setAddress(writeReportAddress({ ...asked, figure: undefined, page: undefined, ...next }, usual)),
    [asked, setAddress, usual],
  );
  return { asked, change };
}

/** A report: what it is narrowed by, its figures as a picture and as a table, and the records behind each of them. */
export function OneReport({ report }: { report: OfferedReport }) {
  const today = useToday();
  const { asked, change } = useAsked(report.id);
  const question = useMemo(() => questionOf(asked, report, today), [asked, report, today]);
  const answer = useReport(question);
  const { data, isLoading, isRefreshing } = answer;
  const figure = figureQuestionOf(asked, question);
  const isRunning = isLoading || isRefreshing;
  return (
    <Page
      title={report.title}
      subtitle={data && <CountedAt table={data} report={report} />}
      actions={
        <>
          {isRunning ? (
            <DefaultButton label="Stop" icon={IconPlayerStop} onClick={answer.stop} />
          ) : (
            <DefaultButton label="Run again" icon={IconRefresh} onClick={answer.refetch} />
          )}
          <IconButton label="Print" icon={IconPrinter} onClick={() => window.print()} />
          <ExportMenu question={question} title={report.title} />
        </>
      }
      toolbar={<ReportBar report={report} asked={asked} onChange={change} />}
    >
      <ReportBody
        {...{ report, asked, question, answer }}
        onAsk={change}
        onFigure={(picked) => change({ figure: picked })}
      />
      {figure && (
        <RecordsDialog
          key={`${figure.row ?? ''} ${figure.column ?? ''}`}
          question={figure}
          table={answer.isPrevious ? undefined : data}
          page={asked.page ?? 1}
          onPage={(page) => change({ figure: asked.figure, page })}
          onClose={() => change({})}
          onRunAgain={answer.refetch}
        />
      )}
    </Page>
  );
}

/** "As of 09:42, 1,204 appointments". */
function CountedAt({ table, report }: { table: ReportTable; report: OfferedReport }) {
  const timeZone = useTimeZone();
  const today = useToday();
  const isToday = wallClockOf(table.asOf, timeZone).date === today;
  const at = isToday ? formatInstantTime(table.asOf, timeZone) : formatInstant(table.asOf, timeZone);
  return (
    <>
      As of {at}, {formatNumber(table.of)} {reportPlaces[report.id].counts}
    </>
  );
}
