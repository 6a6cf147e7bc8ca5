import type { ClassId } from '../classes';
import type { SubstanceId } from '../substances';

/** Worst first, as findings are shown. */
export const severities = ['contraindicated', 'serious', 'moderate'] as const;
export type Severity = (typeof severities)[number];

/** A substance, or all of a class. */
export type Side = SubstanceId | ClassId;

/**
 * Any of `between` with any of `and`, in either order. `says`: what can happen, and what to do about it if both are taken.
 * `instead`: what would spare one of the two, and nothing else, as it is no longer said once there is a reason; with "or" in
 * front it goes on with `says`. `otherwise`: what to do where that is not done. `source`: a regulator's label or a paper; the
 * labels are those of the medicines named, as published by the FDA (DailyMed) or the EMA (SmPC).
 */
export type Interaction = {
  readonly between: readonly Side[];
  readonly and: readonly Side[];
  readonly severity: Severity;
  readonly says: string;
  readonly instead?: string;
  readonly otherwise?: string;
  readonly source: string;
};

/** The ONC's list of high-priority interactions: fifteen pairs that a panel agreed should never be given together. */
export const oncList = 'Phansalkar et al., J Am Med Inform Assoc 2012;19:735–743 (ONC high-priority list)';
