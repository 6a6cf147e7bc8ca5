import { useCallback, useRef, useState } from 'react';
import type { ClinicClient, ReviewItem } from '../../../shared/contract';
import { useClient } from '../../kit/data';
import { useCall } from './use-call';

/** What can be the matter, as a filter says it. */
export const kindWords = {
  unreadableValue: 'A value that cannot be read',
  unknownField: 'A field that is not known',
  ambiguousName: 'A name that several people have',
  unknownName: 'A name that nobody has',
  danglingReference: 'A record that is not there',
  unassigned: 'Belongs to no patient',
  clash: 'Two at the same time',
  duplicate: 'Twice the same',
  other: 'Something else',
} as const satisfies Record<ReviewItem['kind'], string>;

/** Which items are shown. */
export type Filter = {
  state: 'open' | 'settled' | 'all';
  kind: ReviewItem['kind'] | 'any';
  entity: string;
};

type Page = Awaited<ReturnType<ClinicClient['legacy']['review']>>;
/** How many items of one sort there are. */
export type ReviewCount = Page['counts'][number];

const matches = (item: Omit<ReviewCount, 'count'>, { state, kind, entity }: Filter): boolean =>
  (state === 'all' || item.settled === (state === 'settled')) &&
  (kind === 'any' || item.kind === kind) &&
  (entity === 'any' || item.entity === entity);

const sum = (counts: readonly ReviewCount[]): number => counts.reduce((all, { count }) => all + count, 0);

/** So many items come with one call, and are shown at once. */
export const perPage = 100;

export type Review = {
  readonly filter: Filter;
  readonly setFilter: (filter: Filter) => void;
  /** Undefined until the first answer. */
  readonly counts: readonly ReviewCount[] | undefined;
  /** How many wait for a decision, whatever is shown. */
  readonly open: number;
  /** Those of the filter that were fetched so far, and how many there are of it. */
  readonly items: readonly ReviewItem[];
  readonly total: number;
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly again: () => void;
  /** Fetches the next page. */
  readonly more: () => Promise<void>;
  /** Puts what was decided about an item into the list, without asking for it again. */
  readonly put: (item: ReviewItem, decided: Pick<ReviewItem, 'settled' | 'isLinked'>) => void;
};

/** The review list, page by page: there may be more items than anybody wants to wait for. */
export function useReview(): Review {
  const client = useClient();
  const [filter, setFilter] = useState<Filter>({ state: 'open', kind: 'any', entity: 'any' });
  const ask = useCallback(
    (signal?: AbortSignal, after?: string) => client.legacy.review(queryOf(filter, after), { signal }),
    [client, filter],
  );
  const read = useCall<Page>(ask);
  const all = read.data?.items ?? [];
  // What is shown by the time that a call has ended, or that somebody undoes.
  const now = useRef({ ask, all });
  now.current = { ask, all };
  const counts = read.data?.counts;
  const { put: change, again } = read;

  const more = async () => {
    const last = all.at(-1)?.id;
    const next = await ask(undefined, last);
    // Another filter was chosen meanwhile, or this page was asked for twice.
    if (now.current.ask !== ask || now.current.all.at(-1)?.id !== last) return;
    change((page) => ({ ...next, items: [...page.items, ...next.items] }));
  };
  const put: Review['put'] = (item, decided) => {
    if (!now.current.all.some(({ id }) => id === item.id)) return again();
    change((page) => ({
      ...page,
      items: page.items.map((each) => (each.id === item.id ? { ...each, ...decided } : each)),
      counts: moved(page.counts, item, decided.settled),
    }));
  };
  return {
    filter,
    setFilter,
    counts,
    open: sum((counts ?? []).filter(({ settled }) => !settled)),
    items: all.filter((item) => matches(item, filter)),
    total: sum((counts ?? []).filter((count) => matches(count, filter))),
    isLoading: read.isLoading,
    error: read.error,
    again,
    more,
    put,
  };
}

function queryOf({ state, kind, entity }: Filter, after: string | undefined) {
  return {
    limit: perPage,
    ...(state === 'all' ? {} : { settled: state === 'settled' }),
    ...(kind === 'any' ? {} : { kind }),
    ...(entity === 'any' ? {} : { entity }),
    ...(after === undefined ? {} : { after }),
  };
}

/** The counts after one item was settled, or opened again. */
function moved(counts: readonly ReviewCount[], item: ReviewItem, settled: boolean): ReviewCount[] {
  const { kind, entity } = item;
  const isOfItsSort = (count: ReviewCount) => count.kind === kind && count.entity === entity;
  const hasPlace = counts.some((count) => isOfItsSort(count) && count.settled === settled);
  const all = hasPlace ? counts : [...counts, { kind, entity, settled, count: 0 }];
  return all.map((each) => {
    if (!isOfItsSort(each)) return each;
    return { ...each, count: each.count + (each.settled === settled ? 1 : -1) };
  });
}
