import { describe, expect, it } from 'vitest';
import { entities } from '../../../shared/entities';
import { EntityRecords } from '../entity-records';
import { type Query, type Records, type Selection, TooSlow } from '../ports/records';
import type { SignedInPerson } from '../session';
import { WordMatching } from './matching';

const doctor: SignedInPerson = {
  userId: 'u1',
  username: 'joshi',
  displayName: 'Meera Joshi',
  roles: ['doctor'],
};

/** A million notes: each word stands in so many, and reading them all takes too long for anybody. */
function matchingAmong(counts: Readonly<Record<string, number>>) {
  const asked: Query[] = [];
  const records = {
    count: async (_entity: unknown, { text = '', withinMs }: Selection) => {
      if (withinMs) throw new TooSlow();
      return counts[text] ?? 0;
    },
    find: async (_entity: unknown, query: Query) => {
      asked.push(query);
      if (query.withinMs) throw new TooSlow();
      return [];
    },
  } as unknown as Records;
  const words = new WordMatching(records, new EntityRecords(entities, records, {}));
  const find = (text: string) => words.matching(entities.healthlogs, { text, limit: 5 }, doctor);
  return { find, asked };
}

describe('finding words among very many records', () => {
  it('goes by the words where one of them is rare, and takes the time it needs', async () => {
    const { find, asked } = matchingAmong({ pain: 1_001, quinsy: 3, 'pain quinsy': 2 });
    expect(await find('pain quinsy')).toMatchObject({ total: 2, isMore: false, isUnfinished: false });
    expect(asked).toMatchObject([{ walksWords: true }]);
    expect(asked[0]?.withinMs).toBeUndefined();
  });

  it('says that it could not look through all of them where each word is common', async () => {
    const { find } = matchingAmong({ knee: 1_001, rash: 1_001 });
    expect(await find('knee rash')).toEqual({ found: [], total: 0, isMore: false, isUnfinished: true });
  });
});
