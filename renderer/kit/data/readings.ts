import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import {
  type ClinicClient,
  mostDaysAtOnce,
  type ReadingCurve,
  type ReadingDay,
  type ReadingRow,
  type ReadingSummary,
  type WithdrawnKind,
} from '../../../shared/contract';
import { addDays } from '../../../shared/rules/time';
import type { ReadingCode } from '../../../shared/schema';
import { useClient, useRefresher } from './clinic-context';
import { queryKeys } from './query-keys';
import { type Answer, useAnswer } from './reads';

type Calls = ClinicClient['readings'];
export type SeriesInput = Parameters<Calls['series']>[0];
export type ReadingListInput = Parameters<Calls['list']>[0];

/** Curves of some kinds in a stretch of time. Those before stay until the new ones are there. */
export function useReadingSeries(input: SeriesInput): Answer<{ curves: ReadingCurve[] }> {
  const client = useClient();
  return useAnswer({ ...seriesRead(client, input), isWanted: input.kinds.length > 0, keepsPrevious: true });
}

/** Asks for curves that will be wanted in a moment; `input` is to be the same object for as long as it asks the same. */
export function useReadingSeriesAhead(input: SeriesInput | undefined): void {
  const client = useClient();
  const cache = useQueryClient();
  useEffect(() => {
    if (!input) return;
    const { key, read } = seriesRead(client, input);
    void cache.prefetchQuery({ queryKey: key, queryFn: ({ signal }) => read(signal) });
  }, [input, cache, client]);
}

const seriesRead = (client: ClinicClient, input: SeriesInput) => ({
  key: queryKeys.readings(input.patient, 'series', input),
  read: (signal: AbortSignal) => client.readings.series(input, { signal }),
});

/** What there is of a patient, one entry a kind. */
export function useReadingSummary(
  patient: string,
  options: { isWanted?: boolean } = {},
): Answer<{ kinds: ReadingSummary[]; withdrawn: WithdrawnKind[] }> {
  const client = useClient();
  return useAnswer({
    key: queryKeys.readings(patient, 'summary'),
    read: (signal) => client.readings.summary({ patient }, { signal }),
    isWanted: options.isWanted,
  });
}

type Days = { days: readonly ReadingDay[]; beingCounted: ReadonlySet<ReadingCode> };

/**
 * Days with readings from one day to another, both included, newest first, as far as they have been read. They are asked for
 * in pieces that begin on the same days for everybody, so that a new day is no new question about all the others; `from` is
 * where the first of them begins.
 */
export function useReadingDays(
  patient: string,
  span: { from: string; to: string } | undefined,
): Days & { from: string | undefined; error: Error | null; refetch: () => void } {
  const client = useClient();
  const pieces = useMemo(() => (span ? piecesOf(span) : []), [span]);
  const combine = useCallback(
    (answers: readonly { data?: DaysAnswer; error: Error | null; refetch: () => unknown }[]) => ({
      days: answers.flatMap(({ data }) => data?.days ?? []),
      beingCounted: new Set(answers.flatMap(({ data }) => data?.beingCounted ?? [])),
      error: answers.find(({ error }) => error !== null)?.error ?? null,
      refetch: () => answers.forEach(({ error, refetch }) => void (error && refetch())),
    }),
    [],
  );
  const answer = useQueries({
    queries: pieces.map((piece) => ({
      queryKey: queryKeys.readings(patient, 'days', piece),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        client.readings.days({ patient, ...piece }, { signal }),
    })),
    combine,
  });
  return { ...answer, from: pieces.at(-1)?.from };
}

type DaysAnswer = Awaited<ReturnType<Calls['days']>>;

/** Spans of `mostDaysAtOnce` days, the newest first. */
function piecesOf({ from, to }: { from: string; to: string }) {
  const dayNumber = (date: string) => Math.floor(Date.parse(`${date}T00:00:00Z`) / 86_400_000);
  const last = Math.floor(dayNumber(to) / mostDaysAtOnce);
  const first = Math.floor(dayNumber(from) / mostDaysAtOnce);
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) => {
    const begins = addDays('1970-01-01', (last - index) * mostDaysAtOnce);
    return { from: begins, to: addDays(begins, mostDaysAtOnce - 1) };
  });
}

/** Single readings of one kind, newest first. */
export function useReadingList(input: ReadingListInput): Answer<{ rows: ReadingRow[]; total: number }> {
  const client = useClient();
  return useAnswer({
    key: queryKeys.readings(input.patient, 'list', input),
    read: (signal) => client.readings.list(input, { signal }),
    keepsPrevious: true,
  });
}

/** Which reading of a patient. */
export type ReadingPlace = { kind: ReadingCode; id: string; takenAt: Date };

/** Which file of readings: when it was kept, and of which device it was. */
export type ReadingFile = { recordedAt: Date; device?: string };

/** How many readings of a file count; nothing is asked without one. */
export function useFileCount(
  file: { patient: string; of: ReadingFile } | undefined,
): Answer<{ count: number }> {
  const client = useClient();
  return useAnswer({
    key: queryKeys.readings(file?.patient ?? '', 'file', file?.of),
    read: async (signal) =>
      file ? client.readings.countFile({ patient: file.patient, ...file.of }, { signal }) : { count: 0 },
    isWanted: file !== undefined,
  });
}

/** How readings of one patient are written; what is on screen follows at once. All reject with ORPCError. */
export function useReadingCalls(patient: string) {
  const client = useClient();
  const refresher = useRefresher();
  return useMemo(() => {
    async function done<A>(call: Promise<A>): Promise<A> {
      const answer = await call;
      refresher.changed({ entity: 'readings', id: patient, patient });
      return answer;
    }
    const { readings } = client;
    return {
      record: (input: Omit<Parameters<Calls['record']>[0], 'patient'>) =>
        done(readings.record({ patient, ...input })),
      withdraw: (place: ReadingPlace, reason: string) =>
        done(readings.withdraw({ patient, ...place, reason })),
      reinstate: (place: ReadingPlace) => done(readings.reinstate({ patient, ...place })),
      import: (input: Omit<Parameters<Calls['import']>[0], 'patient'>) =>
        done(readings.import({ patient, ...input })),
      /** Asked again with the same `withdrawal`, the answer is the same. */
      withdrawFile: (of: ReadingFile, how: { reason: string; withdrawal: string }) =>
        done(readings.withdrawFile({ patient, ...of, ...how })),
      reinstateFile: (of: ReadingFile, withdrawnAt: Date) =>
        done(readings.reinstateFile({ patient, ...of, withdrawnAt })),
      /** Keeps nothing. */
      previewImport: (input: Omit<Parameters<Calls['import']>[0], 'patient'>) =>
        readings.previewImport({ patient, ...input }),
      /** The readings of one instant and kind. */
      taken: async (kind: ReadingCode, takenAt: Date) => {
        const to = new Date(takenAt.getTime() + 1);
        const page = { offset: 0, limit: 10 };
        return (await readings.list({ patient, kind, from: takenAt, to, page })).rows;
      },
    };
  }, [client, refresher, patient]);
}
