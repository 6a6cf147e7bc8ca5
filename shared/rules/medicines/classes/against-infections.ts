import type { ClassRow } from './row';

/** Classes of medicines against infections. */
export const againstInfections = {
  penicillin: {
    one: 'a penicillin',
    named:
      'penicillin, penicillins, penicilina, penicilinas, penicilline, penicillines, penicillin antibiotics, pcn',
    of: [
      'amoxicillin',
      'ampicillin',
      'benzylpenicillin',
      'benzathine benzylpenicillin',
      'phenoxymethylpenicillin',
      'flucloxacillin',
      'dicloxacillin',
      'oxacillin',
      'piperacillin',
      'pivmecillinam',
      'temocillin',
    ],
  },
  aminopenicillin: {
    one: 'an aminopenicillin',
    named: 'aminopenicillins',
    of: ['amoxicillin', 'ampicillin'],
  },
  cephalosporin: {
    one: 'a cephalosporin',
    named: 'cephalosporin, cephalosporins, cefalosporin, cefalosporins, cefalosporinas, cephalosporines',
    of: [
      'cefalexin',
      'cefadroxil',
      'cefazolin',
      'cefaclor',
      'cefprozil',
      'cefuroxime',
      'cefixime',
      'cefpodoxime',
      'cefdinir',
      'cefotaxime',
      'ceftriaxone',
      'ceftazidime',
      'cefepime',
    ],
  },
  aminocephalosporin: {
    one: 'a cephalosporin with the side chain of amoxicillin or ampicillin',
    of: ['cefalexin', 'cefadroxil', 'cefaclor', 'cefprozil'],
  },
  carbapenem: {
    one: 'a carbapenem',
    named: 'carbapenem, carbapenems',
    of: ['meropenem', 'ertapenem', 'imipenem'],
  },
  macrolide: {
    one: 'a macrolide',
    named: 'macrolide, macrolides, macrolidos',
    of: ['azithromycin', 'clarithromycin', 'erythromycin', 'roxithromycin'],
  },
  fluoroquinolone: {
    one: 'a fluoroquinolone',
    named: 'fluoroquinolone, fluoroquinolones, quinolone, quinolones, quinolonas',
    of: ['ciprofloxacin', 'levofloxacin', 'moxifloxacin', 'ofloxacin', 'norfloxacin'],
  },
  sulfonamideAntibiotic: {
    one: 'a sulfonamide antibiotic',
    named:
      'sulfonamide, sulfonamides, sulphonamide, sulphonamides, sulfonamide antibiotics, sulfa, sulpha, sulfas, sulfa drugs, sulfa antibiotics, sulfonamidas, sulfamidas, sulfamides',
    of: ['sulfamethoxazole', 'sulfadiazine', 'silver sulfadiazine'],
  },
  tetracyclineAntibiotic: {
    one: 'a tetracycline',
    named: 'tetracyclines, tetraciclinas, tetracycline antibiotics',
    of: ['doxycycline', 'minocycline', 'tetracycline', 'lymecycline'],
  },
  aminoglycoside: {
    one: 'an aminoglycoside',
    named: 'aminoglycoside, aminoglycosides',
    of: ['gentamicin', 'tobramycin', 'amikacin', 'neomycin'],
  },
  nitroimidazole: {
    one: 'a nitroimidazole',
    named: 'nitroimidazole, nitroimidazoles',
    of: ['metronidazole', 'tinidazole'],
  },
  azoleAntifungal: {
    one: 'an azole antifungal',
    named: 'azole antifungal, azole antifungals, azoles',
    of: [
      'fluconazole',
      'itraconazole',
      'ketoconazole',
      'voriconazole',
      'posaconazole',
      'clotrimazole',
      'miconazole',
    ],
  },
  rifamycin: { one: 'a rifamycin', named: 'rifamycins', of: ['rifampicin', 'rifabutin', 'rifaximin'] },
  hivProteaseInhibitor: {
    one: 'an HIV protease inhibitor or its booster',
    of: ['ritonavir', 'lopinavir', 'atazanavir', 'darunavir', 'cobicistat', 'nirmatrelvir'],
  },
} as const satisfies Record<string, ClassRow>;
