export type { Column } from './columns';
export { EntityTable } from './EntityTable';
export type { ListQuery } from './list-query';
export { recordTitle, sentence } from './record-title';
export { richColumns } from './rich-columns';
export type { ListedRecord } from './use-list-rows';
export { useListQuery } from './use-list-query';
