import type { Conflict, Issue } from '../../../shared/contract';
import { conflictSchema } from '../../../shared/contract';
import { draftSchema, type EntityDefinition, type Field, firstYear, lastYear } from '../../../shared/schema';
import { disagreements } from '../../../shared/rules/agreements';
import { daysToCome, type Latest } from '../../../shared/rules/days-to-come';
import { codeOf, isToldWhy } from '../base/error-words';
import { isBlank, type Values } from './values';

/** Messages by path: `phone`, `emergencyContact.phone`, `workingHours.0.from`. */
export type FormErrors = Readonly<Record<string, string>>;

/** What zod says by itself where a kind has no sentence of its own, in words for people. */
const wordsOfKind: Partial<Record<Field['kind'], string>> = {
  number: 'A number',
  numbers: 'Numbers, parted by commas',
  calendarDate: 'A date that exists, like 23 Nov 2026',
  partialDate: 'A date, a month or a year, like 23 Nov 2026, Nov 2026 or 2026',
  clockTime: 'A time like 09:30',
  instant: 'A date and time, like 23 Nov 2026 09:30',
  reference: 'Choose one from the list',
  choice: 'Choose one from the list',
};

type RawIssue = { readonly path: readonly PropertyKey[]; readonly message: string };

function fieldAt(fields: Readonly<Record<string, Field>>, path: readonly PropertyKey[]): Field | undefined {
  const [first, ...rest] = path;
  const field = fields[String(first)];
  if (!field?.fields) return field;
  const inner = typeof rest[0] === 'number' ? rest.slice(1) : rest;
  return inner.length > 0 ? fieldAt(field.fields, inner) : field;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  return valueAt((value as Readonly<Record<PropertyKey, unknown>>)[first], rest);
}

/** A date with a year that is written out and too far away: it exists, and is a slip all the same. */
function isBeyondYears(typed: unknown): boolean {
  const year = /(?<!\d)\d{4}(?!\d)/.exec(String(typed))?.[0];
  return year !== undefined && (Number(year) < firstYear || Number(year) > lastYear);
}

function messageOf(entity: EntityDefinition, values: Values, issue: RawIssue): string {
  const field = fieldAt(entity.fields, issue.path);
  if (isBlank(valueAt(values, issue.path))) return 'Fill this in';
  const isZodsOwn = /^(Invalid|Too|Unrecognized)\b/.test(issue.message);
  // Dates are typed as words here, so the schema's example of stored form would mislead.
  const isDated = field?.kind === 'calendarDate';
  if (isDated && isBeyondYears(valueAt(values, issue.path))) return `A date from ${firstYear} to ${lastYear}`;
  if (isZodsOwn || isDated) return (field && wordsOfKind[field.kind]) ?? 'This does not fit here';
  return issue.message;
}

function errorsFrom(entity: EntityDefinition, values: Values, issues: readonly RawIssue[]): FormErrors {
  const entries = issues.map(
    (issue) => [issue.path.map(String).join('.'), messageOf(entity, values, issue)] as const,
  );
  // The first message of a path is the most basic one.
  return Object.fromEntries(entries.toReversed());
}

/** Why these fields cannot be saved as they are; empty when they can. Fields not named are not looked at. */
export function fieldErrors(entity: EntityDefinition, values: Values, names: readonly string[]): FormErrors {
  const draft = Object.fromEntries(
    names.filter((name) => !isBlank(values[name])).map((name) => [name, values[name]]),
  );
  const checked = draftSchema(entity).safeParse(draft);
  if (checked.success) return {};
  const ofNames = checked.error.issues.filter((issue) => names.includes(String(issue.path[0])));
  return errorsFrom(entity, draft, ofNames);
}

/**
 * The same, and what fields say against one another. `given`: those that are written now, `known`: those of which the form
 * knows what they hold. `latest`: the latest day and moment that it is at one of the clinics.
 */
export function recordErrors(
  entity: EntityDefinition,
  values: Values,
  {
    checked,
    given,
    known,
    latest,
  }: {
    checked: readonly string[];
    given: readonly string[] | 'all';
    known: readonly string[];
    latest: Latest;
  },
): FormErrors {
  const found = fieldErrors(entity, values, checked);
  // Also of fields that are not asked about: what makes no sense agrees with nothing.
  const wrong = new Set(Object.keys(fieldErrors(entity, values, [...new Set([...checked, ...known])])));
  const isKnown = (name: string) => known.includes(name) && !wrong.has(name);
  const filled = Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => !isBlank(value))
      .map(([name, value]) => [
        name,
        withoutParts(entity.fields[name], value, (part) => wrong.has(`${name}.${part}`)),
      ]),
  );
  const together = [
    ...disagreements(entity.name, filled, { given, isKnown }),
    ...daysToCome(entity.name, filled, { given, latest }),
  ];
  return { ...Object.fromEntries(together.map(({ path, message }) => [path.join('.'), message])), ...found };
}

