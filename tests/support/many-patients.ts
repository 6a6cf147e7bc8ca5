import { openStore } from '../../electron/store/open-store';
import { entities } from '../../shared/entities';

const firstNames = ['Asha', 'Emre', 'Fatima', 'Grace', 'Ivan', 'José', 'Łukasz', 'Mei', 'Noor', 'Zoë'];
const familyNames = [
  'Abebe',
  'Brown',
  'Çelik',
  'Dvořák',
  'Evans',
  'Farah',
  'Khan',
  'Müller',
  'Sørensen',
  'Yılmaz',
];
const cities = ['Norbridge', 'Easton', 'Westham', 'Southmill'];
const batch = 5_000;

/** How many of so many made patients are named Zoë. */
export const zoesAmong = (count: number) => count / firstNames.length;

/**
 * Puts patients straight into the database at `uri`, past contract and core: for suites about large numbers. Names
 * repeat; the family name "Aaby" and the record number "Z-LAST" stand once each, first and last of all.
 */
export async function putPatients(uri: string, count: number): Promise<void> {
  const store = await openStore(entities)(uri, () => undefined);
  try {
    for (let from = 0; from < count; from += batch) {
      const records = Array.from({ length: Math.min(batch, count - from) }, (_, at) =>
        patientNumber(from + at, count),
      );
      await store.records.insertMany(entities.patients, records, { at: new Date() });
    }
  } finally {
    await store.close();
  }
}

function patientNumber(index: number, count: number) {
  const pick = (names: readonly string[], each: number) => names[Math.floor(index / each) % names.length];
  const isLast = index === count - 1;
  return {
    recordNumber: isLast ? 'Z-LAST' : `P-${String(index + 1).padStart(6, '0')}`,
    firstname: pick(firstNames, 1),
    lastname: index === 0 ? 'Aaby' : isLast ? 'Zytka' : pick(familyNames, firstNames.length),
    dateOfBirth: `${1930 + (index % 90)}-${String(1 + (index % 12)).padStart(2, '0')}-15`,
    sex: index % 2 === 0 ? 'female' : 'male',
    phone: `+44 7700 9${String(index).padStart(5, '0')}`,
    city: pick(cities, firstNames.length * familyNames.length),
  };
}
