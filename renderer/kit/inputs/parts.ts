import type { Field } from '../../../shared/schema';
import { isBlank } from '../form/values';

/** Values of the parts of a group, entry or code, by name of the part. */
export type Parts = Readonly<Record<string, unknown>>;

export const partsOf = (value: unknown): Parts =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Parts) : {};

/** The parts with one of them set; undefined once all of them are empty. */
export function withPart(parts: Parts, name: string, value: unknown): Parts | undefined {
  const next = Object.fromEntries(
    Object.entries({ ...parts, [name]: value }).filter(([, part]) => !isBlank(part)),
  );
  return Object.keys(next).length > 0 ? next : undefined;
}

/** The errors of one branch: those under `0.` of `{ '0.from': … }` are `{ from: … }`. */
export function errorsUnder(
  errors: Readonly<Record<string, string>> | undefined,
  branch: string,
): Record<string, string> {
  const prefix = `${branch}.`;
  const own = Object.entries(errors ?? {}).filter(([path]) => path.startsWith(prefix));
  return Object.fromEntries(own.map(([path, message]) => [path.slice(prefix.length), message]));
}

/**
 * What a new row of a list starts with: a copy of the row before with its first choice moved on by one, because hours
 * are mostly the same from day to day. Empty after an unfinished row or at the end of the choices.
 */
export function nextEntry(last: Parts | undefined, fields: Readonly<Record<string, Field>>): Parts {
  if (!last || Object.keys(fields).some((name) => isBlank(last[name]))) return {};
  const stepping = Object.entries(fields).find(([, field]) => field.kind === 'choice');
  if (!stepping) return {};
  const [name, field] = stepping;
  const position = field.choices?.findIndex((choice) => choice.value === last[name]) ?? -1;
  const following = field.choices?.[position + 1];
  return following && position >= 0 ? { ...last, [name]: following.value } : {};
}
