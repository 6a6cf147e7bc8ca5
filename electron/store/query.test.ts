import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities } from '../../shared/entities';
import { testDatabase } from '../../tests/support/database';
import { everyKind } from '../../tests/support/every-kind';
import type { Query, Selection } from '../core/ports/records';
import { type MongoStore, openStore } from './open-store';
import { filterOf, sortOf } from './query';

const at = new Date('2026-11-23T09:00:00Z');
const ann = 'a'.repeat(24);
const bob = 'b'.repeat(24);

const rows = {
  first: {
    text: 'Zoë de Silva',
    phone: '+44 7700 900412',
    email: 'zoe@example.org',
    number: 1,
    yesNo: true,
    calendarDate: '2026-01-31',
    clockTime: '08:30',
    instant: new Date('2026-01-31T08:30:00Z'),
    choice: 'red',
    choices: ['red', 'green'],
    patient: ann,
    references: [ann, bob],
    texts: ['Room 1', 'Room 2'],
    numbers: [1, 2],
    longText: 'A note (with 50% brackets) and a dot.',
  },
  second: {
    text: 'abel 10',
    number: 2,
    yesNo: false,
    calendarDate: '2026-02-01',
    clockTime: '17:00',
    instant: new Date('2026-02-01T17:00:00Z'),
    choice: 'blue',
    choices: [],
    patient: bob,
    references: [bob],
    texts: ['Room 2'],
    longText: 'Axnote',
  },
  third: { text: 'Abel 9', number: 3, patient: bob },
  fourth: { text: 'Özil' },
  gone: { text: 'Removed', number: 5, patient: ann },
} as const;

