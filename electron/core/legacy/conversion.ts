import type { EntityDefinition, Field } from '../../../shared/schema';
import type { RawDocument, RawValue, StoredReviewItem } from '../ports/legacy-database';
import { convertValue } from './convert-value';
import type { Directory } from './directory';
import type { NamedLink, Plan } from './plans';
import { plainOf, wordsOf } from './raw-value';

/** Something that a person has to look at; `field` and `value` where it is about one. */
export type Finding = Omit<StoredReviewItem, 'id' | 'entity' | 'record' | 'settled'>;

/** One document on its way from the old form to today's. */
export type Conversion = {
  readonly entity: EntityDefinition;
  readonly before: RawDocument;
  readonly id: string;
  readonly values: Record<string, unknown>;
  /** Everything that found no place in `values`, by its old name, as it was. */
  readonly legacy: Record<string, RawValue>;
  /** What changes, in words, for the report. */
  readonly changes: string[];
  readonly findings: Finding[];
};

/** Gives an id of 24 hexadecimal digits that is the same whenever it is made of the same parts. */
export type StableId = (...parts: readonly string[]) => string;

export type Directories = Readonly<Record<'doctors' | 'clinics' | 'patients', Directory>>;

/** Fields that older programs keep for themselves; kept, and nothing that a person must look at. */
const bookkeeping = new Set(['_id', '__v', '_class', 'createdAt', 'updatedAt']);

/**
 * Converts the fields of a document by their kinds. Loses nothing: every field of `before` ends in `values`
 * (converted without doubt) or under `legacy` as it was.
 */
export function convertFields(plan: Plan, before: RawDocument, stableId: StableId): Conversion {
  const { entity } = plan;
  const { id, keptId } = idOf(entity.name, before._id, stableId);
  const conversion: Conversion = { entity, before, id, values: {}, legacy: {}, changes: [], findings: [] };
  if (keptId !== undefined) {
    conversion.legacy._id = keptId;
    conversion.changes.push('_id: gets a new id');
  }
  const linked = new Set(plan.links.map((link) => link.from));
  for (const [name, field, raw, oldName] of ownFields(plan, before)) {
    if (linked.has(name)) continue;
    if (oldName !== name) {
      conversion.changes.push(`${oldName}: is named ${name}`);
      // The old name is kept with its value, so that nobody wonders where it went.
      conversion.legacy[oldName] = raw;
    }
    takeOver(conversion, name, field, raw);
  }
  const taken = new Set(ownFields(plan, before).map(([, , , oldName]) => oldName));
  for (const [name, raw] of Object.entries(before)) {
    if (taken.has(name) || name === '_id') continue;
    conversion.legacy[name] = raw;
    if (!bookkeeping.has(name)) conversion.changes.push(`${name}: no such field today, kept under legacy`);
  }
  return conversion;
}

function takeOver(conversion: Conversion, name: string, field: Field, raw: RawValue): void {
  const converted = convertValue(raw, field);
  if (converted.kind === 'value') {
    conversion.values[name] = converted.value;
    if (converted.change) {
      conversion.changes.push(`${name}: ${converted.change}`);
      // The old form too: a number of seven digits says less than it seems once it is text.
      conversion.legacy[name] = raw;
    }
    return;
  }
  if (converted.kind === 'absent') {
    if (raw !== undefined) conversion.legacy[name] = raw;
    return;
  }
  conversion.legacy[name] = raw;
  conversion.changes.push(`${name}: could not be read, kept under legacy`);
  conversion.findings.push({
    kind: 'unreadableValue',
    field: name,
    message: `${field.label} could not be read and is empty now. The old value is kept; enter it again if it matters.`,
    value: wordsOf(raw),
  });
}

/** Links a name to the one it means; the name as written is kept beside the reference in any case. */
export function link(conversion: Conversion, link_: NamedLink, directories: Directories): void {
  const { before, values, legacy, findings } = conversion;
  const raw = before[link_.from];
  const plain = plainOf(raw);
  if (plain.is === 'nothing') {
    if (raw !== undefined) legacy[link_.from] = raw;
    return;
  }
  const directory = directories[link_.target];
  const one = link_.target.slice(0, -1);
  const written = plain.is === 'number' ? plain.text : plain.is === 'text' ? plain.value : undefined;
  const asId =
    plain.is === 'id'
      ? plain.value
      : written && /^[0-9a-f]{24}$/i.test(written)
        ? written.toLowerCase()
        : undefined;
  if (asId !== undefined) {
    if (directory.has(asId)) {
      values[link_.to] = asId;
      return;
    }
    legacy[link_.from] = raw;
    findings.push({
      kind: 'danglingReference',
      field: link_.to,
      message: `This points to a ${one} that is not there. Choose the right one.`,
      value: wordsOf(raw),
    });
    return;
  }
  if (written === undefined) {
    legacy[link_.from] = raw;
    findings.push({
      kind: 'unreadableValue',
      field: link_.to,
      message: `The ${one} could not be read. Choose the right one.`,
      value: wordsOf(raw),
    });
    return;
  }
  // What stands in the record is the name as it was written, whoever it means.
  if (written.trim() === '') legacy[link_.from] = raw;
  else values[link_.written] = written;
  if (plain.is === 'number') legacy[link_.from] = raw;
  const meant = directory.find(written);
  if (meant.kind === 'one') {
    if (values[link_.to] === undefined) values[link_.to] = meant.id;
    conversion.changes.push(`${link_.from}: name linked to the ${one}`);
    return;
  }
  if (written.trim() === '' || values[link_.to] !== undefined) return;
  const isSeveral = meant.kind === 'several';
  conversion.changes.push(
    isSeveral ? `${link_.from}: name of several, not linked` : `${link_.from}: unknown name, not linked`,
  );
  findings.push({
    kind: isSeveral ? 'ambiguousName' : 'unknownName',
    field: link_.to,
    message: isSeveral
      ? `Several ${link_.target} have this name. Choose the right one.`
      : `No ${one} has this name. Choose one, or add them first.`,
    value: written.slice(0, 200),
  });
}

type OwnField = readonly [name: string, field: Field, raw: RawValue, oldName: string];

/** The fields of today that stand in an old document, under their own name or, where that is absent, another spelling. */
function ownFields(plan: Plan, before: RawDocument): OwnField[] {
  const found: OwnField[] = [];
  for (const [name, field] of Object.entries(plan.entity.fields)) {
    if (field.hidden || field.writeOnly || plan.computed.includes(name)) continue;
    const spelling = [name, ...(plan.spellings[name] ?? [])].find((each) => Object.hasOwn(before, each));
    if (spelling !== undefined && !found.some(([, , , taken]) => taken === spelling)) {
      found.push([name, field, before[spelling], spelling]);
    }
  }
  for (const { from } of plan.links) {
    if (Object.hasOwn(before, from) && !found.some(([, , , taken]) => taken === from)) {
      const field = plan.entity.fields[from];
      if (field) found.push([from, field, before[from], from]);
    }
  }
  return found;
}

/** An id that can stay, or the one that stands for it from now on: the same in every run. */
export function idOf(
  collection: string,
  raw: RawValue,
  stableId: StableId,
): { id: string; keptId?: RawValue } {
  const plain = plainOf(raw);
  if (plain.is === 'id') return { id: plain.value };
  return { id: stableId(collection, JSON.stringify(raw ?? null)), keptId: raw ?? null };
}
