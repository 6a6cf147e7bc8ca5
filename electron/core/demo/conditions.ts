import type { Condition } from './condition';
import { lastingConditions } from './conditions-lasting';
import { passingConditions } from './conditions-passing';

/** Everything that people come for. */
export const conditions: readonly Condition[] = [...lastingConditions, ...passingConditions];

/** What must be known first of some people, and of what age they are. */
export const alerts: readonly { readonly text: string; readonly ages: readonly [number, number] }[] = [
  { text: 'Allergy: penicillin (anaphylaxis)', ages: [2, 97] },
  { text: 'Allergy: ibuprofen (asthma)', ages: [5, 97] },
  { text: 'Allergy: latex (rash)', ages: [5, 97] },
  { text: 'Allergy: sulfonamides (rash)', ages: [16, 97] },
  { text: 'Allergy: peanut (anaphylaxis)', ages: [1, 60] },
  { text: 'Falls risk', ages: [72, 97] },
  { text: 'Pacemaker', ages: [60, 97] },
  { text: 'Takes warfarin', ages: [58, 97] },
  { text: 'Hard of hearing: speak face to face', ages: [65, 97] },
];