/** The same of what a new record starts with, which nobody types and so no field is left: of fields that hold something. */
export function startErrors(
  entity: EntityDefinition,
  values: Values,
  { known, latest }: { known: readonly string[]; latest: Latest },
): FormErrors {
  const filled = Object.keys(values).filter((name) => !isBlank(values[name]));
  return recordErrors(entity, values, { checked: filled, given: filled, known, latest });
}

/** The value of a group without some of its parts: the others can still disagree. Other values are left as they are. */
function withoutParts(
  field: Field | undefined,
  value: unknown,
  isLeftOut: (part: string) => boolean,
): unknown {
  if (field?.kind !== 'group' || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([part]) => !isLeftOut(part)));
}

/** Errors without those of one field, except the ones that are still true. */
export function withoutField(errors: FormErrors, name: string, still: FormErrors): FormErrors {
  const isOfField = (path: string) => path === name || path.startsWith(`${name}.`);
  return Object.fromEntries(
    Object.entries(errors).filter(([path]) => !isOfField(path) || still[path] !== undefined),
  );
}

/** What the core refused, at the fields of the form; `other` holds sentences that belong to no field shown. */
export function placedIssues(
  issues: readonly Issue[],
  shown: readonly string[],
): { errors: FormErrors; other: string[] } {
  const errors: Record<string, string> = {};
  const other: string[] = [];
  for (const { path, message } of issues) {
    // The input of an update holds its fields under `changes`.
    const own = path[0] === 'changes' && !shown.includes('changes') ? path.slice(1) : path;
    if (own[0] !== undefined && shown.includes(String(own[0]))) errors[own.map(String).join('.')] ??= message;
    else other.push(message);
  }
  return { errors, other };
}

/** A field that cannot be saved as it is: what people call it, and the path of its message. */
export type WrongField = { readonly path: string; readonly label: string };

/** The fields that messages stand at, each once, in the order of the form: those of a group by their own names. */
export function wrongFields(
  entity: EntityDefinition,
  shown: readonly string[],
  errors: FormErrors,
): WrongField[] {
  const places = (path: string) => {
    const [name = path, part = ''] = path.split('.');
    return [shown.indexOf(name), Object.keys(entity.fields[name]?.fields ?? {}).indexOf(part)] as const;
  };
  const inOrder = Object.keys(errors).toSorted((one, other) => {
    const [[name, part], [otherName, otherPart]] = [places(one), places(other)];
    return name - otherName || part - otherPart;
  });
  const found = new Map<string, WrongField>();
  for (const path of inOrder) {
    const [name = path, part = ''] = path.split('.');
    const field = entity.fields[name];
    const label = field?.fields?.[part]?.label ?? field?.label ?? name;
    if (!found.has(label)) found.set(label, { path, label });
  }
  return [...found.values()];
}

/** What a failed save means for the form. */
export type SaveFailure =
  | { kind: 'invalid'; issues: Issue[] }
  | { kind: 'changed'; conflict: Extract<Conflict, { kind: 'changed' }> }
  | { kind: 'booking'; conflict: Extract<Conflict, { kind: 'booking' }> }
  | { kind: 'medicine'; conflict: Extract<Conflict, { kind: 'medicine' }> }
  | { kind: 'away' }
  | { kind: 'other'; error: unknown };

const issuesOf = (data: unknown): Issue[] => {
  const issues = typeof data === 'object' && data !== null && 'issues' in data ? data.issues : undefined;
  return Array.isArray(issues) ? (issues as Issue[]) : [];
};

/** Sorts what a save was refused with. */
export function saveFailureOf(error: unknown): SaveFailure {
  const code = codeOf(error);
  const data: unknown = error instanceof Error && 'data' in error ? error.data : undefined;
  // The core has words of its own where the database is there and takes no changes.
  if (code === 'UNAVAILABLE') return isToldWhy(error) ? { kind: 'other', error } : { kind: 'away' };
  if (code === 'INVALID' && issuesOf(data).length > 0) return { kind: 'invalid', issues: issuesOf(data) };
  if (code !== 'CONFLICT') return { kind: 'other', error };
  const conflict = conflictSchema.safeParse(data);
  if (!conflict.success) return { kind: 'other', error };
  if (conflict.data.kind === 'duplicate') return { kind: 'invalid', issues: conflict.data.issues };
  if (conflict.data.kind === 'booking') return { kind: 'booking', conflict: conflict.data };
  if (conflict.data.kind === 'medicine') return { kind: 'medicine', conflict: conflict.data };
  return { kind: 'changed', conflict: conflict.data };
}
