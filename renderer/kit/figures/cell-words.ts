import type { ReportColumn } from '../../../shared/contract';
import { formatDate, formatNumber } from '../format';

/** A value of a table of figures. */
export type Cell = string | number | null | undefined;

const decimals = (value: number, places: number) => Number(value.toFixed(places));

const writers: Readonly<Record<ReportColumn['type'], (value: string | number, unit?: string) => string>> = {
  text: String,
  code: String,
  date: (value) => formatDate(String(value)),
  count: (value) => formatNumber(Number(value)),
  share: (value) => formatNumber(decimals(Number(value) * 100, 1), '%'),
  minutes: (value) => formatNumber(decimals(Number(value), 1), 'min'),
  number: (value, unit) => formatNumber(decimals(Number(value), 2), unit),
};

/** A figure as people read it; empty for what is not there. */
export const cellWords = (column: Pick<ReportColumn, 'type' | 'unit'>, value: Cell): string =>
  value === null || value === undefined ? '' : writers[column.type](value, column.unit);

const wordTypes: ReadonlySet<ReportColumn['type']> = new Set(['text', 'code', 'date']);
/** Figures stand at the right, under one another. */
export const isFigure = ({ type }: Pick<ReportColumn, 'type'>): boolean => !wordTypes.has(type);
