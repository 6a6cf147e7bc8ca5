import type { ListInput } from '../../shared/contract';
import type { EntityTable } from '../../shared/entities';
import { reach } from '../../shared/rules/permissions';
import type { EntityDefinition } from '../../shared/schema';
import { isReadable, isReached, secretFields, type Values, without } from './entity-records-fields';
import { idsReferredTo, type Referred, titlesOf } from './entity-records-references';
import type { Records, Selection, StoredRecord } from './ports/records';
import { invalidAt, notFound, unreached } from './refusal';
import type { SignedInPerson } from './session';

/** A record as it goes out, with the names of what it refers to. */
export type Sent = { record: StoredRecord; names: Record<string, string> };

const defaultLimit = 50;

/** Reading records as one person may: no further than they reach, without the fields of levels that they may not read. */
export class EntityReading {
  constructor(
    protected readonly table: EntityTable,
    protected readonly records: Records,
  ) {}

  async list(entity: EntityDefinition, input: ListInput, person: SignedInPerson) {
    const selection = this.selectionFor(entity, input, person);
    if (!selection) return { rows: [], total: 0, names: {} };
    for (const { field } of input.sort ?? []) requireReadable(entity, field, person, 'sort');
    const page = input.page ?? { offset: 0, limit: defaultLimit };
    const [found, total] = await Promise.all([
      this.records.find(entity, { ...selection, sort: input.sort ?? entity.defaultSort, ...page }),
      this.records.count(entity, selection),
    ]);
    const rows = this.visibleAll(entity, found, person);
    return { rows, total, names: await this.namesFor(entity, rows, person) };
  }

  /**
   * The record; NOT_FOUND when there is none or the person does not reach it. A removed one is there for those who
   * might bring it back: it may have been written in the wrong chart.
   */
  async get(entity: EntityDefinition, id: string, person: SignedInPerson): Promise<Sent> {
    const record = await this.records.get(entity, id);
    if (!record) throw notFound();
    if (!isReached(entity, record, person, 'read')) throw unreached();
    if (record.deletedAt && !isReached(entity, record, person, 'remove')) throw unreached();
    return this.sent(entity, record, person);
  }

  /**
   * The selection a person may make; null when they reach nothing. Filters on fields they may not read are refused, and
   * removed records are found as far as the person may bring them back.
   */
  selectionFor(entity: EntityDefinition, input: ListInput, person: SignedInPerson): Selection | null {
    const readable = reach(person, 'read', entity);
    const removable = input.removed ? reach(person, 'remove', entity) : 'all';
    if (readable === 'none' || removable === 'none') return null;
    const reached = readable === 'all' ? removable : readable;
    for (const name of Object.keys(input.filter ?? {})) requireReadable(entity, name, person, 'filter');
    const scope =
      reached === 'all' || !entity.patientField
        ? undefined
        : { field: entity.patientField, value: reached.patient };
    return { filter: input.filter, text: input.text, removed: input.removed ?? false, scope };
  }

  /** The fields of many records of one entity that this person may read; which ones is asked once for all. */
  visibleAll(
    entity: EntityDefinition,
    records: readonly StoredRecord[],
    person: SignedInPerson,
  ): StoredRecord[] {
    const secret = secretFields(entity, person);
    return records.map((record) => without(record, secret));
  }

  /** The fields of a record that this person may read. */
  visible(entity: EntityDefinition, record: StoredRecord, person: SignedInPerson): StoredRecord {
    return without(record, secretFields(entity, person));
  }

  /**
   * Texts of everything that these records refer to, in one read for each kind, as far as the person may read them.
   * What is in `referred` is not read again.
   */
  async namesFor(
    entity: EntityDefinition,
    records: readonly Values[],
    person: SignedInPerson,
    referred?: Referred,
  ): Promise<Record<string, string>> {
    const wanted = [...idsReferredTo(entity, records)];
    const titles = await Promise.all(
      wanted.map(([target, ids]) => this.titles(target, [...ids], person, referred?.get(target))),
    );
    return Object.assign({}, ...titles);
  }

  /** Titles of records by id, as far as the person reaches and may read them. */
  async titles(
    target: string,
    ids: readonly string[],
    person: SignedInPerson,
    known: ReadonlyMap<string, StoredRecord | null> = new Map(),
  ): Promise<Record<string, string>> {
    const definition = this.table[target];
    if (!definition || ids.length === 0 || reach(person, 'read', definition) === 'none') return {};
    const unknown = ids.filter((id) => !known.has(id));
    const read =
      unknown.length > 0 ? await this.records.getMany(definition, unknown, definition.titleFields) : [];
    return titlesOf(definition, [...ids.flatMap((id) => known.get(id) ?? []), ...read], person);
  }

  protected async sent(
    entity: EntityDefinition,
    stored: StoredRecord,
    person: SignedInPerson,
    referred?: Referred,
  ): Promise<Sent> {
    const record = this.visible(entity, stored, person);
    // What is stored must not be told as failed because the names beside it could not be read.
    const names = await this.namesFor(entity, [record], person, referred).catch(() => ({}));
    return { record, names };
  }
}

function requireReadable(entity: EntityDefinition, name: string, person: SignedInPerson, part: string): void {
  if (!isReadable(entity, name, person))
    throw invalidAt([{ path: [part, name], message: `There is no field "${name}".` }]);
}
