import type { Allergy } from '../../../shared/entities';
import type { Condition } from './condition';
import { lastingConditions } from './conditions-lasting';
import { passingConditions } from './conditions-passing';

/** Everything that people come for. */
export const conditions: readonly Condition[] = [...lastingConditions, ...passingConditions];

type Warning = {
  readonly text: string;
  readonly ages: readonly [number, number];
  /** Where it is an allergy, it stands among these instead of in the free text. */
  readonly allergy?: Readonly<Partial<Allergy>>;
};

const anaphylaxis = { reaction: 'anaphylaxis', severity: 'severe', criticality: 'high' } as const;
const rash = { reaction: 'rash', severity: 'mild', criticality: 'low' } as const;

/** What must be known first of some people, and of what age they are. */
export const alerts: readonly Warning[] = [
  {
    text: 'Allergy: penicillin (anaphylaxis)',
    ages: [2, 97],
    allergy: { substance: 'Penicillin', category: 'medication', ...anaphylaxis },
  },
  {
    text: 'Allergy: ibuprofen (asthma)',
    ages: [5, 97],
    allergy: { substance: 'Ibuprofen', category: 'medication', reaction: 'asthma', severity: 'moderate' },
  },
  {
    text: 'Allergy: latex (rash)',
    ages: [5, 97],
    allergy: { substance: 'Latex', category: 'environment', ...rash },
  },
  {
    text: 'Allergy: sulfonamides (rash)',
    ages: [16, 97],
    allergy: { substance: 'Sulfonamides', category: 'medication', ...rash },
  },
  {
    text: 'Allergy: peanut (anaphylaxis)',
    ages: [1, 60],
    allergy: { substance: 'Peanut', category: 'food', ...anaphylaxis },
  },
  { text: 'Falls risk', ages: [72, 97] },
  { text: 'Pacemaker', ages: [60, 97] },
  { text: 'Takes warfarin', ages: [58, 97] },
  { text: 'Hard of hearing: speak face to face', ages: [65, 97] },
];
