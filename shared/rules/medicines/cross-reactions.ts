import type { Severity, Side } from './interactions/row';
import { relatives } from './relatives';

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

const picard = 'Picard et al., J Allergy Clin Immunol Pract 2019;7:2722–2738';
const strom = 'Strom et al., N Engl J Med 2003;349:1628–1635';

/** Labels that forbid the class to whoever reacted to one of it. */
const withinClass: readonly CrossReaction[] = (
  [
    ['penicillin', 'amoxicillin, ampicillin, penicillin V'],
    ['cephalosporin', 'ceftriaxone, cefuroxime, cefalexin'],
    ['carbapenem', 'meropenem, ertapenem'],
    ['macrolide', 'azithromycin, clarithromycin'],
    ['fluoroquinolone', 'ciprofloxacin, levofloxacin'],
    ['sulfonamideAntibiotic', 'sulfamethoxazole/trimethoprim, sulfadiazine'],
    ['tetracyclineAntibiotic', 'doxycycline, minocycline'],
    ['aminoglycoside', 'gentamicin, tobramycin'],
    ['nitroimidazole', 'metronidazole, tinidazole'],
    ['rifamycin', 'rifampin, rifaximin'],
    ['nsaid', 'ibuprofen, naproxen, diclofenac'],
    ['aceInhibitor', 'ramipril, lisinopril (angioedema)'],
    ['benzodiazepine', 'alprazolam, lorazepam'],
    ['protonPumpInhibitor', 'omeprazole, pantoprazole'],
    ['heparinLike', 'enoxaparin, dalteparin'],
    ['amideLocalAnaesthetic', 'lidocaine, bupivacaine'],
    ['cetirizineFamily', 'cetirizine, levocetirizine, hydroxyzine'],
    ['loratadineFamily', 'desloratadine'],
  ] as const
).map(([side, labels]) => ({
  to: side,
  affects: side,
  severity: 'contraindicated',
  says: 'The label forbids it after a reaction to one of its class.',
  source: `FDA or EMA labels: ${labels} (contraindications)`,
}));

