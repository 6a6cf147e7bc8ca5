import type { Condition, ListInput } from '../../../shared/contract';
import { addDays, instantOf } from '../../../shared/rules/time';
import { type EntityName, entities } from '../../../shared/entities';
import { type EntityDefinition, type Field, reference } from '../../../shared/schema';

/** Spans of days that move with today, so that a kept link still means "the last 12 months" next year. */
export const movingSpans = [
  { name: 'today', label: 'today', from: 0, to: 0 },
  { name: 'tomorrow', label: 'tomorrow', from: 1, to: 1 },
  { name: 'yesterday', label: 'yesterday', from: -1, to: -1 },
  { name: 'next-7-days', label: 'in the next 7 days', from: 0, to: 6 },
  { name: 'next-30-days', label: 'in the next 30 days', from: 0, to: 29 },
  { name: 'last-7-days', label: 'in the last 7 days', from: -6, to: 0 },
  { name: 'last-30-days', label: 'in the last 30 days', from: -29, to: 0 },
  { name: 'last-12-months', label: 'in the last 12 months', from: -364, to: 0 },
] as const;
export type MovingSpan = (typeof movingSpans)[number]['name'];

/** What one filter asks of its field. Ends of a range are included; they are texts as the field's kind writes them. */
export type Filter =
  | { readonly kind: 'any'; readonly values: readonly string[] }
  | { readonly kind: 'range'; readonly from?: string; readonly to?: string }
  | { readonly kind: 'moving'; readonly span: MovingSpan }
  | { readonly kind: 'contains'; readonly text: string }
  | { readonly kind: 'isSet'; readonly isSet: boolean };

export type Sort = { readonly field: string; readonly direction: 'ascending' | 'descending' };

/** What a person asked of a list. It lives in the address, so that back works and a list can be linked. */
export type ListQuery = {
  readonly text: string;
  /** Absent: the entity's own order. */
  readonly sort?: Sort;
  readonly filters: Readonly<Record<string, Filter>>;
  /** Only removed records, to bring them back. */
  readonly removed: boolean;
};

/** push: a step that Back undoes. replace: the same step, going on (typing). */
export type QueryChange = (query: ListQuery, how: 'push' | 'replace') => void;

export const everything: ListQuery = { text: '', filters: {}, removed: false };

/** Names in the address that are not fields. */
const reserved = { text: 'q', sort: 'sort', removed: 'removed' } as const;
const none = '(none)';
const some = '(any)';

const isMovingSpan = (text: string): text is MovingSpan => movingSpans.some((each) => each.name === text);

/** Of a visit that came with an older system, it is empty. */
const writer: Field = reference({ label: 'Account that wrote it', to: 'users' });
const systemFields: Readonly<Partial<Record<EntityName, Readonly<Record<string, Field>>>>> = {
  [entities.healthlogs.name]: { createdBy: writer },
};

/** What a list can be filtered by besides the fields of its entity. */
export const systemFieldsOf = ({ name }: EntityDefinition): Readonly<Record<string, Field>> =>
  (systemFields as Readonly<Record<string, Readonly<Record<string, Field>>>>)[name] ?? {};

const filterableOf = (entity: EntityDefinition): Readonly<Record<string, Field>> => ({
  ...entity.fields,
  ...systemFieldsOf(entity),
});

/** The kinds of filter that a field takes, the usual one first. */
export function filterKindsOf(field: Field): readonly Filter['kind'][] {
  // Only whether there is one: whose accounts there are, few may know.
  if (field === writer) return ['isSet'];
  switch (field.kind) {
    case 'calendarDate':
    case 'instant':
      return ['range', 'moving', 'isSet'];
    case 'number':
    case 'partialDate':
    case 'clockTime':
      return ['range', 'isSet'];
    case 'choice':
    case 'choices':
    case 'reference':
    case 'references':
    case 'yesNo':
      return ['any', 'isSet'];
    case 'text':
    case 'longText':
    case 'email':
    case 'phone':
      return ['contains', 'isSet'];
    default:
      return ['isSet'];
  }
}

function readFilter(field: Field, text: string): Filter | null {
  const kinds = filterKindsOf(field);
  if (text === none || text === some) return { kind: 'isSet', isSet: text === some };
  if (kinds.includes('contains'))
    return text.startsWith('~') && text.length > 1 ? { kind: 'contains', text: text.slice(1) } : null;
  if (kinds.includes('range')) {
    if (kinds.includes('moving') && isMovingSpan(text)) return { kind: 'moving', span: text };
    const ends = text.split('..');
    const [from, to] = ends.length === 1 ? [text, text] : ends;
    const isEnd = (end: string | undefined): end is string => Boolean(end) && isValueOf(field, end ?? '');
    if ([from, to].some((end) => end && !isEnd(end)) || !(from || to)) return null;
    return { kind: 'range', ...(from ? { from } : {}), ...(to ? { to } : {}) };
  }
  if (kinds.includes('any')) {
    const values = text.split(',').filter((value) => isValueOf(field, value));
    return values.length > 0 ? { kind: 'any', values } : null;
  }
  return null;
}

