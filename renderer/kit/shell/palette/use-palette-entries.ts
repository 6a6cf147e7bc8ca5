import { IconBuildingHospital, IconPlus, IconUserHeart } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { FoundPatient } from '../../../../shared/contract';
import { entities } from '../../../../shared/entities';
import { wordsOf } from '../../../../shared/rules/names';
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
import { ageAndSex, formatDate } from '../../format';
import { creationsOf, navigationOf } from '../navigation';
import { nameTyped } from './matched-parts';

/** One line of the palette. */
export type PaletteEntry = {
  key: string;
  group: string;
  label: string;
  detail?: string;
  /** Why a patient was found: "Phone ends 0412". */
  reasons: readonly string[];
  /** Absent for people, who have initials. */
  icon?: IconLike;
  to: string;
  patient?: FoundPatient;
};

export type PaletteEntries = {
  entries: PaletteEntry[];
  /** Patients that match, shown or not; absent while none are looked for. */
  total?: number;
  error: Error | null;
  isLoading: boolean;
};

const mostPatients = 8;

/** True when every typed word begins a word of the label. */
function isMeant(label: string, query: string): boolean {
  const words = wordsOf(label);
  return wordsOf(query).every((typed) => words.some((word) => word.startsWith(typed)));
}

function patientEntry(patient: FoundPatient, today: string): PaletteEntry {
  const born = patient.dateOfBirth && `born ${formatDate(patient.dateOfBirth)}`;
  return {
    key: `patient ${patient.id}`,
    group: patient.reasons.length > 1 ? 'Best match' : 'Patients',
    label: patient.name,
    detail: [ageAndSex(patient, today), born, patient.recordNumber].filter(Boolean).join(', '),
    reasons: patient.reasons,
    to: `/patients/${patient.id}`,
    patient,
  };
}

/** Pages and things to make, by their words; all pages while nothing is typed. */
function pageEntries(person: Person, query: string): PaletteEntry[] {
  const pages = navigationOf(person).map((item) => ({ ...item, group: 'Pages' }));
  const creations = creationsOf(person).map((each) => ({ ...each, group: 'Actions', icon: IconPlus }));
  const account = { to: '/account', label: 'Account', group: 'Pages', icon: undefined };
  return [...creations, ...pages, account]
    .filter(({ label }) => isMeant(label, query))
    .slice(0, query ? 5 : undefined)
    .map(({ to, label, group, icon }) => ({
      key: `page ${to}`,
      group,
      label,
      reasons: [],
      icon: icon ?? IconUserHeart,
      to,
    }));
}

function recordEntries(name: string, group: string, icon: IconLike, found: ReferenceSearch): PaletteEntry[] {
  return found.options.slice(0, 3).map(({ id, label, detail }) => ({
    key: `${name} ${id}`,
    group,
    label,
    detail,
    reasons: [],
    icon,
    to: `/${name}/${id}`,
  }));
}

function newPatientEntry(query: string): PaletteEntry {
  const values = new URLSearchParams(nameTyped(query));
  return {
    key: 'new patient',
    group: 'Not here?',
    label: `New patient “${query}”`,
    reasons: [],
    icon: IconPlus,
    to: `/patients/new?${values.toString()}`,
  };
}

/** Everything the palette offers for what is typed: patients first, then pages, doctors and clinics, a new patient last. */
export function usePaletteEntries(typed: string, isOpen: boolean): PaletteEntries {
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
  const recent = useHome({ isWanted: isOpen && finds && query === '' }).data?.recentPatients;

  const found = query === '' ? undefined : patients.data;
  const entries = useMemo(() => {
    if (query === '') {
      const lately = (recent ?? []).map(({ id, name, dateOfBirth }) =>
        patientEntry({ id, name, dateOfBirth, reasons: [] }, today),
      );
      return [...lately.map((entry) => ({ ...entry, group: 'Recent patients' })), ...pageEntries(person, '')];
    }
    const mayAdd = may(person, 'create', entities.patients) && nameTyped(query).lastname !== undefined;
    return [
      ...(found?.patients ?? []).map((patient) => patientEntry(patient, today)),
      ...pageEntries(person, query),
      ...(isNamed ? recordEntries('doctors', 'Doctors', IconUserHeart, doctors) : []),
      ...(isNamed ? recordEntries('clinics', 'Clinics', IconBuildingHospital, clinics) : []),
      ...(mayAdd ? [newPatientEntry(query)] : []),
    ];
  }, [query, recent, today, person, found, doctors, clinics, isNamed]);
  return { entries, total: found?.total, error: patients.error, isLoading: patients.isLoading };
}
