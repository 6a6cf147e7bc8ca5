import { memo, type MouseEvent } from 'react';
import type { Writing } from './columns';
import type { Shown } from './held-order';
import classes from './table.module.css';
import type { PlacedColumn } from './use-columns';
import type { ListedRecord } from './use-list-rows';

type RowProps = {
  id: string;
  index: number;
  /** undefined: not read yet, drawn as a skeleton of the same height. */
  row: Shown<ListedRecord> | undefined;
  columns: readonly PlacedColumn[];
  writing: Writing;
  /** Address that the row leads to; undefined: nowhere (removed records). */
  to: string | undefined;
  isSelectable: boolean;
  isSelected: boolean;
  isFocused: boolean;
  onRowClick: (index: number, event: MouseEvent) => void;
  onToggle: (index: number, isRange: boolean) => void;
};

/** Shares of a skeleton's column, so that it looks like text; fixed, so that nothing jumps. */
const shares = [82, 64, 91, 73, 58, 86, 69, 95, 61, 78];

/** One row of a table. Drawn again only when what it shows changes. */
export const TableRow = memo(function TableRow(props: RowProps) {
  const { id, index, row, columns, writing, to, isSelectable, isSelected, isFocused, onRowClick, onToggle } =
    props;
  const lastPinned = columns.filter((each) => each.isPinned).at(-1);
  const title = row ? columns[0]?.column.words(row.record, writing) : undefined;
  return (
    // Keys act on the whole table, which tells screen readers the row by aria-activedescendant.
    <tr
      id={id}
      className={classes.row}
      aria-rowindex={index + 2}
      aria-selected={isSelectable ? isSelected : undefined}
      data-focused={isFocused || undefined}
      data-gone={row?.isGone || undefined}
      data-quiet={to === undefined || undefined}
      onClick={(event) => onRowClick(index, event)}
    >
      {isSelectable && (
        <td className={`${classes.cell} ${classes.lead}`} data-pinned style={{ insetInlineStart: 0 }}>
          {/* The whole cell toggles: 16 px are hard to hit. */}
          {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
          <div
            className={classes.checkbox}
            onClick={(event) => {
              event.stopPropagation();
              onToggle(index, event.shiftKey);
            }}
          >
            {/* A plain box: a component for each of forty rows costs frames while scrolling. */}
            <input
              type="checkbox"
              className={classes.box}
              aria-label={`Select ${title ?? 'row'}`}
              checked={isSelected}
              readOnly
              tabIndex={-1}
              disabled={!row}
            />
          </div>
        </td>
      )}
      {columns.map((placed, place) => {
        const { column, isPinned, start } = placed;
        const isFirst = place === 0;
        const words = row ? column.words(row.record, writing) : '';
        const content = row && (column.cell?.(row.record, writing) ?? words);
        return (
          <td
            key={column.id}
            className={placed === lastPinned ? `${classes.cell} ${classes.edge}` : classes.cell}
            data-look={column.look}
            data-stand-in={(row && column.isStandIn?.(row.record)) || undefined}
            data-pinned={isPinned || undefined}
            data-first={(isFirst && !isSelectable) || undefined}
            style={isPinned ? { insetInlineStart: start } : undefined}
            title={words.length > 24 ? words : undefined}
          >
            {!row && <Skeleton place={index * 3 + place * 5} />}
            {row && isFirst && to && !row.isGone ? (
              // Reached by the table's own keys; fifty more stops for Tab would help nobody.
              <a href={to} className={classes.open} tabIndex={-1}>
                {content}
              </a>
            ) : (
              content
            )}
          </td>
        );
      })}
    </tr>
  );
});

function Skeleton({ place }: { place: number }) {
  return <span className={classes.bar} style={{ width: `${shares[place % shares.length] ?? 75}%` }} />;
}
