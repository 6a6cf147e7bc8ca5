import { useEffect, useState } from 'react';
import type { FoundPatient } from '../../../shared/contract';
import { type EntityName, type EntityTable, entities } from '../../../shared/entities';
import { isSimilarOnly } from '../../../shared/rules/patient-matches';
import { hasDuty } from '../../../shared/rules/permissions';
import { formatDate, writtenTitle } from '../format';
import { useClient, usePerson } from './clinic-context';
import { callsOf } from './entity-calls';
import { queryKeys } from './query-keys';
import { useAnswer } from './reads';

/** One record to pick: its name, and what tells it from others of that name. */
export type ReferenceOption = {
  id: string;
  label: string;
  detail?: string;
  /** The name is only like the one typed: someone else, perhaps. To be chosen on purpose. */
  isSimilarOnly?: boolean;
};

export type ReferenceSearch = {
  options: ReferenceOption[];
  isLoading: boolean;
  error: Error | null;
};

const table: EntityTable = entities;
const limit = 8;

function patientOption(patient: FoundPatient): ReferenceOption {
  const born = patient.dateOfBirth ? `born ${formatDate(patient.dateOfBirth)}` : undefined;
  const isSimilar = isSimilarOnly(patient.reasons);
  const why = isSimilar ? 'similar name' : undefined;
  const detail = [why, born, patient.recordNumber].filter(Boolean).join(', ');
  return { id: patient.id, label: patient.name, detail: detail || undefined, isSimilarOnly: isSimilar };
}

/** Details of entities other than patients: the first of these fields that a record has. */
const detailFields = ['specialty', 'city', 'username', 'dateOfBirth'];

function recordOption(entity: EntityName, record: { id: string } & Record<string, unknown>): ReferenceOption {
  const label = writtenTitle(table[entity]?.title(record) ?? '') || record.id;
  const detail = detailFields.map((name) => record[name]).find((value) => typeof value === 'string');
  return {
    id: record.id,
    label,
    detail: typeof detail === 'string' && detail !== label ? detail : undefined,
  };
}

/** A text once typing pauses for so many milliseconds. */
export function useSettled<T>(value: T, pauseMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(() => value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return settled;
}

/** Records of an entity by typed words, at most eight; without words the first of its list. */
export function useReferenceSearch(entity: EntityName, text: string, isWanted = true): ReferenceSearch {
  const client = useClient();
  const person = usePerson();
  const query = useSettled(text.trim(), 120);
  const findsPatients = entity === 'patients' && query !== '' && hasDuty(person, 'findPatients');
  const answer = useAnswer<ReferenceOption[]>({
    key: queryKeys.reference(entity, query),
    read: async (signal) => {
      if (findsPatients) {
        const found = await client.search.patients({ query, limit }, { signal });
        return found.patients.map(patientOption);
      }
      const page = { offset: 0, limit };
      const { rows } = await callsOf(client, entity).list({ text: query || undefined, page }, { signal });
      return rows.map((row) => recordOption(entity, row));
    },
    isWanted,
    keepsPrevious: true,
  });
  return { options: answer.data ?? [], isLoading: answer.isLoading, error: answer.error };
}
