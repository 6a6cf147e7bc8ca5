import type { EntityName } from '../../../shared/entities';

/** Where the list of an entity is. */
export const listOf = (entity: EntityName): string => `/${entity}`;
/** Where a record is looked at. */
export const pageOf = (entity: EntityName, id: string): string => `/${entity}/${id}`;
