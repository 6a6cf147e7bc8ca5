import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  calendarDate,
  choice,
  choices,
  partialDate,
  clockTime,
  coding,
  codings,
  email,
  entries,
  type Field,
  group,
  image,
  instant,
  longText,
  number,
  numbers,
  password,
  phone,
  reference,
  references,
  text,
  texts,
  yesNo,
} from '../../../shared/schema';
import { convertValue } from './convert-value';

const label = 'Label';
const colours = [
  { value: 'red', label: 'Red as a rose' },
  { value: 'blue', label: 'Blue' },
] as const;
const fields = {
  text: text({ label }),
  longText: longText({ label }),
  email: email({ label }),
  phone: phone({ label }),
  image: image({ label }),
  number: number({ label, min: 0, max: 10 }),
  yesNo: yesNo({ label }),
  calendarDate: calendarDate({ label }),
  partialDate: partialDate({ label }),
  clockTime: clockTime({ label }),
  instant: instant({ label }),
  choice: choice({ label, of: colours }),
  choices: choices({ label, of: colours }),
  reference: reference({ label, to: 'doctors' }),
  references: references({ label, to: 'doctors' }),
  texts: texts({ label }),
  numbers: numbers({ label }),
  coding: coding({ label }),
  codings: codings({ label }),
  group: group({ label, fields: { name: text({ label }), age: number({ label, min: 0, max: 120 }) } }),
  entries: entries({ label, fields: { name: text({ label }) } }),
  password: password({ label }),
} satisfies Readonly<Record<string, Field>>;
type Kind = keyof typeof fields;

const id = '65410c5cfc13ae0e8ac768d1';
const asthma = { system: 'icd', code: 'J45', display: 'Asthma' };

