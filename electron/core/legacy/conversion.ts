import type { EntityDefinition, Field } from '../../../shared/schema';
import type { RawDocument, RawValue, StoredReviewItem } from '../ports/legacy-database';
import { convertValue, unreadable } from './convert-value';
import type { Meant } from './directory';
import type { LinkTarget, NamedLink, Plan } from './plans';
import { plainOf, wordsOf } from './raw-value';
import { withoutPasswords } from './secret-values';

/** Something that a person has to look at; `field` and `value` where it is about one. */
export type Finding = Omit<StoredReviewItem, 'id' | 'entity' | 'record' | 'settled'>;

/** One document on its way from the old form to today's. */
export type Conversion = {
  readonly entity: EntityDefinition;
  /** As it was read, with its passwords. */
  readonly before: RawDocument;
  /** The same without passwords: what is converted and kept. */
  readonly source: RawDocument;
  readonly id: string;
  readonly values: Record<string, unknown>;
  /** Everything that found no place in `values`, by its old name, as it was. */
  readonly legacy: Record<string, RawValue>;
  /** Fields without a place today, by their old names. */
  readonly unknown: string[];
  /** What changes, in words, for the report. */
  readonly changes: string[];
  readonly findings: Finding[];
};

/** Gives an id of 24 hexadecimal digits that is the same whenever it is made of the same parts. */
export type StableId = (...parts: readonly string[]) => string;

/** What the conversion of one document needs to know of all the others. */
export type Surroundings = {
  readonly timeZone: string;
  readonly stableId: StableId;
  /** The record of today that an old id points to, in whatever form it stands there; undefined when there is none. */
  refer(target: string, raw: RawValue): string | undefined;
  /** Whom a written name means. */
  find(target: LinkTarget, name: string): Meant;
};

/** Fields that older programs keep for themselves; kept, and nothing that a person must look at. */
const bookkeeping = new Set(['_id', '__v', '_class', 'createdAt', 'updatedAt']);

/** A text beyond this many characters is not kept twice: a document has an end, at 16 MB. */
const longestCopy = 10_000;

/**
 * Converts the fields of a document by their kinds. Loses nothing but passwords: every field of `before` ends in
 * `values` (converted without doubt) or under `legacy` as it was.
 */
export function convertFields(plan: Plan, before: RawDocument, around: Surroundings): Conversion {
  const { entity } = plan;
  const { id, keptId } = idOf(entity.name, before._id, around.stableId);
  const source = withoutPasswords(before);
  const conversion: Conversion = {
    entity,
    before,
    source,
    id,
    values: {},
    legacy: {},
    unknown: [],
    changes: [],
    findings: [],
  };
  if (keptId !== undefined) {
    keep(conversion, '_id', keptId);
    conversion.changes.push('_id: gets a new id');
  }
  const names = ownNames(plan, source);
  const linked = new Set(plan.links.map((link) => link.from));
  for (const [name, oldName] of names) {
    const field = entity.fields[name];
    if (oldName !== name) {
      conversion.changes.push(`${oldName.slice(0, 60)}: is named ${name}`);
      const raw = source[oldName];
      // The old name is kept with its value, so that nobody wonders where it went.
      if (typeof raw !== 'string' || raw.length <= longestCopy) keep(conversion, oldName, raw);
    }
    if (field && !linked.has(name)) takeOver(conversion, { name, oldName, field }, around);
  }
  const taken = new Set(names.values());
  for (const [name, raw] of Object.entries(source)) {
    if (taken.has(name) || name === '_id') continue;
    keep(conversion, name, raw);
    if (!bookkeeping.has(name)) conversion.unknown.push(name);
  }
  for (const named of plan.links) link(conversion, { ...named, oldName: names.get(named.from) }, around);
  return conversion;
}

/** Keeps an old value under its old name, whatever that name is (`__proto__` too). */
export function keep({ legacy }: Pick<Conversion, 'legacy'>, name: string, raw: RawValue): void {
  Object.defineProperty(legacy, name, { value: raw, enumerable: true, writable: true, configurable: true });
}

