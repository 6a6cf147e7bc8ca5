import type { FoundRecord, FoundRecords } from '../../../shared/contract';
import { type EntityTable, entities } from '../../../shared/entities';
import { bornWords, formatNumber, formatPartialDate, personWords, writtenTitle } from '../format';
import { sentence } from '../table/record-title';

type Kind = FoundRecords['kind'];
const table: EntityTable = entities;

/** "Visit": what a found record is. */
export const kindWord = (kind: Kind): string => table[kind]?.label.one ?? kind;
export const kindsWord = (kind: Kind): string => sentence(table[kind]?.label.many ?? kind);

/** "Cough, 9 Mar 2027": its title, and when it was. */
export function foundTitle(kind: Kind, { title, date, patientName }: FoundRecord): string {
  // The name of the patient stands before it already.
  const own = patientName && title.startsWith(patientName) ? title.slice(patientName.length) : title;
  const written = writtenTitle(own);
  const when = date && formatPartialDate(date);
  const name = written === '' ? sentence(kindWord(kind)) : written;
  return when && !name.includes(when) ? `${name}, ${when}` : name;
}

/** What tells the patient from others of the name: beside a record of theirs in short. */
export function whoseWords({ person, patientName }: FoundRecord, today: string): string {
  if (!person) return '';
  return patientName ? bornWords(person) || (person.recordNumber ?? '') : personWords(person, today);
}

/** How many there are; of more than are counted, at least how many. */
export const countWord = ({ total, isMore, isUnfinished }: FoundRecords): string =>
  isUnfinished ? 'too many' : `${formatNumber(total)}${isMore ? '+' : ''}`;
