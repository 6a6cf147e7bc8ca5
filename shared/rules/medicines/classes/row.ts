import type { SubstanceId } from '../substances';

/**
 * One class. `one`: as in "amoxicillin is a penicillin". `named`: what a doctor may write for the whole class, parted by
 * commas; only such classes can be named on an allergy list or in a prescription.
 */
export type ClassRow = {
  readonly one: string;
  readonly named?: string;
  readonly of: readonly SubstanceId[];
};