describe('A list', () => {
  let store: MongoStore;
  const namesById = new Map<string, string>();
  beforeAll(async () => {
    store = await openStore({ ...entities, curiosities: everyKind })(testDatabase(), () => undefined);
    for (const [name, values] of Object.entries(rows)) {
      const { id } = await store.records.change((unit) => unit.insert(everyKind, values, { at }));
      namesById.set(id, name);
      if (name === 'gone') {
        await store.records.change((unit) =>
          unit.setRemoved(everyKind, { id, revision: 1 }, true, {}, { at }),
        );
      }
    }
  });
  afterAll(() => store.close());

  const names = async (query: Partial<Query>) => {
    const found = await store.records.find(everyKind, { limit: 50, ...query });
    return found.map((record) => namesById.get(record.id));
  };
  const selected = async (selection: Selection) => {
    const found = await names({ ...selection, sort: [{ field: 'number', direction: 'ascending' }] });
    expect(await store.records.count(everyKind, selection)).toBe(found.length);
    return found.join(' ');
  };

  it.each<[string, Selection['filter'], string]>([
    ['a number', { number: { is: 2 } }, 'second'],
    ['one of several numbers', { number: { is: [1, 3] } }, 'first third'],
    ['a range of numbers with its ends', { number: { from: 2, to: 3 } }, 'second third'],
    ['yes', { yesNo: { is: true } }, 'first'],
    ['no', { yesNo: { is: false } }, 'second'],
    ['days up to one', { calendarDate: { to: '2026-01-31' } }, 'first'],
    ['days from one on', { calendarDate: { from: '2026-02-01' } }, 'second'],
    ['a time of day', { clockTime: { is: '17:00' } }, 'second'],
    ['instants from one on', { instant: { from: new Date('2026-02-01T00:00:00Z') } }, 'second'],
    ['one choice of several', { choice: { is: ['red', 'blue'] } }, 'first second'],
    ['an element of a list of choices', { choices: { is: 'green' } }, 'first'],
    ['a reference', { patient: { is: bob } }, 'second third'],
    ['an element of a list of references', { references: { is: ann } }, 'first'],
    ['any element of a list of references', { references: { is: [ann, bob] } }, 'first second'],
    ['an element of a list of texts', { texts: { is: 'Room 2' } }, 'first second'],
    ['the beginning of any text of a list', { texts: { startsWith: 'room 1' } }, 'first'],
    ['an element of a list of numbers', { numbers: { is: 2 } }, 'first'],
    ['the beginning of a text, whatever its case', { text: { startsWith: 'ABEL' } }, 'second third'],
    ['a part of a text', { text: { contains: 'SILVA' } }, 'first'],
    ['signs that mean something in a pattern', { longText: { contains: '(with 50% brackets)' } }, 'first'],
    ['a dot, which is a dot', { longText: { contains: 'a.' } }, ''],
    ['a plus in a phone number', { phone: { startsWith: '+44' } }, 'first'],
    ['a filled field', { phone: { isSet: true } }, 'first'],
    ['an empty field', { phone: { isSet: false } }, 'fourth second third'],
    ['a filled list', { choices: { isSet: true } }, 'first'],
    ['an empty list and a missing one', { choices: { isSet: false } }, 'fourth second third'],
    ['a filled reference', { patient: { isSet: true } }, 'first second third'],
    ['conditions on several fields', { patient: { is: bob }, yesNo: { isSet: false } }, 'third'],
    ['a reference that is no id', { patient: { is: 'nobody' } }, ''],
  ])('is narrowed by %s', async (_what, filter, expected) => {
    expect(await selected({ filter })).toBe(expected);
  });

  it('holds the live records, or the removed ones, never both', async () => {
    expect(await selected({})).toBe('fourth first second third');
    expect(await selected({ removed: true })).toBe('gone');
  });

  it('of one patient holds no one else’s records', async () => {
    expect(await selected({ scope: { field: 'patient', value: bob } })).toBe('second third');
    expect(await selected({ scope: { field: 'references', value: ann } })).toBe('first');
    expect(
      await selected({ scope: { field: 'patient', value: bob }, filter: { patient: { is: ann } } }),
    ).toBe('');
    await expect(selected({ scope: { field: 'patient', value: 'nobody' } })).rejects.toThrow(TypeError);
  });

  it('is found by words, filters and compartment together', async () => {
    expect(await selected({ text: 'abel' })).toBe('second third');
    expect(await selected({ text: 'abel 9' })).toBe('third');
    expect(await selected({ text: 'rose' })).toBe('first');
    expect(await selected({ text: 'zoe', scope: { field: 'patient', value: bob } })).toBe('');
    expect(await selected({ text: 'removed' })).toBe('');
  });

  it('is sorted as people sort: without case and accents, 9 before 10', async () => {
    expect(await names({})).toEqual(['third', 'second', 'fourth', 'first']);
    expect(await names({ sort: [{ field: 'text', direction: 'descending' }] })).toEqual([
      'first',
      'fourth',
      'second',
      'third',
    ]);
  });

  it('is sorted by any field, by two lists too', async () => {
    const fields = [
      ...Object.keys(everyKind.fields).filter((name) => name !== 'password'),
      'createdAt',
      'updatedAt',
    ];
    for (const field of fields) {
      const sort = [field, 'choices', 'numbers'].map((each) => ({
        field: each,
        direction: 'ascending' as const,
      }));
      expect((await names({ sort })).toSorted()).toEqual(['first', 'fourth', 'second', 'third']);
    }
  });

  it('is paged without repeating or skipping a record, also where the sort leaves ties', async () => {
    const sort = [{ field: 'createdAt', direction: 'descending' as const }];
    const pages = [];
    for (let offset = 0; offset < 6; offset += 1) pages.push(...(await names({ sort, offset, limit: 1 })));
    expect(pages.toSorted()).toEqual(['first', 'fourth', 'second', 'third']);
    expect(await names({ limit: 0 })).toEqual([]);
  });

  it('brings only the fields that are asked for', async () => {
    const [found] = await store.records.find(everyKind, { limit: 1, fields: ['number', 'id', 'createdAt'] });
    expect(Object.keys(found ?? {}).toSorted()).toEqual([
      'createdAt',
      'id',
      'number',
      'revision',
      'updatedAt',
    ]);
    await expect(store.records.find(everyKind, { limit: 1, fields: ['passwordHash'] })).rejects.toThrow(
      TypeError,
    );
  });

  it('counts by the values of fields', async () => {
    const counts = await store.records.countBy(everyKind, { filter: { patient: { isSet: true } } }, [
      'patient',
      'yesNo',
    ]);
    expect(counts.toSorted((a, b) => String(a.key.yesNo).localeCompare(String(b.key.yesNo)))).toEqual([
      { key: { patient: bob, yesNo: false }, count: 1 },
      { key: { patient: ann, yesNo: true }, count: 1 },
      { key: { patient: bob }, count: 1 },
    ]);
  });

  // Seen red with `scalarToStored` returning whatever it was given: the operators then reached mongoose and the driver.
  it('takes no operator from a caller, wherever one may be put', async () => {
    const operators = [
      { $gt: '' },
      { $ne: null },
      { $exists: true },
      [{ $gt: '' }],
      /./,
      null,
      [null],
      () => true,
      ['x', { $gt: 0 }],
    ];
    const fields = [...Object.keys(everyKind.fields), 'id', 'createdAt'];
    for (const field of fields) {
      for (const value of operators) {
        for (const key of ['is', 'from', 'to', 'startsWith', 'contains']) {
          const filter = { [field]: { [key]: value } } as Selection['filter'];
          await expect(
            store.records.find(everyKind, { filter, limit: 5 }),
            `${field} ${key}`,
          ).rejects.toThrow(TypeError);
          await expect(store.records.count(everyKind, { filter }), `${field} ${key}`).rejects.toThrow(
            TypeError,
          );
        }
        const scope = { field, value: value as unknown as string };
        await expect(store.records.find(everyKind, { scope, limit: 5 })).rejects.toThrow(TypeError);
      }
    }
  });

  it('refuses names that are no fields, in filter, sort and compartment', () => {
    for (const name of [
      '$where',
      '$or',
      '_id',
      'searchTokens',
      'fieldRevisions',
      'text.x',
      '__proto__',
      'constructor',
    ]) {
      const filter = Object.fromEntries([[name, { is: 'x' }]]);
      expect(() => filterOf(everyKind, { filter }), name).toThrow(TypeError);
      expect(() => filterOf(everyKind, { scope: { field: name, value: ann } }), name).toThrow(TypeError);
      expect(() => sortOf(everyKind, [{ field: name, direction: 'ascending' }]), name).toThrow(TypeError);
    }
    expect(() => filterOf(everyKind, { filter: { text: { $gt: '' } as never } })).toThrow(TypeError);
  });
});
