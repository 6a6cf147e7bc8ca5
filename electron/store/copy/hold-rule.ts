import mongoose from 'mongoose';

/** Stands in the rule itself, so that whoever is refused by it, and whoever looks at the database, sees why. */
const HOLD = 'Clinic Desk takes no changes here: see the collection "copies"';

/** A rule for documents that none fulfils. */
export const holdRule = (id: string) => ({ $expr: { $eq: [HOLD, id] } });

/** The id of the hold that a rule belongs to; undefined for any other rule. */
export function holdIn(validator: unknown): string | undefined {
  if (typeof validator !== 'object' || validator === null || !('$expr' in validator)) return undefined;
  const { $expr } = validator;
  if (typeof $expr !== 'object' || $expr === null || !('$eq' in $expr) || !Array.isArray($expr.$eq))
    return undefined;
  const [words, id]: unknown[] = $expr.$eq;
  return words === HOLD && typeof id === 'string' ? id : undefined;
}

/** Options of a collection as they were before they were held. */
export function withoutHold(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { validator, validationLevel, validationAction, ...others } = options;
  if (holdIn(validator) !== undefined) return others;
  const own = { validator, validationLevel, validationAction };
  return { ...others, ...Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) };
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
