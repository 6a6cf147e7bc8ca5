import { z } from 'zod';
import { firstYear, isCalendarDate, isClockTime, isPartialDate, lastYear } from './calendar';
import type { Choice, Field, FieldKind, Fields, Level } from './field';

/** What every kind of field accepts. */
type Common = {
  label: string;
  level?: Level;
  required?: boolean;
  help?: string;
  helpOnCreate?: string;
  example?: string;
  derived?: boolean;
  fixed?: boolean;
  fromContext?: boolean;
  hidden?: boolean;
  heavy?: boolean;
  stampedOnCreate?: boolean;
  whenRefused?: boolean;
};

/** The field that options `O` make: whether it is required is read off the options, so that drafts type-check. */
type Made<T, O> = Field<T, O extends { required: true } ? true : false>;

function make<T, O extends Common>(
  kind: FieldKind,
  options: O,
  schemas: { input: z.ZodType<T, T>; stored: z.ZodType<T, T> },
  extra: Partial<Field<T>> = {},
): Made<T, O> {
  const {
    label,
    level = 'administrative',
    required = false,
    help,
    example,
    derived,
    fixed,
    hidden,
    heavy,
  } = options;
  const { helpOnCreate, stampedOnCreate, whenRefused, fromContext } = options;
  const when = { stampedOnCreate, whenRefused, fromContext };
  const traits = { help, helpOnCreate, example, derived, fixed, hidden, heavy, ...when };
  const field: Field<T> = { kind, label, level, required, ...traits, ...schemas, ...extra };
  // `Made` states the literal type of `required`, which the destructuring above widens.
  return field as unknown as Made<T, O>;
}

// Control characters are what it looks for.
const controlCharacters = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/**
 * Characters that nobody sees and that nobody typed on purpose: embeddings, overrides and isolates, which turn the words
 * after them round, zero-width spaces, C1 controls and the like. They come with what is pasted. What languages are
 * written with stays: joiners (Persian, Hindi) and the marks of direction LRM, RLM and ALM, which turn nothing round.
 */
