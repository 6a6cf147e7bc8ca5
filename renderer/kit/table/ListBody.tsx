import { type RefObject, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import type { ListInput } from '../../../shared/contract';
import { type EntityName, entities, type EntityTable as Definitions } from '../../../shared/entities';
import type { EntityDefinition } from '../../../shared/schema';
import { ConfirmDialog, QuietButton } from '../base';
import { useMeasures, useNow, useOnline, useTimeZone, useToday } from '../data';
import { formatInstantTime, formatNumber } from '../format';
import type { Writing } from './columns';
import type { EntityTableProps } from './table-props';
import type { Sort } from './list-query';
import { recordTitle } from './record-title';
import { SelectionBar } from './SelectionBar';
import { readPlace } from './scroll-place';
import type { Selection } from './selection';
import { TableState } from './TableState';
import classes from './table.module.css';
import type { Columns } from './use-columns';
import type { WordedFilter } from './use-filter-words';
import { type ListedRecord, mostRows, useListRows } from './use-list-rows';
import { useTableActions } from './use-table-actions';
import type { Room } from './use-table-room';
import { useTableSelection } from './use-table-selection';
import { VirtualTable } from './VirtualTable';

type Props = Omit<EntityTableProps, 'columns' | 'definition'> & {
  definition: EntityDefinition;
  input: ListInput;
  /** The same question without its filters. */
  unfiltered: ListInput;
  activeFilters: readonly WordedFilter[];
  columns: Columns;
  room: Room;
  scroller: RefObject<HTMLDivElement | null>;
  isSelectable: boolean;
  onFilter: (field: string) => void;
  mayFilter: (field: string) => boolean;
};

const table: Definitions = entities;
const nowhere = () => undefined;

/** The rows of a list, what stands in their place while there are none, what can be done with those selected, and the foot. */
export function ListBody(props: Props) {
  const { entity, definition, query, onQueryChange, onCount, input, columns, room, scroller } = props;
  const id = useId();
  const timeZone = useTimeZone();
  const today = useToday();
  const now = useNow(30_000);
  const entry = useLocation().key;
  const [visible, setVisible] = useState(() => {
    const { first } = readPlace(entry);
    return { first, last: first + 40 };
  });
  const rows = useListRows(entity, input, visible);
  const { total, names, expectOwnChange } = rows;
  const measures = useMeasures();
  const writing: Writing = useMemo(
    () => ({ names, today, timeZone, measures, now }),
    [names, today, timeZone, measures, now],
  );
  useEffect(() => onCount?.(total), [total, onCount]);

  const selection = useTableSelection(entity, input);
  const actions = useTableActions(entity);
  const [isAsking, setIsAsking] = useState(false);
  /** What the person does themselves shows at once, wherever the pointer is. */
  const act = async (work: (records: Selection<ListedRecord>) => Promise<void>) => {
    const { records } = selection;
    selection.clear();
    expectOwnChange();
    await work(records);
    expectOwnChange();
  };
  const range = useRef<HTMLSpanElement>(null);
  const tellRange = useCallback((words: string) => {
    // Written past React: the words change with every row scrolled, and nothing else here does.
    if (range.current) range.current.textContent = words;
  }, []);
  const sort = useCallback(
    (next: Sort | undefined) => onQueryChange({ ...query, sort: next }, 'push'),
    [onQueryChange, query],
  );

  return (
    <>
      <div
        className={classes.scroller}
        ref={scroller}
        data-empty={total === 0 || undefined}
        onScroll={(event) =>
          event.currentTarget.toggleAttribute('data-shifted', event.currentTarget.scrollLeft > 0)
        }
      >
        {!total && !(total === 0 && rows.isPrevious) && (
          <TableState
            entity={entity}
            definition={definition}
            query={query}
            unfiltered={props.unfiltered}
            filters={props.activeFilters}
            onChange={(next) => onQueryChange(next, 'push')}
            newAction={props.newAction}
            total={total}
            error={rows.error}
            onRetry={rows.refetch}
            widths={columns.placed.map((each) => each.width)}
            empty={props.empty}
          />
        )}
        {total !== undefined && total > 0 && room.width > 0 && (
          <VirtualTable
            id={id}
            definition={definition}
            rows={rows}
            total={total}
            columns={columns}
            room={room}
            scroller={scroller}
            sort={query.sort}
            onSort={sort}
            onFilter={props.onFilter}
            mayFilter={props.mayFilter}
            writing={writing}
            // A removed record is brought back first, then opened.
            hrefOf={query.removed ? nowhere : props.hrefOf}
            onOpen={query.removed ? nowhere : props.onOpen}
            isSelectable={props.isSelectable}
            selection={selection}
            onRemove={query.removed ? undefined : () => setIsAsking(true)}
            onVisible={setVisible}
            onRange={tellRange}
          />
        )}
      </div>
      <div className={classes.foot}>
        {selection.records.size > 0 && (
          <SelectionBar
            count={selection.records.size}
            isBusy={actions.isBusy}
            onClear={selection.clear}
            actions={[
              query.removed
                ? { label: 'Restore', onSelect: () => void act(actions.restore) }
                : { label: 'Remove', onSelect: () => setIsAsking(true) },
            ]}
          />
        )}
        <span>
          {total ? <span ref={range} /> : null}
          {total === mostRows && '. Filter the list to see the others.'}
        </span>
        <Freshness at={rows.readAt} hasFailed={rows.error !== null} onRetry={rows.refetch} />
      </div>
      <AskToRemove
        entity={entity}
        records={selection.records}
        opened={isAsking}
        onClose={() => setIsAsking(false)}
        onConfirm={() => void act(actions.remove)}
      />
    </>
  );
}

/** When the rows were read: live, or as of a time while the database is away. */
function Freshness({
  at,
  hasFailed,
  onRetry,
}: {
  at: Date | undefined;
  hasFailed: boolean;
  onRetry: () => void;
}) {
  const { isLive } = useOnline();
  const timeZone = useTimeZone();
  if (!at) return null;
  const time = formatInstantTime(at, timeZone);
  const seconds = String(at.getSeconds()).padStart(2, '0');
  if (!isLive) return <span>As of {time}</span>;
  if (!hasFailed) return <span>{`Updated live, ${time}:${seconds}`}</span>;
  return (
    <span>
      Some rows could not be read. <QuietButton label="Try again" size="small" onClick={onRetry} />
    </span>
  );
}

type AskProps = {
  entity: EntityName;
  records: Selection<ListedRecord>;
  opened: boolean;
  onClose: () => void;
  onConfirm: () => void;
};

function AskToRemove({ entity, records, opened, onClose, onConfirm }: AskProps) {
  const many = table[entity]?.label.many ?? entity;
  const [only] = records.values();
  const isOne = records.size === 1 && only;
  const what = isOne ? recordTitle(entity, only) : `${formatNumber(records.size)} ${many}`;
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title={`Remove ${what}?`}
      confirmLabel="Remove"
      keepLabel="Keep"
      danger
      onConfirm={onConfirm}
    >
      {isOne ? 'It can be brought back' : 'They can be brought back'}: Filter, Removed {many}.
    </ConfirmDialog>
  );
}
