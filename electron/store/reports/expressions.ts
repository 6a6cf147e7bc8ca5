import type { EntityDefinition } from '../../../shared/schema';
import { pathOf } from '../query';

/** An expression of an aggregation. */
export type Expression = unknown;

/** The value of a field of an entity in an expression; of a group, with the path inside it. */
export const valueOf = (entity: EntityDefinition, name: string, inside = ''): string =>
  `$${pathOf(entity, name)}${inside}`;

/** The text that a table is sorted by: folded, so that "Check-up" and "check-up" are one. */
export const foldedOf = (entity: EntityDefinition, name: string): Expression => {
  pathOf(entity, name);
  return { $ifNull: [`$sortKeys.${name}`, ''] };
};

/** A key of rows or columns: empty where there is none. */
export const keyOf = (value: Expression): Expression => ({ $ifNull: [{ $toString: value }, ''] });

export const isOneOf = (value: Expression, list: readonly unknown[]): Expression => ({
  $in: [value, { $literal: list }],
});

/** What follows from a calendar date as text; a date that is none gives an empty key. */
const asDate = (date: Expression): Expression => ({
  $dateFromString: { dateString: date, format: '%Y-%m-%d', onError: null, onNull: null },
});
export const weekOf = (date: Expression): Expression => ({
  $dateToString: { date: asDate(date), format: '%G-W%V', onNull: '' },
});
export const weekdayOf = (date: Expression): Expression => keyOf({ $isoDayOfWeek: asDate(date) });

/** Parts of a date or time as text. */
export const monthOf = (date: Expression): Expression => ({ $substrBytes: [date, 0, 7] });
export const monthOfYear = (date: Expression): Expression => ({ $substrBytes: [date, 5, 2] });
export const hourOf = (time: Expression): Expression => ({ $substrBytes: [time, 0, 2] });

/** The value of the first of some cases that holds; else the last value. */
export const firstOf = (
  cases: readonly (readonly [when: Expression, value: Expression])[],
  last: Expression,
): Expression => cases.reduceRight((rest, [when, value]) => ({ $cond: [when, value, rest] }), last);
