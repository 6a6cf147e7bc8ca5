import type { ErrorCode } from '../../../shared/contract';
import { errors } from '../../../shared/contract/errors';

/** An error of the contract as people read it. `reference` is the number under which the log file has the details. */
export type ErrorWords = { code: ErrorCode; title: string; text: string; reference?: string };

const titles: Readonly<Record<ErrorCode, string>> = {
  INVALID: 'Something needs another look',
  UNAUTHENTICATED: 'You are not signed in',
  FORBIDDEN: 'Your role does not open this',
  NOT_FOUND: 'There is no such record',
  CONFLICT: 'This was changed elsewhere',
  UNAVAILABLE: 'The database does not answer',
  NEEDS_REPLICA_SET: 'This server cannot do that',
  INTERNAL: 'Something went wrong inside Clinic Desk',
};

const texts: Readonly<Record<ErrorCode, string>> = {
  INVALID: 'Look at what was entered and save again.',
  UNAUTHENTICATED: 'Sign in to go on. What you typed is kept on this computer.',
  FORBIDDEN: 'An administrator can change roles.',
  NOT_FOUND: 'It may have been removed, or belongs to someone you do not see.',
  CONFLICT: 'Someone saved another version in the meantime. Open it again to see theirs.',
  UNAVAILABLE: 'Nothing was lost. Clinic Desk keeps trying; you can try now as well.',
  NEEDS_REPLICA_SET: errors.NEEDS_REPLICA_SET.message,
  INTERNAL: 'Nothing more was changed. Try again; if it stays, tell whoever looks after this computer.',
};

/** A file that was chosen and cannot be read any more: browsers keep where it is, and not what is in it. */
export const isUnreadableFile = (error: unknown): boolean =>
  error instanceof DOMException && ['NotReadableError', 'NotFoundError'].includes(error.name);

/** The code of an error of the contract. A call that never arrived counts as UNAVAILABLE, anything else as INTERNAL. */
export function codeOf(error: unknown): ErrorCode {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  // oRPC refuses malformed input by itself, under its own name.
  if (code === 'BAD_REQUEST' || isUnreadableFile(error)) return 'INVALID';
  if (typeof code === 'string' && code in errors) return code as ErrorCode;
  const isLostConnection =
    error instanceof Error &&
    (error.name === 'AbortError' || /fetch|network|connection|closed|socket/i.test(error.message));
  return isLostConnection ? 'UNAVAILABLE' : 'INTERNAL';
}

/** Words of ours: neither a bare code nor what zod and oRPC say by themselves. */
const isSentence = (own: string): boolean =>
  / /.test(own) && !/^(Invalid|Too|Unrecognized|Input validation)\b/.test(own);

/** Whether the core itself says why it does nothing now; that a call never arrived is not said by the core. */
export const isToldWhy = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === 'UNAVAILABLE' &&
  error.message !== errors.UNAVAILABLE.message &&
  isSentence(error.message);

/** What stands at a field has no full stop; a sentence has. */
const ended = (own: string): string => (/[.!?…]$/.test(own) ? own : `${own}.`);

/** Title and next step for any error, without jargon. A refusal keeps the server's own sentence, which knows the reason. */
export function errorWords(error: unknown): ErrorWords {
  const code = codeOf(error);
  if (isUnreadableFile(error))
    return {
      code,
      title: 'The file cannot be read',
      text: 'It was moved, changed or locked on this computer since it was chosen. Choose it again.',
    };
  const data =
    error instanceof Error && 'data' in error
      ? (error.data as { reference?: unknown; kind?: unknown } | undefined)
      : undefined;
  const reference = typeof data?.reference === 'string' ? data.reference : undefined;
  const own = error instanceof Error ? error.message : '';
  const isTold = code !== 'UNAVAILABLE' || isToldWhy(error);
  const hasReason = code !== 'INTERNAL' && isTold && own !== errors[code].message && isSentence(own);
  // Without another version it is a rule that stands against it, which the sentence names.
  const isRule = code === 'CONFLICT' && (!data || data.kind === 'medicine');
  const isNotNow = isRule || (code === 'UNAVAILABLE' && hasReason);
  const title = isNotNow ? 'This cannot be done now' : titles[code];
  return { code, title, text: hasReason ? ended(own) : texts[code], ...(reference && { reference }) };
}
