import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { OfferedReport, ReportTable } from '../../../shared/contract';
import { hasDuty } from '../../../shared/rules/permissions';
import { useClient, usePerson } from './clinic-context';
import { queryKeys } from './query-keys';
import { type Answer, useAnswer } from './reads';
import type { FigureQuestion, ReportQuestion } from './report-questions';

/** The reports that this person may run. */
export function useReports(): Answer<{ reports: OfferedReport[] }> {
  const client = useClient();
  const person = usePerson();
  return useAnswer({
    key: queryKeys.reports(),
    read: (signal) => client.reports.list(undefined, { signal }),
    isWanted: hasDuty(person, 'runReports'),
  });
}

/**
 * A report, run once for each question and again only when asked: its figures are of one moment. Those of the question
 * before stay until the next are there. `stop` gives up waiting; nothing runs then until `refetch`.
 */
export function useReport(question: ReportQuestion | null): Answer<ReportTable> & { stop: () => void } {
  const client = useClient();
  const cache = useQueryClient();
  const key = queryKeys.report(question);
  const answer = useAnswer({
    key,
    // `isWanted` says that there is a question.
    read: (signal) => client.reports.run(question as ReportQuestion, { signal }),
    isWanted: question !== null,
    keepsPrevious: true,
  });
  const name = JSON.stringify(key);
  const stop = useCallback(
    () => void cache.cancelQueries({ queryKey: JSON.parse(name), exact: true }),
    [cache, name],
  );
  return { ...answer, stop };
}

/** One page of the records behind a figure; nothing is read while `question` is null. */
export function useReportRecords(question: FigureQuestion | null) {
  const client = useClient();
  return useAnswer({
    key: queryKeys.reportRecords(question),
    read: (signal) => client.reports.records(question as FigureQuestion, { signal }),
    isWanted: question !== null,
    keepsPrevious: true,
  });
}
