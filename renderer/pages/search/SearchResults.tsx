import { IconFileSearch, IconSearchOff } from '@tabler/icons-react';
import { mostCounted } from '../../../shared/contract';
import { DefaultButton, Empty, Failure, ForScreenReaders, Loading, QuietButton } from '../../kit/base';
import { type useEverything, useSettled } from '../../kit/data';
import { formatDate, formatNumber } from '../../kit/format';
import { countWord, FoundGroup, kindsWord, type SearchQuery } from '../../kit/found';
import { perPage } from './use-found';

type Props = {
  query: SearchQuery;
  onChange: (change: Partial<SearchQuery>) => void;
  /** The first hits of every kind, or one page of one kind. */
  found: ReturnType<typeof useEverything>;
};

/** What was found: the first of every kind, or one kind in pages; or why there is nothing. */
export function SearchResults({ query, onChange, found }: Props) {
  const { text, kind, page = 1 } = query;
  const { error, refetch } = found;
  // That nothing was found for the words before says nothing of these.
  const isOfBefore = found.isPrevious && found.data?.groups.length === 0;
  const data = isOfBefore ? undefined : found.data;
  const groups = data?.groups ?? [];
  const counted = useSettled(data ? countWords(groups.map(countWord)) : '', 400);

  if (text.trim() === '') return <NothingAsked />;
  if (!data)
    return error ? (
      <Failure error={error} onRetry={refetch} />
    ) : (
      <Loading columns={[28, 180, 420]} onRetry={refetch} />
    );
  if (data.isTooShort) return <TooShort />;
  if (groups.length === 0) return <NothingFound query={query} onChange={onChange} />;
  return (
    <>
      {error && <Failure error={error} onRetry={refetch} inline />}
      {groups.map((group) => {
        const name = kindsWord(group.kind).toLowerCase();
        const hasMore = kind === undefined && group.total > group.hits.length;
        const label = `All ${countWord(group)} ${name}`;
        const more = (
          <QuietButton label={label} size="small" onClick={() => onChange({ kind: group.kind })} />
        );
        return <FoundGroup key={group.kind} group={group} action={hasMore && more} />;
      })}
      {kind !== undefined && (
        <Pages page={page} total={groups[0]?.total ?? 0} onPage={(next) => onChange({ page: next })} />
      )}
      {kind !== undefined && groups[0]?.isMore && (
        <p>Only the newest {formatNumber(mostCounted)} are shown. Another word or a date narrows them.</p>
      )}
      <ForScreenReaders>
        <span role="status">{counted}</span>
      </ForScreenReaders>
    </>
  );
}

/** "3 kinds, 12 results", for the ears. */
function countWords(counts: readonly string[]): string {
  return counts.length === 0
    ? 'No results'
    : `Results in ${counts.length === 1 ? '1 kind' : `${counts.length} kinds`} of records`;
}

const NothingAsked = () => (
  <Empty
    icon={IconFileSearch}
    title="Search everything"
    text="Type words of a note, a medicine, a symptom or a name. Each begins a word of what is found."
  />
);

const TooShort = () => (
  <Empty
    icon={IconFileSearch}
    title="Type at least two letters"
    text="One letter begins half of all words."
  />
);

function NothingFound({ query, onChange }: Pick<Props, 'query' | 'onChange'>) {
  const { kind, from, to, doctor } = query;
  const filters = [
    kind && `only ${kindsWord(kind).toLowerCase()}`,
    from && `from ${formatDate(from)}`,
    to && `to ${formatDate(to)}`,
    doctor && 'one doctor',
  ].filter((each) => each !== undefined);
  const count = filters.length === 1 ? '1 filter is on' : `${filters.length} filters are on`;
  const drop = () => onChange({ kind: undefined, from: undefined, to: undefined, doctor: undefined });
  return (
    <Empty
      icon={IconSearchOff}
      title={`No record matches “${query.text.trim()}”`}
      text={
        filters.length > 0
          ? `${count}: ${filters.join(', ')}.`
          : 'Look for fewer letters, or check how it is spelt.'
      }
      actions={filters.length > 0 && <DefaultButton label="Drop the filters" onClick={drop} />}
    />
  );
}

type PagesProps = { page: number; total: number; onPage: (page: number) => void };

function Pages({ page, total, onPage }: PagesProps) {
  const last = Math.ceil(total / perPage);
  if (last <= 1) return null;
  return (
    <nav aria-label="Pages">
      {page > 1 && <DefaultButton label="Page before" onClick={() => onPage(page - 1)} />} Page {page} of{' '}
      {last} {page < last && <DefaultButton label="Next page" onClick={() => onPage(page + 1)} />}
    </nav>
  );
}
