import type { ReactNode } from 'react';
import type { EntityName } from '../../../shared/entities';
import { entities, type EntityTable } from '../../../shared/entities';
import type { Measures } from '../../../shared/rules/measures';
import { type Person, reach } from '../../../shared/rules/permissions';
import { type EntityDefinition, type Field, type FieldKind, fieldIn } from '../../../shared/schema';
import { listedFields } from './listed-fields';
import { ageAndSex, formatField, formatInstant, personName } from '../format';
import { wordsAsWritten, writtenField } from './as-written';
import type { Sort } from './list-query';
import { namelessTitle } from './record-title';
import type { ListedRecord } from './use-list-rows';

/** What a column needs to know to write a cell. */
export type Writing = {
  readonly names: Readonly<Record<string, string>>;
  readonly today: string;
  readonly timeZone: string;
  readonly measures?: Measures;
  readonly now: Date;
};

/** One column of a table, derived from a field or from several that people read as one. */
export type Column = {
  readonly id: string;
  readonly label: string;
  /** What the words of a cell are; empty when there is nothing. */
  readonly words: (record: ListedRecord, writing: Writing) => string;
  /** Drawn instead of the words, which stay its tooltip and its name. */
  readonly cell?: (record: ListedRecord, writing: Writing) => ReactNode;
  /** The record has no name: the words stand in for it, in quiet ink. */
  readonly isStandIn?: (record: ListedRecord) => boolean;
  /** name: who it is, the strongest text of the row. */
  readonly look: 'name' | 'value' | 'text';
  /** Field that the database sorts by; absent: it cannot. */
  readonly sortField?: string;
  /** Its order runs against the field's (ages against birth dates). */
  readonly sortsBackwards?: boolean;
  /** What its order is called in the menu. */
  readonly order: Order;
  /** Field that its filter asks about. */
  readonly filterField?: string;
  /** In px at normal text size; what is left over goes by `grow`. */
  readonly width: number;
  readonly grow: number;
  readonly isShownAtFirst: boolean;
};

export type Order = 'letters' | 'dates' | 'numbers' | 'ages';

const table: EntityTable = entities;

type Shape = { width: number; grow: number; order: Order; isSortable: boolean };
const shape = (width: number, grow: number, order: Order = 'letters', isSortable = true): Shape => ({
  width,
  grow,
  order,
  isSortable,
});
const unsorted = (width: number, grow: number) => shape(width, grow, 'letters', false);

const shapes = {
  text: shape(140, 2),
  longText: unsorted(220, 4),
  email: shape(190, 2),
  phone: shape(146, 1),
  number: shape(72, 0, 'numbers'),
  yesNo: shape(84, 0),
  calendarDate: shape(112, 0, 'dates'),
  partialDate: shape(112, 0, 'dates'),
  clockTime: shape(72, 0, 'dates'),
  instant: shape(156, 0, 'dates'),
  choice: shape(124, 0),
  choices: unsorted(150, 1),
  reference: unsorted(160, 2),
  references: unsorted(170, 2),
  coding: unsorted(180, 2),
  codings: unsorted(200, 2),
  texts: unsorted(160, 1),
  numbers: unsorted(120, 0),
  group: unsorted(220, 2),
  entries: unsorted(240, 2),
  image: unsorted(80, 0),
  password: unsorted(80, 0),
} satisfies Record<FieldKind, Shape>;

/** Fields whose values are shorter or longer than others of their kind. */
const ownWidths: Readonly<Record<string, number>> = {
  room: 88,
  reason: 200,
  prescriptionName: 180,
  amount: 190,
  zip: 90,
  state: 90,
  recordNumber: 116,
};

/** Room for the longest word of a choice with its mark, in px: a status is never cut. */
function choiceWidth(field: Field): number {
  if (field.kind !== 'choice') return 0;
  return 40 + 7 * Math.max(0, ...(field.choices ?? []).map((choice) => choice.label.length));
}

