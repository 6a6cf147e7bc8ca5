import { ORPCError } from '@orpc/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../shared/entities';
import { may, mayWrite, type Person } from '../../shared/rules/permissions';
import type { EntityDefinition } from '../../shared/schema';
import {
  type CarrierName,
  carriers,
  openPeople,
  openTestClinic,
  type People,
  type TestClinic,
} from '../support/clinic';
import { consents, entitiesWithConsents } from '../support/every-kind';
import { openStandaloneClinic } from '../support/standalone-clinic';
import { sampleDraft } from '../support/sample-values';

/**
 * What each role may do with each entity, written out by hand: c create, r read, u update, d remove, - refused.
 * `consents` exists in this suite only; its one definition is all it takes.
 */
const expected: Readonly<Record<string, Readonly<Record<Role, string>>>> = {
  users: { admin: 'crud', doctor: '----', nurse: '----', frontdesk: '----', patient: '----' },
  patients: { admin: 'crud', doctor: 'crud', nurse: 'cru-', frontdesk: 'crud', patient: '-ru-' },
  doctors: { admin: 'crud', doctor: '-r--', nurse: '-r--', frontdesk: '-r--', patient: '-r--' },
  clinics: { admin: 'crud', doctor: '-r--', nurse: '-r--', frontdesk: '-r--', patient: '-r--' },
  appointments: { admin: 'crud', doctor: 'crud', nurse: 'crud', frontdesk: 'crud', patient: 'cru-' },
  healthlogs: { admin: '----', doctor: 'crud', nurse: 'cru-', frontdesk: '----', patient: '-r--' },
  prescriptions: { admin: '----', doctor: 'crud', nurse: '-r--', frontdesk: '----', patient: '-r--' },
  symptomjournals: { admin: '----', doctor: 'crud', nurse: 'crud', frontdesk: '----', patient: 'crud' },
  problems: { admin: '----', doctor: 'crud', nurse: 'cru-', frontdesk: '----', patient: '-r--' },
  allergies: { admin: '----', doctor: 'crud', nurse: 'cru-', frontdesk: '----', patient: '-r--' },
  immunizations: { admin: '----', doctor: 'crud', nurse: 'cru-', frontdesk: '----', patient: '-r--' },
  attachments: { admin: '----', doctor: 'crud', nurse: 'cru-', frontdesk: '----', patient: '-r--' },
  visittemplates: { admin: 'crud', doctor: 'crud', nurse: 'crud', frontdesk: '----', patient: '----' },
  snippets: { admin: 'crud', doctor: 'crud', nurse: 'crud', frontdesk: '----', patient: '----' },
  cohorts: { admin: '----', doctor: 'crud', nurse: '-r--', frontdesk: '----', patient: '----' },
  devices: { admin: 'crud', doctor: '-r--', nurse: '-r--', frontdesk: '----', patient: '----' },
  readinglimits: { admin: '----', doctor: 'crud', nurse: 'cru-', frontdesk: '----', patient: '-r--' },
  consents: { admin: '----', doctor: 'crud', nurse: 'cru-', frontdesk: '----', patient: '-r--' },
};

/** The CRUD half of a client, for an entity known only by its definition. */
type Sent = {
  record: Record<string, unknown> & { id: string; revision: number };
  names: Record<string, string>;
};
type Crud = {
  list(input: object): Promise<{ rows: Sent['record'][]; total: number; names: Record<string, string> }>;
  get(input: { id: string }): Promise<Sent>;
  create(draft: object): Promise<Sent>;
  update(input: { id: string; revision: number; changes: object }): Promise<Sent & { merged: string[] }>;
  remove(input: { id: string; revision: number }): Promise<Sent>;
  restore(input: { id: string }): Promise<Sent>;
};

