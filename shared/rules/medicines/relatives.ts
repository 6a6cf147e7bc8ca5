import type { CrossReaction } from './cross-reaction';
import type { Severity, Side } from './interactions/row';

type Pair = {
  readonly of: readonly [Side, Side];
  /** From the first to the second, and back. */
  readonly severity: readonly [Severity, Severity];
  readonly says: string;
  readonly source: string;
};

const forbidden = ['contraindicated', 'contraindicated'] as const;

/** What turns into the other in the body, or comes from it, and close relatives. */
const pairs: readonly Pair[] = [
  {
    of: ['aciclovir', 'valaciclovir'],
    severity: forbidden,
    says: 'Valaciclovir turns into aciclovir.',
    source: 'FDA labels: valacyclovir, acyclovir (contraindications)',
  },
  {
    of: ['theophylline', 'aminophylline'],
    severity: ['contraindicated', 'serious'],
    says: 'Aminophylline is theophylline with ethylenediamine.',
    source: 'FDA label: aminophylline (contraindications)',
  },
  {
    of: ['mercaptopurine', 'azathioprine'],
    severity: ['contraindicated', 'serious'],
    says: 'Azathioprine turns into mercaptopurine.',
    source: 'UK SmPC: azathioprine (contraindications), mercaptopurine (warnings)',
  },
  {
    of: ['fluorouracil', 'capecitabine'],
    severity: ['contraindicated', 'serious'],
    says: 'Capecitabine turns into fluorouracil.',
    source: 'FDA label: capecitabine (contraindications)',
  },
  {
    of: ['venlafaxine', 'desvenlafaxine'],
    severity: forbidden,
    says: 'Venlafaxine turns into desvenlafaxine.',
    source: 'FDA labels: venlafaxine, desvenlafaxine (contraindications)',
  },
  {
    of: ['risperidone', 'paliperidone'],
    severity: forbidden,
    says: 'Risperidone turns into paliperidone.',
    source: 'FDA labels: risperidone, paliperidone (contraindications)',
  },
  {
    of: ['carbimazole', 'thiamazole'],
    severity: forbidden,
    says: 'Carbimazole turns into thiamazole.',
    source: 'UK SmPC: carbimazole (prodrug of thiamazole)',
  },
  {
    of: ['mesalazine', 'sulfasalazine'],
    severity: ['contraindicated', 'serious'],
    says: 'Sulfasalazine is broken down to mesalazine.',
    source: 'FDA labels: sulfasalazine (contraindications: its metabolites), mesalamine (warnings)',
  },
  ...(
    [
      ['amfetamine', 'dexamfetamine'],
      ['amfetamine', 'lisdexamfetamine'],
      ['dexamfetamine', 'lisdexamfetamine'],
    ] as const
  ).map((of) => ({
    of,
    severity: forbidden,
    says: 'Both are amfetamines.',
    source: 'FDA labels: amphetamine, dextroamphetamine, lisdexamfetamine (contraindications)',
  })),
  {
    of: ['sirolimus', 'everolimus'],
    severity: ['contraindicated', 'serious'],
    says: 'Everolimus is made from sirolimus.',
    source: 'FDA label: everolimus (contraindications: other rapamycin derivatives)',
  },
  {
    of: ['ergotamine', 'dihydroergotamine'],
    severity: forbidden,
    says: 'Both are ergot alkaloids.',
    source: 'FDA label: dihydroergotamine (contraindications)',
  },
  ...(
    [
      ['glyceryl trinitrate', 'isosorbide mononitrate'],
      ['glyceryl trinitrate', 'isosorbide dinitrate'],
      ['isosorbide mononitrate', 'isosorbide dinitrate'],
    ] as const
  ).map((of) => ({
    of,
    severity: forbidden,
    says: 'Both are organic nitrates.',
    source: 'FDA labels: nitroglycerin, isosorbide mononitrate (contraindications)',
  })),
];

/** From a class to itself, or one way only. */
const oneWay: readonly CrossReaction[] = [
  {
    to: 'thiazide',
    affects: 'thiazide',
    severity: 'serious',
    says: 'The labels forbid it after a reaction to a diuretic derived from sulfonamides.',
    source: 'FDA labels: hydrochlorothiazide, indapamide, chlorthalidone (contraindications)',
  },
  {
    to: 'systemicCorticosteroid',
    affects: 'systemicCorticosteroid',
    severity: 'moderate',
    says: 'Some react to several corticosteroids. Ask what happened and which it was.',
    source: 'Coopman et al., Br J Dermatol 1989;121:27–34',
  },
  {
    to: 'insulinAnalogue',
    affects: 'insulinAnalogue',
    severity: 'moderate',
    says: 'Some react to several insulins. Ask what happened, and watch the first doses.',
    source: 'FDA labels: insulin glargine, insulin lispro, insulin aspart (hypersensitivity)',
  },
  ...([{ to: 'nsaid' }, { to: 'acetylsalicylic acid' }, { to: 'salicylate', isNamed: true }] as const).map(
    (to) => ({
      ...to,
      affects: 'metamizole sodium' as const,
      severity: 'contraindicated' as const,
      says: 'After asthma or hives from an analgesic the label forbids it.',
      source: 'EMA 2018 referral and SmPC: metamizole (contraindications)',
    }),
  ),
];

/** Close relatives of what someone is allergic to, besides those that share a class which a label forbids. */
export const relatives: readonly CrossReaction[] = [
  ...pairs.flatMap(({ of: [one, other], severity: [there, back], says, source }): CrossReaction[] => [
    { to: one, affects: other, severity: there, says, source },
    { to: other, affects: one, severity: back, says, source },
  ]),
  ...oneWay,
];
