import { IconSearchOff, IconTable, IconTrashOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ListInput } from '../../../shared/contract';
import type { EntityName } from '../../../shared/entities';
import type { EntityDefinition } from '../../../shared/schema';
import { DefaultButton, Empty, Failure, Loading, PrimaryButton } from '../base';
import { useList } from '../data';
import { formatNumber } from '../format';
import { filtersInWords } from './filter-words';
import type { ListQuery } from './list-query';
import { sentence } from './record-title';
import type { WordedFilter } from './use-filter-words';

type NothingFoundProps = {
  entity: EntityName;
  definition: EntityDefinition;
  query: ListQuery;
  /** The question without its filters. */
  unfiltered: ListInput;
  filters: readonly WordedFilter[];
  onChange: (query: ListQuery) => void;
  newAction?: ReactNode;
};

/** Nothing matches: names what hides the rest and offers to drop it. */
function NothingFound(props: NothingFoundProps) {
  const { entity, definition, query, unfiltered, filters, onChange, newAction } = props;
  const removed = query.removed ? 'removed ' : '';
  const [one, many] = [removed + definition.label.one, removed + definition.label.many];
  const input = { ...unfiltered, page: { offset: 0, limit: 1 } };
  const without = useList(entity, input, { isWanted: filters.length > 0 });
  const matches = without.data && !without.isPrevious ? without.data.total : undefined;
  const text = query.text.trim();
  const title = text ? `No ${one} matches “${text}”` : `No ${one} matches`;
  if (filters.length === 0) {
    return (
      <Empty
        icon={IconSearchOff}
        title={title}
        text="Look for fewer letters, or check how it is spelt."
        actions={
          <>
            <PrimaryButton label={`Show all ${many}`} onClick={() => onChange({ ...query, text: '' })} />
            {!query.removed && newAction}
          </>
        }
      />
    );
  }
  const isOne = filters.length === 1;
  const count = isOne ? '1 filter is on' : `${filters.length} filters are on`;
  const hidden =
    matches === undefined ? '' : ` Without ${isOne ? 'it' : 'them'} ${hiddenWords(matches, text)}`;
  return (
    <Empty
      icon={IconSearchOff}
      title={title}
      text={`${count}: ${filtersInWords(filters)}.${hidden}`}
      actions={
        <>
          {matches === 0 || text === '' ? (
            <PrimaryButton
              label={`Show all ${many}`}
              onClick={() => onChange({ ...query, text: '', filters: {} })}
            />
          ) : (
            <PrimaryButton label={showWords(matches)} onClick={() => onChange({ ...query, filters: {} })} />
          )}
          {!query.removed && newAction}
        </>
      }
    />
  );
}

function hiddenWords(matches: number, text: string): string {
  if (matches === 0) return text ? `nothing matches “${text}” either.` : 'there is nothing either.';
  if (text === '') return matches === 1 ? 'there is 1.' : `there are ${formatNumber(matches)}.`;
  return matches === 1 ? 'there is 1 match.' : `there are ${formatNumber(matches)} matches.`;
}

function showWords(matches: number | undefined): string {
  if (matches === undefined) return 'Drop the filters';
  return matches === 1 ? 'Show the match' : `Show the ${formatNumber(matches)} matches`;
}

type StateProps = NothingFoundProps & {
  total: number | undefined;
  error: Error | null;
  onRetry: () => void;
  /** Widths of the columns, for a skeleton that looks like the table to come. */
  widths: readonly number[];
  empty?: ReactNode;
};

/** What stands in place of the rows: they are being read, could not be read, or there are none. null: there are rows. */
export function TableState(props: StateProps) {
  const { definition, query, total, error, onRetry, widths, empty, filters, onChange } = props;
  const { many } = definition.label;
  if (total === undefined) {
    if (error) return <Failure error={error} onRetry={onRetry} />;
    return <Loading rows={12} columns={widths.length > 0 ? widths : 5} onRetry={onRetry} />;
  }
  if (filters.length > 0 || query.text !== '') return <NothingFound {...props} />;
  if (!query.removed) return empty ?? <Empty icon={IconTable} title={`No ${many} yet`} />;
  return (
    <Empty
      icon={IconTrashOff}
      title={`No removed ${many}`}
      text={`${sentence(many)} that are removed wait here and can be brought back.`}
      actions={
        <DefaultButton label={`Show ${many}`} onClick={() => onChange({ ...query, removed: false })} />
      }
    />
  );
}
