import type { Issue, ListInput } from '../../shared/contract';
import type { EntityTable } from '../../shared/entities';
import { mayRead, mayWrite, reach } from '../../shared/rules/permissions';
import type { EntityDefinition } from '../../shared/schema';
import { isSendable } from '../../shared/schema';
import type { EntityRule, EntityRules } from './entity-rule';
import {
  DuplicateKey,
  type Records,
  type Selection,
  type StoredRecord,
  type UnitOfWork,
} from './ports/records';
import { conflict, forbidden, invalidAt, notFound, Refusal } from './refusal';
import type { SignedInPerson } from './session';

/** A record as it goes out, with the names of what it refers to. */
type Sent = { record: StoredRecord; names: Record<string, string> };
type Actor = { readonly person: SignedInPerson; readonly device: string; readonly now: Date };
type Values = Readonly<Record<string, unknown>>;
type WriteAction = 'create' | 'update' | 'remove' | 'restore';

const defaultLimit = 50;
/** Writers in each other's way try again this often before the caller is told of a conflict. */
const attempts = 5;

/**
 * The one way to records for every caller: reach and field levels of the permission table, references that exist,
 * rules, merge or conflict, and the audit entry in the same transaction as the change it describes.
 */
export class EntityRecords {
  constructor(
    private readonly table: EntityTable,
    private readonly records: Records,
    private readonly rules: EntityRules,
  ) {}

  async list(entity: EntityDefinition, input: ListInput, person: SignedInPerson) {
    const selection = this.selectionFor(entity, input, person);
    if (!selection) return { rows: [], total: 0, names: {} };
    for (const { field } of input.sort ?? []) this.requireReadable(entity, field, person, 'sort');
    const page = input.page ?? { offset: 0, limit: defaultLimit };
    const [found, total] = await Promise.all([
      this.records.find(entity, { ...selection, sort: input.sort ?? entity.defaultSort, ...page }),
      this.records.count(entity, selection),
    ]);
    const secret = this.secretFields(entity, person);
    const rows = found.map((record) => without(record, secret));
    return { rows, total, names: await this.namesFor(entity, rows, person) };
  }

  /** The record, removed or not; NOT_FOUND when there is none or the person does not reach it. */
  async get(entity: EntityDefinition, id: string, person: SignedInPerson): Promise<Sent> {
    const record = await this.records.get(entity, id);
    if (!record || !isReached(entity, record, person, 'read')) throw notFound();
    return this.sent(entity, record, person);
  }

  async create(entity: EntityDefinition, draft: Values, actor: Actor): Promise<Sent> {
    const sent = withoutEmpty(draft);
    this.requireWritable(entity, sent, actor.person, 'create');
    if (!isReached(entity, sent, actor.person, 'create'))
      throw forbidden('You can add this for your own record only.');
    const record = await this.write(entity, 'create', actor, async (unit, plan) => {
      await this.requireReferences(entity, sent, unit);
      const derived = await this.derive(
        entity,
        { action: 'create', before: null, after: sent, given: sent, sent, unit },
        actor,
      );
      plan({ ...sent, ...derived });
      const stored = await unit.insert(entity, { ...storable(entity, sent), ...derived }, author(actor));
      return { record: stored, changed: Object.keys(sent) };
    });
    return this.sent(entity, record, actor.person);
  }

  /**
   * Changes fields of a record that was read at `revision`. Fields that others changed meanwhile merge when they are
   * different ones; when they are the same, CONFLICT brings both versions.
   */
  async update(
    entity: EntityDefinition,
    at: { id: string; revision: number },
    changes: Values,
    actor: Actor,
  ): Promise<Sent & { merged: string[] }> {
    // Only null empties a field; undefined means that it was not sent.
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    this.requireWritable(entity, given, actor.person, 'update');
    let merged: string[] = [];
    const record = await this.write(entity, 'update', actor, async (unit, plan) => {
      const before = await this.reached(entity, at.id, actor.person, 'update', unit);
      if (before.deletedAt) throw notFound();
      const effective = differing(entity, before, given);
      merged = await this.mergeOrRefuse(entity, before, at, effective, actor.person, unit);
      if (Object.keys(effective).length === 0) return { record: before, changed: [] };
      await this.requireReferences(entity, effective, unit);
      const after = withoutEmpty({ ...before, ...effective });
      const step = { action: 'update' as const, before, after, given, sent: effective, unit };
      const derived = await this.derive(entity, step, actor);
      if (!isReached(entity, { ...after, id: at.id }, actor.person, 'update')) throw forbidden();
      const values = { ...storable(entity, effective), ...differing(entity, before, derived) };
      plan({ ...after, ...derived });
      const stored = await unit.set(entity, { id: at.id, revision: before.revision }, values, author(actor));
      return stored && { record: stored, changed: Object.keys(effective) };
    });
    return { ...(await this.sent(entity, record, actor.person)), merged };
  }

