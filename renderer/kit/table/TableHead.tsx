import { Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowsSort,
  IconArrowUp,
  IconEyeOff,
  IconFilter,
  IconPin,
  IconPinnedOff,
  IconSortAscending,
  IconSortDescending,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { EntityDefinition } from '../../../shared/schema';
import { Icon } from '../base';
import { orderWords, sortBy, sortOf } from './columns';
import type { Sort } from './list-query';
import classes from './table.module.css';
import type { Columns, PlacedColumn } from './use-columns';

type HeadProps = {
  definition: EntityDefinition;
  columns: Columns;
  sort: Sort | undefined;
  onSort: (sort: Sort | undefined) => void;
  /** Opens the filter of a field. */
  onFilter: (field: string) => void;
  mayFilter: (field: string) => boolean;
  /** The box that selects every row; absent where nothing can be selected. */
  selectAll?: ReactNode;
};

/** The head of a table: each column opens a menu with its order, its filter and its place. */
export function TableHead(props: HeadProps) {
  const { columns, selectAll, definition, sort } = props;
  const sorted = columns.placed.filter(({ column }) => sortOf(column, definition, sort) !== null);
  // Age and date of birth are one order: the mark stands on one of them.
  const marked = sorted.find(({ column }) => !column.sortsBackwards) ?? sorted[0];
  const lastPinned = columns.placed.filter((each) => each.isPinned).at(-1);
  return (
    <thead className={classes.head}>
      <tr aria-rowindex={1}>
        {selectAll !== undefined && (
          <th className={classes.lead} data-pinned scope="col" style={{ insetInlineStart: 0 }}>
            {selectAll}
          </th>
        )}
        {columns.placed.map((placed, index) => (
          <ColumnHead
            key={placed.column.id}
            {...props}
            placed={placed}
            isFirst={index === 0 && selectAll === undefined}
            isMarked={placed === marked}
            isEdge={placed === lastPinned}
          />
        ))}
      </tr>
    </thead>
  );
}

type ColumnHeadProps = Omit<HeadProps, 'selectAll'> & {
  placed: PlacedColumn;
  isFirst: boolean;
  isMarked: boolean;
  isEdge: boolean;
};

function ColumnHead({ placed, isFirst, isMarked, isEdge, ...props }: ColumnHeadProps) {
  const { definition, columns, sort, onSort, onFilter, mayFilter } = props;
  const { column, isPinned, start } = placed;
  const sorted = isMarked ? sortOf(column, definition, sort) : null;
  const [ascending, descending] = orderWords[column.order];
  const { filterField } = column;
  const canFilter = filterField !== undefined && mayFilter(filterField);
  const isAnchor = columns.placed[0]?.column.id === column.id;
  return (
    <th
      scope="col"
      // Absent where the list cannot be put in order by this column at all.
      aria-sort={sorted ?? (column.sortField ? 'none' : undefined)}
      data-pinned={isPinned || undefined}
      className={isEdge ? classes.edge : undefined}
      style={{
        ...(isPinned ? { insetInlineStart: start } : {}),
        ...(isFirst ? { paddingInlineStart: 20 } : {}),
      }}
    >
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <button
            type="button"
            className={classes.heading}
            data-sorted={sorted ?? undefined}
            data-sorts={column.sortField ? true : undefined}
          >
            <span>{column.label}</span>
            {column.sortField && (
              <Icon
                icon={sorted ? (sorted === 'ascending' ? IconArrowUp : IconArrowDown) : IconArrowsSort}
                size={14}
              />
            )}
          </button>
        </Menu.Target>
        <Menu.Dropdown aria-label={`Column ${column.label}`}>
          {column.sortField && (
            <>
              <Menu.Item
                leftSection={<Icon icon={IconSortAscending} />}
                onClick={() => onSort(sortBy(column, 'ascending'))}
              >
                {ascending}
              </Menu.Item>
              <Menu.Item
                leftSection={<Icon icon={IconSortDescending} />}
                onClick={() => onSort(sortBy(column, 'descending'))}
              >
                {descending}
              </Menu.Item>
            </>
          )}
          {!column.sortField && <Menu.Label>Rows cannot be put in this order</Menu.Label>}
          {column.sortField && (canFilter || !isAnchor) && <Menu.Divider />}
          {canFilter && (
            <Menu.Item leftSection={<Icon icon={IconFilter} />} onClick={() => onFilter(filterField)}>
              Filter…
            </Menu.Item>
          )}
          {!isAnchor && (
            <Menu.Item
              leftSection={<Icon icon={columns.isPinned(column.id) ? IconPinnedOff : IconPin} />}
              onClick={() => columns.pin(column.id, !columns.isPinned(column.id))}
            >
              {columns.isPinned(column.id) ? 'Let it scroll' : 'Pin to the left'}
            </Menu.Item>
          )}
          {!isAnchor && (
            <Menu.Item
              leftSection={<Icon icon={IconEyeOff} />}
              onClick={() => columns.show(column.id, false)}
            >
              Hide column
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </th>
  );
}
