import mongoose from 'mongoose';
import type { Condition } from '../../shared/contract';
import { type TextQuery, textQueryOf } from '../../shared/rules/search-tokens';
import type { EntityDefinition, FieldKind } from '../../shared/schema';
import type { Query, Selection } from '../core/ports/records';
import { sortKeyFields } from './bookkeeping';
import { isIdText, isScalar, scalarToStored, storedKinds } from './stored-kinds';

export type Filter = Record<string, unknown>;

/** What the system fields hold, for conditions and sorting. */
const systemKinds: Readonly<Record<string, FieldKind>> = {
  id: 'reference',
  revision: 'number',
  createdAt: 'instant',
  updatedAt: 'instant',
  deletedAt: 'instant',
  createdBy: 'reference',
  updatedBy: 'reference',
};

/**
 * The statement for a selection, made of names in the definition and of checked scalars only, so that nothing a caller
 * sends can become an operator. Throws TypeError for what no validated call can contain.
 */
export function filterOf(entity: EntityDefinition, selection: Selection): Filter {
  const parts: Filter[] = [{ removed: selection.removed === true }];
  const { scope, filter = {}, text } = selection;
  if (scope)
    parts.push({ [pathOf(entity, scope.field)]: { $eq: scalarOf(entity, scope.field, scope.value) } });
  for (const [name, condition] of Object.entries(filter)) {
    if (condition !== undefined) parts.push(...conditionParts(entity, name, condition));
  }
  if (text) parts.push(...textParts(textQueryOf(text)));
  return parts.length === 1 ? (parts[0] ?? {}) : { $and: parts };
}

type Sort = NonNullable<Query['sort']>[number];

/**
 * The order of a query. What it leaves tied is in the order that people know from the whole list, and then by id, so
 * that pages neither repeat nor skip; all of it turned round with the last field that was asked for, so that one index
 * serves both directions.
 */
export function sortOf(entity: EntityDefinition, sort: Query['sort']): Record<string, 1 | -1> {
  const asked = sort?.length ? sort : entity.defaultSort;
  const last = asked.at(-1);
  const usual = entity.defaultSort.find(({ field }) => field === last?.field);
  const isTurned = last !== undefined && last.direction !== (usual?.direction ?? 'ascending');
  const ties = entity.defaultSort.map((each) => ({ ...each, direction: turned(each, isTurned) }));
  const keys: Record<string, 1 | -1> = {};
  const folded = new Set(sortKeyFields(entity));
  let direction: 1 | -1 = 1;
  let hasList = false;
  for (const each of [...asked, ...ties]) {
    const { isList } = storedKinds[kindOf(entity, each.field)];
    // MongoDB cannot sort by two lists at once.
    if (isList && hasList) continue;
    hasList ||= isList;
    const path = folded.has(each.field) ? `sortKeys.${each.field}` : pathOf(entity, each.field);
    direction = each.direction === 'descending' ? -1 : 1;
    keys[path] ??= direction;
  }
  keys._id ??= direction;
  return keys;
}

function turned({ direction }: Sort, isTurned: boolean): Sort['direction'] {
  if (!isTurned) return direction;
  return direction === 'ascending' ? 'descending' : 'ascending';
}

function kindOf(entity: EntityDefinition, name: string): FieldKind {
  const field = Object.hasOwn(entity.fields, name) ? entity.fields[name] : undefined;
  const kind = field?.kind ?? (Object.hasOwn(systemKinds, name) ? systemKinds[name] : undefined);
  if (!kind) throw new TypeError(`${entity.name} has no field ${name}`);
  return kind;
}

/** The path of a known field in the document. */
export function pathOf(entity: EntityDefinition, name: string): string {
  kindOf(entity, name);
  return name === 'id' ? '_id' : name;
}

function scalarOf(entity: EntityDefinition, name: string, value: unknown): unknown {
  const { element } = storedKinds[kindOf(entity, name)];
  if (!isScalar(element)) throw new TypeError(`${entity.name}.${name} cannot be compared`);
  return scalarToStored(element, value);
}