  remove(entity: EntityDefinition, at: { id: string; revision: number }, actor: Actor): Promise<Sent> {
    return this.setRemoved(entity, at, true, actor);
  }

  /** Brings a removed record back; a booking whose time was given away meanwhile is refused with CONFLICT. */
  restore(entity: EntityDefinition, id: string, actor: Actor): Promise<Sent> {
    return this.setRemoved(entity, { id }, false, actor);
  }

  private async setRemoved(
    entity: EntityDefinition,
    at: { id: string; revision?: number },
    removed: boolean,
    actor: Actor,
  ): Promise<Sent> {
    const action = removed ? 'remove' : 'restore';
    const record = await this.write(entity, action, actor, async (unit, plan) => {
      const before = await this.reached(entity, at.id, actor.person, 'remove', unit);
      if (Boolean(before.deletedAt) === removed) return { record: before, changed: [] };
      if (at.revision !== undefined && at.revision !== before.revision) {
        const fields = await unit.changedSince(entity, at.id, at.revision);
        throw await this.changedElsewhere(entity, { current: before, yours: {}, fields }, actor.person, unit);
      }
      const derived = await this.derive(
        entity,
        { action, before, after: before, given: {}, sent: {}, unit },
        actor,
      );
      const where = { id: at.id, revision: before.revision };
      plan({ ...before, ...derived });
      const stored = await unit.setRemoved(entity, where, removed, derived, author(actor));
      return stored && { record: stored, changed: ['deletedAt'] };
    });
    return this.sent(entity, record, actor.person);
  }

  /**
   * Runs one write with its audit entry as one unit, again when another writer was in the way. The work hands what the
   * record is to be to `plan` before it writes, so that a refusal of the database can be explained.
   */
  private async write(
    entity: EntityDefinition,
    action: WriteAction,
    actor: Actor,
    work: (
      unit: UnitOfWork,
      plan: (after: Values) => void,
    ) => Promise<{ record: StoredRecord; changed: string[] } | null>,
  ): Promise<StoredRecord> {
    let after: Values = {};
    const plan = (planned: Values) => {
      after = planned;
    };
    try {
      for (let attempt = 1; attempt <= attempts; attempt += 1) {
        const record = await this.records.change(async (unit) => {
          const done = await work(unit, plan);
          if (!done) return null;
          if (done.changed.length > 0) await unit.audit(auditOf(entity, action, actor, done));
          return done.record;
        });
        if (record) return record;
      }
    } catch (error) {
      throw error instanceof DuplicateKey ? await this.explain(entity, error, after, actor.person) : error;
    }
    throw new Refusal('UNAVAILABLE', undefined, 'Too many people change this at once. Try again.');
  }

  private async derive(
    entity: EntityDefinition,
    step: Pick<
      Parameters<EntityRule['prepare']>[0],
      'action' | 'before' | 'after' | 'given' | 'sent' | 'unit'
    >,
    actor: Actor,
  ): Promise<Record<string, unknown>> {
    const stamped =
      step.action === 'create'
        ? Object.entries(entity.fields).flatMap(([name, field]) =>
            field.stampedOnCreate ? [[name, actor.now]] : [],
          )
        : [];
    const rule = this.rules[entity.name];
    const onlyOwn = reach(actor.person, step.action === 'restore' ? 'remove' : step.action, entity) !== 'all';
    const derived = rule
      ? await rule.prepare({ ...step, person: actor.person, onlyOwn, now: actor.now })
      : {};
    return { ...Object.fromEntries(stamped), ...derived };
  }

  private async mergeOrRefuse(
    entity: EntityDefinition,
    before: StoredRecord,
    at: { id: string; revision: number },
    effective: Values,
    person: SignedInPerson,
    unit: UnitOfWork,
  ): Promise<string[]> {
    if (before.revision === at.revision) return [];
    if (at.revision > before.revision) throw notFound();
    const elsewhere = await unit.changedSince(entity, at.id, at.revision);
    const clashing = elsewhere.filter((name) => name in effective);
    if (clashing.length > 0) {
      throw await this.changedElsewhere(
        entity,
        { current: before, yours: effective, fields: clashing },
        person,
        unit,
      );
    }
    return elsewhere.filter((name) => this.isReadable(entity, name, person));
  }