/** Notes what a person must look at; the same matter once. */
export function note({ findings }: Conversion, finding: Finding): void {
  const isKnown = findings.some((each) => each.kind === finding.kind && each.field === finding.field);
  if (!isKnown) findings.push(finding);
}

type Spelled = { readonly name: string; readonly oldName: string; readonly field: Field };

function takeOver(conversion: Conversion, { name, oldName, field }: Spelled, around: Surroundings): void {
  const raw = conversion.source[oldName];
  if (field.target !== undefined && (field.kind === 'reference' || field.kind === 'references')) {
    takeReferences(conversion, { name, oldName, field }, around);
    return;
  }
  const converted = convertValue(raw, field, around.timeZone);
  if (converted.kind === 'value') {
    conversion.values[name] = converted.value;
    if (converted.change === undefined) return;
    conversion.changes.push(`${name}: ${converted.change}`);
    // The old form too: a number of seven digits says less than it seems once it is text.
    keep(conversion, oldName, raw);
    return;
  }
  keep(conversion, oldName, raw);
  if (converted.kind === 'absent') return;
  conversion.changes.push(`${name}: could not be read, kept under legacy`);
  note(conversion, {
    kind: 'unreadableValue',
    field: name,
    message: unreadable(field),
    value: wordsOf(raw),
  });
}

/** References that an old document holds already, as ids or as names. */
function takeReferences(
  conversion: Conversion,
  { name, oldName, field }: Spelled,
  around: Surroundings,
): void {
  const raw = conversion.source[oldName];
  const plain = plainOf(raw);
  const target = field.target ?? '';
  if (isNothing(raw)) {
    keep(conversion, oldName, raw);
    return;
  }
  const parts = plain.is === 'list' ? plain.value : [raw];
  const ids = parts.map((part) => meantBy(target, part, around));
  const found = ids.flatMap((meant) => (meant.kind === 'one' ? [meant.id] : []));
  const isList = field.kind === 'references';
  if (found.length === parts.length && found.length > 0 && (isList || parts.length === 1)) {
    conversion.values[name] = isList ? [...new Set(found)] : found[0];
    if (!parts.every((part, index) => isIdOf(part, found[index])) || isList !== (plain.is === 'list'))
      keep(conversion, oldName, raw);
    return;
  }
  keep(conversion, oldName, raw);
  const candidates = ids.flatMap((meant) => (meant.kind === 'several' ? meant.ids : []));
  note(conversion, {
    kind: candidates.length > 0 ? 'ambiguousName' : 'danglingReference',
    field: name,
    message: `${field.label} could not be matched with anyone or anything that is there. Choose again.`,
    value: wordsOf(raw),
    ...among(candidates),
  });
}

function isIdOf(raw: RawValue, id: string | undefined): boolean {
  const plain = plainOf(raw);
  return plain.is === 'id' && plain.value === id;
}

const isNothing = (raw: RawValue): boolean => {
  const plain = plainOf(raw);
  return (
    plain.is === 'nothing' ||
    (plain.is === 'text' && plain.value.trim() === '') ||
    (plain.is === 'list' && plain.value.length === 0)
  );
};

function meantBy(target: string, raw: RawValue, around: Surroundings): Meant {
  const id = around.refer(target, raw);
  if (id !== undefined) return { kind: 'one', id };
  const plain = plainOf(raw);
  return plain.is === 'text' && isLinkTarget(target) ? around.find(target, plain.value) : { kind: 'nobody' };
}

const isLinkTarget = (target: string): target is LinkTarget =>
  ['doctors', 'clinics', 'patients'].includes(target);

