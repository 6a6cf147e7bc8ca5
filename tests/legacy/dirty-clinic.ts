import type { RawDocument } from '../../electron/core/ports/legacy-database';
import { type Caller, carriers, openTestClinic, testPassword } from '../support/clinic';
import { cheapHasher, now } from './cheap-hasher';
import { type DirtyDatabase, plainPassword, stored } from './dirty-database';
import { lostFields, openDatabase } from './old-database';

/** A clinic with an administrator, on a database in which an older system left its documents. */
export async function openDirtyClinic(dirty: DirtyDatabase) {
  const clinic = await openTestClinic({ clock: () => now, hasher: cheapHasher });
  const old = await openDatabase(clinic.uri);
  for (const [name, documents] of Object.entries(dirty)) {
    await old.database.collection(name).insertMany(documents.map(stored) as never);
  }
  const { newCaller } = await carriers['in-process'](clinic.core);
  const admin = await newCaller();
  await admin.client.session.setUp({
    clinic: { clinicname: 'The new desk', timeZone: 'Asia/Kolkata' },
    administrator: { username: 'ada', displayName: 'Ada Okonkwo', password: testPassword },
  });
  const before = new Map<string, Map<string, RawDocument>>();
  for (const name of Object.keys(dirty)) before.set(name, await old.read(name));
  return {
    clinic,
    old,
    admin,
    before,
    newCaller,
    async signInAs(role: 'doctor' | 'nurse' | 'frontdesk'): Promise<Caller> {
      await admin.client.users.create({
        username: `the-${role}`,
        displayName: `The ${role}`,
        password: testPassword,
        roles: [role],
      });
      const caller = await newCaller();
      await caller.client.session.signIn({ username: `the-${role}`, password: testPassword });
      return caller;
    },
    async close() {
      await old.close();
      await clinic.close();
    },
  };
}

export type DirtyClinic = Awaited<ReturnType<typeof openDirtyClinic>>;

const withoutPasswords = (raw: RawDocument): RawDocument =>
  JSON.parse(
    JSON.stringify(raw).replaceAll(new RegExp(`${plainPassword}\\d+`, 'g'), '(a password, not kept)'),
  );

/** What was there and is nowhere now: `collection id: fields`. */
export async function lostIn({ old, before }: DirtyClinic): Promise<string[]> {
  const lost: string[] = [];
  for (const [name, documents] of before) {
    const after = new Map(
      [...(await old.read(name)).values()].map((document) => {
        const legacy = document.legacy as RawDocument | undefined;
        const isOurs = typeof document.removed === 'boolean' && document.revision !== undefined;
        return [JSON.stringify((isOurs ? legacy?._id : undefined) ?? document._id), document] as const;
      }),
    );
    for (const [id, document] of documents) {
      const fields = lostFields(withoutPasswords(document), after.get(id));
      if (fields.length > 0) lost.push(`${name} ${id}: ${fields.join(', ')}`);
    }
  }
  return lost;
}

/** Everything that an adoption makes, as one text: the same for the same database, however often it broke off. */
export async function outcomeOf({ old }: DirtyClinic): Promise<string> {
  const everything = await old.everything(['auditentries', 'migrations', 'counters', 'turns', 'legacyloads']);
  // What the set-up made has ids of its own in every clinic.
  return everything
    .split('\n')
    .filter((line) => !/"(Ada Okonkwo|The new desk)"/.test(line))
    .join('\n');
}
