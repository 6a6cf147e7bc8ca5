import type { FoundPatient, procedures } from '../../shared/contract';
import { type Appointment, entities, type Patient } from '../../shared/entities';
import { hasWholeName, matchReasons, parsePatientQuery } from '../../shared/rules/patient-matches';
import { wallClockOf } from '../../shared/rules/time';
import { personOf } from './call';
import type { EntityRecords } from './entity-records';
import { computerTimeZone, type HomeClinicReader } from './home-clinic';
import type { Records, StoredRecord } from './ports/records';
import type { HandlersOf } from './router';

const { appointments, patients } = entities;
const usualLimit = 8;
/** Candidates that are ranked; more matches than this means too few letters to rank by. */
const mostCandidates = 100;

export function searchHandlers(
  records: Records,
  entityRecords: EntityRecords,
  homeClinic: HomeClinicReader,
): HandlersOf<(typeof procedures)['search']> {
  /** Today's next appointment of these patients. */
  async function todays(ids: readonly string[], now: Date): Promise<Map<string, Appointment>> {
    const timeZone = (await homeClinic.read())?.timeZone ?? computerTimeZone();
    const filter = {
      date: { is: wallClockOf(now, timeZone).date },
      patient: { is: [...ids] },
      status: { is: ['booked', 'confirmed', 'arrived', 'inRoom', 'done'] },
    };
    const sort = [{ field: 'time', direction: 'descending' as const }];
    const found = ids.length > 0 ? await records.find(appointments, { filter, sort, limit: 200 }) : [];
    return new Map(found.map((record) => [String(record.patient), record as Appointment]));
  }

  return {
    async patients({ query: typed, limit = usualLimit }, call) {
      const person = personOf(call);
      const query = parsePatientQuery(typed);
      if (!query.text && !query.dateOfBirth) return { patients: [], total: 0 };
      const filter = query.dateOfBirth ? { dateOfBirth: { is: query.dateOfBirth } } : undefined;
      const selection = entityRecords.selectionFor(
        patients,
        { filter, text: query.text || undefined },
        person,
      );
      if (!selection) return { patients: [], total: 0 };
      const [candidates, total] = await Promise.all([
        records.find(patients, { ...selection, sort: patients.defaultSort, limit: mostCandidates }),
        records.count(patients, selection),
      ]);
      const today = await todays(
        candidates.map((record) => record.id),
        call.now,
      );
      const ranked = candidates
        .map((record) => {
          const patient = entityRecords.visible(patients, record, person) as StoredRecord & Patient;
          const reasons = matchReasons(query, patient);
          const rank = [reasons.length, today.has(record.id) ? 1 : 0, hasWholeName(query, patient) ? 1 : 0];
          return { patient, reasons, rank };
        })
        .sort((a, b) => compareRanks(b.rank, a.rank))
        .slice(0, limit);
      return {
        patients: ranked.map(({ patient, reasons }) => found(patient, reasons, today.get(patient.id))),
        total,
      };
    },
  };
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function found(patient: Patient, reasons: string[], today: Appointment | undefined): FoundPatient {
  const { id, dateOfBirth, sex, recordNumber, phone } = patient;
  const appointment =
    today?.time && today.status
      ? { id: today.id, time: today.time, status: today.status, doctorName: today.doctorName }
      : undefined;
  return {
    id,
    name: patients.title(patient),
    dateOfBirth,
    sex,
    recordNumber,
    phone,
    reasons,
    today: appointment,
  };
}
