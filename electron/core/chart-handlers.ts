import type { procedures } from '../../shared/contract';
import { entities } from '../../shared/entities';
import { reach } from '../../shared/rules/permissions';
import type { EntityDefinition } from '../../shared/schema';
import { personOf } from './call';
import { type EntityRecords, isReached } from './entity-records';
import type { Records, StoredRecord } from './ports/records';
import { notFound, unreached } from './refusal';
import type { HandlersOf } from './router';
import type { Trail } from './trail';

/** Records of one kind that a chart shows at most; far beyond a lifetime of visits. */
const mostOfAKind = 5_000;

export function chartHandlers(
  records: Records,
  entityRecords: EntityRecords,
  trail: Trail,
): HandlersOf<(typeof procedures)['chart']> {
  return {
    async get({ patient: id }, call) {
      const person = personOf(call);
      if (!/^[0-9a-f]{24}$/.test(id)) throw notFound();
      const { patients, appointments, healthlogs, prescriptions, symptomjournals } = entities;
      const of = async (entity: EntityDefinition): Promise<StoredRecord[]> => {
        if (reach(person, 'read', entity) === 'none') return [];
        const query = { filter: { patient: { is: id } }, sort: entity.defaultSort, limit: mostOfAKind };
        const found = await records.find(entity, query);
        return found
          .filter((record) => isReached(entity, record, person, 'read'))
          .map((record) => entityRecords.visible(entity, record, person));
      };
      const [stored, ...lists] = await Promise.all([
        records.get(patients, id),
        of(appointments),
        of(healthlogs),
        of(prescriptions),
        of(symptomjournals),
      ]);
      if (!stored) throw notFound();
      const action = stored.deletedAt ? 'remove' : 'read';
      if (!isReached(patients, stored, person, action)) throw unreached();
      const patient = entityRecords.visible(patients, stored, person);
      const doctors = [stored.doctors, ...lists.flat().map((record) => record.doctor)].flat().filter(isText);
      const clinics = [stored.clinics, ...lists.flat().map((record) => record.clinic)].flat().filter(isText);
      const names = {
        ...(await entityRecords.titles('doctors', [...new Set(doctors)], person)),
        ...(await entityRecords.titles('clinics', [...new Set(clinics)], person)),
        [id]: patients.title(patient),
      };
      trail.noteRead(person, call.session.device, { entity: 'chart', record: id, patient: id, at: call.now });
      const [appointmentRows = [], visitRows = [], prescriptionRows = [], symptomRows = []] = lists;
      return {
        patient,
        hasAlerts: Boolean(stored.alerts),
        appointments: appointmentRows,
        healthlogs: visitRows,
        prescriptions: prescriptionRows,
        symptomjournals: symptomRows,
        names,
      };
    },
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';
