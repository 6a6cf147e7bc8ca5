import type { Interaction } from './row';

/** Opioids and sleeping medicines: breathing and sedation. */
export const sedation: readonly Interaction[] = [
  {
    between: ['opioid'],
    and: ['benzodiazepine', 'zDrug', 'phenobarbital'],
    severity: 'serious',
    says: 'Deep sedation, stop of breathing and death can follow. Avoid; if there is no other way, lowest doses and shortest time.',
    source: 'FDA boxed warning 2016: opioids with benzodiazepines',
  },
  {
    between: ['opioid'],
    and: ['gabapentinoid'],
    severity: 'serious',
    says: 'Breathing can slow dangerously, most of all with age or lung disease. Start low and watch.',
    source: 'FDA Drug Safety Communication 2019: gabapentin, pregabalin',
  },
  {
    between: ['opioid'],
    and: ['naltrexone'],
    severity: 'contraindicated',
    says: 'Naltrexone blocks the opioid and brings on withdrawal. Never together.',
    source: 'FDA label: naltrexone (contraindications)',
  },
  {
    between: ['buprenorphine'],
    and: [
      'morphine',
      'codeine',
      'oxycodone',
      'hydrocodone',
      'hydromorphone',
      'fentanyl',
      'methadone',
      'tramadol',
    ],
    severity: 'serious',
    says: 'Buprenorphine can bring on withdrawal and weakens the other. Choose one.',
    source: 'FDA label: buprenorphine; oxycodone (mixed and partial agonists)',
  },
  {
    between: ['fentanyl', 'oxycodone', 'methadone'],
    and: ['strongCyp3a4Inhibitor'],
    severity: 'serious',
    says: 'The opioid builds up and breathing can stop. Choose another, or lower the dose and watch.',
    source: 'FDA boxed warnings: fentanyl, oxycodone; label: methadone (CYP3A4 inhibitors)',
  },
  {
    between: ['midazolam', 'triazolam'],
    and: ['itraconazole', 'ketoconazole', 'hivProteaseInhibitor'],
    severity: 'contraindicated',
    says: 'Deep and long sedation threatens (swallowed midazolam, triazolam). Choose lorazepam or oxazepam.',
    source: 'FDA labels: midazolam syrup, triazolam, itraconazole, ritonavir (contraindications)',
  },
  {
    between: ['midazolam', 'triazolam', 'alprazolam'],
    and: ['clarithromycin', 'voriconazole', 'posaconazole'],
    severity: 'serious',
    says: 'Deep and long sedation threatens. Choose lorazepam or oxazepam, or lower the dose.',
    source: 'FDA labels: midazolam, triazolam, alprazolam (CYP3A4 inhibitors)',
  },
  {
    between: ['alprazolam'],
    and: ['itraconazole', 'ketoconazole'],
    severity: 'contraindicated',
    says: 'Deep and long sedation threatens. Choose lorazepam or oxazepam.',
    source: 'FDA label: alprazolam (contraindications)',
  },
];
