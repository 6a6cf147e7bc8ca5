import type { Severity, Side } from './interactions/row';

/**
 * Who is allergic to one of `to` may react to `affects` as well. `severity` holds unless the allergy's criticality is high
 * and `whenHigh` says more. The same substance, and what belongs to a class that the allergy names, needs no row.
 */
export type CrossReaction = {
  readonly to: Side;
  /** Only for an allergy that names the class itself, not for one to each of its members. */
  readonly isNamed?: true;
  readonly affects: Side;
  readonly severity: Severity;
  readonly whenHigh?: Severity;
  readonly says: string;
  readonly source: string;
};
