import type { KeptItem, ReviewItem } from '../../../shared/contract';
import type { EntityTable } from '../../../shared/entities';
import type { EntityDefinition } from '../../../shared/schema';
import type { EntityRecords } from '../entity-records';
import type { LegacyDatabase, RawDocument } from '../ports/legacy-database';
import type { Records, StoredRecord } from '../ports/records';
import type { SignedInPerson } from '../session';
import { ownNames } from './conversion';
import { plans } from './plans';
import { textOf } from './raw-value';
import { shown } from './review-items';

type Given = {
  readonly records: Records;
  readonly entityRecords: EntityRecords;
  readonly table: EntityTable;
  readonly database: () => LegacyDatabase;
};

/** Far more than a record has fields. */
const mostItems = 500;
/** The one that an adopted record begins with. */
const firstRevision = 1;

/**
 * What an adoption could not take over of a record, with the record itself, as one person may read them. Rejects as
 * reading the record does, and before anything is read about it.
 */
export async function readKept(
  given: Given,
  entity: EntityDefinition,
  id: string,
  person: SignedInPerson,
): Promise<{ record: StoredRecord; items: KeptItem[] }> {
  const { record } = await given.entityRecords.get(entity, id, person);
  const about = { entity: entity.name, id: record.id };
  const { items: stored } = await given.database().review({ record: about, limit: mostItems });
  if (stored.length === 0) return { record, items: [] };
  const changed = await changedFields(given, entity, record);
  const items = stored.map((item) => shown(item, person, given.table));
  const legacy = items.some(isCut) ? await given.database().legacyOf(entity.name, record.id) : {};
  return { record, items: items.flatMap((item) => keptOf(item, { entity, record, changed, legacy })) };
}

type Around = {
  readonly entity: EntityDefinition;
  readonly record: StoredRecord;
  readonly changed: ReadonlySet<string>;
  readonly legacy: RawDocument;
};

function keptOf(item: ReviewItem, { entity, record, changed, legacy }: Around): KeptItem[] {
  const { id, field, settled } = item;
  // Emptied again, it is as the adoption left it. What the person may not read is not in the record.
  const isChanged = field !== undefined && changed.has(field) && (record[field] ?? null) !== null;
  const value = isCut(item) ? wholeOf(item, entity, legacy) : item.value;
  // Empty: there was nothing.
  if (!value && (settled || isChanged)) return [];
  const label = field === undefined ? sentence(entity.label.one) : (entity.fields[field]?.label ?? field);
  const message = isChanged ? `${label} was changed since. This is what the older system had.` : item.message;
  return [{ id, field, label, message, ...(value ? { value } : {}) }];
}

/** Fields that somebody changed since the record was adopted. */
async function changedFields(
  { records }: Given,
  entity: EntityDefinition,
  { id, revision }: StoredRecord,
): Promise<ReadonlySet<string>> {
  if (revision === firstRevision) return new Set();
  return new Set(await records.change((unit) => unit.changedSince(entity, id, firstRevision)));
}

const ending = '…';
/** A list is read in rows, so its items hold the beginning of a long value only. */
const isCut = ({ value }: ReviewItem): boolean => value?.endsWith(ending) ?? false;

/** All of a long value, from what is kept with the record; its beginning when it is not found there. */
function wholeOf(
  { field = '', value = '' }: ReviewItem,
  entity: EntityDefinition,
  legacy: RawDocument,
): string {
  const plan = plans.find((each) => each.entity.name === entity.name);
  const oldName = plan && ownNames(plan, legacy).get(field);
  const whole = oldName === undefined ? '' : textOf(legacy[oldName]);
  return whole.startsWith(value.slice(0, -ending.length)) ? whole : value;
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
