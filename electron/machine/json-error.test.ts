import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonErrorAt } from './json-error';

describe('the place where a text stops being JSON', () => {
  it.each([
    ['{"a": x}', 6],
    ['{"a":1,}', 7],
    ['[1,2,,3]', 5],
    ['[1 2]', 3],
    ['{"a" 1}', 5],
    ['{a: 1}', 1],
    ['{"a":"b\nc"}', 5],
    ['{"a":01}', 6],
    ['[1}', 2],
    ['{} {}', 3],
    ['{"a":1', 6],
    ['"open', 0],
    ['', 0],
    [']', 0],
  ])('of %j is %d', (json, at) => {
    expect(() => JSON.parse(json)).toThrow();
    expect(jsonErrorAt(json)).toBe(at);
  });

  it('is the end of a text that is JSON, whatever it says', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(jsonErrorAt(json)).toBe(json.length);
      }),
    );
  });

  it('is at or before the end of a text that was cut off', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (json, cut) => {
        const part = json.slice(0, cut % (json.length + 1));
        expect(jsonErrorAt(part)).toBeLessThanOrEqual(part.length);
      }),
    );
  });
});
