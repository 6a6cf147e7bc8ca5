import type { Interaction, Side } from './row';

/** Progestogens against pregnancy, alone or in a pill with an oestrogen. */
const progestogens: readonly Side[] = [
  'levonorgestrel',
  'desogestrel',
  'etonogestrel',
  'norethisterone',
  'drospirenone',
  'dienogest',
  'gestodene',
  'norgestimate',
];

/** Contraceptives, besides what enzymes do to them (`narrow-doses.ts`), and the prostate. */
export const contraceptionAndProstate: readonly Interaction[] = [
  {
    between: ['tranexamic acid'],
    and: ['ethinylestradiol'],
    severity: 'contraindicated',
    says: 'Clots become likelier.',
    instead: 'Choose another contraceptive or another treatment',
    source: 'FDA label: tranexamic acid tablets (contraindications)',
  },
  {
    between: ['tranexamic acid'],
    and: progestogens,
    severity: 'moderate',
    says: 'Clots can become likelier. Where there is an oestrogen in it, never together; else weigh it.',
    source: 'FDA label: tranexamic acid tablets (hormonal contraceptives)',
  },
  {
    between: ['ulipristal'],
    and: progestogens,
    severity: 'serious',
    says: 'Each undoes the other. Start or go on with the hormone five days after, with a barrier until the next period.',
    source: 'FDA label: ulipristal (hormonal contraceptives)',
  },
  {
    between: ['tamsulosin'],
    and: ['strongCyp3a4Inhibitor'],
    severity: 'serious',
    says: 'Tamsulosin builds up and the blood pressure falls.',
    instead: 'Choose another',
    source: 'FDA label: tamsulosin (strong CYP3A4 inhibitors)',
  },
];
