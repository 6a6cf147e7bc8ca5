import type { EntityTable } from '../../shared/entities';
import { mayWrite, reach } from '../../shared/rules/permissions';
import type { EntityDefinition } from '../../shared/schema';
import { alreadyInUse, changedElsewhere, type Meeting, mergeOrRefuse } from './entity-records-conflicts';
import { differing, isReached, noted, storable, type Values, withoutEmpty } from './entity-records-fields';
import { EntityReading, type Sent } from './entity-records-reading';
import { type Referred, requireReferences } from './entity-records-references';
import type { EntityRule, EntityRules } from './entity-rule';
import { DuplicateKey, type Records, type StoredRecord, type UnitOfWork } from './ports/records';
import { forbidden, invalid, notFound, Refusal, unreached } from './refusal';
import type { SignedInPerson } from './session';

export { isReached } from './entity-records-fields';

type Actor = { readonly person: SignedInPerson; readonly device: string; readonly now: Date };
type WriteAction = 'create' | 'update' | 'remove' | 'restore';
type At = { readonly id: string; readonly revision: number };

/** One write: what it is, whose, and what was sent. */
type Write = {
  readonly entity: EntityDefinition;
  readonly action: WriteAction;
  /** What the audit calls it, where "update" would say less. */
  readonly auditedAs?: string;
  readonly actor: Actor;
  readonly given: Values;
};

/** What the work of a write has at hand, and what it hands over before it writes. */
type WriteUnit = {
  readonly unit: UnitOfWork;
  /** Unique indexes that refused an earlier try of this write. */
  readonly refused: ReadonlySet<string>;
  /** What the record is to be, so that a refusal of the database can be explained. */
  plan(after: Values): void;
};

type Done = { readonly record: StoredRecord; readonly changed: string[] };

/** Writers in each other's way try again this often before the caller is told of a conflict. */
const attempts = 5;

/**
 * The one way to records for every caller: reach and field levels of the permission table, references that exist,
 * rules, merge or conflict, and the audit entry in the same transaction as the change it describes.
 */
export class EntityRecords extends EntityReading {
  constructor(
    table: EntityTable,
    records: Records,
    private readonly rules: EntityRules,
    /** Outside of every unit of work. */
    private readonly outside: Records = records,
  ) {
    super(table, records);
  }

  /**
   * Makes a record. With an `id` of the caller's own it may be asked for again (the answer was lost, the form was sent
   * twice): then the record that is there is changed to what is asked for now, and none is made twice. `alongside` is
   * stored with it or not at all, and gives derived fields.
   */
  async create(
    entity: EntityDefinition,
    draft: Values,
    actor: Actor,
    id?: string,
    alongside?: (unit: UnitOfWork) => Promise<Values>,
  ): Promise<Sent> {
    const sent = withoutEmpty(draft);
    requireWritable(entity, sent, actor.person, 'create');
    if (!isReached(entity, sent, actor.person, 'create'))
      throw forbidden('You can add this for your own record only.');
    let referred: Referred | undefined;
    const work = async ({ unit, refused, plan }: WriteUnit): Promise<Done> => {
      const step = { action: 'create' as const, before: null, after: sent, given: sent, sent, unit, refused };
      const [found, ruled] = await bothOrFirst(
        requireReferences(this.table, entity, sent, unit),
        this.derive(entity, step, actor),
      );
      referred = found;
      const derived = { ...ruled, ...(await alongside?.(unit)) };
      plan({ ...sent, ...derived });
      const stored = await unit.insert(entity, { ...storable(entity, sent), ...derived }, author(actor), id);
      return { record: stored, changed: Object.keys(sent) };
    };
    try {
      const record = await this.write({ entity, action: 'create', actor, given: sent }, work);
      return await this.sent(entity, record, actor.person, referred);
    } catch (refused) {
      // Looked for only now: hardly any record is asked for twice.
      const made = id === undefined ? null : await this.madeBefore(entity, id, actor);
      if (!made) throw refused;
      return this.bring(entity, made, draft, actor);
    }
  }

