import { StandardRPCJsonSerializer } from '@orpc/client/standard';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QuickSerializer } from './rpc-handler';

const quick = new QuickSerializer();
const usual = new StandardRPCJsonSerializer();

/** Values of every kind that a message can carry, inside lists, objects, sets and maps. */
const values = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(
      fc.string(),
      fc.double(),
      fc.boolean(),
      fc.constantFrom(null, undefined, Number.NaN, new URL('http://127.0.0.1/a'), /a+/gi, new Blob(['file'])),
      fc.date({ noInvalidDate: false }),
      fc.bigInt(),
    ),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('toJSON', '__proto__')), tie('any'), { maxKeys: 4 }),
    fc.array(tie('any'), { maxLength: 3 }).map((each) => new Set(each)),
    fc.array(fc.tuple(fc.string(), tie('any')), { maxLength: 3 }).map((each) => new Map(each)),
  ),
})).any;

describe('Answers in messages', () => {
  // Seen red without the note of an undefined element: the list that arrives then has null in its place.
  it('are what oRPC itself would send, whatever they hold', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(quick.serialize(value)).toStrictEqual(usual.serialize(value));
      }),
      { numRuns: 2_000 },
    );
  });
});
