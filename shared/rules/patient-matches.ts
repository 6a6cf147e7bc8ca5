import { fold, wordsOf } from './names';

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
};

/** Why a patient matches a query, in words, the telling ones first: each kind once. */
export function matchReasons(query: PatientQuery, patient: Matchable): string[] {
  const reasons = new Set<string>();
  if (query.dateOfBirth && query.dateOfBirth === patient.dateOfBirth) reasons.add('Date of birth');
  const names = wordsOf(`${patient.firstname ?? ''} ${patient.lastname ?? ''}`);
  const phone = (patient.phone ?? '').replace(/\D/g, '');
  const number = fold(patient.recordNumber ?? '').replace(/[^a-z0-9]/g, '');
  for (const word of wordsOf(query.text)) {
    const isDigits = /^\d+$/.test(word);
    if (isDigits && word.length >= 3 && phone.endsWith(word)) reasons.add(`Phone ends ${word.slice(-4)}`);
    else if (isDigits && word.length >= 3 && phone.includes(word)) reasons.add('Phone');
    if (number && (number.endsWith(word) || number.startsWith(word))) reasons.add('Record number');
    if (isDigits && word.length === 4 && patient.dateOfBirth?.startsWith(word)) reasons.add(`Born ${word}`);
    if (names.some((name) => name.startsWith(word))) reasons.add('Name');
    else if (patient.email && wordsOf(patient.email).some((part) => part.startsWith(word)))
      reasons.add('Email');
  }
  return [...reasons];
}

/** True when a word of the query is a whole word of the name. */
export function hasWholeName(query: PatientQuery, patient: Matchable): boolean {
  const names = new Set(wordsOf(`${patient.firstname ?? ''} ${patient.lastname ?? ''}`));
  return wordsOf(query.text).some((word) => names.has(word));
}