/** Links a name to the one it means; the name as written is kept beside the reference in any case. */
function link(
  conversion: Conversion,
  { from, to, written: writtenIn, target, oldName }: NamedLink & { oldName: string | undefined },
  around: Surroundings,
): void {
  if (oldName === undefined) return;
  const { source, values, changes } = conversion;
  const raw = source[oldName];
  const plain = plainOf(raw);
  const one = target.slice(0, -1);
  if (isNothing(raw)) {
    keep(conversion, oldName, raw);
    return;
  }
  const id = around.refer(target, raw);
  if (id !== undefined) {
    values[to] ??= id;
    if (from !== to || !isIdOf(raw, id) || values[to] !== id) keep(conversion, oldName, raw);
    return;
  }
  const name = plain.is === 'number' ? plain.text : plain.is === 'text' ? plain.value : undefined;
  if (name === undefined || /^[0-9a-f]{24}$/i.test(name)) {
    keep(conversion, oldName, raw);
    const isDangling = plain.is === 'id' || name !== undefined;
    note(conversion, {
      kind: isDangling ? 'danglingReference' : 'unreadableValue',
      field: to,
      message: isDangling
        ? `This points to a ${one} that is not there. Choose the right one.`
        : `The ${one} could not be read. Choose the right one.`,
      value: wordsOf(raw),
    });
    return;
  }
  // What stands in the record is the name as it was written, whoever it means.
  if (values[writtenIn] === undefined) values[writtenIn] = name;
  if (plain.is === 'number' || values[writtenIn] !== name) keep(conversion, oldName, raw);
  if (values[to] !== undefined) return;
  const meant = around.find(target, name);
  if (meant.kind === 'one') {
    values[to] = meant.id;
    changes.push(`${from}: name linked to the ${one}`);
    return;
  }
  const isSeveral = meant.kind === 'several';
  // As it was: what stands in the record will be another name once somebody is chosen.
  keep(conversion, oldName, raw);
  changes.push(isSeveral ? `${from}: name of several, not linked` : `${from}: unknown name, not linked`);
  note(conversion, {
    kind: isSeveral ? 'ambiguousName' : 'unknownName',
    field: to,
    message: isSeveral
      ? `Several ${target} have this name. Choose the right one.`
      : `No ${one} has this name. Choose one, or add them first.`,
    value: wordsOf(name),
    ...among(isSeveral ? meant.ids : []),
  });
}

/** More namesakes than a person reads through. */
const mostCandidates = 50;

/** Whom a name may mean, for a finding. */
export const among = (ids: readonly string[]): Pick<Finding, 'candidates'> =>
  ids.length > 0 ? { candidates: [...new Set(ids)].slice(0, mostCandidates) } : {};

/**
 * Which field of an old document is which of today: its own name or, where nothing stands there, another spelling.
 * By today's name.
 */
export function ownNames(plan: Plan, source: RawDocument): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const own = Object.entries(plan.entity.fields).flatMap(([name, field]) =>
    field.hidden || field.writeOnly || plan.computed.includes(name) ? [] : [name],
  );
  for (const name of new Set([...own, ...plan.links.map((each) => each.from)])) {
    const there = [name, ...(plan.spellings[name] ?? [])].filter(
      (each) => Object.hasOwn(source, each) && !taken.has(each),
    );
    const spelling = there.find((each) => !isNothing(source[each])) ?? there[0];
    if (spelling === undefined) continue;
    names.set(name, spelling);
    taken.add(spelling);
  }
  return names;
}

/** The text that stands in a field of today, under whatever spelling. */
export function readText(plan: Plan, source: RawDocument, name: string): string | undefined {
  const oldName = ownNames(plan, source).get(name);
  const plain = plainOf(oldName === undefined ? undefined : source[oldName]);
  return plain.is === 'text' ? plain.value : plain.is === 'number' ? plain.text : undefined;
}

/** An id that can stay, or the one that stands for it from now on: the same in every run. */
export function idOf(
  collection: string,
  raw: RawValue,
  stableId: StableId,
): { id: string; keptId?: RawValue } {
  const plain = plainOf(raw);
  if (plain.is === 'id') return { id: plain.value };
  // To MongoDB, 5 and 5.0 are one id.
  const key = plain.is === 'number' ? `number ${plain.text}` : JSON.stringify(raw ?? null);
  return { id: stableId(collection, key), keptId: raw ?? null };
}
