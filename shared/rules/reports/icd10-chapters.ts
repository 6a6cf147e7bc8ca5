/** A chapter of ICD-10; codes by their first three characters, both ends included, as texts. */
export type Icd10Chapter = {
  readonly number: string;
  readonly from: string;
  readonly to: string;
  readonly title: string;
};

/** The chapters of ICD-10 and ICD-10-CM, which are the same (WHO, ICD-10 volume 1, 2019; CDC/NCHS, ICD-10-CM 2026). */
export const icd10Chapters: readonly Icd10Chapter[] = [
  { number: 'I', from: 'A00', to: 'B99', title: 'Infectious and parasitic diseases' },
  { number: 'II', from: 'C00', to: 'D49', title: 'Neoplasms' },
  { number: 'III', from: 'D50', to: 'D89', title: 'Blood and immune mechanism' },
  { number: 'IV', from: 'E00', to: 'E90', title: 'Endocrine, nutritional and metabolic diseases' },
  { number: 'V', from: 'F00', to: 'F99', title: 'Mental and behavioural disorders' },
  { number: 'VI', from: 'G00', to: 'G99', title: 'Nervous system' },
  { number: 'VII', from: 'H00', to: 'H59', title: 'Eye and adnexa' },
  { number: 'VIII', from: 'H60', to: 'H95', title: 'Ear and mastoid process' },
  { number: 'IX', from: 'I00', to: 'I99', title: 'Circulatory system' },
  { number: 'X', from: 'J00', to: 'J99', title: 'Respiratory system' },
  { number: 'XI', from: 'K00', to: 'K95', title: 'Digestive system' },
  { number: 'XII', from: 'L00', to: 'L99', title: 'Skin and subcutaneous tissue' },
  { number: 'XIII', from: 'M00', to: 'M99', title: 'Musculoskeletal system and connective tissue' },
  { number: 'XIV', from: 'N00', to: 'N99', title: 'Genitourinary system' },
  { number: 'XV', from: 'O00', to: 'O9A', title: 'Pregnancy, childbirth and the puerperium' },
  { number: 'XVI', from: 'P00', to: 'P96', title: 'Conditions of the perinatal period' },
  { number: 'XVII', from: 'Q00', to: 'Q99', title: 'Congenital malformations' },
  { number: 'XVIII', from: 'R00', to: 'R99', title: 'Symptoms and abnormal findings' },
  { number: 'XIX', from: 'S00', to: 'T98', title: 'Injury and poisoning' },
  { number: 'XX', from: 'V00', to: 'Y99', title: 'External causes' },
  { number: 'XXI', from: 'Z00', to: 'Z99', title: 'Factors influencing health status' },
  { number: 'XXII', from: 'U00', to: 'U99', title: 'Codes for special purposes' },
];

/** The chapter of a code of ICD-10; undefined for a text that is none. */
export function icd10ChapterOf(code: string): Icd10Chapter | undefined {
  const category = code.toUpperCase().slice(0, 3);
  return icd10Chapters.find(({ from, to }) => from <= category && category <= to);
}