describe('a value of old in the form of a field of today', () => {
  it.each<[Kind, unknown, unknown, string?]>([
    ['text', ' as written ', ' as written '],
    ['text', 'line\u0007 and\nline', 'line\u0007 and\nline'],
    ['text', 'x'.repeat(5_000), 'x'.repeat(5_000)],
    ['text', { $symbol: 'old' }, 'old'],
    ['text', 501, '501', 'number becomes text'],
    ['phone', 2_377_136_303, '2377136303', 'number becomes text'],
    ['phone', { $numberLong: '9855630065' }, '9855630065', 'number becomes text'],
    ['phone', { $numberLong: '9007199254740993' }, '9007199254740993', 'number becomes text'],
    ['phone', { $numberDouble: '7.0' }, '7', 'number becomes text'],
    ['phone', { $numberDouble: '2.5E9' }, '2500000000', 'number becomes text'],
    ['phone', '00501', '00501'],
    ['longText', { $numberDecimal: '12.50' }, '12.50', 'number becomes text'],
    ['email', 'Not an address', 'Not an address'],
    ['image', 'data:', 'data:'],
    ['number', 67, 67],
    ['number', { $numberInt: '67' }, 67],
    ['number', { $numberDouble: '67.5' }, 67.5],
    ['number', 5_000, 5_000],
    ['number', '67', 67, 'text becomes number'],
    ['number', ' 165,5 ', 165.5, 'text becomes number'],
    ['number', '-3', -3, 'text becomes number'],
    ['number', { $numberLong: '9007199254740993' }, 9_007_199_254_740_992, 'number is rounded'],
    ['yesNo', true, true],
    ['yesNo', 'Yes', true, 'becomes yes or no'],
    ['yesNo', 0, false, 'becomes yes or no'],
    ['calendarDate', '2023-10-18', '2023-10-18'],
    ['calendarDate', '18/10/2023', '2023-10-18', 'becomes a date'],
    ['partialDate', '2014-03', '2014-03'],
    ['partialDate', { $numberInt: '2014' }, '2014', 'becomes a date'],
    ['partialDate', '12 Mar 2014', '2014-03-12', 'becomes a date'],
    ['clockTime', '15:30', '15:30'],
    ['clockTime', '3:30 PM', '15:30', 'becomes a time'],
    ['instant', { $date: '2023-10-18T01:02:03.456Z' }, new Date('2023-10-18T01:02:03.456Z')],
    ['instant', '20231027T00:00:00Z', new Date('2023-10-27T00:00:00Z'), 'becomes a point in time'],
    ['choice', 'red', 'red'],
    ['choice', ' Red as a ROSE', 'red', 'written as today'],
    ['choices', ['red', 'blue'], ['red', 'blue']],
    ['choices', ['red', 'Blue'], ['red', 'blue'], 'written as today'],
    ['reference', { $oid: id }, id],
    ['reference', id.toUpperCase(), id, 'text becomes reference'],
    ['references', [{ $oid: id }, id], [id, id], 'text becomes reference'],
    ['texts', [], []],
    ['texts', ['Room 1', 2], ['Room 1', '2'], 'number becomes text'],
    ['numbers', [1, { $numberInt: '2' }], [1, 2]],
    ['coding', asthma, asthma],
    ['codings', [asthma], [asthma]],
    ['group', { name: 'Ada', age: { $numberInt: '36' } }, { name: 'Ada', age: 36 }],
    ['group', { name: 5, age: '36' }, { name: '5', age: 36 }, 'written as today'],
    ['group', { name: '' }, {}, 'written as today'],
    ['entries', [{ name: 'Ada' }, { name: 'Grace' }], [{ name: 'Ada' }, { name: 'Grace' }]],
  ])('as %s, %j becomes %j', (kind, raw, value, change) => {
    const expected = change === undefined ? { kind: 'value', value } : { kind: 'value', value, change };
    expect(convertValue(raw, fields[kind], 'UTC')).toEqual(expected);
  });

  const nothing: [Kind, unknown][] = (Object.keys(fields) as Kind[]).flatMap((kind) =>
    [null, undefined, { $undefined: true }].map((raw): [Kind, unknown] => [kind, raw]),
  );
  it.each<[Kind, unknown]>([
    ...nothing,
    ['text', ''],
    ['text', ' \n'],
    ['number', ''],
    ['yesNo', ' '],
    ['calendarDate', ''],
    ['clockTime', ' '],
    ['choice', ''],
  ])('as %s, %j is nothing', (kind, raw) => {
    expect(convertValue(raw, fields[kind], 'UTC')).toEqual({ kind: 'absent' });
  });

  it.each<[Kind, unknown]>([
    ['text', true],
    ['text', ['a']],
    ['text', { a: 1 }],
    ['text', { $oid: id }],
    ['text', { $date: '2023-10-18T00:00:00Z' }],
    ['text', { $binary: { base64: 'eA==', subType: '00' } }],
    ['text', { $regularExpression: { pattern: 'x', options: 'i' } }],
    ['text', { $numberDouble: 'NaN' }],
    ['text', { $numberDecimal: 'Infinity' }],
    ['text', { $minKey: 1 }],
    ['text', { $code: 'return 1' }],
    ['text', { $timestamp: { t: 1, i: 2 } }],
    ['text', { $dbPointer: {} }],
    ['text', { $oid: id, more: 1 }],
    ['number', '5 ft 7'],
    ['number', '160 lb'],
    ['number', '1,500'],
    ['number', '1e5'],
    ['number', '12345678901234567890'],
    ['number', { $numberDouble: 'NaN' }],
    ['number', false],
    ['yesNo', 'perhaps'],
    ['yesNo', 'constructor'],
    ['yesNo', 2],
    ['calendarDate', '05/06/2023'],
    ['partialDate', 'last summer'],
    ['clockTime', '9'],
    ['instant', 'yesterday'],
    ['choice', 'green'],
    ['choice', 1],
    ['choices', 'red'],
    ['choices', ['red', 'green']],
    ['reference', 'Sharma'],
    ['references', { $oid: id }],
    ['texts', ['Room 1', null]],
    ['numbers', [1, 'x']],
    ['coding', { ...asthma, more: 1 }],
    ['coding', { system: 'icd', code: 45, display: 'Asthma' }],
    ['codings', [asthma, 'Asthma']],
    ['group', { name: 'Ada', shoe: 38 }],
    ['group', { name: ['Ada'] }],
    ['group', [{ name: 'Ada' }]],
    ['entries', [{ name: 'Ada' }, 'Grace']],
    ['password', 'secret1'],
  ])('as %s, %j is kept as it was', (kind, raw) => {
    expect(convertValue(raw, fields[kind], 'UTC')).toEqual({ kind: 'kept' });
  });

  it('never throws, and gives only what the field can read back', () => {
    const raw = fc.oneof(
      fc.jsonValue(),
      fc.record({ $date: fc.oneof(fc.string(), fc.integer(), fc.date().map(String)) }),
      fc.record({ $numberLong: fc.oneof(fc.bigInt().map(String), fc.string()) }),
      fc.record({ $numberDouble: fc.double().map(String) }),
      fc.record({ $oid: fc.string() }),
    );
    fc.assert(
      fc.property(raw, fc.constantFrom(...(Object.keys(fields) as Kind[])), (value, kind) => {
        const converted = convertValue(value, fields[kind], 'Asia/Kolkata');
        if (converted.kind === 'value')
          expect(fields[kind].stored.safeParse(converted.value).success).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
