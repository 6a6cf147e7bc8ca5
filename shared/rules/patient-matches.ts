import { fold, wordsOf } from './names';
import { type Likeness, likenessOf, sounding } from './similar-names';

/** A query for a patient, taken apart: a date of birth where one was typed, and the other words. */
export type PatientQuery = { readonly text: string; readonly dateOfBirth?: string };

const isoDate = /\b(\d{4})-(\d{1,2})-(\d{1,2})\b/;
const dayFirst = /\b(\d{1,2})[./](\d{1,2})[./](\d{4})\b/;

/** Finds a date of birth in a query (1972-03-12, 12.3.1972, 12/03/1972: day first) and leaves the rest as words. */
export function parsePatientQuery(query: string): PatientQuery {
  const iso = isoDate.exec(query);
  const local = dayFirst.exec(query);
  const found = iso ?? local;
  if (!found) return { text: query.trim() };
  const [whole, first = '', second = '', third = ''] = found;
  const [year, month, day] = iso ? [first, second, third] : [third, second, first];
  const text = query.replace(whole, ' ').trim();
  return { text, dateOfBirth: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` };
}

type Matchable = {
  firstname?: string;
  lastname?: string;
  dateOfBirth?: string;
  recordNumber?: string;
  phone?: string;
  email?: string;
  city?: string;
};

const nameWords = ({ firstname = '', lastname = '' }: Matchable) => wordsOf(`${firstname} ${lastname}`);

/** What is said of a name that is another spelling of the one typed. */
export const soundsAlike = 'Sounds alike';
const likenessWords: Readonly<Record<Likeness, string>> = {
  letter: 'Name, 1 letter fixed',
  sound: soundsAlike,
};

/** True for a patient who is found by a name like the one typed only: someone else, perhaps. */
export const isSimilarOnly = (reasons: readonly string[]): boolean =>
  reasons.some((reason) => Object.values(likenessWords).includes(reason));

/** How the nearest of the names is like a typed word; null when none is. */
function nearest(word: string, names: readonly string[]): Likeness | null {
  const typed = sounding(word);
  const found = names.map((name) => likenessOf(typed, sounding(name)));
  return found.find((likeness) => likeness === 'letter') ?? found.find((likeness) => likeness) ?? null;
}

/** Why a patient matches a query, in words, the telling ones first: each kind once. */
export function matchReasons(query: PatientQuery, patient: Matchable): string[] {
  const reasons = new Set<string>();
  if (query.dateOfBirth && query.dateOfBirth === patient.dateOfBirth) reasons.add('Date of birth');
  const names = nameWords(patient);
  const phone = (patient.phone ?? '').replace(/\D/g, '');
  const number = fold(patient.recordNumber ?? '').replace(/[^a-z0-9]/g, '');
  for (const word of wordsOf(query.text)) {
    const isDigits = /^\d+$/.test(word);
    if (isDigits && word.length >= 3 && phone.endsWith(word)) reasons.add(`Phone ends ${word.slice(-4)}`);
    else if (isDigits && word.length >= 3 && phone.includes(word)) reasons.add('Phone');
    if (number && (number.endsWith(word) || number.startsWith(word))) reasons.add('Record number');
    if (isDigits && word.length === 4 && patient.dateOfBirth?.startsWith(word)) reasons.add(`Born ${word}`);
    const begins = (text = '') => wordsOf(text).some((part) => part.startsWith(word));
    if (names.some((name) => name.startsWith(word))) reasons.add('Name');
    else if (begins(patient.email)) reasons.add('Email');
    else if (begins(patient.city)) reasons.add('City');
    else {
      const likeness = nearest(word, names);
      if (likeness) reasons.add(likenessWords[likeness]);
    }
  }
  return [...reasons];
}

/** True when a word of the query is a whole word of the name. */
export function hasWholeName(query: PatientQuery, patient: Matchable): boolean {
  const names = new Set(nameWords(patient));
  return wordsOf(query.text).some((word) => names.has(word));
}