/** Room for the head of a column with its arrow, in px; longer ones are cut and shown whole in a tooltip. */
const headWidth = (label: string): number => Math.min(150, 52 + 7 * label.length);

function fieldColumn(entity: EntityName, definition: EntityDefinition, name: string, field: Field): Column {
  const { width, grow, order, isSortable } = shapes[field.kind];
  const written = writtenField(entity, name);
  const isWho = field.kind === 'reference' && field.target === 'patients';
  return {
    id: name,
    label: field.label,
    words: (record, { names, timeZone, measures }) => {
      const value = record[name];
      if (value === undefined || value === null) return wordsAsWritten(entity, name, record);
      return formatField(fieldIn(field, record), value, names, { timeZone, measures });
    },
    look:
      isWho || name === 'displayName'
        ? 'name'
        : field.kind === 'longText' || name === 'reason'
          ? 'text'
          : 'value',
    ...(written ? { sortField: written } : isSortable ? { sortField: name } : {}),
    order,
    filterField: name,
    width: isWho ? 180 : Math.max(ownWidths[name] ?? width, choiceWidth(field), headWidth(field.label)),
    grow,
    isShownAtFirst: definition.columns.includes(name),
  };
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined);

const nameOf = (record: ListedRecord) =>
  personName({ firstname: text(record.firstname), lastname: text(record.lastname) });
const isBlank = (value: unknown) => value === undefined || value === null || String(value).trim() === '';

/** Records of older systems may lack their name, and a blank row could not be told from another. */
const standingIn = (
  entity: EntityName,
  column: Column,
  isNameless: (record: ListedRecord) => boolean,
): Column => ({
  ...column,
  look: 'name',
  words: (record, writing) =>
    isNameless(record) ? namelessTitle(entity, record) : column.words(record, writing),
  isStandIn: isNameless,
});

/** "Al-Sayed, Fatima", sorted by family name. */
const nameColumn: Column = {
  id: 'lastname',
  label: 'Name',
  words: nameOf,
  look: 'name',
  sortField: 'lastname',
  order: 'letters',
  filterField: 'lastname',
  width: 180,
  grow: 2,
  isShownAtFirst: true,
};

/** "54 F", sorted by date of birth. */
const ageColumn: Column = {
  id: 'age',
  label: 'Age',
  words: (record, { today }) =>
    ageAndSex({ dateOfBirth: text(record.dateOfBirth), sex: text(record.sex) }, today),
  look: 'value',
  sortField: 'dateOfBirth',
  sortsBackwards: true,
  order: 'ages',
  filterField: 'sex',
  width: 68,
  grow: 0,
  isShownAtFirst: true,
};

const stamp = (id: 'createdAt' | 'updatedAt', label: string): Column => ({
  id,
  label,
  words: (record, { timeZone }) => (record[id] instanceof Date ? formatInstant(record[id], timeZone) : ''),
  look: 'value',
  sortField: id,
  order: 'dates',
  width: 150,
  grow: 0,
  isShownAtFirst: false,
});

