import { entities } from '../../../shared/entities';
import type { LegacyDatabase, RawDocument, RawValue } from '../ports/legacy-database';
import { Claims, claimsOf } from './claims';
import { idOf, readText, type StableId, type Surroundings } from './conversion';
import { Directory, waysToWrite } from './directory';
import { personal, planOf, plans, userLists } from './plans';
import { plainOf } from './raw-value';
import { RecordNumbers } from './record-numbers';

/** What one document cannot know of the others. Read before anything is converted. */
export type World = Surroundings & {
  /** Whose a document is by the lists of the old users: ids of patients, by `collection/id of the document`. */
  readonly owners: ReadonlyMap<string, readonly string[]>;
  /** User names and emails, folded, and times of appointments: who has them. Grow as documents are converted. */
  readonly usernames: Claims;
  readonly emails: Claims;
  readonly heldTimes: Claims;
  /** Record numbers of patients, those to be made too. */
  readonly recordNumbers: RecordNumbers;
  /** The clinic of a doctor, where one is known. Grows as doctors are converted. */
  readonly clinicOf: Map<string, string>;
  readonly now: Date;
};

/** The patient that an old user becomes; the same in every run. */
export const patientIdOf = (userId: string, stableId: StableId): string =>
  stableId('patient of user', userId);

/** The key under which `World.owners` knows a document. */
export const ownerKey = (collection: string, id: string): string => `${collection}/${id}`;

/** What stands in a list of an old user; where a list has one entry, some programs left the brackets out. */
export function entriesOf(raw: RawValue): readonly RawValue[] {
  const plain = plainOf(raw);
  if (plain.is === 'list') return plain.value;
  return plain.is === 'nothing' || (plain.is === 'text' && plain.value.trim() === '') ? [] : [raw];
}

type Given = {
  readonly database: LegacyDatabase;
  readonly now: Date;
  readonly timeZone: string;
  readonly stableId: StableId;
  /** What the record numbers of new patients begin with; nothing is lost by any, where nothing is stored. */
  readonly recordNumbers?: { readonly prefix: string; readonly first: number };
};

/** Reads who and what is there, adopted or not. Holds names and ids in memory, not documents. */
export async function readWorld(given: Given): Promise<World> {
  const { database, now, timeZone, stableId, recordNumbers = { prefix: 'P', first: 1 } } = given;
  const ids = await readIds(database, stableId);
  const refer = referrer(ids, stableId);
  const directories = { doctors: new Directory(), clinics: new Directory(), patients: new Directory() };
  const owners = new Map<string, string[]>();
  const world: World = {
    refer,
    find: (target, name) => directories[target].find(name),
    owners,
    usernames: new Claims(),
    emails: new Claims(),
    heldTimes: new Claims(),
    recordNumbers: new RecordNumbers(recordNumbers.prefix, recordNumbers.first),
    clinicOf: new Map(),
    now,
    timeZone,
    stableId,
  };

  const noteUser = (user: RawDocument, patient: string) => {
    directories.patients.add(patient, namesOfUser(user));
    for (const { list, collection } of userLists) {
      for (const entry of entriesOf(user[list])) {
        const id = refer(collection, entry);
        if (id === undefined) continue;
        const key = ownerKey(collection, id);
        const known = owners.get(key) ?? [];
        if (!known.includes(patient)) owners.set(key, [...known, patient]);
      }
    }
  };
  const noteClinic = (id: string, clinic: RawDocument) =>
    directories.clinics.add(id, [readText(planOf('clinics'), clinic, 'clinicname')]);
  const noteDoctor = (id: string, doctor: RawDocument) => {
    const name = (field: string) => readText(planOf('doctors'), doctor, field);
    directories.doctors.add(id, waysToWrite(name('firstname'), name('lastname')));
  };

  const patientFields = ['firstname', 'lastname', 'recordNumber', 'removed'];
  for await (const patient of database.ours('patients', patientFields)) {
    const number = textOf(patient.recordNumber);
    if (number !== undefined) world.recordNumbers.note(idText(patient), number);
    if (patient.removed === true) continue;
    const [first, family] = [textOf(patient.firstname), textOf(patient.lastname)];
    directories.patients.add(idText(patient), [first, ...waysToWrite(first, family)]);
  }
  for await (const clinic of live(database, 'clinics', ['clinicname'])) noteClinic(idText(clinic), clinic);
  for await (const doctor of live(database, 'doctors', ['firstname', 'lastname', 'clinic'])) {
    noteDoctor(idText(doctor), doctor);
    const clinic = plainOf(doctor.clinic);
    if (clinic.is === 'id') world.clinicOf.set(idText(doctor), clinic.value);
  }
  // Removed ones too: what they are called by stays theirs.
  const accountFields = ['username', 'displayName', 'usernameKey', 'emailKey', 'patient', 'legacy'];
  for await (const { legacy, ...user } of database.ours('users', accountFields)) {
    const old = plainOf(legacy);
    const patient = plainOf(user.patient);
    if (patient.is === 'id')
      noteUser(old.is === 'document' ? { ...user, ...old.value } : user, patient.value);
    world.usernames.take(textOf(user.usernameKey) ?? '', idText(user));
    world.emails.take(textOf(user.emailKey) ?? '', idText(user));
  }
  await readHeldTimes(database, world);

  for await (const clinic of database.pending('clinics'))
    noteClinic(idOf('clinics', clinic._id, stableId).id, clinic);
  for await (const doctor of database.pending('doctors'))
    noteDoctor(idOf('doctors', doctor._id, stableId).id, doctor);
  for await (const user of database.pending('users'))
    noteUser(user, patientIdOf(idOf('users', user._id, stableId).id, stableId));
  return world;
}