const unseen = /[\u0080-\u009f\u00ad\u180e\u200b\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/g;
const oneLine = () => z.string().overwrite((text) => text.replace(unseen, ''));

const line = (max: number) =>
  oneLine()
    .max(max, `At most ${max} characters`)
    .refine(
      (text) => !controlCharacters.test(text) && !/[\r\n\u2028\u2029]/.test(text),
      'One line of plain text',
    )
    .transform((text) => text.trim())
    .refine((text) => text.length > 0, 'Fill this in');
const paragraphs = (max: number) =>
  z
    .string()
    .max(max, `At most ${max.toLocaleString('en')} characters`)
    .refine((text) => !controlCharacters.test(text), 'Plain text only')
    .transform((text) => text.replace(/\s+$/u, ''))
    .refine((text) => text.length > 0, 'Fill this in');

const idSchema = z.string().regex(/^[0-9a-f]{24}$/, 'Choose one from the list');
const dateSchema = z
  .string()
  .refine(isCalendarDate, `A date that exists, from ${firstYear} to ${lastYear}, like 2026-11-23`);
const partialDateSchema = z
  .string()
  .refine(
    isPartialDate,
    `A day, a month or a year from ${firstYear} to ${lastYear}, like 2026-11-23, 2026-11 or 2026`,
  );
const timeSchema = z.string().refine(isClockTime, 'A time like 09:30');

/** One line of text. Outer spaces are dropped. */
export function text<const O extends Common & { max?: number }>(options: O): Made<string, O> {
  const { max = 200 } = options;
  return make('text', options, { input: line(max), stored: z.string() }, { maxLength: max });
}

/** Several lines of text; line breaks are kept as typed. */
export function longText<const O extends Common & { max?: number }>(options: O): Made<string, O> {
  const { max = 20_000 } = options;
  return make('longText', options, { input: paragraphs(max), stored: z.string() }, { maxLength: max });
}

export function email<const O extends Common>(options: O): Made<string, O> {
  const input = oneLine()
    .max(254, 'At most 254 characters')
    .transform((value) => value.trim().toLowerCase())
    .pipe(z.email('An address like name@example.org'));
  return make('email', { level: 'contact', ...options }, { input, stored: z.string() }, { maxLength: 254 });
}

/** A telephone number as people write it; digits, spaces and + ( ) - . / x only. */
export function phone<const O extends Common>(options: O): Made<string, O> {
  const input = line(40).refine(
    (value) => /^[+\d][\d\s().\-/x]*$/i.test(value) && value.replace(/\D/g, '').length >= 3,
    'Digits, spaces and + ( ) - only',
  );
  return make('phone', { level: 'contact', ...options }, { input, stored: z.string() }, { maxLength: 40 });
}

type NumberOptions = { min: number; max: number; step?: number } & Pick<Field, 'unit' | 'unitBy'>;

/** A number; `unit` (or `unitBy`) names what it counts, `step` its smallest difference (1: whole numbers). */
export function number<const O extends Common & NumberOptions>(options: O): Made<number, O> {
  const { min, max, step = 1, unit, unitBy } = options;
  const bounded = z.number().min(min, `At least ${min}`).max(max, `At most ${max}`);
  const input = Number.isInteger(step) ? bounded.int('A whole number') : bounded;
  return make('number', options, { input, stored: z.number() }, { range: { min, max, step }, unit, unitBy });
}

export function yesNo<const O extends Common>(options: O): Made<boolean, O> {
  return make('yesNo', options, { input: z.boolean(), stored: z.boolean() });
}

/** A day without a time zone, `YYYY-MM-DD`. */
export function calendarDate<const O extends Common>(options: O): Made<string, O> {
  return make('calendarDate', options, { input: dateSchema, stored: dateSchema });
}

/** A day, or only the month or the year of it where no more is known: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
export function partialDate<const O extends Common>(options: O): Made<string, O> {
  return make('partialDate', options, { input: partialDateSchema, stored: partialDateSchema });
}

/** A wall-clock time without a time zone, `HH:mm`. */
export function clockTime<const O extends Common>(options: O): Made<string, O> {
  return make('clockTime', options, { input: timeSchema, stored: timeSchema });
}

/** A point in time; a `Date` in the contract, stored in UTC. */
export function instant<const O extends Common>(options: O): Made<Date, O> {
  return make('instant', options, { input: z.date(), stored: z.date() });
}

type ValueIn<O extends { of: readonly Choice[] }> = O['of'][number]['value'];
const oneOf = <O extends { of: readonly Choice[] }>(options: O) =>
  // The values of the list are exactly what ValueIn names.
  z.enum(
    options.of.map((each) => each.value),
    'Choose one from the list',
  ) as unknown as z.ZodType<ValueIn<O>, ValueIn<O>>;

/** One of a closed list. Values kept by older systems that are not on the list stay readable. */
export function choice<const O extends Common & { of: readonly Choice[] }>(options: O): Made<ValueIn<O>, O> {
  const schema = oneOf(options);
  return make('choice', options, { input: schema, stored: schema }, { choices: options.of });
}

/** Several of a closed list, each once. */
export function choices<const O extends Common & { of: readonly Choice[] }>(
  options: O,
): Made<ValueIn<O>[], O> {
  const one = oneOf(options);
  const input = z
    .array(one)
    .max(100, 'At most 100')
    .transform((list) => [...new Set(list)]);
  return make('choices', options, { input, stored: z.array(one) }, { choices: options.of });
}

/** The id of one record of another entity: 24 lower-case hexadecimal digits. */
export function reference<const O extends Common & { to: string }>(options: O): Made<string, O> {
  const { to } = options;
  return make('reference', options, { input: idSchema, stored: idSchema }, { target: to });
}

/** Ids of several records of another entity, each once, at most 100. */
export function references<const O extends Common & { to: string }>(options: O): Made<string[], O> {
  const { to } = options;
  const input = z
    .array(idSchema)
    .max(100, 'At most 100')
    .transform((list) => [...new Set(list)]);
  return make('references', options, { input, stored: z.array(idSchema) }, { target: to });
}

/** A code with the system that defines it (FHIR `Coding`); `display` is its text at the time of recording. */
export type Coding = { system: string; code: string; display: string };
const codingInput = z.strictObject({ system: line(200), code: line(80), display: line(300) });
const codingStored = z.object({ system: z.string(), code: z.string(), display: z.string() });

/** One code; `codeSystem` is the address of the system that it is of unless another one is chosen. */
export function coding<const O extends Common & { codeSystem?: string }>(options: O): Made<Coding, O> {
  const schemas = { input: codingInput, stored: codingStored };
  return make('coding', { level: 'clinical', ...options }, schemas, { codeSystem: options.codeSystem });
}

/** Several codes, at most 50. */
export function codings<const O extends Common & { codeSystem?: string }>(options: O): Made<Coding[], O> {
  const schemas = { input: z.array(codingInput).max(50, 'At most 50'), stored: z.array(codingStored) };
  return make('codings', { level: 'clinical', ...options }, schemas, { codeSystem: options.codeSystem });
}

/** A short list of short texts, such as the rooms of a clinic. */
export function texts<const O extends Common & { max?: number }>(options: O): Made<string[], O> {
  const { max = 80 } = options;
  const input = z
    .array(line(max))
    .max(100, 'At most 100')
    .transform((list) => [...new Set(list)]);
  return make('texts', options, { input, stored: z.array(z.string()) }, { maxLength: max });
}

/** A list of whole numbers that the system keeps. */
export function numbers<const O extends Common>(options: O): Made<number[], O> {
  const schema = z.array(z.number());
  return make('numbers', options, { input: schema, stored: schema });
}

type ValueOf<F> = F extends Field<infer T, boolean> ? T : never;
/** The value of a group: required fields present, others optional. */
export type GroupValue<F extends Fields> = {
  [K in keyof F as F[K]['required'] extends true ? K : never]: ValueOf<F[K]>;
} & {
  [K in keyof F as F[K]['required'] extends true ? never : K]?: ValueOf<F[K]>;
};

function groupSchemas<F extends Fields>(fields: F) {
  const shape = (schemaOf: (field: Field) => z.ZodType) =>
    Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, schemaOf(field)]));
  const input = ({ required, input }: Field) =>
    required ? input : input.nullish().transform((value) => value ?? undefined);
  // The mapped type GroupValue states what these shapes parse to.
  return {
    input: z.strictObject(shape(input)) as unknown as z.ZodType<GroupValue<F>, GroupValue<F>>,
    // The store leaves out what is null before this looks at it.
    stored: z.object(shape(({ stored }) => stored.optional())) as unknown as z.ZodType<
      GroupValue<F>,
      GroupValue<F>
    >,
  };
}

