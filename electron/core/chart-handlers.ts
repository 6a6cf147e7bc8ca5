import { outlineFields, type procedures } from '../../shared/contract';
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
import type { SignedInPerson } from './session';
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

  /** What a person may read of one patient. NOT_FOUND where there can be no such patient. */
  const readerOf = (person: SignedInPerson, patient: string) => {
    if (!/^[0-9a-f]{24}$/.test(patient)) throw notFound();
    const reads = (entity: Parameters<typeof reach>[2]): boolean => {
      const reached = reach(person, 'read', entity);
      return reached === 'all' || (reached !== 'none' && reached.patient === patient);
    };
    return {
      reads,
      /** Newest first; none where the person reads none of them. All fields but the heavy ones, or these. */
      async listOf(entity: EntityDefinition, fields?: readonly string[]): Promise<StoredRecord[]> {
        if (!reads(entity)) return [];
        const query = { filter: { patient: { is: patient } }, sort: entity.defaultSort, limit: mostOfAKind };
        const found = await records.find(entity, { ...query, ...(fields && { fields }) });
        return entityRecords.visibleAll(entity, found, person);
      },
      /** Of a removed patient only to who may bring them back. NOT_FOUND for one out of reach and for none alike. */
      shown(found: StoredRecord | null): { stored: StoredRecord; patient: StoredRecord } {
        if (!found) throw notFound();
        const action = found.deletedAt ? 'remove' : 'read';
        if (!isReached(entities.patients, found, person, action)) throw unreached();
        return { stored: found, patient: entityRecords.visible(entities.patients, found, person) };
      },
    };
  };

  const titlesOf = (name: 'doctors' | 'clinics', ids: readonly unknown[], person: SignedInPerson) =>
    entityRecords.titles(name, [...new Set(ids.filter(isText))], person);

  return {
    async get({ patient: id }, call) {
      const person = personOf(call);
      const { reads, listOf, shown } = readerOf(person, id);
      const { patients } = entities;
      const readsAllergies = reads(entities.allergies);
      const [kept, flagged, measured, ...found] = await Promise.all([
        records.get(patients, id),
        // Who reads the allergies themselves needs no flag beside them.
        readsAllergies ? undefined : activeAllergies(records, [id]),
        reads(readingRecords) ? given.readings.summaryOf(id) : [],
        ...kinds.map((kind) => listOf(entities[kind])),
      ]);
      const { stored, patient } = shown(kept);
      const all = found.flat();
      const titles = await Promise.all([
        titlesOf('doctors', [stored.doctors, ...all.map((record) => record.doctor)].flat(), person),
        titlesOf('clinics', [stored.clinics, ...all.map((record) => record.clinic)].flat(), person),
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

    async outline({ patient: id }, call) {
      const person = personOf(call);
      const { listOf, shown } = readerOf(person, id);
      const [kept, appointments, healthlogs, prescriptions] = await Promise.all([
        records.get(entities.patients, id),
        listOf(entities.appointments, outlineFields.appointments),
        listOf(entities.healthlogs, outlineFields.healthlogs),
        listOf(entities.prescriptions, outlineFields.prescriptions),
      ]);
      const { patient } = shown(kept);
      const names = await titlesOf(
        'doctors',
        healthlogs.map(({ doctor }) => doctor),
        person,
      );
      trail.noteRead(person, call.session.device, { entity: 'chart', record: id, patient: id, at: call.now });
      return { patient, appointments, healthlogs, prescriptions, names };
    },
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';
