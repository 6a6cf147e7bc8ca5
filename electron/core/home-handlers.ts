import type { Home, procedures } from '../../shared/contract';
import { type Appointment, entities, type EntityTable } from '../../shared/entities';
import { hasDuty, may, reach } from '../../shared/rules/permissions';
import { addDays, wallClockOf } from '../../shared/rules/time';
import { daysToSign } from '../../shared/rules/visit-signing';
import { personOf } from './call';
import type { EntityRecords } from './entity-records';
import { computerTimeZone, type HomeClinicReader } from './home-clinic';
import { homeFigures } from './home-figures';
import type { Records } from './ports/records';
import type { HandlersOf } from './router';
import type { SignedInPerson } from './session';

const { appointments, auditentries, healthlogs, patients, users } = entities;
const mostPerDay = 5_000;
const mostRecent = 8;
/** How far back an appointment that was never finished is still asked about, in days. */
const overdueDays = 30;

type Attention = Home['attention'][number];
type Dependencies = {
  readonly table: EntityTable;
  readonly records: Records;
  readonly entityRecords: EntityRecords;
  readonly homeClinic: HomeClinicReader;
};

export function homeHandlers(core: Dependencies): HandlersOf<(typeof procedures)['home']> {
  const { records, entityRecords } = core;

  async function day(date: string, person: SignedInPerson): Promise<Appointment[]> {
    const selection = entityRecords.selectionFor(appointments, { filter: { date: { is: date } } }, person);
    if (!selection) return [];
    const fields = ['status', 'statusTimes', 'end'];
    return (await records.find(appointments, { ...selection, limit: mostPerDay, fields })) as Appointment[];
  }

  async function attention(person: SignedInPerson, today: string): Promise<Attention[]> {
    const found: Attention[] = [];
    if (hasDuty(person, 'manageAccounts')) {
      const count = await records.count(users, { filter: { status: { is: 'pending' } } });
      if (count > 0) found.push({ kind: 'pendingAccounts', count });
    }
    const unsigned = await unsignedVisits(person, today);
    if (unsigned > 0) found.push({ kind: 'unsignedVisits', count: unsigned });
    if (hasDuty(person, 'runSchedule')) {
      const open = { status: { is: ['booked', 'confirmed', 'arrived', 'inRoom'] } };
      const past = { date: { from: addDays(today, -overdueDays), to: addDays(today, -1) } };
      const overdue = await records.count(appointments, { filter: { ...open, ...past } });
      if (overdue > 0) found.push({ kind: 'overdue', count: overdue });
      const filter = { date: { is: addDays(today, 1) }, status: { is: 'booked' } };
      const sort = [{ field: 'time', direction: 'ascending' as const }];
      const [count, [first]] = await Promise.all([
        records.count(appointments, { filter }),
        records.find(appointments, { filter, sort, limit: 1, fields: ['time', 'doctorName'] }),
      ]);
      if (count > 0) {
        const detail = first
          ? `First at ${String(first.time)}, ${String(first.doctorName ?? 'no doctor')}`
          : undefined;
        found.push({ kind: 'notConfirmedTomorrow', count, detail });
      }
    }
    const unassigned = await unassignedRecords(person);
    if (unassigned > 0) found.push({ kind: 'unassignedRecords', count: unassigned });
    return found;
  }

  /** Visits of this doctor that wait for their signature. */
  async function unsignedVisits(person: SignedInPerson, today: string): Promise<number> {
    if (!person.doctor || reach(person, 'update', healthlogs) !== 'all') return 0;
    const filter = {
      doctor: { is: person.doctor },
      date: daysToSign(today),
      signedAt: { isSet: false },
      // What came with an older system was never to be signed: `isBeforeSignatures`.
      createdBy: { isSet: true },
    };
    return records.count(healthlogs, { filter });
  }

  /** Records adopted from an older system that belong to no patient yet, as far as the person may change them. */
  async function unassignedRecords(person: SignedInPerson): Promise<number> {
    const kinds = Object.values(core.table).filter(
      (entity) =>
        entity.patientField === 'patient' && entity.category !== 'audit' && may(person, 'update', entity),
    );
    const counts = kinds
      .filter((entity) => reach(person, 'update', entity) === 'all')
      .map((entity) => records.count(entity, { filter: { patient: { isSet: false } } }));
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  }

  async function recentPatients(person: SignedInPerson): Promise<Home['recentPatients']> {
    if (reach(person, 'read', patients) !== 'all') return [];
    const filter = { user: { is: person.userId }, patient: { isSet: true } };
    const sort = [{ field: 'at', direction: 'descending' as const }];
    const entries = await records.find(auditentries, { filter, sort, limit: 100, fields: ['patient', 'at'] });
    const latest = new Map<string, Date>();
    for (const { patient, at } of entries) {
      if (typeof patient === 'string' && at instanceof Date && !latest.has(patient)) latest.set(patient, at);
    }
    const ids = [...latest.keys()].slice(0, mostRecent);
    const found = await records.getMany(patients, ids, [...patients.titleFields, 'dateOfBirth']);
    return ids.flatMap((id) => {
      const record = found.find((each) => each.id === id && !each.deletedAt);
      const at = latest.get(id);
      if (!record || !at) return [];
      const dateOfBirth = typeof record.dateOfBirth === 'string' ? record.dateOfBirth : undefined;
      return [{ id, name: patients.title(record), dateOfBirth, at }];
    });
  }

  async function totals(person: SignedInPerson): Promise<Record<string, number>> {
    const readable = Object.values(core.table).filter(
      (entity) => entity.category !== 'audit' && may(person, 'read', entity),
    );
    const counted = readable.map(async (entity) => {
      const selection = entityRecords.selectionFor(entity, {}, person);
      return [entity.name, selection ? await records.count(entity, selection) : 0] as const;
    });
    return Object.fromEntries(await Promise.all(counted));
  }

  return {
    async get(_input, call) {
      const person = personOf(call);
      const timeZone = (await core.homeClinic.read())?.timeZone ?? computerTimeZone();
      const { date, time } = wallClockOf(call.now, timeZone);
      const [today, weekBefore, ...rest] = await Promise.all([
        day(date, person),
        day(addDays(date, -7), person),
        attention(person, date),
        recentPatients(person),
        totals(person),
      ]);
      const [needed, recent, counts] = rest;
      const figures = homeFigures(today, weekBefore, { now: call.now, timeZone });
      return { date, time, figures, attention: needed, recentPatients: recent, totals: counts };
    },
  };
}