/** Fields that belong together, stored as one sub-document (an emergency contact). */
export function group<const O extends Common & { fields: Fields }>(
  options: O,
): Made<GroupValue<O['fields']>, O> {
  return make('group', options, groupSchemas<O['fields']>(options.fields), { fields: options.fields });
}

/** A list of such groups, at most `max` of them (working hours). */
export function entries<const O extends Common & { fields: Fields; max?: number }>(
  options: O,
): Made<GroupValue<O['fields']>[], O> {
  const { fields, max = 100 } = options;
  const one = groupSchemas<O['fields']>(options.fields);
  const schemas = { input: z.array(one.input).max(max, `At most ${max}`), stored: z.array(one.stored) };
  return make('entries', options, schemas, { fields });
}

/** A small picture as a data URL (JPEG, PNG or WebP, at most 150,000 characters ≈ 110 kB). Never SVG or HTML. */
export function image<const O extends Common>(options: O): Made<string, O> {
  const input = z
    .string()
    .max(150_000, 'At most 110 kB')
    .regex(/^data:image\/(jpeg|png|webp);base64,[A-Za-z0-9+/]+=*$/, 'A JPEG, PNG or WebP picture');
  return make('image', { heavy: true, ...options }, { input, stored: z.string() });
}

/** A new password: 6 to 200 characters. Never stored or sent out; a rule keeps its hash. */
export function password<const O extends Common>(options: O): Made<string, O> {
  const input = z.string().min(6, 'At least 6 characters').max(200, 'At most 200 characters');
  return make(
    'password',
    { level: 'account', ...options },
    { input, stored: z.string() },
    { writeOnly: true },
  );
}
