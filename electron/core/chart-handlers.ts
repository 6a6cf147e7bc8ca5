import type { procedures } from '../../shared/contract';
import { type Allergy, type EntityName, entities } from '../../shared/entities';
import { checksOf } from '../../shared/rules/check-prescription';
import { isActive } from '../../shared/rules/active';
import { reach } from '../../shared/rules/permissions';
import { readingRecords } from '../../shared/rules/readings/access';
import { wallClockOf } from '../../shared/rules/time';
import type { EntityDefinition } from '../../shared/schema';
import { activeAllergies } from './active-allergies';
import { personOf } from './call';
import { type EntityRecords, isReached } from './entity-records';
import type { HomeClinicReader } from './home-clinic';
import type { ReadingStore } from './ports/readings';
import type { Records, StoredRecord } from './ports/records';
import { notFound, unreached } from './refusal';
import type { HandlersOf } from './router';
import type { Trail } from './trail';

/** Records of one kind that a chart shows at most; far beyond a lifetime of visits. */
const mostOfAKind = 5_000;

/** What a chart gathers beside the patient. */
const kinds = [
  'appointments',
  'healthlogs',
  'prescriptions',
  'symptomjournals',
  'problems',
  'allergies',
  'immunizations',
  'attachments',
] as const satisfies readonly EntityName[];
type Lists = Record<(typeof kinds)[number], StoredRecord[]>;

type Given = {
  readonly records: Records;
  readonly readings: Pick<ReadingStore, 'summaryOf'>;
  readonly entityRecords: EntityRecords;
  readonly homeClinic: HomeClinicReader;
  readonly trail: Trail;
};

export function chartHandlers(given: Given): HandlersOf<(typeof procedures)['chart']> {
  const { records, entityRecords, homeClinic, trail } = given;
  return {
    async get({ patient: id }, call) {
      const person = personOf(call);
      if (!/^[0-9a-f]{24}$/.test(id)) throw notFound();
      const { patients } = entities;
      const reads = (entity: Parameters<typeof reach>[2]): boolean => {
        const reached = reach(person, 'read', entity);
        return reached === 'all' || (reached !== 'none' && reached.patient === id);
      };
      const of = async (entity: EntityDefinition): Promise<StoredRecord[]> => {
        if (!reads(entity)) return [];
        const query = { filter: { patient: { is: id } }, sort: entity.defaultSort, limit: mostOfAKind };
        return entityRecords.visibleAll(entity, await records.find(entity, query), person);
      };
      const readsAllergies = reads(entities.allergies);
      const [stored, flagged, measured, ...found] = await Promise.all([
        records.get(patients, id),
        // Who reads the allergies themselves needs no flag beside them.
        readsAllergies ? undefined : activeAllergies(records, [id]),
        reads(readingRecords) ? given.readings.summaryOf(id) : [],
        ...kinds.map((kind) => of(entities[kind])),
      ]);
      if (!stored) throw notFound();
      const action = stored.deletedAt ? 'remove' : 'read';
      if (!isReached(patients, stored, person, action)) throw unreached();
      const patient = entityRecords.visible(patients, stored, person);
      const all = found.flat();
      const doctors = [stored.doctors, ...all.map((record) => record.doctor)].flat().filter(isText);
      const clinics = [stored.clinics, ...all.map((record) => record.clinic)].flat().filter(isText);
      const titles = await Promise.all([
        entityRecords.titles('doctors', [...new Set(doctors)], person),
        entityRecords.titles('clinics', [...new Set(clinics)], person),
      ]);
      const names = Object.assign({ [id]: patients.title(patient) }, ...titles);
      trail.noteRead(person, call.session.device, { entity: 'chart', record: id, patient: id, at: call.now });
      // One list for each kind, in their order.
      const lists = Object.fromEntries(kinds.map((kind, index) => [kind, found[index] ?? []])) as Lists;
      const today = wallClockOf(call.now, await homeClinic.timeZone()).date;
      const checks = readsAllergies ? checksOf(lists, today) : {};
      const hasAlerts =
        Boolean(stored.alerts) ||
        (flagged ? flagged.has(id) : lists.allergies.some((each) => isActive(each as Partial<Allergy>)));
      return { patient, hasAlerts, ...lists, readings: measured, checks, names };
    },
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';
