import { type Conflict, type ErrorCode, errors, type Issue } from '../../shared/contract';

/** A typed answer of "no": one of the contract's closed set of errors. Everything else that is thrown becomes INTERNAL. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
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

export const invalidAt = (issues: Issue[]): Refusal => new Refusal('INVALID', { issues });

export const notFound = (): Refusal => new Refusal('NOT_FOUND');

export const forbidden = (message?: string): Refusal => new Refusal('FORBIDDEN', undefined, message);

export const conflict = (data: Conflict, message?: string): Refusal => new Refusal('CONFLICT', data, message);
