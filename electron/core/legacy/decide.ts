import type { EntityTable } from '../../../shared/entities';
import { mayWrite, reach } from '../../../shared/rules/permissions';
import type { EntityDefinition } from '../../../shared/schema';
import { type Call, personOf } from '../call';
import type { EntityRecords } from '../entity-records';
import type { LegacyDatabase, LinkBegun, LinkMade, StoredReviewItem } from '../ports/legacy-database';
import type { Records, StoredRecord, UnitOfWork } from '../ports/records';
import { forbidden, invalid, notFound, Refusal } from '../refusal';
import { refuseIfSigned } from '../rules/visits';
import type { SignedInPerson } from '../session';
import type { StableId } from './conversion';

type Given = {
  readonly records: Records;
  readonly entityRecords: EntityRecords;
  readonly table: EntityTable;
  readonly database: () => LegacyDatabase;
  readonly stableId: StableId;
};

/**
 * Links the record that an item is about to the one that a person chose, as its form would: with the permissions of
 * that person, every rule and the audit; then the item is settled. What is to be done is noted first: broken off
 * between the record and the item, it is gone on with by the next decision about it.
 */
export async function decide(given: Given, id: string, to: string, call: Call): Promise<void> {
  const found = await itemOf(given, id);
  const { entity, field } = linkOf(given, found);
  requireMayWrite(entity, [field], personOf(call));
  const item = await goneOnWith(given, found, call);
  if (item.link && found.begun?.to === to) return;
  if (item.link) throw decidedMeanwhile();
  const before = await given.records.get(entity, item.record);
  if (!before || before.deletedAt) throw notFound();
  const begun = {
    id: crypto.randomUUID(),
    to,
    revision: before.revision,
    before: valuesOf(entity, before),
  };
  if (!(await given.database().mark(item, { settled: item.settled, begun }))) throw decidedMeanwhile();
  const marked = { ...item, begun };
  const revision = await write(given, marked, call);
  await keepLink(given, marked, await linkAt(given, marked, revision), call);
}

/** Changes the record of an item as its form would, and gives the revision that it has then. */
async function write(
  given: Given,
  item: StoredReviewItem & { readonly begun: LinkBegun },
  call: Call,
): Promise<number> {
  const { entity, field } = linkOf(given, item);
  const { revision, to } = item.begun;
  const actor = { person: personOf(call), device: call.session.device, now: call.now };
  const at = { id: item.record, revision };
  try {
    // Nothing of anybody else's is mixed with it: it could not be told apart when the link is taken back.
    const sent = await given.entityRecords.update(entity, at, { [field]: to }, actor, { whole: true });
    return sent.record.revision;
  } catch (error) {
    // Nothing was stored. After any other failure that is not known, and the note stays.
    if (error instanceof Refusal) await given.database().mark(item, { settled: item.settled });
    throw error;
  }
}

/**
 * Puts a linked record back as it was, with the name that the older system had for what is no longer linked: a form
 * could only empty it. Refused once somebody changed the same fields or signed the visit. Then the item is open again.
 */
export async function takeBack(given: Given, id: string, call: Call): Promise<void> {
  const item = await goneOnWith(given, await itemOf(given, id), call);
  const { entity } = linkOf(given, item);
  const { link } = item;
  if (!link) throw takenBackMeanwhile();
  const changed = Object.keys(link.before);
  if (changed.length > 0) {
    requireMayWrite(entity, changed, personOf(call));
    await given.records.change((unit) => putBack(unit, { item, entity, link, changed }, call));
  }
  await note(given, item, { action: 'reopen', of: link.id }, call);
  await given.database().mark(item, { settled: false });
}

type Putting = {
  readonly item: StoredReviewItem;
  readonly entity: EntityDefinition;
  readonly link: LinkMade;
  readonly changed: readonly string[];
};

async function putBack(
  unit: UnitOfWork,
  { item, entity, link, changed }: Putting,
  call: Call,
): Promise<void> {
  const person = personOf(call);
  const current = await unit.get(entity, item.record);
  if (!current || current.deletedAt) throw changedSince();
  // Taken back already, and broken off before the item was open again.
  if (changed.every((name) => isSame(current[name], link.before[name]))) return;
  refuseIfSigned(entity, current);
  const later = await unit.changedSince(entity, item.record, link.revision);
  if (later.some((name) => changed.includes(name))) throw changedSince();
  const author = { user: person.userId, at: call.now };
  const stored = await unit.set(entity, { id: current.id, revision: current.revision }, link.before, author);
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
}

