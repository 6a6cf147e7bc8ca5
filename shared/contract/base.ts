import { oc } from '@orpc/contract';
import type { Action, Duty } from '../rules/permissions';
import { errors } from './errors';

/**
 * Who may call a procedure. Every procedure states it; one that does not is refused to everyone.
 * `public` needs no sign-in, `signedIn` any role, `entity` the action on that entity, `duty` the duty,
 * `readings` the action on readings, `device` a device's token instead of a sign-in, `connections` the duty
 * `manageConnections`, or nothing at all while no database is open that could tell who has it.
 */
export type Access =
  | { readonly kind: 'public' }
  | { readonly kind: 'signedIn' }
  | { readonly kind: 'entity'; readonly entity: string; readonly action: Action }
  | { readonly kind: 'duty'; readonly duty: Duty }
  | { readonly kind: 'readings'; readonly action: Action }
  | { readonly kind: 'device' }
  | { readonly kind: 'connections' };

export type ProcedureMeta = {
  readonly access?: Access;
  /** Answers also while the database is away (the state of the app itself). */
  readonly withoutDatabase?: boolean;
};

/** The start of every procedure: the closed set of errors and the place for who may call it. */
export const base = oc.$meta<ProcedureMeta>({}).errors(errors);
