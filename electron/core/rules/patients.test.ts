import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  carriers,
  openPeople,
  openTestClinic,
  type People,
  type TestClinic,
} from '../../../tests/support/clinic';
import { entities } from '../../../shared/entities';
import type { HomeClinicReader } from '../home-clinic';
import type { UnitOfWork } from '../ports/records';
import { Refusal } from '../refusal';
import { patientRule } from './patients';

describe('Record numbers', () => {
  let clinic: TestClinic;
  let people: People;
  beforeAll(async () => {
    clinic = await openTestClinic();
    people = await openPeople((await carriers['in-process'](clinic.core)).newCaller);
  });
  afterAll(async () => {
    await people?.close();
    await clinic?.close();
  });

  const create = async (recordNumber?: string) => {
    const draft = { firstname: 'Numbered', lastname: 'Person', recordNumber };
    return (await people.frontdesk.client.patients.create(draft)).record.recordNumber;
  };
  const number = (n: number) => `WF-${String(n).padStart(6, '0')}`;

  // The first patient of `openPeople` has number 1.
  it('are given in order, each to one of many who are registered at once', async () => {
    const given = await Promise.all(Array.from({ length: 12 }, () => create()));
    expect(given.toSorted()).toEqual(Array.from({ length: 12 }, (_, index) => number(index + 2)));
  });

  // Seen red without the second try: the desk was told that a record number is in use which it had not typed.
  it('step over those that were typed by hand or brought in, removed ones too', async () => {
    await create(number(14));
    const { record } = await people.frontdesk.client.patients.create({
      firstname: 'Removed',
      lastname: 'Person',
      recordNumber: number(15),
    });
    await people.admin.client.patients.remove({ id: record.id, revision: 1 });
    const brought = Array.from({ length: 2_500 }, (_, index) => ({
      firstname: 'Brought',
      lastname: 'In',
      recordNumber: number(16 + index),
    }));
    await clinic.core.database.records.insertMany(entities.patients, brought, { at: new Date() });
    expect(await create()).toBe(number(2_516));
    expect(await create()).toBe(number(2_517));
    // One far out is none of the next, and is reached only when they are taken to the last.
    await create(number(900_000));
    expect(await create()).toBe(number(2_518));
    const { database } = clinic.core;
    const more = brought.map((each, index) => ({ ...each, recordNumber: number(2_519 + index) }));
    await database.records.insertMany(entities.patients, more, { at: new Date() });
    expect(await create()).toBe(number(900_001));
  });

  it('that were typed and are taken are refused at their field', async () => {
    await expect(create(number(1))).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { kind: 'duplicate', issues: [{ path: ['recordNumber'] }] },
    });
  });

  // Seen red with a search that goes on until one is free.
  it('are looked for a thousand at a time and not without end', async () => {
    type Filter = { recordNumber: { is?: string[] } };
    let next = 0;
    let reads = 0;
    const unit = {
      nextNumber: async (_counter: string, atLeast = 1) => {
        next = Math.max(next + 1, atLeast);
        return next;
      },
      find: async (_entity: unknown, { filter, removed }: { filter: Filter; removed?: boolean }) => {
        reads += 1;
        return removed ? [] : (filter.recordNumber.is ?? []).map((recordNumber) => ({ recordNumber }));
      },
    } as unknown as UnitOfWork;
    const rule = patientRule({
      ...{ read: async () => null, timeZones: async () => ['UTC'] },
    } as unknown as HomeClinicReader);
    const prepared = rule.prepare({
      action: 'create',
      before: null,
      after: {},
      given: {},
      sent: {},
      person: { userId: 'a', displayName: 'A', username: 'a', roles: ['frontdesk'] },
      device: 'test',
      onlyOwn: false,
      unit,
      now: new Date(),
      refused: new Set(['recordNumber']),
    });
    await expect(prepared).rejects.toBeInstanceOf(Refusal);
    expect(reads).toBe(80);
    expect(next).toBeGreaterThan(20_000);
  });
});
