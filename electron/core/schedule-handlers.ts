import type { PatientInBrief, procedures } from '../../shared/contract';
import { type Appointment, entities, type Patient } from '../../shared/entities';
import { mayRead } from '../../shared/rules/permissions';
import { addDays } from '../../shared/rules/time';
import { activeAllergies, mayReadAllergies } from './active-allergies';
import { type Call, personOf } from './call';
import type { EntityRecords } from './entity-records';
import { freeTimesOf } from './free-times';
import type { Records, StoredRecord } from './ports/records';
import { invalid } from './refusal';
import type { HandlersOf } from './router';
import type { SignedInPerson } from './session';

const { appointments, doctors, patients } = entities;
/** More than any clinic books in a day; a safeguard against reading a whole collection. */
const mostPerDay = 5_000;
const mostDays = 62;

export function scheduleHandlers(
  records: Records,
  entityRecords: EntityRecords,
): HandlersOf<(typeof procedures)['schedule']> {
  const actorOf = (call: Call) => ({ person: personOf(call), device: call.session.device, now: call.now });

  return {
    async day({ date }, call) {
      const person = personOf(call);
      const sort = [{ field: 'time', direction: 'ascending' as const }];
      const found = await records.find(appointments, {
        filter: { date: { is: date } },
        sort,
        limit: mostPerDay,
      });
      const rows = entityRecords.visibleAll(appointments, found, person) as Appointment[];
      const [doctorRows, patientRows] = await Promise.all([
        records.getMany(doctors, idsOf(rows, 'doctor'), [
          ...doctors.titleFields,
          'specialty',
          'room',
          'colour',
        ]),
        patientsInBrief(records, idsOf(rows, 'patient'), date, person),
      ]);
      return {
        date,
        appointments: rows,
        patients: patientRows,
        doctors: doctorRows.map((doctor) => ({
          id: doctor.id,
          name: doctors.title(doctor),
          specialty: textOf(doctor.specialty),
          room: textOf(doctor.room),
          colour: textOf(doctor.colour),
        })),
      };
    },

    async week({ from, to, doctor }) {
      if (to < from) throw invalid(['to'], 'The last day lies before the first.');
      if (addDays(from, mostDays - 1) < to) throw invalid(['to'], `At most ${mostDays} days at once.`);
      const filter = { date: { from, to }, ...(doctor ? { doctor: { is: doctor } } : {}) };
      const counts = await records.countBy(appointments, { filter }, ['date', 'status']);
      const days = new Map<string, { date: string; total: number; byStatus: Record<string, number> }>();
      for (let date = from; date <= to; date = addDays(date, 1))
        days.set(date, { date, total: 0, byStatus: {} });
      for (const { key, count } of counts) {
        const day = days.get(String(key.date));
        if (!day) continue;
        const status = String(key.status ?? 'booked');
        day.byStatus[status] = (day.byStatus[status] ?? 0) + count;
        if (status !== 'cancelled') day.total += count;
      }
      return { days: [...days.values()] };
    },

    async freeSlots(wanted) {
      return { times: await freeTimesOf(records, wanted) };
    },

    async setStatus({ id, revision, status }, call) {
      const { record, names } = await entityRecords.update(
        appointments,
        { id, revision },
        { status },
        actorOf(call),
      );
      return { record, names };
    },

    async move({ id, revision, ...to }, call) {
      const { record, names } = await entityRecords.update(appointments, { id, revision }, to, actorOf(call));
      return { record, names };
    },
  };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

function idsOf(rows: readonly Appointment[], field: 'doctor' | 'patient'): string[] {
  return [...new Set(rows.flatMap((row) => row[field] ?? []))];
}

/** What the desk needs of patients; the text of an alert only for those who may read it, that there is one for all. */
async function patientsInBrief(
  records: Records,
  ids: readonly string[],
  date: string,
  person: SignedInPerson,
): Promise<PatientInBrief[]> {
  const fields = [...patients.titleFields, 'dateOfBirth', 'sex', 'language', 'alerts'];
  const earlier = { filter: { patient: { is: [...ids] }, date: { to: addDays(date, -1) } } };
  const [found, warnings, seenBefore] = await Promise.all([
    records.getMany(patients, ids, fields),
    activeAllergies(records, ids),
    ids.length > 0 ? records.countBy(appointments, earlier, ['patient']) : [],
  ]);
  const known = new Set(seenBefore.map(({ key }) => key.patient));
  const maySeeAlerts = mayRead(person, patients, patients.fields.alerts);
  const maySeeAllergies = mayReadAllergies(person);
  return found.map((record: StoredRecord & Partial<Patient>) => ({
    id: record.id,
    name: patients.title(record),
    dateOfBirth: record.dateOfBirth,
    sex: record.sex,
    language: record.language,
    alerts: linesOf(
      maySeeAllergies ? warnings.get(record.id) : undefined,
      maySeeAlerts ? record.alerts : undefined,
    ),
    hasAlerts: Boolean(record.alerts) || warnings.has(record.id),
    isNew: !known.has(record.id),
  }));
}

function linesOf(allergies: readonly string[] = [], alerts?: string): string | undefined {
  return [...allergies, alerts].filter(Boolean).join('\n') || undefined;
}
