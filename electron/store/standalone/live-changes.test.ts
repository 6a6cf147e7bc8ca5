import { describe, expect, it, onTestFinished } from 'vitest';
import { entities } from '../../../shared/entities';
import type { ChangeListener } from '../../core/ports/store';
import { type MongoStore } from '../open-store';
import { at, entry, until, twoDesks } from './testing/two-desks';
import { RING, type WriterDocument } from './writer-document';

const { auditentries, patients } = entities;
const desks = twoDesks();
const { change, newPatient, writer } = desks;

describe('Changes on a server that stands alone', () => {
  type Told = Parameters<ChangeListener>[0];
  const heardBy = (desk: MongoStore) => {
    const told: Told[] = [];
    onTestFinished(desk.onChange((event) => told.push(event)));
    return told;
  };

  // Seen red with units that tell nothing.
  it('are heard by the other desk and by the own, each once', async () => {
    const [own, others] = [heardBy(desks.store), heardBy(desks.other)];
    const { id } = await newPatient();
    await change(async (unit) => {
      await unit.set(patients, { id, revision: 1 }, { city: 'Oslo' }, { at });
      await unit.audit(entry);
    });
    const [audited] = await desks.store.records.find(auditentries, { limit: 1 });
    const expected = [
      { entity: 'patients', id, revision: 1, patient: id },
      { entity: 'patients', id, revision: 2, patient: id },
      { entity: 'auditentries', id: audited?.id },
    ].map((each) => ({ type: 'changed', change: each }));
    // What tests before this one made may be told only now.
    const here = (told: readonly Told[]) =>
      told.filter((event) => event.type === 'gap' || [id, audited?.id].includes(event.change.id));
    await until(() => expect(here(own)).toEqual(expected));
    await until(() => expect(here(others)).toEqual(expected));
  });

  // Seen red with a feed that takes what the ring still has for everything.
  it('are told as a gap to who did not ask for longer than the ring reaches, and where the database is an older one', async () => {
    const told = heardBy(desks.other);
    const { n: last = 0 } = (await writer()) ?? {};
    const many = Array.from({ length: RING + 1 }, (_, index) => ({
      entity: 'patients',
      id: 'f'.repeat(24),
      n: index + 1,
    }));
    const writers = desks.store.database.collection<WriterDocument>('standalonewriter');
    await writers.updateOne({ _id: 'writer' }, { $set: { n: last + RING + 1, ring: many.slice(1) } });
    await until(() => expect(told).toEqual([{ type: 'gap' }]));
    await writers.updateOne({ _id: 'writer' }, { $set: { n: 3, ring: [] } });
    await until(() => expect(told).toEqual([{ type: 'gap' }, { type: 'gap' }]));
    const { id } = await newPatient();
    await until(() => expect(told.at(-1)).toMatchObject({ change: { id } }));
  });
});
