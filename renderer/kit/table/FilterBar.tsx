import { Checkbox, Menu, Popover, TextInput } from '@mantine/core';
import { IconColumns3, IconPlus, IconSearch, IconTrashOff, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { EntityDefinition, Field } from '../../../shared/schema';
import { Icon, QuietButton } from '../base';
import { useSettled } from '../data';
import { FilterEditor } from './FilterEditor';
import { filterWords } from './filter-words';
import classes from './filters.module.css';
import { type Filter, filterKindsOf, type ListQuery, type QueryChange } from './list-query';
import type { Columns } from './use-columns';
import type { FilterWords } from './use-filter-words';

type Props = {
  definition: EntityDefinition;
  query: ListQuery;
  onChange: QueryChange;
  columns: Columns;
  /** Fields that can be asked about, in the order of the menu. */
  fields: readonly (readonly [string, Field])[];
  /** Field whose filter is open. */
  editing: string | null;
  onEdit: (field: string | null) => void;
  words: FilterWords;
  /** Offers the removed records; absent where the person may not bring them back. */
  mayRestore: boolean;
};

/** Over a table: the text box, one chip for each filter, and the choice of columns. */
export function FilterBar(props: Props) {
  const { definition, query, onChange, columns, fields, editing, onEdit, mayRestore } = props;
  const shown = fields.filter(([name]) => name in query.filters || name === editing);
  const label = definition.label.many;
  return (
    <div className={classes.bar} role="search" aria-label={`Filter ${label}`}>
      <TextBox query={query} onChange={onChange} label={label} />
      {query.removed && (
        <span className={classes.chip}>
          <button type="button" disabled>
            <strong>Removed</strong>
          </button>
          <button
            type="button"
            aria-label="Leave the removed records"
            onClick={() => onChange({ ...query, removed: false }, 'push')}
          >
            <Icon icon={IconX} size={14} />
          </button>
        </span>
      )}
      {shown.map(([name, field]) => (
        <FilterChip key={name} {...props} name={name} field={field} />
      ))}
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <button type="button" className={classes.add}>
            <Icon icon={IconPlus} size={14} /> Filter
          </button>
        </Menu.Target>
        <Menu.Dropdown aria-label="Filter by">
          <div className={classes.fields}>
            {fields
              .filter(([name]) => !(name in query.filters))
              .map(([name, field]) => (
                <Menu.Item key={name} onClick={() => onEdit(name)}>
                  {field.label}
                </Menu.Item>
              ))}
          </div>
          {mayRestore && !query.removed && (
            <>
              <Menu.Divider />
              <Menu.Item
                leftSection={<Icon icon={IconTrashOff} />}
                onClick={() => onChange({ ...query, removed: true }, 'push')}
              >
                Removed {label}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <div className={classes.room} />
      <ColumnChooser columns={columns} />
    </div>
  );
}

/** What is typed counts when typing pauses; the address follows as one step. */
function TextBox({ query, onChange, label }: { query: ListQuery; onChange: QueryChange; label: string }) {
  const [typed, setTyped] = useState(query.text);
  const settled = useSettled(typed, 150);
  const sent = useRef(query.text);
  const latest = useRef({ query, onChange });
  useEffect(() => {
    latest.current = { query, onChange };
  });
  useEffect(() => {
    if (settled === sent.current) return;
    sent.current = settled;
    const { query: current, onChange: change } = latest.current;
    change({ ...current, text: settled }, current.text === '' ? 'push' : 'replace');
  }, [settled]);
  useEffect(() => {
    // Back, or another link: the box follows the address, but never its own echo.
    if (query.text === sent.current) return;
    sent.current = query.text;
    setTyped(query.text);
  }, [query.text]);
  return (
    <TextInput
      className={classes.search}
      aria-label={`Filter ${label} by words`}
      placeholder="Filter this list"
      leftSection={<Icon icon={IconSearch} />}
      value={typed}
      maxLength={200}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || typed === '') return;
        event.stopPropagation();
        setTyped('');
      }}
      rightSection={
        typed && (
          <button
            type="button"
            className={classes.clear}
            aria-label="Empty the box"
            onClick={() => setTyped('')}
          >
            <Icon icon={IconX} size={14} />
          </button>
        )
      }
    />
  );
}

/** Two dates, their spans and a list of names need room; a few boxes do not. */
const widthOf = (field: Field) =>
  filterKindsOf(field).includes('range') || field.target !== undefined ? 348 : 256;

function FilterChip(props: Props & { name: string; field: Field }) {
  const { query, onChange, editing, onEdit, words, name, field } = props;
  const filter = query.filters[name];
  const isOpen = editing === name;
  // A filter that is being made is one step for Back, however many boxes are ticked.
  const isSameStep = useRef(false);
  const set = (next: Filter | null) => {
    const { [name]: _before, ...others } = query.filters;
    const how = isSameStep.current ? 'replace' : 'push';
    isSameStep.current = isOpen;
    onChange({ ...query, filters: next ? { ...others, [name]: next } : others }, how);
  };
  const remove = () => {
    onEdit(null);
    isSameStep.current = false;
    if (filter) set(null);
  };
  return (
    <Popover
      opened={isOpen}
      onChange={(opened) => {
        if (opened) return;
        isSameStep.current = false;
        onEdit(null);
      }}
      position="bottom-start"
      width={widthOf(field)}
      trapFocus
      returnFocus
      withinPortal
    >
      <span className={classes.chip}>
        <Popover.Target>
          <button type="button" onClick={() => onEdit(isOpen ? null : name)}>
            <span className={classes.label}>{field.label}</span>
            <strong>
              {filter ? filterWords(field, filter, words.wordsFor(field), words.unitOf(field)) : '…'}
            </strong>
          </button>
        </Popover.Target>
        <button type="button" aria-label={`Drop the filter ${field.label}`} onClick={remove}>
          <Icon icon={IconX} size={14} />
        </button>
      </span>
      <Popover.Dropdown aria-label={`Filter by ${field.label}`}>
        <FilterEditor field={field} filter={filter} names={words.names} onChange={set} />
      </Popover.Dropdown>
    </Popover>
  );
}

function ColumnChooser({ columns }: { columns: Columns }) {
  return (
    <Popover position="bottom-end" width={240} trapFocus returnFocus withinPortal>
      <Popover.Target>
        <button type="button" className={classes.quiet}>
          <Icon icon={IconColumns3} /> Columns
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns">
        <div className={classes.editor}>
          <div className={classes.choices} data-long>
            {columns.all.map((column, index) => (
              <Checkbox
                key={column.id}
                label={column.label}
                checked={columns.isShown(column.id)}
                // The first column says which row it is.
                disabled={index === 0}
                onChange={(event) => columns.show(column.id, event.currentTarget.checked)}
              />
            ))}
          </div>
          {columns.isChanged && <QuietButton label="As they come" size="small" onClick={columns.reset} />}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
