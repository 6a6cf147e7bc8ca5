import type { SubstanceId } from './substances';

type Metal = 'sodium' | 'potassium' | 'calcium' | 'magnesium' | 'zinc';

const metalsByWord: ReadonlyMap<string, Metal> = new Map([
  ...['sodium', 'disodium', 'natrium', 'sodico', 'sodique'].map((word) => [word, 'sodium'] as const),
  ...['potassium', 'kalium', 'potasico', 'potassique'].map((word) => [word, 'potassium'] as const),
  ['calcium', 'calcium'],
  ['magnesium', 'magnesium'],
  ['zinc', 'zinc'],
]);

export const metalWords: ReadonlySet<string> = new Set(metalsByWord.keys());

/**
 * The substances that are sold as a salt of each metal (INNM and national labels), whose salts are the same substance for
 * every check here. Behind any other name a metal may be a mineral that is given itself ("Vitamin D3 calcium").
 */
const soldAs: Readonly<Record<Metal, readonly SubstanceId[]>> = {
  sodium: [
    'amoxicillin',
    'ampicillin',
    'benzylpenicillin',
    'flucloxacillin',
    'dicloxacillin',
    'oxacillin',
    'piperacillin',
    'temocillin',
    'sulbactam',
    'tazobactam',
    'cefazolin',
    'cefuroxime',
    'cefotaxime',
    'ceftriaxone',
    'cilastatin',
    'ertapenem',
    'fosfomycin',
    'sulfadiazine',
    'fusidic acid',
    'chloramphenicol',
    'aciclovir',
    'dolutegravir',
    'bictegravir',
    'fosinopril',
    'furosemide',
    'warfarin',
    'heparin',
    'enoxaparin',
    'dalteparin',
    'tinzaparin',
    'fondaparinux',
    'pravastatin',
    'fluvastatin',
    'levothyroxine',
    'liothyronine',
    'dexamethasone',
    'prednisolone',
    'methylprednisolone',
    'hydrocortisone',
    'betamethasone',
    'diclofenac',
    'naproxen',
    'ibuprofen',
    'indometacin',
    'flurbiprofen',
    'metamizole sodium',
    'alendronic acid',
    'risedronic acid',
    'ibandronic acid',
    'valproic acid',
    'phenytoin',
    'phenobarbital',
    'acetazolamide',
    'omeprazole',
    'esomeprazole',
    'pantoprazole',
    'rabeprazole',
    'montelukast',
    'methotrexate',
    'azathioprine',
    'mycophenolate',
  ],
  potassium: ['losartan', 'diclofenac', 'phenoxymethylpenicillin', 'benzylpenicillin', 'clavulanic acid'],
  calcium: ['atorvastatin', 'rosuvastatin', 'mupirocin', 'acamprosate', 'heparin'],
  magnesium: ['esomeprazole', 'omeprazole', 'pantoprazole', 'valproic acid'],
  zinc: ['rosuvastatin'],
};

/** Whether a word behind the name of a substance says of which metal it is a salt, and no more. */
export function isSaltOf(substance: string, word: string): boolean {
  const metal = metalsByWord.get(word);
  return metal !== undefined && soldAs[metal].some((id) => id === substance);
}
