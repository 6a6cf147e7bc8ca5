export type { Column, Writing } from './columns';
export { columnsOf } from './columns';
export { EntityTable } from './EntityTable';
export { type Filter, type ListQuery, writeListQuery } from './list-query';
export { recordTitle, sentence } from './record-title';
export { richColumns } from './rich-columns';
export type { EntityTableProps } from './table-props';
export type { ListedRecord } from './use-list-rows';
export { useListQuery } from './use-list-query';
