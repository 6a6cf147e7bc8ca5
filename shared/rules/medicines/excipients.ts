import { wordsOf } from '../names';
import type { Severity, Side } from './interactions/row';
import { isNotAMedicine } from './not-medicines';

/** What some makes of a medicine contain besides; the words are those of the allergy list. */
type Excipient = {
  readonly words: readonly string[];
  /** May stand beside them, but say nothing alone. */
  readonly beside?: readonly string[];
  readonly affects: readonly Side[];
  readonly severity: Severity;
  readonly says: string;
  readonly source: string;
};

const peanut = ['peanut', 'peanuts', 'groundnut', 'groundnuts', 'arachis'];
const soya = ['soy', 'soya', 'soybean', 'soybeans', 'soja'];
const milk = { words: ['milk', 'casein', 'whey', 'dairy'], beside: ['cow', 'cows', 'protein', 'proteins'] };
const iodine = ['iodine', 'jod', 'yodo', 'iode'];

export const excipients: readonly Excipient[] = [
  {
    words: [...peanut, ...soya],
    affects: ['progesterone'],
    severity: 'contraindicated',
    says: 'Some makes of the capsules hold peanut oil or soya. Choose a make without.',
    source: 'FDA label: Prometrium; UK SmPC: Utrogestan (contraindications)',
  },
  {
    words: [...peanut, ...soya],
    affects: ['isotretinoin'],
    severity: 'contraindicated',
    says: 'Many capsules are made with soya oil. Choose a make without.',
    source: 'UK SmPC: Roaccutane (contraindications)',
  },
  {
    words: [...peanut, ...soya],
    affects: ['dutasteride'],
    severity: 'contraindicated',
    says: 'Some makes of the capsules hold soya lecithin. Choose a make without.',
    source: 'UK SmPC: Avodart (contraindications)',
  },
  {
    words: [...peanut, ...soya],
    affects: ['testosterone'],
    severity: 'contraindicated',
    says: 'Some makes of the injection hold peanut oil. Choose a make without.',
    source: 'UK SmPC: Sustanon 250 (contraindications)',
  },
  {
    words: ['sesame', 'sesam', 'sesamo'],
    affects: ['alfacalcidol'],
    severity: 'contraindicated',
    says: 'Some makes of the capsules hold sesame oil. Choose a make without.',
    source: 'UK SmPC: One-Alpha capsules (excipients)',
  },
  {
    ...milk,
    affects: ['vilanterol', 'umeclidinium', 'salmeterol'],
    severity: 'contraindicated',
    says: 'Some makes of the inhaled powder hold lactose with milk protein. Choose a make without.',
    source: 'FDA labels: Advair Diskus, Breo Ellipta, Anoro Ellipta, Serevent Diskus (contraindications)',
  },
  {
    ...milk,
    affects: ['fluticasone', 'budesonide', 'mometasone'],
    severity: 'serious',
    says: 'Some makes of the inhaled powder hold lactose with milk protein; sprays and creams do not. Choose a make without.',
    source: 'FDA labels: Flovent Diskus, Pulmicort Flexhaler, Asmanex Twisthaler (contraindications)',
  },
  {
    ...milk,
    affects: ['methylprednisolone'],
    severity: 'serious',
    says: 'Some makes of the injection hold lactose with milk protein. Choose a make without.',
    source: 'FDA label: Solu-Medrol 40 mg (contraindications)',
  },
  {
    words: ['cobalt'],
    affects: ['cyanocobalamin', 'hydroxocobalamin'],
    severity: 'contraindicated',
    says: 'It contains cobalt, and the label forbids it.',
    source: 'FDA labels: cyanocobalamin, hydroxocobalamin (contraindications)',
  },
  {
    words: iodine,
    affects: ['amiodarone'],
    severity: 'contraindicated',
    says: 'It contains iodine, and the label forbids it.',
    source: 'FDA and EMA labels: amiodarone (contraindications)',
  },
  {
    words: iodine,
    affects: ['povidone-iodine'],
    severity: 'contraindicated',
    says: 'It contains iodine.',
    source: 'SmPC: povidone-iodine (contraindications)',
  },
];

/** The rows for what an allergy names, alone or among foods and things ("Peanuts and tree nuts"). */
export function excipientsIn(text: string): readonly Excipient[] {
  const words = wordsOf(text);
  return excipients.filter(
    (each) =>
      words.some((word) => each.words.includes(word)) &&
      (isNotAMedicine(text) ||
        words.every((word) => each.words.includes(word) || each.beside?.includes(word))),
  );
}

const ofCapsules = new Set(['gelatin', 'gelatine', 'gelatina', 'gelatins']);

/** Whether an allergy names what capsules are made of: food, but in many medicines too, and no table says in which. */
export const isOfCapsules = (text: string): boolean => wordsOf(text).some((word) => ofCapsules.has(word));