export const crossReactions: readonly CrossReaction[] = [
  ...withinClass,
  ...relatives,
  {
    to: 'penicillin',
    affects: 'cephalosporin',
    severity: 'moderate',
    whenHigh: 'serious',
    says: 'About 2 in 100 react to a cephalosporin with another side chain; after a severe reaction labels forbid some.',
    source: `${picard}; EMA SmPC: ceftriaxone`,
  },
  {
    to: 'penicillin',
    affects: 'aminocephalosporin',
    severity: 'serious',
    says: 'About 1 in 6 react, because it has the side chain of amoxicillin or ampicillin.',
    source: picard,
  },
  {
    to: 'cephalosporin',
    affects: 'penicillin',
    severity: 'moderate',
    whenHigh: 'serious',
    says: 'Some react to both. Ask what happened and which it was.',
    source: 'FDA and EMA labels: amoxicillin (serious reactions to other beta-lactams)',
  },
  {
    to: 'aminocephalosporin',
    affects: 'aminopenicillin',
    severity: 'serious',
    says: 'Both have the same side chain.',
    source: picard,
  },
  {
    to: 'penicillin',
    affects: 'carbapenem',
    severity: 'moderate',
    whenHigh: 'serious',
    says: 'Fewer than 1 in 100 react; after a severe reaction the label forbids it.',
    source: `${picard}; EMA SmPC: meropenem`,
  },
  {
    to: 'cephalosporin',
    affects: 'carbapenem',
    severity: 'moderate',
    whenHigh: 'serious',
    says: 'Few react; after a severe reaction the label forbids it.',
    source: 'EMA SmPC: meropenem',
  },
  {
    to: 'carbapenem',
    affects: 'penicillin',
    severity: 'moderate',
    whenHigh: 'serious',
    says: 'Some react to both. Ask what happened.',
    source: 'EMA SmPC: amoxicillin (other beta-lactams)',
  },
  {
    to: 'carbapenem',
    affects: 'cephalosporin',
    severity: 'moderate',
    whenHigh: 'serious',
    says: 'Some react to both. Ask what happened.',
    source: 'EMA SmPC: ceftriaxone (other beta-lactams)',
  },
  {
    to: 'aztreonam',
    affects: 'ceftazidime',
    severity: 'serious',
    says: 'Both have the same side chain.',
    source: 'FDA label: aztreonam',
  },
  {
    to: 'ceftazidime',
    affects: 'aztreonam',
    severity: 'serious',
    says: 'Both have the same side chain.',
    source: 'FDA label: aztreonam',
  },
  {
    to: 'acetylsalicylic acid',
    affects: 'nonSelectiveNsaid',
    severity: 'contraindicated',
    says: 'Who reacts to aspirin often reacts to this, with asthma, hives or shock.',
    source: 'FDA labels: ibuprofen, naproxen, diclofenac (contraindications)',
  },
  {
    to: 'acetylsalicylic acid',
    affects: 'coxib',
    severity: 'serious',
    says: 'The label forbids it after asthma or hives from aspirin, though most tolerate it.',
    source: 'FDA label: celecoxib (contraindications)',
  },
  {
    to: 'nsaid',
    affects: 'acetylsalicylic acid',
    severity: 'contraindicated',
    says: 'Who reacts to an NSAID often reacts to aspirin, with asthma, hives or shock.',
    source: 'FDA labels and EMA SmPC: acetylsalicylic acid',
  },
  {
    to: 'salicylate',
    isNamed: true,
    affects: 'nonSelectiveNsaid',
    severity: 'contraindicated',
    says: 'Who reacts to aspirin often reacts to this, with asthma, hives or shock.',
    source: 'FDA labels: ibuprofen, naproxen (contraindications)',
  },
  {
    to: 'acetylsalicylic acid',
    affects: 'salicylate',
    severity: 'contraindicated',
    says: 'The label forbids it to those who react to salicylates.',
    source: 'FDA labels: mesalamine, sulfasalazine, bismuth subsalicylate (contraindications)',
  },
  {
    to: 'sulfonamideAntibiotic',
    affects: 'sulfasalazine',
    severity: 'contraindicated',
    says: 'It is broken down to a sulfonamide of the same kind.',
    source: 'FDA label: sulfasalazine (contraindications)',
  },
  {
    to: 'sulfasalazine',
    affects: 'sulfonamideAntibiotic',
    severity: 'contraindicated',
    says: 'Sulfasalazine is broken down to a sulfonamide of the same kind.',
    source: 'FDA label: sulfasalazine, sulfamethoxazole/trimethoprim (contraindications)',
  },
  {
    to: 'sulfonamideAntibiotic',
    affects: 'celecoxib',
    severity: 'serious',
    says: 'The US label forbids it, though a reaction to both is unlikely.',
    source: `FDA label: celecoxib (contraindications); ${strom}`,
  },
  {
    to: 'sulfonamideAntibiotic',
    affects: 'nonAntibioticSulfonamide',
    severity: 'moderate',
    says: 'It is a sulfonamide but no antibiotic: a reaction to both is unlikely, though labels warn.',
    source: strom,
  },
  {
    to: 'azoleAntifungal',
    affects: 'azoleAntifungal',
    severity: 'serious',
    says: 'Some react to several azoles.',
    source: 'EMA SmPC: fluconazole (related azoles)',
  },
  {
    to: 'morphineLikeOpioid',
    affects: 'morphineLikeOpioid',
    severity: 'moderate',
    says: 'True allergy is rare and itching or nausea is not one; after a true one choose an opioid of another family.',
    source: 'Kalangara et al., J Pain Palliat Care Pharmacother 2019;33:131–140',
  },
  {
    to: 'aromaticAntiepileptic',
    affects: 'aromaticAntiepileptic',
    severity: 'serious',
    says: 'About a quarter to a third react to both.',
    source: 'FDA labels: carbamazepine, oxcarbazepine (cross-hypersensitivity)',
  },
  {
    to: 'tricyclic',
    affects: 'carbamazepine',
    severity: 'contraindicated',
    says: 'Their structures are alike, and the label forbids it.',
    source: 'FDA label: carbamazepine (contraindications)',
  },
  {
    to: 'aceInhibitor',
    affects: 'sacubitril',
    severity: 'contraindicated',
    says: 'After swelling of the face from an ACE inhibitor the label forbids it.',
    source: 'FDA label: sacubitril/valsartan (contraindications)',
  },
  {
    to: 'aceInhibitor',
    affects: 'angiotensinReceptorBlocker',
    severity: 'moderate',
    says: 'After swelling of the face from an ACE inhibitor a few swell again; a cough does not come back.',
    source: 'FDA label: losartan (angioedema)',
  },
  {
    to: 'angiotensinReceptorBlocker',
    affects: 'sacubitril',
    severity: 'contraindicated',
    says: 'After swelling of the face the label forbids it.',
    source: 'FDA label: sacubitril/valsartan (contraindications)',
  },
  {
    to: 'citalopram',
    affects: 'escitalopram',
    severity: 'contraindicated',
    says: 'It is half of citalopram.',
    source: 'FDA label: escitalopram (contraindications)',
  },
  {
    to: 'escitalopram',
    affects: 'citalopram',
    severity: 'contraindicated',
    says: 'Half of it is escitalopram.',
    source: 'FDA label: citalopram (contraindications)',
  },
];
