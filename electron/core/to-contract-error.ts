import { ORPCError } from '@orpc/contract';
import { errors, type Issue } from '../../shared/contract';
import { NeedsReplicaSet, SavingPaused, TooSlow, Unavailable } from './ports/records';
import { Refusal } from './refusal';

/** More are of no use to anybody, and a caller decides how many there are. */
const mostIssues = 100;

const tooSlow =
  'Finding this took too long and was stopped. Ask for less: type more letters, or choose a narrower filter.';

const savingPaused =
  'Nothing can be saved here at the moment: the clinic is being copied to another database, or has moved there. Nothing that you typed is lost.';

/** An issue as zod reports it; only these parts matter here. */
type ZodIssue = {
  path?: readonly unknown[];
  message: string;
  code?: string;
  keys?: readonly string[];
  /** Of a union: why it is none of its members. */
  errors?: readonly (readonly ZodIssue[])[];
};

/**
 * Translates whatever a procedure threw into one of the contract's closed set of errors. What is not foreseen is
 * handed to `log`, which returns the reference number that is all the caller learns of it.
 */
export function toContractError(error: unknown, log: (error: unknown) => string): ORPCError<string, unknown> {
  if (error instanceof Refusal) {
    return new ORPCError(error.code, {
      status: errors[error.code].status,
      message: error.message,
      data: error.data,
    });
  }
  if (error instanceof TooSlow) {
    const { status } = errors.INVALID;
    const data = { issues: [{ path: [], message: tooSlow }] };
    return new ORPCError('INVALID', { status, message: tooSlow, data });
  }
  if (error instanceof SavingPaused) {
    const { status } = errors.UNAVAILABLE;
    return new ORPCError('UNAVAILABLE', { status, message: savingPaused });
  }
  if (error instanceof NeedsReplicaSet) {
    const { status, message } = errors.NEEDS_REPLICA_SET;
    return new ORPCError('NEEDS_REPLICA_SET', { status, message });
  }
  if (error instanceof Unavailable) {
    const { status, message } = errors.UNAVAILABLE;
    return new ORPCError('UNAVAILABLE', { status, message });
  }
  if (error instanceof ORPCError) {
    const issues = inputIssues(error);
    if (issues) {
      const { status, message } = errors.INVALID;
      return new ORPCError('INVALID', { status, message: issues[0]?.message ?? message, data: { issues } });
    }
    if (error.code in errors) return error;
  }
  const { status, message } = errors.INTERNAL;
  return new ORPCError('INTERNAL', { status, message, data: { reference: log(error) } });
}

/** The issues of oRPC's own BAD_REQUEST, at the paths of our fields; null for any other error. */
function inputIssues(error: ORPCError<string, unknown>): Issue[] | null {
  if (error.code !== 'BAD_REQUEST') return null;
  const { data } = error;
  if (typeof data !== 'object' || data === null || !('issues' in data) || !Array.isArray(data.issues))
    return null;
  const issues = (data.issues as ZodIssue[])
    .slice(0, mostIssues)
    .flatMap(nearest)
    .flatMap((issue): Issue[] => {
      const path = (issue.path ?? []).map((part) => (typeof part === 'number' ? part : String(part)));
      // `update` carries its fields under `changes`; a field is named the same wherever it is sent.
      const own = path[0] === 'changes' ? path.slice(1) : path;
      if (issue.code === 'unrecognized_keys' && issue.keys) {
        return issue.keys.slice(0, mostIssues).map((key) => ({
          path: [...own, key.slice(0, 200)],
          message: `There is no field "${key.slice(0, 60)}".`,
        }));
      }
      return [{ path: own, message: plain(issue) }];
    });
  return issues.slice(0, mostIssues);
}

/** Of a union, what keeps the value from the member that it is nearest to; any other issue as it is. */
function nearest(issue: ZodIssue): readonly ZodIssue[] {
  const [first, ...others] = issue.code === 'invalid_union' ? (issue.errors ?? []) : [];
  if (!first) return [issue];
  const best = others.reduce((best, each) => (each.length < best.length ? each : best), first);
  return best.flatMap((inner) => nearest({ ...inner, path: [...(issue.path ?? []), ...(inner.path ?? [])] }));
}

/** Our own messages pass; zod's "Invalid input: expected string, received number" becomes words for people. */
function plain(issue: ZodIssue): string {
  const expected = /expected (\w+), received (\w+)/.exec(issue.message);
  if (!expected) return issue.message;
  if (expected[2] === 'undefined') return 'Fill this in';
  const words: Readonly<Record<string, string>> = {
    string: 'Text belongs here',
    number: 'A number belongs here',
    boolean: 'Yes or no belongs here',
    date: 'A point in time belongs here',
    array: 'A list belongs here',
    object: 'Several named values belong here',
  };
  return words[expected[1] ?? ''] ?? issue.message;
}
