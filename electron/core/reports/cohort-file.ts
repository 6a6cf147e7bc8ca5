import type { CohortPerson } from '../../../shared/contract';
import { sexes } from '../../../shared/entities/patients';
import { byteOrderMark, csvOf, type ExportedFile } from './table-file';

const sexWords = new Map<unknown, string>(sexes.map(({ value, label }) => [value, label]));

/** The columns of the list of a cohort, as its page shows them. */
const columns: readonly (readonly [
  label: string,
  of: (person: CohortPerson) => string | number | undefined,
])[] = [
  ['Patient', ({ name }) => name],
  ['Age', ({ age }) => age],
  ['Sex', ({ sex }) => sexWords.get(sex)],
  ['Born', ({ dateOfBirth }) => dateOfBirth],
  ['Record', ({ recordNumber }) => recordNumber],
];

/** The people of a cohort on a day as CSV, by name. */
export const cohortFile = (people: readonly CohortPerson[], day: string): ExportedFile => ({
  filename: `cohort-${day}.csv`,
  contentType: 'text/csv; charset=utf-8',
  text:
    byteOrderMark +
    csvOf([columns.map(([label]) => label), ...people.map((person) => columns.map(([, of]) => of(person)))]),
});
