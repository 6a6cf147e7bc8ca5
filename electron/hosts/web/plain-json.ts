import type { StandardHandlerPlugin } from '@orpc/server/standard';
import type { $ZodType, $ZodTypes } from 'zod/v4/core';
import type { HostContext } from '../../core/session';

/**
 * Lets a program that speaks plain JSON say what JSON has no word for: a point in time as ISO 8601 text, and in a query
 * string, where all is text, numbers and yes or no. Everything else is left as it was sent, for validation to judge.
 *
 * oRPC's own plugin for this also adds every field that was *not* sent, as undefined, and to the core that means
 * "empty this field".
 */
export const plainJson: StandardHandlerPlugin<HostContext> = {
  init(options) {
    options.clientInterceptors ??= [];
    options.clientInterceptors.unshift((call) => {
      const { inputSchema, route } = call.procedure['~orpc'];
      if (!isZod(inputSchema)) return call.next();
      const isText = route.method === 'GET' || isForm(call.input);
      return call.next({ ...call, input: readAs(inputSchema, call.input, isText) });
    });
  },
};

/** A file comes only in a form, in whose parts all else is text as in a query string. */
const isForm = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && Object.values(input).some((part) => part instanceof Blob);

/** The value as the schema understands it; the very same one where there is nothing to read differently. */
export function readAs(schema: $ZodType, value: unknown, isQuery: boolean): unknown {
  // Every schema is one of these; the general type only does not say which.
  const { def } = (schema as $ZodTypes)._zod;
  const inner = (part: $ZodType) => readAs(part, value, isQuery);
  switch (def.type) {
    case 'date':
      return typeof value === 'string' && instant.test(value) ? asDate(value) : value;
    case 'number':
      return isQuery && typeof value === 'string' && decimal.test(value) ? Number(value) : value;
    case 'boolean':
      return isQuery && (value === 'true' || value === 'false') ? value === 'true' : value;
    case 'optional':
    case 'nonoptional':
    case 'nullable':
    case 'default':
    case 'prefault':
    case 'catch':
    case 'readonly':
      return inner(def.innerType);
    case 'pipe':
      return inner(def.in);
    case 'lazy':
      return inner(def.getter());
    case 'union':
      return firstOther(def.options.map(inner), value);
    case 'array':
      return Array.isArray(value)
        ? sameOr(
            value,
            value.map((each) => readAs(def.element, each, isQuery)),
          )
        : value;
    case 'record':
      return eachValue(value, (_name, part) => readAs(def.valueType, part, isQuery));
    case 'object': {
      const { shape } = def;
      return eachValue(value, (name, part) => {
        const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
        return field ? readAs(field, part, isQuery) : part;
      });
    }
    default:
      return value;
  }
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
const decimal = /^-?\d{1,15}(\.\d{1,15})?$/;

function asDate(text: string): unknown {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : date;
}

const firstOther = (readings: readonly unknown[], value: unknown) =>
  readings.find((reading) => reading !== value) ?? value;

const sameOr = (value: readonly unknown[], read: readonly unknown[]) =>
  read.every((each, at) => each === value[at]) ? value : read;

function eachValue(value: unknown, read: (name: string, part: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  const parts = entries.map(([name, part]) => read(name, part));
  if (entries.every(([, part], at) => part === parts[at])) return value;
  return Object.fromEntries(entries.map(([name], at) => [name, parts[at]]));
}

function isZod(schema: unknown): schema is $ZodType {
  return typeof schema === 'object' && schema !== null && '_zod' in schema;
}
