import { type Interaction, oncList } from './row';

/** Contraception, theophylline, methotrexate and other medicines with little room for error. */
export const narrowDoses: readonly Interaction[] = [
  {
    between: ['hormonalContraceptive'],
    and: [
      'strongInducer',
      'rifabutin',
      'oxcarbazepine',
      'topiramate',
      'efavirenz',
      'griseofulvin',
      'modafinil',
    ],
    severity: 'serious',
    says: 'The contraceptive can fail, until four weeks after. Add a barrier, or use a hormone or copper coil.',
    source: 'FDA labels: ethinyl estradiol combinations, rifampin, carbamazepine, topiramate, modafinil',
  },
  {
    between: ['theophylline', 'aminophylline'],
    and: ['ciprofloxacin', 'fluvoxamine', 'erythromycin', 'clarithromycin', 'cimetidine'],
    severity: 'serious',
    says: 'Theophylline builds up; fits and rhythm disturbances threaten. Choose another, or lower it and check its level.',
    source: 'FDA labels: theophylline, ciprofloxacin',
  },
  {
    between: ['methotrexate'],
    and: ['trimethoprim', 'sulfamethoxazole'],
    severity: 'serious',
    says: 'The bone marrow can fail, also fatally and with weekly low doses. Choose another antibiotic.',
    source: 'FDA labels: methotrexate, sulfamethoxazole/trimethoprim',
  },
  {
    between: ['methotrexate'],
    and: ['nsaid', 'acetylsalicylic acid', 'protonPumpInhibitor', 'penicillin'],
    severity: 'serious',
    says: 'Methotrexate can build up, most of all in high doses or with weak kidneys. Check blood count and kidneys, or choose another.',
    source: 'FDA label: methotrexate (NSAIDs, salicylates, PPIs, penicillins)',
  },
  {
    between: ['methotrexate', 'leflunomide'],
    and: ['leflunomide', 'acitretin', 'azathioprine'],
    severity: 'serious',
    says: 'The liver or bone marrow can be harmed. Avoid, or check both often.',
    source: 'FDA labels: methotrexate, leflunomide, acitretin',
  },
  {
    between: ['thiopurine'],
    and: ['febuxostat'],
    severity: 'contraindicated',
    says: 'The thiopurine builds up and the bone marrow fails. Never together.',
    source: `${oncList}; FDA label: febuxostat (contraindications)`,
  },
  {
    between: ['thiopurine'],
    and: ['allopurinol'],
    severity: 'serious',
    says: 'The thiopurine builds up and the bone marrow fails. Avoid, or lower it to a quarter and check the blood count.',
    source: 'FDA labels: azathioprine, mercaptopurine, allopurinol',
  },
  {
    between: ['irinotecan'],
    and: ['strongCyp3a4Inhibitor'],
    severity: 'contraindicated',
    says: 'Irinotecan becomes poisonous. Choose another.',
    source: `${oncList}; FDA label: irinotecan`,
  },
  {
    between: ['irinotecan'],
    and: ['strongInducer'],
    severity: 'serious',
    says: 'Irinotecan loses effect. Choose another.',
    source: 'FDA label: irinotecan (strong CYP3A4 inducers)',
  },
  {
    between: ['oralRetinoid'],
    and: ['tetracyclineAntibiotic'],
    severity: 'contraindicated',
    says: 'Pressure in the head can rise and harm sight. Choose another antibiotic.',
    source: 'UK SmPC: isotretinoin (contraindications); FDA label: acitretin (contraindications)',
  },
];
