import type mongoose from 'mongoose';
import { mapperOf } from '../../electron/store/mapper';
import { entities } from '../../shared/entities';

const projection = mapperOf(entities.patients, () => undefined).projection();
const byName = { 'sortKeys.lastname': 1, 'sortKeys.firstname': 1, _id: 1 } as const;

type Page = {
  readonly limit: number;
  readonly offset?: number;
  readonly sort?: Readonly<Record<string, 1 | -1>>;
  readonly filter?: Readonly<Record<string, unknown>>;
};

/** A page of patients through the driver alone: the same documents with the same fields in the same order as the app's. */
export function rawPatients(database: mongoose.mongo.Db, { limit, offset = 0, sort = byName, filter }: Page) {
  return database
    .collection('patients')
    .find({ removed: false, ...filter }, { projection })
    .sort({ ...sort })
    .skip(offset)
    .limit(limit)
    .toArray();
}

/** The same with the names of what the rows refer to, in one read for each kind. */
export async function rawPatientsWithNames(database: mongoose.mongo.Db, page: Page) {
  const rows = await rawPatients(database, page);
  return { rows, names: await rawNames(database, rows) };
}

export function rawNames(
  database: mongoose.mongo.Db,
  rows: readonly mongoose.mongo.WithId<mongoose.mongo.Document>[],
) {
  const of = (collection: 'doctors' | 'clinics', fields: readonly string[]) => {
    const ids = [
      ...new Map(rows.flatMap((row) => row[collection] ?? []).map((id) => [String(id), id])).values(),
    ];
    const wanted = Object.fromEntries(fields.map((field) => [field, 1]));
    return database
      .collection(collection)
      .find({ _id: { $in: ids } }, { projection: wanted })
      .toArray();
  };
  return Promise.all([
    of('doctors', entities.doctors.titleFields),
    of('clinics', entities.clinics.titleFields),
  ]);
}
