import { useCallback, useMemo, useRef, useState } from 'react';
import { entities, type EntityTable as Definitions } from '../../../shared/entities';
import { may } from '../../../shared/rules/permissions';
import type { EntityDefinition } from '../../../shared/schema';
import { listedFields } from './listed-fields';
import { Forbidden } from '../base';
import { usePerson, useTimeZone, useToday } from '../data';
import { FilterBar } from './FilterBar';
import { listInputOf, systemFieldsOf } from './list-query';
import { ListBody } from './ListBody';
import { richColumns } from './rich-columns';
import classes from './table.module.css';
import { useColumns } from './use-columns';
import { useFilterWords } from './use-filter-words';
import type { EntityTableProps } from './table-props';
import { leadWidth, useTableRoom } from './use-table-room';

const table: Definitions = entities;

/** The list of an entity: any number of rows, read as they come into sight; filters, order, columns, selection, live. */
export function EntityTable(props: EntityTableProps) {
  const person = usePerson();
  const definition = props.definition ?? table[props.entity];
  if (!definition || !may(person, 'read', definition)) return <Forbidden />;
  // Another entity is another table: nothing of the one before may stay.
  return <ReadableTable key={props.entity} {...props} definition={definition} />;
}

/** What stays the same while scrolling: filters and columns. `ListBody` has what moves. */
function ReadableTable(props: EntityTableProps & { definition: EntityDefinition }) {
  const { entity, definition, query, onQueryChange } = props;
  const person = usePerson();
  const timeZone = useTimeZone();
  const today = useToday();
  const scroller = useRef<HTMLDivElement>(null);
  const room = useTableRoom(scroller);
  const isSelectable =
    (props.isSelectable ?? true) && !definition.readOnly && may(person, 'remove', definition);
  const own = useMemo(() => props.columns ?? richColumns(entity, person), [entity, person, props.columns]);
  const columns = useColumns(entity, own, room, isSelectable ? leadWidth(room) : 0);

  const place = useMemo(() => ({ today, timeZone }), [today, timeZone]);
  const input = useMemo(() => listInputOf(definition, query, place), [definition, query, place]);
  const fields = useMemo(
    () => [...listedFields(definition, person), ...Object.entries(systemFieldsOf(definition))],
    [definition, person],
  );
  const mayFilter = useCallback((name: string) => fields.some(([each]) => each === name), [fields]);
  const [editing, setEditing] = useState<string | null>(null);
  const words = useFilterWords(query, fields);

  return (
    <div className={classes.frame}>
      <FilterBar
        definition={definition}
        query={query}
        onChange={onQueryChange}
        columns={columns}
        fields={fields}
        editing={editing}
        onEdit={setEditing}
        words={words}
        mayRestore={isSelectable}
      />
      <ListBody
        {...props}
        input={input}
        unfiltered={listInputOf(definition, { ...query, filters: {} }, place)}
        activeFilters={words.active}
        columns={columns}
        room={room}
        scroller={scroller}
        isSelectable={isSelectable}
        onFilter={setEditing}
        mayFilter={mayFilter}
      />
    </div>
  );
}
