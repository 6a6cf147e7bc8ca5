import type { Field } from '../../../shared/schema';
import { type Filter, movingSpans } from './list-query';

/** How the words of a filter write one value of its field (a date as 23 Nov 2026, a reference by its name). */
export type ValueWords = (value: string) => string;

const isDay = ({ kind }: Field) => kind === 'calendarDate' || kind === 'partialDate' || kind === 'instant';

function rangeWords(
  field: Field,
  from: string | undefined,
  to: string | undefined,
  words: ValueWords,
  shownUnit: string | undefined,
): string {
  const unit = shownUnit ? ` ${shownUnit}` : '';
  if (from && to && from === to) return `${isDay(field) ? 'on ' : ''}${words(from)}${unit}`;
  if (from && to) return `${words(from)} to ${words(to)}${unit}`;
  if (from)
    return isDay(field) || field.kind === 'clockTime'
      ? `from ${words(from)}`
      : `at least ${words(from)}${unit}`;
  return isDay(field) || field.kind === 'clockTime'
    ? `until ${words(to ?? '')}`
    : `at most ${words(to ?? '')}${unit}`;
}

/**
 * What stands on a filter's chip after the field's label: "in the last 12 months", "any of 4", "contains york". `unit`: the
 * one that `words` writes numbers in.
 */
export function filterWords(field: Field, filter: Filter, words: ValueWords, unit = field.unit): string {
  switch (filter.kind) {
    case 'any': {
      const [first, second] = filter.values;
      if (field.kind === 'yesNo' && filter.values.length === 1) return first === 'true' ? 'yes' : 'no';
      if (filter.values.length > 2) return `any of ${filter.values.length}`;
      return [first, second].flatMap((value) => (value === undefined ? [] : [words(value)])).join(' or ');
    }
    case 'range':
      return rangeWords(field, filter.from, filter.to, words, unit);
    case 'moving':
      return movingSpans.find((each) => each.name === filter.span)?.label ?? '';
    case 'contains':
      return `contains “${filter.text}”`;
    case 'isSet':
      return filter.isSet ? 'filled in' : 'empty';
  }
}

/** One line that names the filters, for a list that shows nothing: "Sex female, Doctor any of 4". */
export function filtersInWords(parts: readonly { readonly label: string; readonly words: string }[]): string {
  return parts.map((part) => `${part.label.toLowerCase()} ${part.words}`).join(', ');
}