  private async changedElsewhere(
    entity: EntityDefinition,
    found: { current: StoredRecord; yours: Values; fields: readonly string[] },
    person: SignedInPerson,
    unit: UnitOfWork,
  ): Promise<Refusal> {
    const { current, yours, fields } = found;
    return conflict({
      kind: 'changed',
      current: this.visible(entity, current, person),
      yours: storable(entity, yours),
      fields: fields.filter((name) => this.isReadable(entity, name, person)),
      changedBy: await this.colleague(current.updatedBy, person, unit),
    });
  }

  /** The name of who changed a record last; people of the clinic tell each other, patients are not told. */
  private async colleague(
    id: string | undefined,
    person: SignedInPerson,
    unit: UnitOfWork,
  ): Promise<string | undefined> {
    const { users } = this.table;
    if (!users || !id || id === person.userId || person.roles.every((role) => role === 'patient'))
      return undefined;
    const [found] = await unit.getMany(users, [id], users.titleFields);
    return found && users.title(found);
  }

  private async explain(
    entity: EntityDefinition,
    error: DuplicateKey,
    after: Values,
    person: SignedInPerson,
  ): Promise<Refusal> {
    const explained = await this.rules[entity.name]?.explainDuplicate?.(error.index, after, person);
    if (explained) return explained;
    const field = entity.indexes.find((index) => index.name === error.index)?.reportedOn;
    const label = (field && entity.fields[field]?.label) ?? 'This value';
    const message = `${label} is already in use.`;
    return conflict({ kind: 'duplicate', issues: [{ path: field ? [field] : [], message }] }, message);
  }

  private async reached(
    entity: EntityDefinition,
    id: string,
    person: SignedInPerson,
    action: 'update' | 'remove',
    unit: UnitOfWork,
  ): Promise<StoredRecord> {
    const record = await unit.get(entity, id);
    if (!record || !isReached(entity, record, person, action)) throw notFound();
    return record;
  }

  /** Every reference that is sent must point to a live record. */
  private async requireReferences(entity: EntityDefinition, sent: Values, unit: UnitOfWork): Promise<void> {
    const issues: Issue[] = [];
    for (const [target, uses] of referencesIn(entity, sent)) {
      const definition = this.table[target];
      const ids = uses.map((use) => use.id);
      const live = definition
        ? (await unit.getMany(definition, ids, definition.titleFields)).filter((record) => !record.deletedAt)
        : [];
      const known = new Set(live.map((record) => record.id));
      const words = definition?.label.one ?? 'record';
      for (const use of uses) {
        if (!known.has(use.id))
          issues.push({ path: use.path, message: `There is no such ${words}. Choose one from the list.` });
      }
    }
    if (issues.length > 0) throw invalidAt(issues);
  }

  private requireWritable(
    entity: EntityDefinition,
    sent: Values,
    person: SignedInPerson,
    action: 'create' | 'update',
  ): void {
    const refused = Object.keys(sent).filter((name) => {
      const field = entity.fields[name];
      return field && !mayWrite(person, action, entity, field);
    });
    if (refused.length === 0) return;
    const labels = refused.map((name) => entity.fields[name]?.label ?? name).join(', ');
    throw forbidden(`Your role may not set: ${labels}.`);
  }

  private requireReadable(
    entity: EntityDefinition,
    name: string,
    person: SignedInPerson,
    part: string,
  ): void {
    if (!this.isReadable(entity, name, person))
      throw invalidAt([{ path: [part, name], message: `There is no field "${name}".` }]);
  }

  private isReadable(entity: EntityDefinition, name: string, person: SignedInPerson): boolean {
    const field = entity.fields[name];
    return field ? isSendable(field) && mayRead(person, entity, field) : true;
  }

  /** The selection a person may make; null when they reach nothing. Filters on fields they may not read are refused. */
  selectionFor(entity: EntityDefinition, input: ListInput, person: SignedInPerson): Selection | null {
    const reached = reach(person, 'read', entity);
    if (reached === 'none') return null;
    for (const name of Object.keys(input.filter ?? {})) this.requireReadable(entity, name, person, 'filter');
    const scope =
      reached === 'all' || !entity.patientField
        ? undefined
        : { field: entity.patientField, value: reached.patient };
    return { filter: input.filter, text: input.text, removed: input.removed ?? false, scope };
  }

  /** The fields of a record that this person may read. */
  visible(entity: EntityDefinition, record: StoredRecord, person: SignedInPerson): StoredRecord {
    return without(record, this.secretFields(entity, person));
  }