/** Until 2014 means until its last day: everything that begins with the text of a partial date lies within it. */
function endOf(entity: EntityDefinition, name: string, value: unknown): unknown {
  const end = scalarOf(entity, name, value);
  return kindOf(entity, name) === 'partialDate' ? `${String(end)}~` : end;
}

/** From March 2014 on holds what is known as 2014 alone, too: it may have been after March. */
function beginning(entity: EntityDefinition, name: string, value: unknown): Filter {
  const path = pathOf(entity, name);
  const onwards = { [path]: { $gte: scalarOf(entity, name, value) } };
  if (kindOf(entity, name) !== 'partialDate') return onwards;
  const wider = [4, 7].map((length) => String(value).slice(0, length)).filter((part) => part !== value);
  return wider.length === 0 ? onwards : { $or: [onwards, { [path]: { $in: wider } }] };
}

const conditionKeys: ReadonlySet<string> = new Set(['is', 'from', 'to', 'startsWith', 'contains', 'isSet']);

function conditionParts(entity: EntityDefinition, name: string, condition: Condition): Filter[] {
  const path = pathOf(entity, name);
  const stranger = Object.keys(condition).find((key) => !conditionKeys.has(key));
  if (stranger !== undefined) throw new TypeError(`${entity.name}.${name} has an unknown condition`);
  const { is, from, to, startsWith, contains, isSet } = condition;
  const parts: Filter[] = [];
  if (is !== undefined) parts.push({ [path]: equality(entity, name, is) });
  if (from !== undefined) parts.push(beginning(entity, name, from));
  if (to !== undefined) parts.push({ [path]: { $lte: endOf(entity, name, to) } });
  if (startsWith !== undefined) parts.push({ [path]: textRegex('^', startsWith) });
  if (contains !== undefined) parts.push({ [path]: textRegex('', contains) });
  if (isSet !== undefined) parts.push(presence(path, storedKinds[kindOf(entity, name)].isList, isSet));
  return parts;
}

function equality(entity: EntityDefinition, name: string, value: unknown): Filter {
  // A text that is no id belongs to no record; it is no error to ask for one.
  const element = storedKinds[kindOf(entity, name)].element;
  const known = (each: unknown) => element !== 'id' || typeof each !== 'string' || isIdText(each);
  if (Array.isArray(value)) return { $in: value.filter(known).map((each) => scalarOf(entity, name, each)) };
  return known(value) ? { $eq: scalarOf(entity, name, value) } : { $in: [] };
}

/** An empty list is as good as none. */
function presence(path: string, isList: boolean, isSet: boolean): Filter {
  if (isList) return { [`${path}.0`]: { $exists: isSet } };
  return { [path]: isSet ? { $ne: null } : { $eq: null } };
}

function textRegex(start: '' | '^', value: unknown): Filter {
  if (typeof value !== 'string') throw new TypeError('Only text begins with or contains something');
  return { $regex: new RegExp(start + escaped(value), 'i') };
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** The longest prefix first: it is the rarest, and MongoDB scans by one and checks the others. */
function textParts(query: TextQuery): Filter[] {
  const parts = query.map((ways) => {
    const anyOf = ways.map((way) => {
      const terms = way.toSorted((a, b) => shortest(b) - shortest(a)).map(termFilter);
      return terms.length === 1 ? (terms[0] ?? {}) : { $and: terms };
    });
    const length = Math.min(...ways.map((way) => Math.max(...way.map(shortest))));
    return { length, filter: anyOf.length === 1 ? (anyOf[0] ?? {}) : { $or: anyOf } };
  });
  return parts.toSorted((a, b) => b.length - a.length).map((part) => part.filter);
}

const shortest = (prefixes: readonly string[]) => Math.min(...prefixes.map((prefix) => prefix.length));

function termFilter(prefixes: readonly string[]): Filter {
  return { searchTokens: { $in: prefixes.map((prefix) => new RegExp(`^${escaped(prefix)}`)) } };
}

/** An id as MongoDB keeps it, or null for a text that is none. */
export function objectIdOf(id: string): mongoose.mongo.ObjectId | null {
  return isIdText(id) ? mongoose.mongo.ObjectId.createFromHexString(id) : null;
}
