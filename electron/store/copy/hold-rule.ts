import mongoose from 'mongoose';
import { z } from 'zod';

const { EJSON } = mongoose.mongo.BSON;

/** Stands in the rule itself, so that whoever is refused by it, and whoever looks at the database, sees why. */
const HOLD = 'Clinic Desk takes no changes here: see the collection "copies"';

/** How a collection judges documents: what a hold takes away and gives back. */
export type Judging = {
  /** Extended JSON: it keeps types, and names with a dollar. */
  readonly validator?: string;
  readonly validationLevel?: string;
  readonly validationAction?: string;
};

/** A rule for documents that none fulfils. It keeps what the collection was judged by, so whoever meets it can give that back. */
export const holdRule = (id: string, before: Judging) => ({
  $expr: { $eq: [HOLD, id] },
  $comment: JSON.stringify(before),
});

/** The id of the hold that a rule belongs to; undefined for any other rule. */
export function holdIn(validator: unknown): string | undefined {
  if (typeof validator !== 'object' || validator === null || !('$expr' in validator)) return undefined;
  const { $expr } = validator;
  if (typeof $expr !== 'object' || $expr === null || !('$eq' in $expr) || !Array.isArray($expr.$eq))
    return undefined;
  const [words, id]: unknown[] = $expr.$eq;
  return words === HOLD && typeof id === 'string' ? id : undefined;
}

type Options = Readonly<Record<string, unknown>>;

/** What a collection with these options judges by, held or not. */
export function judgingIn({ validator, validationLevel, validationAction }: Options): Judging {
  if (holdIn(validator) !== undefined) return keptIn(validator);
  return {
    ...(validator ? { validator: EJSON.stringify(validator, { relaxed: false }) } : {}),
    ...(typeof validationLevel === 'string' ? { validationLevel } : {}),
    ...(typeof validationAction === 'string' ? { validationAction } : {}),
  };
}

const kept = z.object({
  validator: z.string().optional(),
  validationLevel: z.string().optional(),
  validationAction: z.string().optional(),
});

/** Rules of an earlier form kept nothing: Clinic Desk itself judges no documents this way. */
function keptIn(rule: unknown): Judging {
  const text = typeof rule === 'object' && rule !== null && '$comment' in rule ? rule.$comment : undefined;
  return typeof text === 'string' ? kept.parse(JSON.parse(text)) : {};
}

/** A judging as the server takes it. */
export const judgedBy = ({
  validator = '{}',
  validationLevel = 'strict',
  validationAction = 'error',
}: Judging) => ({
  validator: EJSON.parse(validator, { relaxed: false }),
  ...{ validationLevel, validationAction },
});

/** Options of a collection as they were before they were held. */
export function withoutHold(options: Options): Record<string, unknown> {
  const { validator, validationLevel: _level, validationAction: _action, ...others } = options;
  if (holdIn(validator) === undefined) return options;
  const before = keptIn(validator);
  return Object.keys(before).length > 0 ? { ...others, ...judgedBy(before) } : others;
}

const DOCUMENT_VALIDATION_FAILURE = 121;

/** True when a write was refused because the database is held. */
export function isHeldBack(error: unknown): boolean {
  if (!(error instanceof mongoose.mongo.MongoServerError)) return false;
  return error.code === DOCUMENT_VALIDATION_FAILURE && JSON.stringify(detailsOf(error)).includes(escaped);
}

const escaped = JSON.stringify(HOLD).slice(1, -1);

/** What the server says of the rule; of a write of many it stands with the first that was refused. */
function detailsOf(error: mongoose.mongo.MongoServerError): unknown {
  if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) return error.errInfo ?? null;
  const [first] = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  return first?.err.errInfo ?? null;
}
