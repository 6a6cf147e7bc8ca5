import type { EntityDefinition } from '../../../shared/schema';
import {
  type AuditDraft,
  DuplicateKey,
  NeedsReplicaSet,
  type StoredRecord,
  type UnitOfWork,
} from '../../core/ports/records';
import type { RecordChange } from '../../core/ports/store';
import { type Derived, derivedOf, newDocument } from '../bookkeeping';
import type { DrawNumber } from '../counters';
import { oneAtATime } from '../in-turn';
import type { StoredDocument } from '../mapper';
import type { StoredEntities, StoredEntity } from '../models';
import * as readers from '../readers';
import {
  type At,
  changesDerived,
  type FieldChange,
  recordAt,
  type RecordUpdate,
  updateOf,
} from '../update-statement';
import { auditDocument, readBack } from '../unit-of-work';
import type { Journal, Statement } from './journal';

export type DeferredUnit = UnitOfWork & {
  /** What is to be stored, when the work is done; null for nothing. Rethrows what broke the unit. */
  decided(): Promise<Journal | null>;
  readonly written: ReadonlySet<string>;
};

export type DeferredSurroundings = {
  readonly stored: StoredEntities;
  readonly auditTrail: StoredEntity;
  readonly nextNumber: DrawNumber;
};

type Planned = {
  readonly entity: EntityDefinition;
  readonly statement: Statement;
  readonly record: StoredRecord;
  readonly change: RecordChange;
};

/**
 * A unit of work that keeps what it writes until its end. One record can be stored as one, more than that is refused when it is
 * asked for, and what is read of it afterwards is as it will be. Runs within the turn of a `StandaloneWriter`.
 */
export function deferredUnit({ stored, auditTrail, nextNumber }: DeferredSurroundings): DeferredUnit {
  const written = new Set<string>();
  const audits: AuditDraft[] = [];
  const { inTurn } = oneAtATime();
  const on = (entity: EntityDefinition) => readers.storedOf(stored, entity);
  let planned: Planned | undefined;

  const requireFirst = () => {
    if (planned) throw new NeedsReplicaSet();
  };
  const refuse = async (): Promise<never> => {
    throw new NeedsReplicaSet();
  };
  const plan = (entity: EntityDefinition, statement: Statement, document: StoredDocument): StoredRecord => {
    const record = readBack(on(entity).mapper.toRecord(document));
    planned = { entity, statement, record, change: changeOf(entity, statement, document) };
    written.add(entity.name);
    return record;
  };
  /** The record that this unit writes, as it will be. */
  const plannedWith = (entity: EntityDefinition, id: string): StoredRecord | undefined =>
    planned?.entity.name === entity.name && planned.record.id === id ? planned.record : undefined;

  const writeAt = async (entity: EntityDefinition, at: At, change: FieldChange) => {
    requireFirst();
    const { mapper, collection } = on(entity);
    const filter = recordAt(at);
    const before = filter && (await collection.findOne(filter, { projection: mapper.projection('all') }));
    const record = before && mapper.toRecord(before);
    if (!record) return null;
    const derived: Derived | undefined = changesDerived(entity, change)
      ? derivedOf(entity, { ...record, ...change.values })
      : undefined;
    const update = updateOf(on(entity), at.revision, { ...change, derived });
    return plan(entity, { kind: 'update', collection: entity.name, filter, update }, updated(before, update));
  };

  return {
    written,
    find: (entity, query) =>
      inTurn(() => {
        // The database does not know yet what this unit writes.
        if (planned?.entity.name === entity.name) throw new NeedsReplicaSet();
        return readers.find(on(entity), query);
      }),
    get: (entity, id) => inTurn(async () => plannedWith(entity, id) ?? (await readers.get(on(entity), id))),
    getMany: (entity, ids, fields) =>
      inTurn(async () => {
        const found = await readers.getMany(on(entity), ids, fields);
        return [...new Set(ids)].flatMap(
          (id) => plannedWith(entity, id) ?? found.find((record) => record.id === id) ?? [],
        );
      }),
    insert: (entity, values, author, id) =>
      inTurn(async () => {
        requireFirst();
        const { mapper, collection } = on(entity);
        const document = newDocument(entity, mapper, values, author, id);
        // Carried out a second time, it could not be told from one that was there before.
        if (id !== undefined && (await collection.findOne({ _id: document._id }, { projection: { _id: 1 } })))
          throw new DuplicateKey(entity.name, '_id_');
        return plan(entity, { kind: 'insert', collection: entity.name, document }, document);
      }),
    set: (entity, at, values, author) => inTurn(() => writeAt(entity, at, { values, author })),
    setMany: (_entity, changes) => (changes.length === 0 ? Promise.resolve() : inTurn(refuse)),
    setRemoved: (entity, at, removed, values, author) =>
      inTurn(() => writeAt(entity, at, { values, author, removed })),
    changedSince: (entity, id, revision) => inTurn(() => readers.changedSince(on(entity), id, revision)),
    audit: async (entry) => {
      audits.push(entry);
    },
    // Whoever has the lease is alone.
    takeTurn: async () => undefined,
    keepFile: () => inTurn(refuse),
    nextNumber,
    decided: () =>
      inTurn(async () => {
        if (!planned && audits.length === 0) return null;
        const { entity } = auditTrail;
        const documents = audits.map((entry) => auditDocument(auditTrail, entry));
        if (documents.length > 0) written.add(entity.name);
        return {
          ...(planned ? { statement: planned.statement } : {}),
          audits: { collection: entity.name, documents },
          changes: [
            ...(planned ? [planned.change] : []),
            ...documents.map(({ _id }) => ({ entity: entity.name, id: _id.toHexString() })),
          ],
        };
      }),
  };
}

/** A document as a statement leaves it, but for what only statements read (`fieldRevisions`). */
function updated(before: StoredDocument, { $set, $unset = {} }: RecordUpdate): StoredDocument {
  const kept = Object.entries(before).filter(([name]) => !Object.hasOwn($unset, name));
  return { ...Object.fromEntries(kept), ...$set, _id: before._id };
}

function changeOf(entity: EntityDefinition, statement: Statement, document: StoredDocument): RecordChange {
  const { patientField: field } = entity;
  const id = document._id.toHexString();
  const patient = field === 'id' ? document._id : field && document[field];
  const hasMoved =
    statement.kind === 'update' &&
    field !== undefined &&
    field !== 'id' &&
    (field in statement.update.$set || field in (statement.update.$unset ?? {}));
  return {
    ...{ entity: entity.name, id, revision: Number(document.revision) },
    ...(patient ? { patient: String(patient) } : {}),
    ...(hasMoved ? { hasMoved } : {}),
  };
}
