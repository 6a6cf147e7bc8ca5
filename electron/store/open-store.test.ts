import { afterEach, describe, expect, it } from 'vitest';
import { type EntityTable, entities } from '../../shared/entities';
import { testDatabase } from '../../tests/support/database';
import { everyKind } from '../../tests/support/every-kind';
import { type MongoStore, openStore } from './open-store';

const at = new Date('2026-11-23T09:00:00Z');
const { auditentries, patients } = entities;

describe('A store', () => {
  const stores: MongoStore[] = [];
  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()));
  });

  const open = async (
    table: EntityTable,
    uri: string,
    onProgress: (sentence: string) => void = () => undefined,
  ) => {
    const store = await openStore(table)(uri, onProgress);
    stores.push(store);
    return store;
  };

  it('has its records again after it was closed and opened', async () => {
    const uri = testDatabase();
    const first = await open(entities, uri);
    const made = await first.records.change((unit) =>
      unit.insert(patients, { firstname: 'Ann', lastname: 'Lee' }, { at }),
    );
    await first.close();
    const second = await open(entities, uri);
    expect(await second.records.find(patients, { limit: 5 })).toEqual([made]);
  });

  it('takes a made-up entity, and keeps the audit trail whatever its entities are', async () => {
    const { records } = await open({ curiosities: everyKind }, testDatabase());
    await records.change(async (unit) => {
      await unit.insert(everyKind, { text: 'A stone' }, { at });
      await unit.audit({ at, action: 'create', outcome: 'done' });
    });
    expect(await records.count(everyKind, { text: 'stone' })).toBe(1);
    expect(await records.count(auditentries, {})).toBe(1);
    await expect(records.find(patients, { limit: 1 })).rejects.toThrow('without patients');
  });

  it('says what it does while that takes time', async () => {
    const told: string[] = [];
    await open(entities, testDatabase(), (sentence) => told.push(sentence));
    expect(new Set(told)).toEqual(new Set(['Connecting to the database', 'Preparing the database']));
  });
});