/** Whether a text from the address is a value of the field: what comes from a link is as untrusted as any input. */
function isValueOf(field: Field, text: string): boolean {
  switch (field.kind) {
    case 'number':
      return text.trim() !== '' && Number.isFinite(Number(text));
    case 'instant':
      return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
    case 'yesNo':
      return text === 'true' || text === 'false';
    case 'choice':
    case 'choices':
      return field.choices?.some((choice) => choice.value === text) ?? false;
    case 'reference':
    case 'references':
      return /^[0-9a-f]{24}$/.test(text);
    default:
      return field.stored.safeParse(text).success;
  }
}

function writeFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'any':
      return filter.values.join(',');
    case 'range':
      return filter.from === filter.to ? (filter.from ?? '') : `${filter.from ?? ''}..${filter.to ?? ''}`;
    case 'moving':
      return filter.span;
    case 'contains':
      return `~${filter.text}`;
    case 'isSet':
      return filter.isSet ? some : none;
  }
}

/** Fields that a list may be sorted by besides the entity's own. */
const systemSorts = ['createdAt', 'updatedAt'];

/** Reads an address; what it does not know or cannot read is left out rather than refused. */
export function readListQuery(entity: EntityDefinition, address: URLSearchParams): ListQuery {
  const filters: Record<string, Filter> = {};
  for (const [name, field] of Object.entries(filterableOf(entity))) {
    const text = address.get(name);
    const filter = text && !field.hidden && !field.writeOnly ? readFilter(field, text) : null;
    if (filter) filters[name] = filter;
  }
  const sort = address.get(reserved.sort) ?? '';
  const sortField = sort.replace(/^-/, '');
  const isSortable = sortField in entity.fields || systemSorts.includes(sortField);
  return {
    text: (address.get(reserved.text) ?? '').slice(0, 200),
    ...(isSortable
      ? { sort: { field: sortField, direction: sort.startsWith('-') ? 'descending' : 'ascending' } as const }
      : {}),
    filters,
    removed: address.get(reserved.removed) === '1',
  };
}

/** The address of a query; `readListQuery` gives the query back. */
export function writeListQuery(query: ListQuery): URLSearchParams {
  const address = new URLSearchParams();
  if (query.text) address.set(reserved.text, query.text);
  if (query.sort)
    address.set(reserved.sort, `${query.sort.direction === 'descending' ? '-' : ''}${query.sort.field}`);
  for (const [name, filter] of Object.entries(query.filters)) address.set(name, writeFilter(filter));
  if (query.removed) address.set(reserved.removed, '1');
  return address;
}

/** Where and when the list is looked at. */
export type Place = { readonly today: string; readonly timeZone: string };

const valueOf = (field: Field, text: string): unknown => {
  if (field.kind === 'number') return Number(text);
  if (field.kind === 'yesNo') return text === 'true';
  return text;
};

function rangeCondition(field: Field, range: { from?: string; to?: string }, timeZone: string): Condition {
  const { from, to } = range;
  if (field.kind !== 'instant') {
    return { ...(from ? { from: valueOf(field, from) } : {}), ...(to ? { to: valueOf(field, to) } : {}) };
  }
  // A day of the clinic ends one millisecond before the next begins.
  const lastMoment = (day: string) => new Date(instantOf(addDays(day, 1), '00:00', timeZone).getTime() - 1);
  return {
    ...(from ? { from: instantOf(from, '00:00', timeZone) } : {}),
    ...(to ? { to: lastMoment(to) } : {}),
  };
}

function conditionOf(field: Field, filter: Filter, place: Place): Condition {
  switch (filter.kind) {
    case 'any': {
      const values = filter.values.map((value) => valueOf(field, value));
      // Yes or no takes one value; both together ask for nothing but that there is one.
      if (field.kind !== 'yesNo') return { is: values };
      return values.length === 1 ? { is: values[0] } : { isSet: true };
    }
    case 'range':
      return rangeCondition(field, filter, place.timeZone);
    case 'moving': {
      const span = movingSpans.find((each) => each.name === filter.span);
      const ends = { from: addDays(place.today, span?.from ?? 0), to: addDays(place.today, span?.to ?? 0) };
      return rangeCondition(field, ends, place.timeZone);
    }
    case 'contains':
      return { contains: filter.text };
    case 'isSet':
      return { isSet: filter.isSet };
  }
}

/** What the contract's `list` is asked for, without the page. */
export function listInputOf(entity: EntityDefinition, query: ListQuery, place: Place): ListInput {
  const fields = filterableOf(entity);
  const filter = Object.fromEntries(
    Object.entries(query.filters).flatMap(([name, asked]) => {
      const field = fields[name];
      return field ? [[name, conditionOf(field, asked, place)]] : [];
    }),
  );
  // The entity's own order breaks ties, so that equal rows do not change places between pages.
  const ties = entity.defaultSort.filter((each) => each.field !== query.sort?.field);
  const text = query.text.trim();
  return {
    ...(Object.keys(filter).length > 0 ? { filter } : {}),
    ...(text ? { text } : {}),
    sort: [...(query.sort ? [query.sort] : []), ...ties].slice(0, 4),
    ...(query.removed ? { removed: true } : {}),
  };
}