  /**
   * A record as the last unit of work left it, once that is stored for good. A plain read does not see a write that is on
   * its way to the other members, of which a unit of work that was refused because of it has learnt.
   */
  atLast(entity: EntityDefinition, id: string): Promise<StoredRecord | null> {
    return this.outside.change((unit) => unit.get(entity, id));
  }

  /** The record that this person made with this id before, and nobody else; null when there is none or it was removed. */
  async madeBefore(entity: EntityDefinition, id: string, { person }: Actor) {
    const found = await this.atLast(entity, id);
    return found && !found.deletedAt && found.createdBy === person.userId ? found : null;
  }

  /**
   * Makes of a record what was asked for in a second try; measured against the first, so that no other change is lost.
   * null empties what the first try held. Whose record it is never changes by asking again: that is another record.
   */
  private async bring(
    entity: EntityDefinition,
    made: StoredRecord,
    draft: Values,
    actor: Actor,
  ): Promise<Sent> {
    const { patientField } = entity;
    if (patientField && patientField !== 'id' && made[patientField] !== draft[patientField])
      throw invalid(['id'], 'There is a record with this id already.');
    const asked = storable(entity, draft);
    const rest = differing(entity, made, asked);
    if (Object.keys(rest).length === 0) return this.sent(entity, made, actor.person);
    // A reason for going on belongs to this try too, though it is the same as in the first.
    const reasons = Object.entries(asked).filter(([name]) => entity.fields[name]?.whenRefused);
    const changes = { ...rest, ...Object.fromEntries(reasons) };
    const { record, names } = await this.update(entity, { id: made.id, revision: 1 }, changes, actor);
    return { record, names };
  }

  /**
   * Changes fields of a record that was read at `revision`. Fields that others changed meanwhile merge when they are
   * different ones; when they are the same, CONFLICT brings both versions. A change that is `whole` never merges. `auditedAs` names a
   * change that is more than that ("sign").
   */
  async update(
    entity: EntityDefinition,
    at: At,
    changes: Values,
    actor: Actor,
    { whole = false, auditedAs }: { whole?: boolean; auditedAs?: string } = {},
  ): Promise<Sent & { merged: string[] }> {
    // Only null empties a field; undefined means that it was not sent.
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const { person } = actor;
    requireWritable(entity, given, person, 'update');
    let merged: string[] = [];
    let referred: Referred | undefined;
    const work = async ({ unit, refused, plan }: WriteUnit): Promise<Done | null> => {
      const before = await reached(entity, at.id, person, 'update', unit);
      if (before.deletedAt) throw notFound();
      const effective = differing(entity, before, given);
      const change = { revision: at.revision, effective, whole };
      merged = await mergeOrRefuse(this.meeting(entity, person, unit), before, change);
      if (Object.keys(effective).length === 0) return { record: before, changed: [] };
      const after = withoutEmpty({ ...before, ...effective });
      // Before it is looked whether what is referred to exists: that is nobody's to find out who may not go there.
      if (!isReached(entity, { ...after, id: at.id }, person, 'update')) throw forbidden();
      referred = await requireReferences(this.table, entity, effective, unit);
      const step = { action: 'update' as const, before, after, given, sent: effective, unit, refused };
      const derived = await this.derive(entity, step, actor);
      const values = {
        ...noted(entity, effective),
        ...differing(entity, { ...before, ...effective }, derived),
      };
      plan({ ...after, ...derived });
      const stored = await unit.set(entity, { id: at.id, revision: before.revision }, values, author(actor));
      return stored && { record: stored, changed: Object.keys(effective) };
    };
    const record = await this.write({ entity, action: 'update', auditedAs, actor, given }, work);
    return { ...(await this.sent(entity, record, person, referred)), merged };
  }

  /** Several writes that are stored together with their audit entries, or not at all; `work` may run again. */
  together<T>(work: (writes: EntityRecords) => Promise<T>): Promise<T> {
    return this.records.change((unit) => {
      const inUnit: Records = { ...this.records, change: (inner) => inner(unit) };
      return work(new EntityRecords(this.table, inUnit, this.rules, this.outside));
    });
  }

