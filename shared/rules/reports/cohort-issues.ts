import type { Cohort } from '../../entities';
import { wordsOf } from '../names';

/** What a cohort is made of; empty where nothing was chosen. */
export type CohortDefinition = {
  readonly [K in Exclude<
    keyof Cohort,
    'id' | 'revision' | 'createdAt' | 'updatedAt' | 'name' | 'description'
  >]?: Cohort[K] | null;
};

/** Something about criteria that the fields alone cannot say; `path` begins at the criteria. */
export type CohortIssue = { readonly path: (string | number)[]; readonly message: string };

/** The beginning of a code of ICD-10, with its dot or without. */
const codeStart = /^[a-z](\d([0-9a-z](\.?[0-9a-z]{0,4})?)?)?$/i;

/** A beginning of a code as codes are kept: upper case, with the dot after three characters ("e119" → "E11.9"). */
export function codePrefixOf(text: string): string {
  const code = text.trim().toUpperCase();
  return code.length > 3 && code[3] !== '.' ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
}

type Period = { readonly from?: string; readonly to?: string };

/** What is wrong with criteria, each at its path; nothing for a cohort that can be looked up. */
export function cohortIssues(cohort: CohortDefinition): CohortIssue[] {
  const issues: CohortIssue[] = [];
  const at = (path: (string | number)[], message: string) => issues.push({ path, message });
  const checkPeriod = (list: string, index: number, { from, to }: Period) => {
    if (from !== undefined && to !== undefined && from > to)
      at([list, index, 'to'], 'The end is before the beginning.');
  };
  cohort.ages?.forEach(({ from, to }, index) => {
    if (from === undefined && to === undefined)
      at(['ages', index, 'from'], 'Say from which age, up to which age, or both.');
    else if (from !== undefined && to !== undefined && from > to)
      at(['ages', index, 'to'], 'The upper age is below the lower.');
  });
  cohort.diagnoses?.forEach((each, index) => {
    if (!codeStart.test(each.code.trim()))
      at(['diagnoses', index, 'code'], 'The beginning of an ICD-10 code, as in E11 or E11.9.');
    if (each.state === 'active' && each.where === 'visits')
      at(['diagnoses', index, 'state'], 'Only problems are active. Look in problems, or ask for ever.');
    checkPeriod('diagnoses', index, each);
  });
  cohort.medications?.forEach((each, index) => {
    if (wordsOf(each.name).length === 0)
      at(['medications', index, 'name'], 'A word of the name of the medicine or its substance.');
    checkPeriod('medications', index, each);
  });
  cohort.readings?.forEach((each, index) => checkPeriod('readings', index, each));
  cohort.visits?.forEach((each, index) => checkPeriod('visits', index, each));
  return issues;
}