/** Marks an item as dealt with, or open again; what is dealt with by a link can only be taken back. */
export async function settle(given: Given, id: string, settled: boolean, call: Call): Promise<void> {
  const item = await goneOnWith(given, await itemOf(given, id), call);
  if (item.link || !(await given.database().mark(item, { settled }))) throw decidedMeanwhile();
  await note(given, item, { action: settled ? 'settle' : 'reopen' }, call);
}

/** An item as it stands: whether a link that was begun and broken off was made is told by its record. */
async function goneOnWith(given: Given, item: StoredReviewItem, call: Call): Promise<StoredReviewItem> {
  const { begun } = item;
  if (!begun) return item;
  const { entity, field } = linkOf(given, item);
  const link = await linkAt(given, { ...item, begun }, begun.revision + 1);
  const record = await given.records.get(entity, item.record);
  if (!(field in link.before) || record?.[field] !== begun.to) return item;
  await keepLink(given, item, link, call);
  const { begun: _over, ...rest } = item;
  return { ...rest, settled: true, link };
}

/** What the write that made this revision of the record has changed, and how it was before. */
async function linkAt(
  given: Given,
  item: StoredReviewItem & { readonly begun: LinkBegun },
  revision: number,
): Promise<LinkMade> {
  const { entity } = linkOf(given, item);
  const { begun } = item;
  const changed = await given.records.change(async (unit) => {
    const later = await unit.changedSince(entity, item.record, revision);
    const all = await unit.changedSince(entity, item.record, begun.revision);
    return all.filter((name) => !later.includes(name));
  });
  const before = Object.fromEntries(changed.map((name) => [name, begun.before[name] ?? null]));
  return { id: begun.id, revision, before };
}

/** Settles an item by the link that its record has. On record first, so that both are made up for when it is broken off. */
async function keepLink(given: Given, item: StoredReviewItem, link: LinkMade, call: Call): Promise<void> {
  await note(given, item, { action: 'settle', of: link.id }, call);
  let now: StoredReviewItem | null = item;
  while (now && now.link?.id !== link.id) {
    if (now.link) throw decidedMeanwhile();
    if (await given.database().mark(now, { settled: true, link })) return;
    now = await given.database().reviewItem(item.id);
  }
}

/** Keeps for the audit what was done about an item; about a link once, however often it is gone on with. */
async function note(
  { records, stableId }: Given,
  { entity, record }: StoredReviewItem,
  { action, of }: { action: 'settle' | 'reopen'; of?: string },
  call: Call,
): Promise<void> {
  const person = personOf(call);
  await records.appendAudit([
    {
      ...(of === undefined ? {} : { id: stableId(action, of) }),
      at: call.now,
      user: person.userId,
      userName: person.displayName,
      device: call.session.device,
      action,
      entity,
      record,
      outcome: 'done',
    },
  ]);
}

const decidedMeanwhile = () =>
  new Refusal('CONFLICT', undefined, 'This was decided meanwhile. Look at the list again.');
const takenBackMeanwhile = () =>
  new Refusal('CONFLICT', undefined, 'This link was taken back meanwhile. Look at the list again.');
const changedSince = () =>
  new Refusal('CONFLICT', undefined, 'This record was changed since it was linked. Change it in its form.');

async function itemOf({ database }: Given, id: string): Promise<StoredReviewItem> {
  const item = await database().reviewItem(id);
  if (!item) throw new Refusal('NOT_FOUND');
  return item;
}

/** The one reference that an item is about. */
function linkOf({ table }: Given, { entity: name, field = '', record }: StoredReviewItem) {
  const entity = Object.hasOwn(table, name) ? table[name] : undefined;
  const isLink = entity && Object.hasOwn(entity.fields, field) && entity.fields[field]?.kind === 'reference';
  if (!entity || !isLink || record === '') throw invalid(['id'], 'This is not decided by a link.');
  return { entity, field };
}

/** FORBIDDEN unless a person may change these fields of any record, as far as they are for people at all. */
function requireMayWrite(entity: EntityDefinition, names: readonly string[], person: SignedInPerson): void {
  const isAllowed = names.every((name) => {
    const field = entity.fields[name];
    return field && (field.derived || mayWrite(person, 'update', entity, field));
  });
  if (!isAllowed || reach(person, 'update', entity) !== 'all') throw forbidden();
}

/** All values of a record that are not empty. */
const valuesOf = (entity: EntityDefinition, record: StoredRecord): LinkBegun['before'] =>
  Object.fromEntries(
    Object.keys(entity.fields).flatMap((name) =>
      record[name] === undefined || record[name] === null ? [] : [[name, record[name]] as const],
    ),
  );

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
