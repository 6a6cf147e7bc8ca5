import { calendarDate, type Field } from '../../../shared/schema';
import { formatField, formatNumber } from '../format';
import { filterWords, type ValueWords } from './filter-words';
import type { ListQuery } from './list-query';
import { useNamesOf } from './use-names-of';

const day = calendarDate({ label: 'Day' });

/** A filter as it stands on its chip. */
export type WordedFilter = { readonly label: string; readonly words: string };

export type FilterWords = {
  /** Names of the records that filters point to, by id. */
  readonly names: Readonly<Record<string, string>>;
  readonly wordsFor: (field: Field) => ValueWords;
  /** Every filter that is on, in words. */
  readonly active: readonly WordedFilter[];
};

type NamedField = readonly [string, Field];

/** How filters are written; names of references are read when a link brought only their ids. */
export function useFilterWords(query: ListQuery, fields: readonly NamedField[]): FilterWords {
  const ids: Record<string, string[]> = {};
  for (const [name, field] of fields) {
    const filter = query.filters[name];
    if (field.target && filter?.kind === 'any') (ids[field.target] ??= []).push(...filter.values);
  }
  const names = useNamesOf(ids);
  const wordsFor =
    (field: Field): ValueWords =>
    (value) => {
      if (field.kind === 'number') return formatNumber(Number(value));
      if (field.target) return names[value] ?? '…';
      if (field.choices) return field.choices.find((choice) => choice.value === value)?.label ?? value;
      // An instant is asked about by the day.
      return formatField(field.kind === 'instant' ? day : field, value, names);
    };
  const active = fields.flatMap(([name, field]) => {
    const filter = query.filters[name];
    return filter ? [{ label: field.label, words: filterWords(field, filter, wordsFor(field)) }] : [];
  });
  return { names, wordsFor, active };
}
