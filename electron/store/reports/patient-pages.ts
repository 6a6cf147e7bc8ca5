import type mongoose from 'mongoose';
import { entities } from '../../../shared/entities';
import type { StoredRecord } from '../../core/ports/records';
import type { ReportReading } from '../../core/ports/report-source';
import type { StoredDocument } from '../mapper';
import type { StoredEntities } from '../models';
import { objectIdOf, sortOf } from '../query';
import { storedOf } from '../readers';
import type { Stage } from './fact-stages';
import type { Moment } from './moment';

const { patients } = entities;

/** So many ids are asked for at once. */
const AT_ONCE = 10_000;
/** More than this are told from others while the list is walked in its order: to sort fifty thousand took 1.2 s. */
const FEW = 1_000;

type Around = {
  readonly moment: Moment;
  readonly collection: (name: string) => mongoose.mongo.Collection;
  readonly stored: StoredEntities;
};

/** Records of patients of whom the ids are known. */
export function patientPages({
  moment,
  collection,
  stored,
}: Around): Pick<ReportReading, 'patients' | 'patientsBy'> {
  const { mapper } = storedOf(stored, patients);
  const order = sortOf(patients, undefined);

  async function records(ids: readonly string[], fields: readonly string[], more: readonly Stage[] = []) {
    const wanted = ids.map(objectIdOf).filter((id) => id !== null);
    const found = await moment.all<StoredDocument>(collection(patients.name), [
      { $match: { _id: { $in: wanted }, removed: false } },
      ...more,
      { $project: mapper.projection(fields) },
    ]);
    return found.map((document) => mapper.toRecord(document)).filter((record) => record !== null);
  }

  async function patientsBy(ids: readonly string[], fields: readonly string[]): Promise<StoredRecord[]> {
    const found: StoredRecord[] = [];
    for (let at = 0; at < ids.length; at += AT_ONCE)
      found.push(...(await records(ids.slice(at, at + AT_ONCE), fields)));
    return found;
  }

  return {
    async patients(ids, { offset, limit }) {
      if (ids.size <= FEW)
        return records([...ids], patients.columns, [{ $sort: order }, { $skip: offset }, { $limit: limit }]);
      const page: string[] = [];
      let before = 0;
      await moment.ids(
        collection(patients.name),
        [{ $match: { removed: false } }, { $sort: order }, { $project: { _id: 1 } }],
        (id) => {
          if (!ids.has(id)) return 'more';
          before += 1;
          if (before > offset) page.push(id);
          return page.length < limit ? 'more' : 'enough';
        },
      );
      const byId = new Map(
        (await patientsBy(page, patients.columns)).map((each) => [each.id, each] as const),
      );
      return page.flatMap((id) => byId.get(id) ?? []);
    },
    patientsBy,
  };
}
