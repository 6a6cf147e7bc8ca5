import { entities } from '../../../shared/entities';
import type { LegacyDatabase, RawDocument, RawValue } from '../ports/legacy-database';
import type { Records } from '../ports/records';
import { convertFields, type Directories, idOf, type StableId } from './conversion';
import { Directory, waysToWrite } from './directory';
import { type Plan, plans, userLists } from './plans';
import { plainOf } from './raw-value';

/** What one document cannot know of the others. Read before anything is converted. */
export type World = {
  readonly directories: Directories;
  /** Whose a document is by the lists of the old users: ids of patients, by `collection list/id of the document`. */
  readonly owners: ReadonlyMap<string, readonly string[]>;
  /** Ids that exist, by collection: what lists point to beyond them dangles. */
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>;
  /** User names and emails in use, folded. Grows as users are converted. */
  readonly usernames: Set<string>;
  readonly emails: Set<string>;
  /** Times held by appointments, as `holder|id|date|slot`. Grows as appointments are converted. */
  readonly heldTimes: Set<string>;
  readonly now: Date;
  readonly timeZone: string;
  readonly stableId: StableId;
};

/** The patient that an old user becomes; the same in every run. */
export const patientIdOf = (userId: string, stableId: StableId): string =>
  stableId('patient of user', userId);

/** The key under which `World.owners` knows a document. */
export const ownerKey = (list: string, id: string): string => `${list}/${id}`;

/** Ids in a list of an old user, in whatever form they stand there; what is no id is left out. */
export function idsIn(raw: RawValue): string[] {
  const plain = plainOf(raw);
  if (plain.is !== 'list') return [];
  return plain.value.flatMap((each) => {
    const one = plainOf(each);
    if (one.is === 'id') return [one.value];
    if (one.is === 'text' && /^[0-9a-f]{24}$/i.test(one.value)) return [one.value.toLowerCase()];
    if (one.is === 'document') return idsIn([one.value._id]);
    return [];
  });
}

type Given = {
  readonly database: LegacyDatabase;
  readonly records: Records;
  readonly now: Date;
  readonly timeZone: string;
  readonly stableId: StableId;
};

/** Reads who and what is there, adopted or not. Holds names and ids in memory, not documents. */
export async function readWorld({ database, records, now, timeZone, stableId }: Given): Promise<World> {
  const directories = { doctors: new Directory(), clinics: new Directory(), patients: new Directory() };
  const owners = new Map<string, string[]>();
  const ids = new Map<string, Set<string>>();
  const usernames = new Set<string>();
  const emails = new Set<string>();

  for (const plan of plans) ids.set(plan.entity.name, await idsOf(plan, database, records, stableId));
  const noteUser = (userId: string, names: readonly (string | undefined)[], document: RawDocument) => {
    const patient = patientIdOf(userId, stableId);
    directories.patients.add(patient, names);
    for (const list of userLists) {
      for (const id of new Set(idsIn(document[list]))) {
        const key = ownerKey(list, id);
        owners.set(key, [...(owners.get(key) ?? []), patient]);
      }
    }
  };

  for await (const name of adopted(records, entities.clinics, ['clinicname']))
    directories.clinics.add(name.id, [text(name.clinicname)]);
  for await (const { id, ...doctor } of adopted(records, entities.doctors, ['firstname', 'lastname'])) {
    directories.doctors.add(id, waysToWrite(text(doctor.firstname), text(doctor.lastname)));
  }
  for await (const { id, ...patient } of adopted(records, entities.patients, ['firstname', 'lastname'])) {
    directories.patients.add(id, [
      text(patient.firstname),
      ...waysToWrite(text(patient.firstname), text(patient.lastname)),
    ]);
  }
  for await (const user of adopted(records, entities.users, [
    'usernameKey',
    'emailKey',
    'username',
    'displayName',
    'patient',
  ])) {
    if (typeof user.patient === 'string')
      directories.patients.add(user.patient, [text(user.username), text(user.displayName)]);
    if (text(user.usernameKey)) usernames.add(String(user.usernameKey));
    if (text(user.emailKey)) emails.add(String(user.emailKey));
  }
  for await (const [id, legacy] of database.adoptedLegacy('users')) noteUser(id, [], legacy);

  for (const plan of plans) {
    if (!['clinics', 'doctors', 'users'].includes(plan.entity.name)) continue;
    for await (const before of database.pending(plan.entity.name)) {
      const { id, values } = convertFields(plan, before, stableId);
      if (plan.entity.name === 'clinics') directories.clinics.add(id, [text(values.clinicname)]);
      if (plan.entity.name === 'doctors')
        directories.doctors.add(id, waysToWrite(text(values.firstname), text(values.lastname)));
      if (plan.entity.name === 'users') {
        const ways = waysToWrite(writtenName(before.firstname), writtenName(before.lastname));
        noteUser(
          id,
          [text(values.username), text(values.displayName), writtenName(before.firstname), ...ways],
          before,
        );
      }
    }
  }
  return { directories, owners, ids, usernames, emails, heldTimes: new Set(), now, timeZone, stableId };
}

const writtenName = (raw: RawValue): string | undefined => {
  const plain = plainOf(raw);
  return plain.is === 'text' ? plain.value : undefined;
};

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

async function idsOf(
  plan: Plan,
  database: LegacyDatabase,
  records: Records,
  stableId: StableId,
): Promise<Set<string>> {
  const ids = new Set<string>();
  for await (const { id } of adopted(records, plan.entity, [])) ids.add(id);
  for await (const before of database.pending(plan.entity.name))
    ids.add(idOf(plan.entity.name, before._id, stableId).id);
  return ids;
}

/** All live records of an entity, page by page. */
async function* adopted(records: Records, entity: Plan['entity'], fields: readonly string[]) {
  const page = 2_000;
  for (let offset = 0; ; offset += page) {
    const sort = [{ field: 'createdAt', direction: 'ascending' as const }];
    const found = await records.find(entity, { sort, offset, limit: page, fields });
    yield* found;
    if (found.length < page) return;
  }
}
