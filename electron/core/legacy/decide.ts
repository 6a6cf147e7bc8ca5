import type { EntityTable } from '../../../shared/entities';
import { mayWrite, reach } from '../../../shared/rules/permissions';
import type { EntityDefinition } from '../../../shared/schema';
import { type Call, personOf } from '../call';
import type { EntityRecords } from '../entity-records';
import type { LinkMade, StoredReviewItem } from '../ports/legacy-database';
import type { Records, StoredRecord } from '../ports/records';
import { forbidden, invalid, notFound, Refusal } from '../refusal';

type Given = {
  readonly records: Records;
  readonly entityRecords: EntityRecords;
  readonly table: EntityTable;
};

/**
 * Links the record that an item is about to the one that a person chose, as its form would: with the permissions of
 * that person, every rule and the audit. Gives what is needed to take it back.
 */
export async function makeLink(
  given: Given,
  item: StoredReviewItem,
  to: string,
  call: Call,
): Promise<LinkMade> {
  const { entity, field } = linkOf(given, item);
  const before = await given.records.get(entity, item.record);
  if (!before || before.deletedAt) throw notFound();
  const actor = { person: personOf(call), device: call.session.device, now: call.now };
  const at = { id: before.id, revision: before.revision };
  const { record } = await given.entityRecords.update(entity, at, { [field]: to }, actor);
  const after = await given.records.get(entity, item.record);
  return { revision: record.revision, before: changedIn(entity, before, after ?? before) };
}

/**
 * Puts a linked record back as it was, with the name that the older system had for what is no longer linked: a form
 * could only empty it. Refused once somebody changed the same fields.
 */
export async function takeLinkBack(given: Given, item: StoredReviewItem, call: Call): Promise<void> {
  const { entity } = linkOf(given, item);
  const person = personOf(call);
  const { link } = item;
  const changed = Object.keys(link?.before ?? {});
  if (!link || changed.length === 0) return;
  const isAllowed = changed.every((name) => {
    const field = entity.fields[name];
    return field && (field.derived || mayWrite(person, 'update', entity, field));
  });
  if (!isAllowed || reach(person, 'update', entity) !== 'all') throw forbidden();
  await given.records.change(async (unit) => {
    const current = await unit.get(entity, item.record);
    if (!current || current.deletedAt) throw changedSince();
    const later = await unit.changedSince(entity, item.record, link.revision);
    if (later.some((name) => changed.includes(name))) throw changedSince();
    const author = { user: person.userId, at: call.now };
    const stored = await unit.set(
      entity,
      { id: current.id, revision: current.revision },
      link.before,
      author,
    );
    if (!stored) throw changedSince();
    await unit.audit({
      at: call.now,
      user: person.userId,
      userName: person.displayName,
      device: call.session.device,
      action: 'update',
      entity: entity.name,
      record: current.id,
      patient: typeof current.patient === 'string' ? current.patient : undefined,
      changed: changed.filter((name) => !entity.fields[name]?.hidden),
      outcome: 'done',
    });
  });
}

const changedSince = () =>
  new Refusal('CONFLICT', undefined, 'This record was changed since it was linked. Change it in its form.');

/** The one reference that an item is about. */
function linkOf({ table }: Given, { entity: name, field = '', record }: StoredReviewItem) {
  const entity = Object.hasOwn(table, name) ? table[name] : undefined;
  const isLink = entity && Object.hasOwn(entity.fields, field) && entity.fields[field]?.kind === 'reference';
  if (!entity || !isLink || record === '') throw invalid(['id'], 'This is not decided by a link.');
  return { entity, field };
}

function changedIn(entity: EntityDefinition, before: StoredRecord, after: StoredRecord): LinkMade['before'] {
  const names = Object.keys(entity.fields).filter(
    (name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null),
  );
  return Object.fromEntries(names.map((name) => [name, before[name] ?? null]));
}