/** What people may call the person behind an old account. */
function namesOfUser(user: RawDocument): (string | undefined)[] {
  const own = (name: string) => readText(planOf('users'), user, name);
  const [first, family] = [
    firstText(user, personal.firstname ?? []),
    firstText(user, personal.lastname ?? []),
  ];
  return [own('username'), own('displayName'), first, ...waysToWrite(first, family)];
}

function firstText(document: RawDocument, names: readonly string[]): string | undefined {
  const name = names.find((each) => Object.hasOwn(document, each));
  return name === undefined ? undefined : textOf(document[name]);
}

/** Ids that are there, removed ones too, by collection. */
async function readIds(
  database: LegacyDatabase,
  stableId: StableId,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const ids = new Map<string, Set<string>>();
  const collect = async (name: string, source: AsyncIterable<RawValue>) => {
    const found = new Set<string>();
    for await (const raw of source) found.add(idOf(name, raw, stableId).id);
    ids.set(name, found);
  };
  for (const { entity } of plans) await collect(entity.name, database.ids(entity.name));
  const patients = new Set<string>();
  for await (const patient of database.ours('patients', [])) patients.add(idText(patient));
  for (const user of ids.get('users') ?? []) patients.add(patientIdOf(user, stableId));
  return ids.set('patients', patients);
}

/** Finds the record that an old value points to: an id as it was, as text, as number, or in a document. */
function referrer(ids: ReadonlyMap<string, ReadonlySet<string>>, stableId: StableId): Surroundings['refer'] {
  const candidates = (target: string, raw: RawValue): string[] => {
    const plain = plainOf(raw);
    if (plain.is === 'id') return [plain.value];
    if (plain.is === 'number') return [idOf(target, raw, stableId).id];
    if (plain.is === 'text') {
      const made = idOf(target, plain.value, stableId).id;
      return /^[0-9a-f]{24}$/i.test(plain.value) ? [plain.value.toLowerCase(), made] : [made];
    }
    if (plain.is === 'document')
      return plain.value._id === undefined ? [] : candidates(target, plain.value._id);
    return isReferenceDocument(raw) ? candidates(target, raw.$id) : [];
  };
  const refer: Surroundings['refer'] = (target, raw) => {
    const found = candidates(target, raw).find((id) => ids.get(target)?.has(id));
    if (found !== undefined || target !== 'patients') return found;
    // To the older system, a patient was a user.
    const user = refer('users', raw);
    return user === undefined ? undefined : patientIdOf(user, stableId);
  };
  return refer;
}

/** A reference as MongoDB's oldest drivers wrote it. */
const isReferenceDocument = (raw: RawValue): raw is { $id: RawValue } =>
  typeof raw === 'object' && raw !== null && '$ref' in raw && '$id' in raw;

async function readHeldTimes(database: LegacyDatabase, world: World): Promise<void> {
  const { name } = entities.appointments;
  if ((await database.countPending(name)) === 0) return;
  const fields = ['doctor', 'patient', 'room', 'clinic', 'date', 'slots', 'holds'];
  for await (const appointment of database.ours(name, fields)) {
    if (appointment.holds !== true) continue;
    const values = Object.fromEntries(
      Object.entries(appointment).map(([field, raw]) => {
        const plain = plainOf(raw);
        return [field, plain.is === 'id' || plain.is === 'text' ? plain.value : undefined];
      }),
    );
    const slots = entriesOf(appointment.slots).map((raw) => {
      const plain = plainOf(raw);
      return plain.is === 'number' ? plain.value : undefined;
    });
    for (const claim of claimsOf(values, slots)) world.heldTimes.take(claim, idText(appointment));
  }
}

/** Records of today that are not removed. */
async function* live(
  database: LegacyDatabase,
  collection: string,
  fields: readonly string[],
): AsyncGenerator<RawDocument> {
  for await (const document of database.ours(collection, [...fields, 'removed'])) {
    if (document.removed !== true) yield document;
  }
}

const textOf = (raw: RawValue): string | undefined => {
  const plain = plainOf(raw);
  return plain.is === 'text' ? plain.value : plain.is === 'number' ? plain.text : undefined;
};

const idText = ({ _id }: RawDocument): string => {
  const plain = plainOf(_id);
  return plain.is === 'id' ? plain.value : '';
};
