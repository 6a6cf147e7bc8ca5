import { type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type {
  Chart,
  ChartOutline,
  ClinicDay,
  DayCount,
  Home,
  KeptItem,
  ListInput,
} from '../../../shared/contract';
import type { EntityName } from '../../../shared/entities';
import { useClient, useOnline } from './clinic-context';
import { callsOf, type OneNamed, type PageNamed } from './entity-calls';
import { queryKeys, type WeekInput } from './query-keys';

/** What a read is at now. `data` stays while it is read again and when that fails. */
export type Answer<T> = {
  data: T | undefined;
  /** Why the last read failed; may stand beside older `data`. */
  error: Error | null;
  /** The first read is under way: there is nothing to show yet. */
  isLoading: boolean;
  /** Being read again behind what is shown. */
  isRefreshing: boolean;
  /** What is shown may be older than the database: it is away, or the last read failed. Show `readAt`. */
  isStale: boolean;
  /** `data` answers the question before this one (the page before, another sort order). */
  isPrevious: boolean;
  /** When `data` was read. */
  readAt: Date | undefined;
  refetch: () => void;
};

type Question<T> = {
  key: QueryKey;
  read: (signal: AbortSignal) => Promise<T>;
  isWanted?: boolean;
  keepsPrevious?: boolean;
  /** Asked anew by each page that is opened, over the answer that is kept: for what no live update tells of. */
  asksAnew?: boolean;
  /** Answers to another question that are kept and answer this one, too. */
  answeredBy?: QueryKey;
};

/** One read through the cache, for reads that have no hook here yet. Keys start as in `queryKeys`. */
export function useAnswer<T>(question: Question<T>): Answer<T> {
  const { key, read, isWanted = true, keepsPrevious = false, asksAnew = false, answeredBy } = question;
  const { isLive } = useOnline();
  const kept = useKeptAnswer<T>(answeredBy);
  const query = useQuery<T>({
    queryKey: key,
    queryFn: ({ signal }) => read(signal),
    enabled: isWanted,
    ...kept,
    ...(asksAnew && { refetchOnMount: 'always' }),
    // Of the same entity only: rows of another one would not fit the columns.
    placeholderData: keepsPrevious
      ? (previous, last) =>
          last?.queryKey[0] === key[0] && last?.queryKey[1] === key[1] ? previous : undefined
      : undefined,
  });
  const { refetch: again } = query;
  const refetch = useCallback(() => void again(), [again]);
  const { data, error } = query;
  return {
    data,
    error,
    isLoading: query.isLoading,
    isRefreshing: query.isFetching && !query.isLoading,
    isStale: data !== undefined && (!isLive || error !== null),
    isPrevious: query.isPlaceholderData,
    readAt: query.dataUpdatedAt > 0 ? new Date(query.dataUpdatedAt) : undefined,
    refetch,
  };
}

/** To begin with what is kept under another key, as old as it is there; not with what a change may have made wrong. */
function useKeptAnswer<T>(key: QueryKey | undefined) {
  const cache = useQueryClient();
  if (!key) return {};
  const fitting = () => {
    const state = cache.getQueryState<T>(key);
    return state && !state.isInvalidated ? state : undefined;
  };
  return { initialData: () => fitting()?.data, initialDataUpdatedAt: () => fitting()?.dataUpdatedAt };
}

type ReadOptions = { isWanted?: boolean };

/** One page of an entity. The page before stays until the next one is there. */
export function useList<N extends EntityName>(
  entity: N,
  input: ListInput,
  options: ReadOptions = {},
): Answer<PageNamed<N>> {
  const client = useClient();
  return useAnswer({
    key: queryKeys.list(entity, input),
    read: (signal) => callsOf(client, entity).list(input, { signal }),
    isWanted: options.isWanted,
    keepsPrevious: true,
  });
}

/** One record; nothing is read while `id` is undefined. */
export function useRecord<N extends EntityName>(entity: N, id: string | undefined): Answer<OneNamed<N>> {
  const client = useClient();
  return useAnswer({
    key: queryKeys.record(entity, id ?? ''),
    read: (signal) => callsOf(client, entity).get({ id: id ?? '' }, { signal }),
    isWanted: id !== undefined,
  });
}

/** What an adoption could not take over of one record; nothing for a record that was made here. */
export function useKept(entity: EntityName, id: string): Answer<{ items: KeptItem[] }> {
  const client = useClient();
  return useAnswer({
    key: queryKeys.kept(entity, id),
    read: (signal) => client.legacy.kept({ entity, id }, { signal }),
  });
}

/** Everything of one patient that this person may read, newest first. */
export function useChart(patient: string | undefined): Answer<Chart> {
  const client = useClient();
  return useAnswer({
    key: queryKeys.chart(patient ?? ''),
    read: (signal) => client.chart.get({ patient: patient ?? '' }, { signal }),
    isWanted: patient !== undefined,
  });
}

/** What of a chart is drawn over time: of the chart itself where it is kept, otherwise asked for by itself, which is quicker. */
export function useChartOutline(patient: string): Answer<ChartOutline> {
  const client = useClient();
  return useAnswer({
    key: queryKeys.outline(patient),
    read: (signal) => client.chart.outline({ patient }, { signal }),
    answeredBy: queryKeys.chart(patient),
  });
}

/** The figures of Today. */
export function useHome(options: ReadOptions = {}): Answer<Home> {
  const client = useClient();
  return useAnswer({
    key: queryKeys.home(),
    read: (signal) => client.home.get(undefined, { signal }),
    isWanted: options.isWanted,
  });
}

/** Every appointment of one day with its doctors and patients. */
export function useDay(date: string, options: ReadOptions = {}): Answer<ClinicDay> {
  const client = useClient();
  return useAnswer({
    key: queryKeys.day(date),
    read: (signal) => client.schedule.day({ date }, { signal }),
    isWanted: options.isWanted,
  });
}

/** Counts by day and status, at most 62 days. */
export function useWeek(input: WeekInput, options: ReadOptions = {}): Answer<{ days: DayCount[] }> {
  const client = useClient();
  return useAnswer({
    key: queryKeys.week(input),
    read: (signal) => client.schedule.week(input, { signal }),
    isWanted: options.isWanted,
  });
}