  remove(entity: EntityDefinition, at: At, actor: Actor): Promise<Sent> {
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
    const { person } = actor;
    const work = async ({ unit, refused, plan }: WriteUnit): Promise<Done | null> => {
      const before = await reached(entity, at.id, person, 'remove', unit);
      if (Boolean(before.deletedAt) === removed) return { record: before, changed: [] };
      if (at.revision !== undefined && at.revision !== before.revision) {
        const fields = await unit.changedSince(entity, at.id, at.revision);
        const found = { current: before, yours: {}, fields };
        throw await changedElsewhere(this.meeting(entity, person, unit), found);
      }
      const step = { action, before, after: before, given: {}, sent: {}, unit, refused } as const;
      const derived = await this.derive(entity, step, actor);
      const where = { id: at.id, revision: before.revision };
      plan({ ...before, ...derived });
      const stored = await unit.setRemoved(entity, where, removed, derived, author(actor));
      return stored && { record: stored, changed: ['deletedAt'] };
    };
    const record = await this.write({ entity, action, actor, given: {} }, work);
    return this.sent(entity, record, person);
  }

  /** Runs one write with its audit entry as one unit, again when another writer was in the way. */
  private async write(what: Write, work: (at: WriteUnit) => Promise<Done | null>): Promise<StoredRecord> {
    const { entity, given } = what;
    const rule = this.rules[entity.name];
    let after: Values = {};
    const refused = new Set<string>();
    const plan = (planned: Values) => {
      after = planned;
    };
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      try {
        const record = await this.records.change(async (unit) => {
          const done = await work({ unit, refused, plan });
          if (!done) return null;
          if (done.changed.length > 0) await unit.audit(auditOf(what, done));
          return done.record;
        });
        if (record) return record;
      } catch (error) {
        if (!(error instanceof DuplicateKey)) throw error;
        if (attempt === attempts || !rule?.mayTryAgain?.(error.index, given))
          throw (
            (error.index !== '_id_' &&
              (await rule?.explainDuplicate?.(error.index, after, what.actor.person))) ||
            alreadyInUse(entity, error)
          );
        refused.add(error.index);
      }
    }
    throw new Refusal('UNAVAILABLE', undefined, 'Too many people change this at once. Try again.');
  }

  private async derive(
    entity: EntityDefinition,
    step: Omit<Parameters<EntityRule['prepare']>[0], 'person' | 'device' | 'onlyOwn' | 'now'>,
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
      ? await rule.prepare({ ...step, person: actor.person, device: actor.device, onlyOwn, now: actor.now })
      : {};
    return { ...Object.fromEntries(stamped), ...derived };
  }

  private meeting(entity: EntityDefinition, person: SignedInPerson, unit: UnitOfWork): Meeting {
    return { table: this.table, entity, person, unit };
  }
}

async function reached(
  entity: EntityDefinition,
  id: string,
  person: SignedInPerson,
  action: 'update' | 'remove',
  unit: UnitOfWork,
): Promise<StoredRecord> {
  const record = await unit.get(entity, id);
  if (!record) throw notFound();
  if (!isReached(entity, record, person, action)) throw unreached();
  return record;
}

function requireWritable(
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

/** Both at once, waiting for both also when one fails; of two failures the first is the one that is told. */
async function bothOrFirst<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return [await first, await second];
}

const author = (actor: Actor) => ({ user: actor.person.userId, at: actor.now });

function auditOf({ entity, action, auditedAs = action, actor }: Write, done: Done) {
  const patient = entity.patientField ? done.record[entity.patientField] : undefined;
  return {
    at: actor.now,
    user: actor.person.userId,
    userName: actor.person.displayName,
    device: actor.device,
    action: auditedAs,
    entity: entity.name,
    record: done.record.id,
    patient: typeof patient === 'string' ? patient : undefined,
    changed: done.changed,
    outcome: 'done' as const,
  };
}
