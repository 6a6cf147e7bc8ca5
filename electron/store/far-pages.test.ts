import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities } from '../../shared/entities';
import { testDatabase } from '../../tests/support/database';
import type { Query, Selection } from '../core/ports/records';
import { wantedIndexes } from './indexes';
import { type MongoStore, openStore } from './open-store';
import { filterOf, sortOf } from './query';

const { patients } = entities;
const at = new Date('2026-11-23T09:00:00Z');
const count = 2_500;
const cities = ['Eastwick', 'Harlow Mere', 'Norbridge'];

describe('A table of thousands', () => {
  let store: MongoStore;
  beforeAll(async () => {
    store = await openStore(entities)(testDatabase(), () => undefined);
    const many = Array.from({ length: count }, (_, index) => ({
      firstname: `First ${(index * 7) % 50}`,
      lastname: `Last ${(index * 13) % 40}`,
      city: cities[index % cities.length],
      recordNumber: `N-${index}`,
    }));
    await store.records.insertMany(patients, many, { at });
  });
  afterAll(() => store.close());

  const sorts: readonly NonNullable<Query['sort']>[] = [
    patients.defaultSort,
    [{ field: 'lastname', direction: 'descending' }],
    [{ field: 'city', direction: 'descending' }],
    [{ field: 'updatedAt', direction: 'ascending' }],
  ];
  const numbers = async (query: Query) =>
    (await store.records.find(patients, query)).map((record) => record.recordNumber);

  it.each(sorts)('is the same from either end, whatever it is sorted by', async (...sort) => {
    const whole = await numbers({ sort, limit: count });
    expect(new Set(whole).size).toBe(count);
    for (const offset of [0, 999, 1_000, 1_249, 1_251, 2_000, 2_390, 2_475, 2_499, 2_500, 9_000]) {
      expect(await numbers({ sort, offset, limit: 100 }), `from ${offset}`).toEqual(
        whole.slice(offset, offset + 100),
      );
    }
  });

  it('is the same from either end when it is narrowed', async () => {
    const selection: Selection = { filter: { city: { is: ['Eastwick', 'Norbridge'] } }, text: 'last' };
    const whole = await numbers({ ...selection, limit: count });
    expect(await numbers({ ...selection, offset: 1_500, limit: 50 })).toEqual(whole.slice(1_500, 1_550));
  });

  it('leaves what is tied in the order of the names', async () => {
    const sort = [{ field: 'city', direction: 'ascending' as const }];
    const inEastwick = { filter: { city: { is: 'Eastwick' } }, limit: count };
    const [first] = await numbers(inEastwick);
    expect((await numbers({ sort, limit: 1 }))[0]).toBe(first);
    const sorted = await numbers({ sort, limit: count });
    const byName = await numbers(inEastwick);
    expect(sorted.slice(0, byName.length)).toEqual(byName);
  });
});

describe('Columns of entities that grow with the clinic', () => {
  let store: MongoStore;
  beforeAll(async () => {
    store = await openStore(entities)(testDatabase(), () => undefined);
  });
  afterAll(() => store.close());

  const growing = Object.values(entities).filter((entity) => entity.patientField && !entity.readOnly);
  const columns = growing.flatMap((entity) =>
    wantedIndexes({ [entity.name]: entity })
      .filter(({ name }) => name.startsWith('sorted by '))
      .map(({ name }) => ({ entity, field: name.slice('sorted by '.length) })),
  );

  it('are those that a table can be sorted by', () => {
    const ofPatients = columns.filter(({ entity }) => entity === patients).map(({ field }) => field);
    expect(ofPatients).toEqual(['firstname', 'dateOfBirth', 'sex', 'recordNumber', 'phone', 'city']);
  });

  it.each(columns)('$entity.name by $field: read in order, both ways', async ({ entity, field }) => {
    for (const direction of ['ascending', 'descending'] as const) {
      const { queryPlanner } = await store.database
        .collection(entity.name)
        .find(filterOf(entity, {}))
        .sort(sortOf(entity, [{ field, direction }]))
        .explain('queryPlanner');
      expect(JSON.stringify(queryPlanner.winningPlan)).toContain(`"indexName":"sorted by ${field}"`);
      expect(JSON.stringify(queryPlanner.winningPlan)).not.toContain('"stage":"SORT"');
    }
  });
});
