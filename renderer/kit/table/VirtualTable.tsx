import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type MouseEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react';
import { useHref, useLocation } from 'react-router';
import type { EntityDefinition } from '../../../shared/schema';
import { formatNumber } from '../format';
import type { Writing } from './columns';
import type { Sort } from './list-query';
import { readPlace } from './scroll-place';
import { SelectAll } from './SelectAll';
import { TableHead } from './TableHead';
import { TableRow } from './TableRow';
import classes from './table.module.css';
import type { Columns } from './use-columns';
import type { ListedRecord, ListRows } from './use-list-rows';
import { useTableKeys } from './use-table-keys';
import { useFocusFollows, usePlace, useTopOnNewQuestion } from './use-table-place';
import { leadWidth, type Room } from './use-table-room';
import type { TableSelection } from './use-table-selection';

type Props = {
  id: string;
  definition: EntityDefinition;
  rows: ListRows;
  total: number;
  columns: Columns;
  room: Room;
  scroller: RefObject<HTMLDivElement | null>;
  sort: Sort | undefined;
  onSort: (sort: Sort | undefined) => void;
  onFilter: (field: string) => void;
  mayFilter: (field: string) => boolean;
  writing: Writing;
  hrefOf: (record: ListedRecord) => string | undefined;
  onOpen: (record: ListedRecord) => void;
  isSelectable: boolean;
  selection: TableSelection;
  onRemove?: () => void;
  /** Which rows are in sight, in steps of `visibleStep`. */
  onVisible: (visible: { first: number; last: number }) => void;
  /** "Rows 1–20 of 486": told on each scroll without drawing everything anew. */
  onRange: (words: string) => void;
};

/** Rows in sight are told in steps, so that scrolling draws only the rows themselves. */
const visibleStep = 20;
const headHeight = 32;
/** Rows of a table of a laptop and a large screen; more only costs frames. */
const mostDrawn = 40;

