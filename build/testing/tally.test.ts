import { describe, expect, test } from 'vitest';
import { countReport } from './playwright.mjs';
import { insist, lastLine, sum } from './tally.mjs';

const good = { passed: 3, failed: [], skipped: ['one (no keychain)'] };

describe('the last line of npm test', () => {
  test('counts what passed, failed and was skipped', () => {
    const bad = { passed: 1, failed: ['two'], skipped: [] };
    expect(lastLine(sum([good, bad]))).toBe('4 passed, 1 failed, 1 skipped');
  });

  test('believes a suite that ran and ended well', () => {
    expect(insist('suite', good, 0)).toEqual(good);
  });

  test.each([
    ['crashed without a result', undefined, 1, 'suite: ended with code 1 and without a result'],
    ['ran not one test', { passed: 0, failed: [], skipped: ['one'] }, 0, 'suite: not one test ran'],
    ['ended badly although every test passed', good, 1, 'suite: every test passed, yet it ended with code 1'],
  ])('counts a suite that %s as failed', (_what, tally, code, sentence) => {
    expect(insist('suite', tally, code).failed).toEqual([sentence]);
  });

  test('counts the browser’s tests with the reason of what was skipped', () => {
    const spec = (
      title: string,
      status: string,
      annotations: { type: string; description: string }[] = [],
    ) => ({
      title,
      file: 'day.spec.ts',
      tests: [{ status, annotations }],
    });
    const report = {
      suites: [
        {
          specs: [spec('books', 'expected')],
          suites: [
            {
              specs: [
                spec('cancels', 'unexpected'),
                spec('only sometimes books', 'flaky'),
                spec('prints', 'skipped', [{ type: 'skip', description: 'no printer' }]),
              ],
            },
          ],
        },
      ],
      errors: [{ message: 'the set-up broke' }],
    };
    // Only what is counted is filled in.
    expect(countReport('e2e', report as unknown as Parameters<typeof countReport>[1])).toEqual({
      passed: 2,
      failed: ['e2e/day.spec.ts: cancels', 'e2e: the set-up broke'],
      skipped: ['e2e/day.spec.ts: prints (no printer)'],
    });
  });
});