/** Every column of an entity that this person may read, those shown at first in their order first. */
export function columnsOf(entity: EntityName, person: Person): Column[] {
  const definition = table[entity];
  if (!definition) return [];
  const readable = listedFields(definition, person).filter(([, field]) => !field.heavy);
  const has = (name: string) => readable.some(([each]) => each === name);
  const joins = has('firstname') && has('lastname');
  // Someone who sees only their own records need not read their name in each row.
  const isOwn = reach(person, 'read', definition) !== 'all';
  const ages = has('dateOfBirth') && has('sex');
  const own = readable
    .map(([name, field]) => {
      if (joins && name === 'lastname') return nameColumn;
      const column = fieldColumn(entity, definition, name, field);
      const isInAnother = (joins && name === 'firstname') || (ages && name === 'sex');
      if (isOwn && name === definition.patientField) return { ...column, isShownAtFirst: false };
      if (name === 'dateOfBirth') return { ...column, label: 'Born' };
      return isInAnother ? { ...column, isShownAtFirst: false } : column;
    })
    .toSorted((a, b) => placeOf(definition, a) - placeOf(definition, b));
  const [first, ...rest] = own;
  // What a record of a patient is called says less than whose it is.
  const isNamed = definition.patientField === undefined || definition.patientField === 'id';
  const isTitle = isNamed && first && definition.titleFields.includes(first.id);
  const isNameless = (record: ListedRecord) =>
    first === nameColumn
      ? isBlank(record.firstname) && isBlank(record.lastname)
      : isBlank(first && record[first.id]);
  const named = isTitle ? [standingIn(entity, first, isNameless), ...rest] : own;
  const withAge = ages ? [...named.slice(0, 1), ageColumn, ...named.slice(1)] : named;
  return [...withAge, stamp('createdAt', 'Made on'), stamp('updatedAt', 'Last changed')];
}

function placeOf(definition: EntityDefinition, column: Column): number {
  const place = definition.columns.indexOf(column.id);
  return place === -1 || !column.isShownAtFirst ? definition.columns.length : place;
}

/** Which way a column is sorted now, as its own order runs; null when the list is sorted by another. */
export function sortOf(
  column: Column,
  definition: EntityDefinition,
  sort: Sort | undefined,
): Sort['direction'] | null {
  const current = sort ?? definition.defaultSort[0];
  if (!current || !column.sortField || current.field !== column.sortField) return null;
  return column.sortsBackwards ? opposite(current.direction) : current.direction;
}

/** The sort that puts a column in this order. */
export function sortBy(column: Column, direction: Sort['direction']): Sort | undefined {
  if (!column.sortField) return undefined;
  return { field: column.sortField, direction: column.sortsBackwards ? opposite(direction) : direction };
}

const opposite = (direction: Sort['direction']): Sort['direction'] =>
  direction === 'ascending' ? 'descending' : 'ascending';

/** What the two orders of a column are called: ascending first. */
export const orderWords: Readonly<Record<Order, readonly [string, string]>> = {
  letters: ['A to Z', 'Z to A'],
  dates: ['Oldest first', 'Newest first'],
  numbers: ['Smallest first', 'Largest first'],
  ages: ['Youngest first', 'Oldest first'],
};

/** Space before the first column of a table without checkboxes, in px. */
export const edge = 20;

/** How far a column grows, as a share of its own width: text as far as there is room, figures hardly. */
const growths: Readonly<Record<number, number>> = { 0: 1.15, 1: 1.4, 2: 1.75 };

/**
 * Widths in px that fill the room: every column gets its own, and what is left over goes to those that grow. A wide
 * window does not tear a row apart: short values stay near each other, and the rest goes to the text of the row,
 * or stays free at its end.
 * `scale` is the text size, 1 at 16 px; `before` is the space that the first column keeps free.
 */
export function fittedWidths(columns: readonly Column[], room: number, scale: number, before = 0): number[] {
  const base = columns.map((column, index) => Math.round(column.width * scale) + (index === 0 ? before : 0));
  const left = room - base.reduce((sum, width) => sum + width, 0);
  if (left <= 0) return base;
  // A little for every column, so that a wide window does not give everything to one.
  const weights = columns.map((column) => column.grow + 0.5);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const widths = base.map((width, index) => {
    const most = growths[columns[index]?.grow ?? 0] ?? Number.POSITIVE_INFINITY;
    return Math.min(width + Math.floor((left * (weights[index] ?? 0)) / all), Math.round(width * most));
  });
  const rest = room - widths.reduce((sum, width) => sum + width, 0);
  const text = columns.findLastIndex((column) => growths[column.grow] === undefined);
  const taker = text >= 0 ? text : widths.length - 1;
  return widths.map((width, index) => (index === taker ? width + rest : width));
}
