import type { CohortCriteria } from '../../../shared/contract';
import { cohortCriteria } from '../../../shared/contract/reports';
import { cohortIssues } from '../../../shared/rules/reports/cohort-issues';

/** The fields of a cohort whose entries are criteria, each for itself. */
export const listedCriteria = ['ages', 'diagnoses', 'medications', 'readings', 'visits'] as const;
/** Those that are one criterion as a whole, with the field that turns them round. */
export const wholeCriteria = { sexes: undefined, doctors: 'notDoctors', clinics: 'notClinics' } as const;

export type ListedCriterion = (typeof listedCriteria)[number];
export type WholeCriterion = keyof typeof wholeCriteria;

type Values = Readonly<Record<string, unknown>>;

/** Criteria that can be counted, and how many of those begun cannot yet. */
export type CompleteCriteria = { readonly criteria: CohortCriteria; readonly unfinished: number };

const entriesIn = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Only what can be looked up: a half-typed criterion must not stop the count of the others. */
export function completeCriteria(values: Values): CompleteCriteria {
  let unfinished = 0;
  const lists = listedCriteria.map((field) => {
    const whole = entriesIn(values[field]).filter((entry) => isComplete({ [field]: [entry] }));
    unfinished += entriesIn(values[field]).length - whole.length;
    return [field, whole] as const;
  });
  const others = Object.entries(wholeCriteria).flatMap(([field, turned]) => {
    const value = values[field];
    if (entriesIn(value).length === 0) return [];
    if (!isComplete({ [field]: value })) {
      unfinished += 1;
      return [];
    }
    return [[field, value] as const, ...(turned && values[turned] === true ? [[turned, true] as const] : [])];
  });
  const filled = [...lists.filter(([, list]) => list.length > 0), ...others];
  const match = values.match === 'any' ? { match: 'any' } : {};
  return { criteria: cohortCriteria.parse({ ...match, ...Object.fromEntries(filled) }), unfinished };
}

/**
 * Why entries cannot be looked up although each of their parts is fit, by the path of the part: `{ '0.to': … }`. What is
 * not filled yet is no reason: it is said when the cohort is saved.
 */
export function reasonsAt(field: ListedCriterion, entries: readonly unknown[]): Record<string, string> {
  const reasons = entries.flatMap((entry, index) => {
    const parsed = cohortCriteria.safeParse({ [field]: [entry] });
    if (!parsed.success) return [];
    return cohortIssues(parsed.data).flatMap(({ path: [, , part], message }) => {
      const parts: Values = typeof entry === 'object' && entry !== null ? { ...entry } : {};
      return part !== undefined && parts[part] !== undefined ? [[`${index}.${part}`, message] as const] : [];
    });
  });
  return Object.fromEntries(reasons);
}

function isComplete(part: Values): boolean {
  const parsed = cohortCriteria.safeParse(part);
  return parsed.success && cohortIssues(parsed.data).length === 0;
}

/** A criterion by what it says: two that say the same count the same, wherever they stand. */
export function criterionKey(values: Values, path: readonly (string | number)[]): string {
  const [field, index] = path;
  const name = String(field);
  if (typeof index === 'number') return JSON.stringify([name, canonical(entriesIn(values[name])[index])]);
  const turned = (wholeCriteria as Readonly<Record<string, string | undefined>>)[name];
  return JSON.stringify([name, entriesIn(values[name]), turned !== undefined && values[turned] === true]);
}

/** What is empty or not turned round counts as absent, in whatever order it was typed. */
const canonical = (entry: unknown) =>
  Object.entries(entry ?? {})
    .filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false)
    .toSorted(([one], [other]) => (one < other ? -1 : 1));

/** The criteria of a saved cohort, as they are counted. */
export const cohortCriteriaOf = (cohort: Values): CohortCriteria => completeCriteria(cohort).criteria;
