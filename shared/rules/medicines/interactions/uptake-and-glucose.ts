import type { Interaction } from './row';

/** What is taken up less from the gut, and what lowers glucose. */
export const uptakeAndGlucose: readonly Interaction[] = [
  {
    between: ['levothyroxine', 'liothyronine'],
    and: ['bindingMineral', 'sucralfate', 'colestyramine'],
    severity: 'moderate',
    says: 'Less of the thyroid hormone is taken up. Take them four hours apart.',
    source: 'FDA label: levothyroxine',
  },
  {
    between: ['fluoroquinolone'],
    and: ['bindingMineral', 'sucralfate'],
    severity: 'moderate',
    says: 'Less of the antibiotic is taken up. Take it two hours before or six hours after.',
    source: 'FDA label: ciprofloxacin',
  },
  {
    between: ['tetracyclineAntibiotic'],
    and: ['bindingMineral', 'bismuth subsalicylate'],
    severity: 'moderate',
    says: 'Less of the antibiotic is taken up. Take it two to three hours before.',
    source: 'FDA labels: doxycycline, tetracycline, minocycline',
  },
  {
    between: ['alendronic acid', 'risedronic acid', 'ibandronic acid'],
    and: ['bindingMineral'],
    severity: 'moderate',
    says: 'The medicine for the bones is not taken up. Take it first, at least half an hour before, ibandronic acid an hour.',
    source: 'FDA labels: alendronate, risedronate, ibandronate',
  },
  {
    between: ['dolutegravir', 'bictegravir'],
    and: ['bindingMineral'],
    severity: 'moderate',
    says: 'Less of the HIV medicine is taken up. Take it two hours before or six hours after, or iron and calcium together with food.',
    source: 'FDA labels: dolutegravir, bictegravir/emtricitabine/tenofovir',
  },
  {
    between: ['fluoroquinolone'],
    and: ['systemicCorticosteroid'],
    severity: 'moderate',
    says: 'Tendons can tear, most of all from 60 years on.',
    instead: 'Choose another antibiotic if there is one',
    source: 'FDA boxed warning: fluoroquinolones',
  },
  {
    between: ['sulfonylurea'],
    and: [
      'fluconazole',
      'voriconazole',
      'miconazole',
      'clarithromycin',
      'sulfamethoxazole',
      'fluoroquinolone',
    ],
    severity: 'serious',
    says: 'The glucose can fall far. Watch it.',
    instead: 'or choose another',
    source:
      'FDA labels: glipizide, glimepiride, glyburide (azoles, sulfonamides, quinolones), clarithromycin',
  },
  {
    between: ['repaglinide'],
    and: ['gemfibrozil'],
    severity: 'contraindicated',
    says: 'Repaglinide builds up and the glucose falls far.',
    instead: 'Choose another',
    source: 'FDA label: repaglinide (contraindications)',
  },
  {
    between: ['sulfonylurea', 'insulinAnalogue'],
    and: ['glp1Agonist', 'dpp4Inhibitor', 'sglt2Inhibitor'],
    severity: 'moderate',
    says: 'The glucose can fall too far. Consider less of the sulfonylurea or insulin.',
    source: 'FDA labels: semaglutide, sitagliptin, empagliflozin (hypoglycemia)',
  },
  {
    between: ['glp1Agonist'],
    and: ['dpp4Inhibitor'],
    severity: 'moderate',
    says: 'Both act the same way, and the second adds little.',
    instead: 'Choose one',
    source: 'ADA Standards of Care in Diabetes (pharmacologic approaches)',
  },
  {
    between: ['metformin'],
    and: ['dolutegravir', 'cimetidine'],
    severity: 'moderate',
    says: 'Metformin builds up. At most 1 g a day with dolutegravir; check the kidneys.',
    source: 'FDA labels: metformin, dolutegravir',
  },
];
