import { wordsOf } from '../../../../shared/rules/names';
import { formatDate } from '../../format';
import type { DicomHeader } from './read-header';

/** Whose record a picture stands in. */
export type Owner = {
  readonly firstname?: string;
  readonly lastname?: string;
  readonly dateOfBirth?: string;
  readonly recordNumber?: string;
};

/** `differs`: it is of someone else, or the header is wrong; `unclear`: too little stands in it to tell. */
export type Identity = {
  readonly verdict: 'same' | 'differs' | 'unclear';
  /** What does not agree, in words. */
  readonly differences: readonly string[];
};

const sorted = (text: string) => wordsOf(text).toSorted();

/**
 * Names agree when the shorter has no word that the other lacks: devices leave middle names out and turn the order round.
 * A single word in common is not enough, for families share theirs.
 */
function isSameName(one: string, other: string): boolean {
  const [few = [], many = []] = [sorted(one), sorted(other)].toSorted((a, b) => a.length - b.length);
  return few.length >= 2 ? few.every((word) => many.includes(word)) : few.join() === many.join();
}

/**
 * Compares whom a file names with the person in whose record it stands. Numbers of other institutions mean nothing here:
 * a number that differs only tells when neither name nor birth date is there to be compared, or differs as well.
 */
export function compareIdentity(header: DicomHeader, owner: Owner): Identity {
  const { patientName, birthDate, patientId } = header;
  const name = [owner.firstname, owner.lastname].filter(Boolean).join(' ');
  const differences: string[] = [];
  let compared = 0;
  if (patientName && name) {
    compared += 1;
    if (!isSameName(patientName, name)) differences.push('the name');
  }
  if (birthDate && owner.dateOfBirth) {
    compared += 1;
    if (birthDate !== owner.dateOfBirth) differences.push('the date of birth');
  }
  const isOtherNumber =
    patientId !== undefined && owner.recordNumber !== undefined && patientId !== owner.recordNumber;
  if (differences.length > 0)
    return { verdict: 'differs', differences: isOtherNumber ? [...differences, 'the number'] : differences };
  const isSameNumber = patientId !== undefined && patientId === owner.recordNumber;
  if (compared === 2 || (compared === 1 && isSameNumber)) return { verdict: 'same', differences };
  if (compared === 0 && isOtherNumber) return { verdict: 'differs', differences: ['the number'] };
  return { verdict: 'unclear', differences };
}

/** Whom a file names: "Al-Sayed, Fatima, born 12 Mar 1972, number WF-004417". */
export const personWords = ({ patientName, birthDate, patientId }: DicomHeader): string =>
  [
    patientName ?? 'no name',
    birthDate ? `born ${formatDate(birthDate)}` : 'no date of birth',
    patientId && `number ${patientId}`,
  ]
    .filter(Boolean)
    .join(', ');
