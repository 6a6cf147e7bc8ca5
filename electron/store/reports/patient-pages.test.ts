import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../../tests/support/database';
import { entities } from '../../../shared/entities';
import { type MongoStore, openStore } from '../open-store';

const at = new Date('2026-01-01T08:00:00Z');
const many = 1_500;

describe('a page of patients of whom the ids are known', () => {
  let store: MongoStore;
  let inOrder: string[];
  beforeAll(async () => {
    store = await openStore(entities)(testDatabase(), () => undefined);
    // Written in another order than that of their names; every tenth has no name.
    const names = Array.from({ length: many }, (_, index) => (index * 7919) % many);
    const drafts = names.map((name) => (name % 10 === 0 ? {} : { lastname: String(name).padStart(5, '0') }));
    const ids = await store.records.insertMany(entities.patients, drafts, { at });
    const sorted = await store.records.find(entities.patients, { limit: many, fields: ['lastname'] });
    inOrder = sorted.map(({ id }) => id);
    expect(new Set(inOrder)).toEqual(new Set(ids));
  });
  afterAll(() => store?.close());

  const page = (ids: readonly string[], offset: number, limit: number) =>
    store.reports.atOneMoment(async (moment) =>
      (await moment.patients(new Set(ids), { offset, limit })).map(({ id }) => id),
    );

  // Few are sorted, many are found along the list: on both sides of that it is the same page.
  it.each([
    ['all', () => inOrder],
    ['two of three', () => inOrder.filter((_, index) => index % 3 > 0).toReversed()],
    ['some', () => inOrder.filter((_, index) => index % 40 === 3).toReversed()],
  ])('is in the order of the list: %s', async (_name, choose) => {
    const chosen = choose();
    const expected = inOrder.filter((id) => new Set(chosen).has(id));
    for (const [offset, limit] of [
      [0, 10],
      [17, 10],
      [expected.length - 3, 10],
      [expected.length, 10],
      [0, many],
    ] as const)
      expect(await page(chosen, offset, limit)).toEqual(expected.slice(offset, offset + limit));
  });
});
