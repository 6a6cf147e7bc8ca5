import { measureUnits, shownMeasure, shownUnit } from '../../../shared/rules/measures';
import { calendarDate, type Field } from '../../../shared/schema';
import { useMeasures } from '../data';
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
  /** The unit in which `wordsFor` writes numbers of a field. */
  readonly unitOf: (field: Field) => string | undefined;
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
  const measures = useMeasures();
  const unitOf = (field: Field) => shownUnit(field.unit, measures);
  const wordsFor =
    (field: Field): ValueWords =>
    (value) => {
      if (field.kind === 'number') {
        const of = measureUnits(field.unit, measures);
        return formatNumber(of ? shownMeasure(Number(value), of.stored, of.shown) : Number(value));
      }
      if (field.target) return names[value] ?? '…';
      if (field.choices) return field.choices.find((choice) => choice.value === value)?.label ?? value;
      // An instant is asked about by the day.
      return formatField(field.kind === 'instant' ? day : field, value, names);
    };
  const active = fields.flatMap(([name, field]) => {
    const filter = query.filters[name];
    return filter
      ? [{ label: field.label, words: filterWords(field, filter, wordsFor(field), unitOf(field)) }]
      : [];
  });
  return { names, wordsFor, unitOf, active };
}
