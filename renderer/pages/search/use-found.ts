import { useEffect } from 'react';
import { mostCounted } from '../../../shared/contract';
import { useEverything } from '../../kit/data';
import type { SearchQuery } from '../../kit/found';

/** Hits of one kind on one page. */
export const perPage = 25;
const lastPageCounted = Math.ceil(mostCounted / perPage);

type Change = (next: Partial<SearchQuery>, how: 'replace') => void;

/**
 * What is found: `all` has the first hits of every kind, `shown` that or one page of one kind. A page beyond the last one,
 * which an address may ask for, becomes the last.
 */
export function useFound(query: SearchQuery, onChange: Change) {
  const { text, kind, page = 1, ...others } = query;
  const all = useEverything({ ...others, query: text });
  const offset = (Math.min(page, lastPageCounted) - 1) * perPage;
  const asked = { ...others, query: text, kinds: kind && [kind], limit: perPage, offset };
  const answer = useEverything(asked, kind !== undefined);
  const { data, isPrevious } = answer;
  const [group] = data?.groups ?? [];
  // What was found before is another answer where it is of another kind, or where nothing tells of which it is.
  const isOther = isPrevious && group?.kind !== kind;
  const last = Math.max(1, Math.ceil((group?.total ?? 0) / perPage));
  const isBeyond = kind !== undefined && data !== undefined && !isPrevious && page > last;
  useEffect(() => {
    if (isBeyond) onChange({ page: last }, 'replace');
  }, [isBeyond, last, onChange]);
  return { all, shown: kind === undefined ? all : isOther ? { ...answer, data: undefined } : answer };
}
