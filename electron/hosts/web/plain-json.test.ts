import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from '../../../shared/contract';
import { readAs } from './plain-json';

const nineOClock = new Date('2026-11-23T09:00:00Z');
const schema = z.strictObject({
  at: z.date().nullish(),
  count: z.number().optional(),
  isOpen: z.boolean().default(true),
  between: z.union([z.date(), z.array(z.strictObject({ from: z.date().optional() }))]).optional(),
  byName: z.record(z.string(), z.date()).optional(),
  name: z.string().optional(),
});
const fromBody = (value: unknown) => readAs(schema, value, false);
const fromQuery = (value: unknown) => readAs(schema, value, true);

describe('plain JSON', () => {
  it('may say a point in time as text, wherever one belongs', () => {
    expect(fromBody({ at: '2026-11-23T10:00:00+01:00' })).toEqual({ at: nineOClock });
    expect(fromBody({ between: '2026-11-23T09:00Z' })).toEqual({ between: nineOClock });
    expect(fromBody({ between: [{ from: '2026-11-23T09:00:00.000Z' }, {}] })).toEqual({
      between: [{ from: nineOClock }, {}],
    });
    expect(fromBody({ byName: { first: '2026-11-23T09:00:00Z' } })).toEqual({
      byName: { first: nineOClock },
    });
  });

  it('an update holds the fields that were sent, and no other', () => {
    const { inputSchema } = contract.patients.update['~orpc'];
    const sent = { id: '0'.repeat(24), revision: 1, changes: { lastname: 'Conti', dateOfBirth: null } };
    const read =
      inputSchema && '_zod' in inputSchema ? readAs(inputSchema as z.ZodType, sent, false) : undefined;
    expect(read).toBe(sent);
  });

  it.each(['2026-11-23', '09:00', '2026-11-23T09:00:00', '2026-13-41T25:61:00Z', 'tomorrow', '', '0'])(
    'is left as it is where "%s" is no point in time',
    (at) => expect(fromBody({ at })).toEqual({ at }),
  );

  it('gets no other type read into its texts', () => {
    const sent = { count: '5', isOpen: 'true', name: '2026-11-23T09:00:00Z', unknown: '5' };
    expect(fromBody(sent)).toBe(sent);
  });

  it.each([null, undefined, 'text', 5, [], { at: { $gt: '' } }, { at: ['2026-11-23T09:00:00Z'] }])(
    'that is something else altogether (%j) is left for validation to judge',
    (sent) => expect(fromBody(sent)).toBe(sent),
  );
});

describe('a query string', () => {
  it('may say numbers, and yes or no', () => {
    expect(fromQuery({ count: '-5.25', isOpen: 'false', name: '5' })).toEqual({
      count: -5.25,
      isOpen: false,
      name: '5',
    });
  });

  it.each(['', ' 5', '1e5', '0x10', 'Infinity', 'NaN', '5,5', '1'.repeat(30)])(
    'is left as it is where "%s" is no number',
    (count) => expect(fromQuery({ count })).toEqual({ count }),
  );
});
