import { IconBuildingHospital, IconPlus, IconUserHeart } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { FoundPatient } from '../../../../shared/contract';
import { entities } from '../../../../shared/entities';
import { isSimilarOnly } from '../../../../shared/rules/patient-matches';
import { hasDuty, may, type Person } from '../../../../shared/rules/permissions';
import type { IconLike } from '../../base';
import {
  queryKeys,
  type ReferenceSearch,
  useAnswer,
  useClient,
  useHome,
  usePerson,
  useReferenceSearch,
  useSettled,
  useToday,
} from '../../data';
import { personWords } from '../../format';
import { creationsOf, navigationOf } from '../navigation';
import { type Command, isMeant } from './commands';
import { nameTyped } from './matched-parts';
import type { PaletteEntry } from './palette-entry';
import { useRecordEntries } from './use-record-entries';

export type PaletteEntries = {
  entries: PaletteEntry[];
  /** Patients that match, shown or not; absent while none are looked for. */
  total?: number;
  /** True when nobody matches and those shown only have names like the one typed. */
  isSimilarOnly: boolean;
  /** True when a page or a command is meant, so that no one's name need be. */
  isPageMeant: boolean;
  error: Error | null;
  isLoading: boolean;
  /** False while the entries still answer what was typed before: Enter waits for that. */
  isSettled: boolean;
};

const mostPatients = 8;
const mostPages = 6;

function patientEntry(patient: FoundPatient, today: string, group: string): PaletteEntry {
  return {
    key: `patient ${patient.id}`,
    group,
    label: patient.name,
    detail: personWords(patient, today),
    reasons: patient.reasons,
    go: { to: `/patients/${patient.id}` },
    patient,
  };
}

/** Those who match, the ones in two ways apart; then names that are only like the one typed. They come in this order. */
function groupOf({ reasons }: FoundPatient, isAnyExact: boolean): string {
  const isSimilar = isSimilarOnly(reasons);
  if (reasons.length > 1 && !(isSimilar && isAnyExact)) return 'Best match';
  return isSimilar ? 'Similar names' : 'Patients';
}

function patientEntries(found: readonly FoundPatient[], today: string): PaletteEntry[] {
  const isAnyExact = found.some(({ reasons }) => !isSimilarOnly(reasons));
  return found.map((patient) => patientEntry(patient, today, groupOf(patient, isAnyExact)));
}

/** Pages, things to make and to do, by their words; all but the last while nothing is typed. */
function pageEntries(person: Person, query: string, commands: readonly Command[]): PaletteEntry[] {
  const pages = navigationOf(person).map((item) => ({ ...item, group: 'Pages' }));
  const creations = creationsOf(person).map((each) => ({ ...each, group: 'Actions', icon: IconPlus }));
  const found = [...creations, ...pages]
    .filter(({ label }) => isMeant(query, label))
    .map(({ to, label, group, icon }): PaletteEntry => {
      return { key: `page ${to}`, group, label, reasons: [], icon, go: { to } };
    });
  if (query === '') return found;
  const done = commands
    .filter(({ label, also }) => isMeant(query, label, also))
    .map(({ key, label, icon, run }): PaletteEntry => {
      return { key: `do ${key}`, group: 'Actions', label, reasons: [], icon, go: { run } };
    });
  return [...found, ...done].slice(0, mostPages);
}

function recordEntries(name: string, group: string, icon: IconLike, found: ReferenceSearch): PaletteEntry[] {
  return found.options.slice(0, 3).map(({ id, label, detail }) => ({
    key: `${name} ${id}`,
    group,
    label,
    detail,
    reasons: [],
    icon,
    go: { to: `/${name}/${id}` },
  }));
}

function newPatientEntry(query: string): PaletteEntry {
  const name = nameTyped(query);
  const values = new URLSearchParams(name);
  return {
    key: 'new patient',
    group: 'Not here?',
    label: `Register “${[name.firstname, name.lastname].filter(Boolean).join(' ')}” as a new patient`,
    reasons: [],
    icon: IconPlus,
    go: { to: `/patients/new?${values.toString()}` },
  };
}

/**
 * Everything the palette offers for what is typed. What stands in records comes when it is found, and keeps nobody
 * waiting for the rest: patients first, then pages and commands, doctors and clinics, a new
 * patient last. Names that are only like the one typed come after a page that is meant.
 */
export function usePaletteEntries(
  typed: string,
  isOpen: boolean,
  commands: readonly Command[],
): PaletteEntries {
  const client = useClient();
  const person = usePerson();
  const today = useToday();
  const query = useSettled(typed.trim(), 60);
  const finds = hasDuty(person, 'findPatients');
  const isNamed = isOpen && query.length >= 2;
  const patients = useAnswer({
    key: queryKeys.search(query),
    read: (signal) => client.search.patients({ query, limit: mostPatients }, { signal }),
    isWanted: isOpen && finds && query !== '',
    keepsPrevious: true,
  });
  const doctors = useReferenceSearch('doctors', query, isNamed && may(person, 'read', entities.doctors));
  const clinics = useReferenceSearch('clinics', query, isNamed && may(person, 'read', entities.clinics));
  const inRecords = useRecordEntries(query, isOpen);
  const recent = useHome({ isWanted: isOpen && finds && query === '' }).data?.recentPatients;

  const found = query === '' ? undefined : patients.data;
  const people = found?.patients;
  const onlySimilar =
    people !== undefined && people.length > 0 && people.every((each) => isSimilarOnly(each.reasons));
  // Until the desk has answered, nobody knows whether whom one means is registered.
  const isKnown = people !== undefined && (people.length > 0 || !patients.isPrevious);
  const pages = useMemo(() => pageEntries(person, query, commands), [person, query, commands]);
  const isPageMeant = query !== '' && pages.length > 0;
  const entries = useMemo(() => {
    if (query === '') {
      const lately = (recent ?? []).map(({ id, name, dateOfBirth }) =>
        patientEntry({ id, name, dateOfBirth, reasons: [] }, today, 'Recent patients'),
      );
      return [...lately, ...pages];
    }
    const mayAdd =
      isKnown &&
      !isPageMeant &&
      may(person, 'create', entities.patients) &&
      nameTyped(query).lastname !== undefined;
    const matching = patientEntries(people ?? [], today);
    return [
      ...(onlySimilar ? [...pages, ...matching] : [...matching, ...pages]),
      ...(isNamed ? recordEntries('doctors', 'Doctors', IconUserHeart, doctors) : []),
      ...(isNamed ? recordEntries('clinics', 'Clinics', IconBuildingHospital, clinics) : []),
      ...inRecords.entries,
      ...(mayAdd ? [newPatientEntry(query)] : []),
    ];
  }, [
    query,
    recent,
    today,
    person,
    people,
    isKnown,
    onlySimilar,
    pages,
    isPageMeant,
    doctors,
    clinics,
    isNamed,
    inRecords.entries,
  ]);
  return {
    entries,
    total: found?.total,
    isSimilarOnly: onlySimilar,
    isPageMeant,
    error: patients.error,
    isLoading: patients.isLoading,
    isSettled:
      query === typed.trim() &&
      !patients.isLoading &&
      !patients.isPrevious &&
      // Where no one and no page is meant, a record may be: Enter must not register a patient of that name.
      (isPageMeant || (people ?? []).length > 0 || !inRecords.isAwaited),
  };
}