  /** Names of the fields that this person may not read: asked once for a whole list, it halves what a list costs. */
  private secretFields(entity: EntityDefinition, person: SignedInPerson): ReadonlySet<string> {
    return new Set(Object.keys(entity.fields).filter((name) => !this.isReadable(entity, name, person)));
  }

  /** Texts of everything that these records refer to, in one read for each kind, as far as the person may read them. */
  async namesFor(
    entity: EntityDefinition,
    records: readonly Values[],
    person: SignedInPerson,
  ): Promise<Record<string, string>> {
    const wanted = new Map<string, Set<string>>();
    for (const record of records) {
      for (const [target, uses] of referencesIn(entity, record)) {
        const ids = wanted.get(target) ?? new Set();
        for (const use of uses) ids.add(use.id);
        wanted.set(target, ids);
      }
    }
    const titles = await Promise.all(
      [...wanted].map(([target, ids]) => this.titles(target, [...ids], person)),
    );
    return Object.assign({}, ...titles);
  }

  /** Titles of records by id, as far as the person reaches and may read them. */
  async titles(
    target: string,
    ids: readonly string[],
    person: SignedInPerson,
  ): Promise<Record<string, string>> {
    const definition = this.table[target];
    if (!definition || ids.length === 0 || reach(person, 'read', definition) === 'none') return {};
    const found = await this.records.getMany(definition, ids, definition.titleFields);
    const secret = this.secretFields(definition, person);
    return Object.fromEntries(
      found
        .filter((record) => isReached(definition, record, person, 'read'))
        .map((record) => [record.id, definition.title(without(record, secret))]),
    );
  }

  private async sent(entity: EntityDefinition, stored: StoredRecord, person: SignedInPerson): Promise<Sent> {
    const record = this.visible(entity, stored, person);
    // What is stored must not be told as failed because the names beside it could not be read.
    const names = await this.namesFor(entity, [record], person).catch(() => ({}));
    return { record, names };
  }
}

function without(record: StoredRecord, secret: ReadonlySet<string>): StoredRecord {
  const kept = Object.entries(record).filter(([name]) => !secret.has(name));
  // Only own fields were dropped; the system fields of `record` are all there.
  return Object.fromEntries(kept) as StoredRecord;
}

/** True when the record lies in the part of the entity that the person reaches with this action. */
export function isReached(
  entity: EntityDefinition,
  record: Values,
  person: SignedInPerson,
  action: 'read' | 'create' | 'update' | 'remove',
): boolean {
  const reached = reach(person, action, entity);
  if (reached === 'all') return true;
  if (reached === 'none' || !entity.patientField) return false;
  return record[entity.patientField] === reached.patient;
}

const author = (actor: Actor) => ({ user: actor.person.userId, at: actor.now });

function auditOf(
  entity: EntityDefinition,
  action: WriteAction,
  actor: Actor,
  done: { record: StoredRecord; changed: string[] },
) {
  const patient = entity.patientField ? done.record[entity.patientField] : undefined;
  return {
    at: actor.now,
    user: actor.person.userId,
    userName: actor.person.displayName,
    device: actor.device,
    action,
    entity: entity.name,
    record: done.record.id,
    patient: typeof patient === 'string' ? patient : undefined,
    changed: done.changed,
    outcome: 'done' as const,
  };
}

/** Values that are kept: not what is only written (passwords), which a rule turns into something that may be kept. */
function storable(entity: EntityDefinition, values: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !entity.fields[name]?.writeOnly));
}

function withoutEmpty(values: Values): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null),
  );
}

/** The changes that really change something. */
function differing(entity: EntityDefinition, before: StoredRecord, changes: Values): Record<string, unknown> {
  const same = (a: unknown, b: unknown) =>
    (a ?? null) === (b ?? null) || JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
  return Object.fromEntries(
    Object.entries(changes).filter(
      ([name, value]) => entity.fields[name]?.writeOnly || !same(before[name], value),
    ),
  );
}

/** References in a record by the entity they point to, each with the path of its field. */
function referencesIn(
  entity: EntityDefinition,
  record: Values,
): Map<string, { id: string; path: (string | number)[] }[]> {
  const found = new Map<string, { id: string; path: (string | number)[] }[]>();
  for (const [name, field] of Object.entries(entity.fields)) {
    if (!field.target) continue;
    const value = record[name];
    const ids: readonly unknown[] = Array.isArray(value) ? value : [value];
    ids.forEach((id, index) => {
      if (typeof id !== 'string' || !field.target) return;
      const path = Array.isArray(value) ? [name, index] : [name];
      found.set(field.target, [...(found.get(field.target) ?? []), { id, path }]);
    });
  }
  return found;
}
