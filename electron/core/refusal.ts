import { type Conflict, type ErrorCode, errors, type Issue } from '../../shared/contract';

/** A typed answer of "no": one of the contract's closed set of errors. Everything else that is thrown becomes INTERNAL. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** Set for what is there and not for this person: told like what is absent, and kept for the audit. */
  isDenial = false;
  constructor(
    readonly code: Exclude<ErrorCode, 'INTERNAL'>,
    readonly data?: { issues: Issue[] } | Conflict,
    message: string = errors[code].message,
  ) {
    super(message);
  }
}

/** INVALID at one or more fields: `invalid(['minutes'], 'At least 5')`. */
export const invalid = (path: readonly (string | number)[], message: string): Refusal =>
  new Refusal('INVALID', { issues: [{ path: [...path], message }] }, message);

/** INVALID at several fields; `message` says it in one sentence where no field is there to show them. */
export const invalidAt = (issues: Issue[], message = issues[0]?.message): Refusal =>
  new Refusal('INVALID', { issues }, message);

export const notFound = (): Refusal => new Refusal('NOT_FOUND');

/** NOT_FOUND for a record that is there and that the person does not reach: denied and absent look alike. */
export function unreached(): Refusal {
  const refusal = notFound();
  refusal.isDenial = true;
  return refusal;
}

export const forbidden = (message?: string): Refusal => new Refusal('FORBIDDEN', undefined, message);

export const conflict = (data: Conflict, message?: string): Refusal => new Refusal('CONFLICT', data, message);