const codeOf = (error: unknown) => (error instanceof ORPCError ? error.code : String(error));
const outcome = (work: Promise<unknown>) => work.then(() => 'done', codeOf);
const written = Object.values(entitiesWithConsents).filter(
  (entity) => !entity.readOnly,
) as readonly EntityDefinition[];
const byName = written.map((entity) => [entity.name, entity] as const);

/** Each carrier, and each kind of server. */
const ways: readonly (readonly [CarrierName, 'a replica set' | 'a server that stands alone'])[] = [
  ...(Object.keys(carriers) as CarrierName[]).map((carrier) => [carrier, 'a replica set'] as const),
  ['in-process', 'a server that stands alone'],
];

describe.each(ways)('over %s, on %s', (carrierName, server) => {
  let clinic: TestClinic;
  let carrier: Awaited<ReturnType<(typeof carriers)[CarrierName]>>;
  let people: People;
  const referenced: Record<string, string> = {};

  beforeAll(async () => {
    const isSetUp = server !== 'a replica set';
    clinic = await (isSetUp ? openStandaloneClinic : openTestClinic)({ table: entitiesWithConsents });
    carrier = await carriers[carrierName](clinic.core);
    people = await openPeople(carrier.newCaller, { isSetUp });
    const { record: doctor } = await people.admin.client.doctors.create({ lastname: 'Joshi' });
    const { rows } = await people.admin.client.clinics.list({});
    // What others refer to: of visits, only a signed one is amended.
    const { healthlogs, visits } = people.doctor.client;
    const { record: visit } = await healthlogs.create({
      ...{ patient: people.patientId, date: '2026-11-20', visitPurpose: 'Cough' },
    });
    await visits.sign({ id: visit.id, revision: visit.revision });
    Object.assign(referenced, {
      ...{ doctors: doctor.id, patients: people.patientId, clinics: rows[0]?.id, healthlogs: visit.id },
    });
  });
  afterAll(async () => {
    await people?.close();
    await carrier?.close();
    await clinic?.close();
  });

  const crud = (role: Role, entity: EntityDefinition) =>
    // A made-up entity is in no type; its procedures are those of every entity.
    (people[role].client as unknown as Record<string, Crud>)[entity.name] as Crud;
  const personOf = (role: Role): Person => ({
    roles: [role],
    patient: role === 'patient' ? people.patientId : undefined,
  });
  const references = (entity: string) => referenced[entity] ?? '';
  const draftFor = (role: Role, entity: EntityDefinition, turn = 0, action: 'create' | 'update' = 'create') =>
    sampleDraft(entity, {
      references,
      turn,
      only: (_name, field) =>
        mayWrite(personOf(role), action, entity, field) &&
        !(action === 'update' && (field.writeOnly || field.fixed)),
    });
  /** A role that may do everything with an entity. */
  const ownerOf = (entity: EntityDefinition): Role =>
    may(personOf('doctor'), 'remove', entity) ? 'doctor' : 'admin';

  it.each(byName)(
    '%s: what is created is read, listed, changed, removed and brought back as it was sent',
    async (_name, entity) => {
      const owner = ownerOf(entity);
      const calls = crud(owner, entity);
      const draft = draftFor(owner, entity);
      const kept = Object.fromEntries(
        Object.entries(draft).filter(([name]) => !entity.fields[name]?.writeOnly),
      );

      const { record } = await calls.create(draft);
      expect(record).toMatchObject({ ...kept, revision: 1 });
      expect((await calls.get({ id: record.id })).record).toEqual(record);
      const listed = await calls.list({ filter: { id: { is: record.id } } });
      expect(listed.total).toBe(1);
      const light = Object.fromEntries(
        Object.entries(record).filter(([name]) => !entity.fields[name]?.heavy),
      );
      expect(listed.rows).toEqual([light]);

      const changes = draftFor(owner, entity, 1, 'update');
      const updated = await calls.update({ id: record.id, revision: 1, changes });
      expect(updated.record).toMatchObject({ ...changes, id: record.id, revision: 2 });

      const removed = await calls.remove({ id: record.id, revision: 2 });
      expect(removed.record.deletedAt).toBeInstanceOf(Date);
      expect((await calls.list({ filter: { id: { is: record.id } } })).total).toBe(0);
      expect((await calls.list({ filter: { id: { is: record.id } }, removed: true })).total).toBe(1);
      const restored = await calls.restore({ id: record.id });
      expect(restored.record).toMatchObject(changes);
      expect(restored.record.deletedAt).toBeUndefined();
    },
  );

  it.each(byName)(
    '%s: a stale save merges with other fields and is refused with both versions for the same one',
    async (_name, entity) => {
      const owner = ownerOf(entity);
      const calls = crud(owner, entity);
      const { record } = await calls.create(draftFor(owner, entity));
      const changes = Object.entries(draftFor(owner, entity, 1, 'update')).filter(
        ([name, value]) =>
          JSON.stringify(value) !== JSON.stringify(record[name]) && !['status', 'roles'].includes(name),
      );
      const [[first = '', theirs] = []] = changes;
      const isMerged = ([name]: [string, unknown]) =>
        name !== first && !entity.wholes?.some((whole) => whole.includes(name) && whole.includes(first));
      const [second = '', mine] = changes.find(isMerged) ?? [];
      await calls.update({ id: record.id, revision: 1, changes: { [first]: theirs } });

      const merged = await calls.update({ id: record.id, revision: 1, changes: { [second]: mine } });
      expect(merged.record).toMatchObject({ [first]: theirs, [second]: mine });
      expect(merged.merged).toContain(first);

      const refused = await calls
        .update({ id: record.id, revision: 1, changes: { [first]: record[first] } })
        .catch((error: unknown) => error);
      expect(refused).toMatchObject({
        code: 'CONFLICT',
        data: {
          kind: 'changed',
          fields: [first],
          current: { [first]: theirs },
          yours: { [first]: record[first] },
        },
      });
      expect((await calls.get({ id: record.id })).record).toMatchObject({ [first]: theirs });
    },
  );

  // Seen red with the gate's `isAllowed` made to answer yes: every refusal of the table was missing.
  it.each(byName)('%s: each role does what the table allows and nothing else', async (name, entity) => {
    const found: Record<string, string> = {};
    for (const role of ['admin', 'doctor', 'nurse', 'frontdesk', 'patient'] as const) {
      const owner = crud(ownerOf(entity), entity);
      // The record of the patient role's own patient, or any record where there are no patients.
      const target =
        entity.name === 'patients'
          ? (await owner.get({ id: people.patientId })).record
          : (await owner.create(draftFor(ownerOf(entity), entity))).record;
      const calls = crud(role, entity);
      const changes = Object.fromEntries(
        Object.entries(draftFor(role, entity, 1, 'update'))
          .filter(isPlain(entity))
          .slice(0, 1),
      );
      const anyChange =
        Object.keys(changes).length > 0 ? changes : draftFor(ownerOf(entity), entity, 1, 'update');
      const draft =
        role === 'patient' && entity.name === 'appointments' ? ownAppointment() : draftFor(role, entity);
      const complete = Object.keys(draft).length > 0 ? draft : draftFor(ownerOf(entity), entity);
      const results = {
        c: await outcome(calls.create(complete)),
        r: await outcome(calls.get({ id: target.id })),
        u: await outcome(calls.update({ id: target.id, revision: target.revision, changes: anyChange })),
        d: '',
      };
      const { record } = await owner.get({ id: target.id });
      results.d = await outcome(calls.remove({ id: target.id, revision: record.revision }));
      if (results.d === 'done') await owner.restore({ id: target.id });
      expect(new Set(Object.values(results))).toSatisfy((seen: Set<string>) =>
        [...seen].every((code) => code === 'done' || code === 'FORBIDDEN'),
      );
      found[role] = Object.entries(results)
        .map(([letter, result]) => (result === 'done' ? letter : '-'))
        .join('');
    }
    expect(found).toEqual(expected[name]);
  });

  /** Another time may be taken by the appointments of this suite; what is said about one never is. */
  const isPlain =
    (entity: EntityDefinition) =>
    ([name]: [string, unknown]) =>
      entity.name !== 'appointments' || name === 'reason';

  /** Patients ask; they neither overbook nor confirm. */
  const ownAppointment = () => ({
    ...{
      date: '2026-12-01',
      time: '09:20',
      minutes: 20,
      doctor: referenced.doctors,
      patient: people.patientId,
    },
    reason: 'A question',
  });

  it.each(byName)('%s: nobody gets in without signing in', async (_name, entity) => {
    const stranger = await carrier.newCaller();
    const calls = (stranger.client as unknown as Record<string, Crud>)[entity.name] as Crud;
    expect(await outcome(calls.list({}))).toBe('UNAUTHENTICATED');
    expect(await outcome(calls.create(draftFor(ownerOf(entity), entity)))).toBe('UNAUTHENTICATED');
    await stranger.close();
  });

  it.each(byName)(
    '%s: unknown fields, wrong types and operator objects are refused at their path',
    async (_name, entity) => {
      const owner = ownerOf(entity);
      const calls = crud(owner, entity);
      const [name = ''] =
        Object.entries(entity.fields).find(
          ([, field]) => ['text', 'longText'].includes(field.kind) && !field.derived,
        ) ?? [];
      const before = (await calls.list({})).total;
      const bad = [
        [{ noSuchField: 1 }, 'noSuchField'],
        [{ [name]: { $gt: '' } }, name],
        [{ [name]: 7 }, name],
        [{ [name]: 'x'.repeat(1_000_000) }, name],
      ] as const;
      for (const [part, path] of bad) {
        const refused = await calls
          .create({ ...draftFor(owner, entity), ...part })
          .catch((error: unknown) => error);
        expect(refused).toMatchObject({ code: 'INVALID', data: { issues: [{ path: [path] }] } });
      }
      const filtered = await calls
        .list({ filter: { [name]: { is: { $gt: '' } } } })
        .catch((error: unknown) => error);
      expect(codeOf(filtered)).toBe('INVALID');
      expect((await calls.list({})).total).toBe(before);
    },
  );

  it('the audit trail tells who did what, and only administrators read it', async () => {
    const { record } = await people.doctor.client.patients.create({ firstname: 'Trail', lastname: 'Walker' });
    const { rows } = await people.admin.client.auditentries.list({ filter: { record: { is: record.id } } });
    expect(rows).toMatchObject([
      { action: 'create', entity: 'patients', userName: 'Test doctor', outcome: 'done', patient: record.id },
    ]);
    expect(await outcome(people.doctor.client.auditentries.list({}))).toBe('FORBIDDEN');
  });

  it('a change made by one is told to another within a second, and only what they may read', async () => {
    const told: { type: string; entity?: string; id?: string }[] = [];
    const stop = new AbortController();
    const stream = await people.frontdesk.client.events.watch(undefined, { signal: stop.signal });
    const reading = (async () => {
      for await (const event of stream) {
        told.push(event);
      }
    })();
    await expect.poll(() => told).toContainEqual({ type: 'ready' });
    const clinical = draftFor('doctor', consents);
    await crud('doctor', consents).create(clinical);
    const { record } = await people.doctor.client.patients.create({ firstname: 'Live', lastname: 'Change' });
    const change = { type: 'changed', entity: 'patients', id: record.id, revision: 1, patient: record.id };
    await expect.poll(() => told, { timeout: 1_000 }).toContainEqual(change);
    expect(told.filter((event) => event.entity === 'consents')).toEqual([]);
    stop.abort();
    await reading.catch(() => undefined);
  });

  it('nothing unexpected was logged', () => {
    expect(clinic.logged).toEqual([]);
  });
});