/** The rows of a table of any length: at most forty are in the page, the others are room to scroll. */
export function VirtualTable(props: Props) {
  const { id, definition, rows, total, columns, room, scroller, selection, isSelectable, writing } = props;
  const tableElement = useRef<HTMLTableElement>(null);
  const entry = useLocation().key;
  const place = useRef(readPlace(entry));
  const rowHeight = Math.round(34 * room.scale);
  const head = Math.round(headHeight * room.scale);
  const rowsInSight = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? 600) - head) / rowHeight));
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollMargin: head,
    scrollPaddingStart: head,
    overscan: Math.min(6, Math.max(1, Math.floor((mostDrawn - rowsInSight - 2) / 2))),
    initialOffset: () => place.current.first * rowHeight,
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const home = useHref('/');
  const hrefOf = (record: ListedRecord) => {
    const to = props.hrefOf(record);
    return to === undefined ? undefined : home + to.slice(1);
  };

  const items = virtualizer.getVirtualItems();
  const first = virtualizer.range?.startIndex ?? 0;
  const last = virtualizer.range?.endIndex ?? 0;
  const { onVisible, onRange } = props;
  const [firstStep, lastStep] = [Math.floor(first / visibleStep), Math.ceil((last + 1) / visibleStep)];
  useEffect(() => {
    onVisible({ first: firstStep * visibleStep, last: lastStep * visibleStep });
  }, [firstStep, lastStep, onVisible]);
  // What counts is what can be read: rows cut by an edge are left out.
  const offset = Math.max(0, virtualizer.scrollOffset ?? 0);
  const height = (scroller.current?.clientHeight ?? 0) - head;
  const firstRead = Math.min(total, Math.ceil((offset - 1) / rowHeight) + 1);
  const lastRead = Math.min(total, Math.max(firstRead, Math.floor((offset + height + 1) / rowHeight)));
  useEffect(() => {
    onRange(`Rows ${formatNumber(firstRead)}–${formatNumber(lastRead)} of ${formatNumber(total)}`);
  }, [firstRead, lastRead, total, onRange]);

  const recordAt = (index: number) => {
    const row = rows.rowAt(index);
    return row && !row.isGone ? row.record : undefined;
  };
  const keys = useTableKeys({
    total,
    rowsInSight,
    recordAt,
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
    isSelectable,
    selection: selection.records,
    onSelect: selection.set,
    onOpen: props.onOpen,
    onRemove: props.onRemove,
    focusTable: () => tableElement.current?.focus({ preventScroll: true }),
  });
  useFocusFollows(keys, recordAt, rows, { first, last });
  usePlace(
    entry,
    place.current,
    { first: firstRead - 1, focused: keys.focused },
    keys.setFocused,
    tableElement,
  );
  useTopOnNewQuestion(rows.key, scroller);

  // Rows are drawn again only for what they show, so what they call must stay the same.
  const latest = useRef({ keys, recordAt, onOpen: props.onOpen });
  useLayoutEffect(() => {
    latest.current = { keys, recordAt, onOpen: props.onOpen };
  });
  const stable = useRef({
    toggle: (index: number, isRange: boolean) => latest.current.keys.toggle(index, isRange),
    click: (index: number, event: MouseEvent) => {
      const { keys: now, recordAt: read, onOpen } = latest.current;
      if (event.target instanceof Element && event.target.closest('button, input, [role="menu"]')) return;
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const isModified = event.shiftKey || event.ctrlKey || event.metaKey;
      const record = read(index);
      // With Ctrl a link opens beside, as everywhere; elsewhere in the row it selects.
      if (!record || (link && isModified) || window.getSelection()?.toString()) return;
      if (isModified) return now.toggle(index, event.shiftKey);
      event.preventDefault();
      now.setFocused(index);
      onOpen(record);
    },
  }).current;

  const { sort, onSort, onFilter, mayFilter } = props;
  // The head has a menu for each column: it is drawn anew when it changes, not with every row scrolled.
  const tableHead = useMemo(
    () => (
      <TableHead
        {...{ definition, columns, sort, onSort, onFilter, mayFilter }}
        selectAll={
          isSelectable ? (
            <SelectAll
              total={total}
              count={selection.records.size}
              onAll={() => void selection.selectAll()}
              onNone={selection.clear}
            />
          ) : undefined
        }
      />
    ),
    [definition, columns, sort, onSort, onFilter, mayFilter, isSelectable, total, selection],
  );

  const top = (items[0]?.start ?? head) - head;
  const bottom = virtualizer.getTotalSize() - ((items.at(-1)?.end ?? head) - head);
  const lead = isSelectable ? leadWidth(room) : 0;
  const width = columns.placed.reduce((sum, each) => sum + each.width, lead);
  const span = columns.placed.length + (isSelectable ? 1 : 0);
  const isFocusedDrawn = items.some((item) => item.index === keys.focused);
  return (
    <table
      ref={tableElement}
      role="grid"
      className={classes.table}
      style={{ width, '--h-row': `${rowHeight}px` } as CSSProperties}
      // Cells that stay in sight are layers of their own: they are made only where there is something to scroll.
      data-wide={width > room.width || undefined}
      aria-label={definition.label.many}
      aria-rowcount={total + 1}
      aria-multiselectable={isSelectable || undefined}
      aria-busy={rows.isPrevious || undefined}
      aria-activedescendant={isFocusedDrawn ? `${id}-${keys.focused}` : undefined}
      // A grid is interactive.
      tabIndex={0}
      onKeyDown={(event) => {
        rows.noteMovement();
        keys.onKeyDown(event);
      }}
      onPointerMove={rows.noteMovement}
      onFocus={(event) => {
        // By Tab from elsewhere on the page the first row is shown; a window that comes to the front shows nothing new.
        const isFromPage = event.relatedTarget === null || event.relatedTarget.matches('main');
        const isByTab = !isFromPage && event.currentTarget.matches(':focus-visible');
        if (event.target === event.currentTarget && keys.focused < 0 && isByTab) keys.setFocused(first);
      }}
    >
      <colgroup>
        {isSelectable && <col style={{ width: lead }} />}
        {columns.placed.map(({ column, width: each }) => (
          <col key={column.id} style={{ width: each }} />
        ))}
      </colgroup>
      {tableHead}
      <Spacer height={top} span={span} />
      <tbody>
        {items.map(({ index }) => {
          const row = rows.rowAt(index);
          return (
            <TableRow
              // A row that scrolls out lends its place in the page to the one that comes in.
              key={index % Math.max(mostDrawn, items.length)}
              id={`${id}-${index}`}
              index={index}
              row={row}
              columns={columns.placed}
              writing={writing}
              to={row && hrefOf(row.record)}
              isSelectable={isSelectable}
              isSelected={row ? selection.records.has(row.record.id) : false}
              isFocused={index === keys.focused}
              onRowClick={stable.click}
              onToggle={stable.toggle}
            />
          );
        })}
      </tbody>
      <Spacer height={bottom} span={span} />
    </table>
  );
}

/** Room of rows that are not in the page; no row to screen readers. */
function Spacer({ height, span }: { height: number; span: number }) {
  if (height <= 0) return null;
  return (
    <tbody role="presentation" aria-hidden>
      <tr role="presentation" className={classes.spacer} style={{ height }}>
        <td role="presentation" colSpan={span} />
      </tr>
    </tbody>
  );
}
