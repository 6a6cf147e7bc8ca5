import { type EntityName, entities, type EntityTable } from '../../../shared/entities';
import { formatDate } from '../format';

const table: EntityTable = entities;

/** What people call a record: its title, with dates as they are written everywhere else. */
export function recordTitle(entity: EntityName, record: Partial<Record<string, unknown>>): string {
  const title = table[entity]?.title(record) ?? '';
  return title.replace(/\b\d{4}-\d{2}-\d{2}\b/g, formatDate).replace(/^[\s,]+|[\s,]+$/g, '');
}

/** The first letter made large, for the start of a sentence or a heading. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
