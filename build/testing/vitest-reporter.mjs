import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { nothing } from './tally.mjs';

/** How many of the slowest files are told. */
const SLOWEST = 15;

/**
 * Writes vitest's result as a Tally to `CLINIC_TALLY_FILE`. Vitest's own JSON leaves out why a test was skipped
 * (`context.skip('reason')`) and what went wrong outside of tests.
 */
export default class TallyReporter {
  /**
   * @param {ReadonlyArray<import('vitest/node').TestModule>} modules
   * @param {ReadonlyArray<{ message: string, stack?: string }>} unhandled
   */
  onTestRunEnd(modules, unhandled) {
    const file = process.env.CLINIC_TALLY_FILE;
    if (!file) return;
    const tally = nothing();
    for (const module of modules) {
      for (const error of errorsOutsideTests(module))
        tally.failed.push(`${module.relativeModuleId}: ${error}`);
      for (const test of module.children.allTests()) count(test, tally);
    }
    for (const error of unhandled) tally.failed.push(`outside of any test: ${error.stack ?? error.message}`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(tally));
    tellSlowest(modules);
  }
}

/** The files that the run waited for most: where to look when it takes too long. @param {ReadonlyArray<import('vitest/node').TestModule>} modules */
function tellSlowest(modules) {
  const seconds = (/** @type {import('vitest/node').TestModule} */ module) =>
    module.diagnostic().duration / 1_000;
  const slowest = modules.toSorted((a, b) => seconds(b) - seconds(a)).slice(0, SLOWEST);
  if (modules.length <= SLOWEST) return;
  console.log('\nThe slowest files:');
  for (const module of slowest) console.log(`  ${seconds(module).toFixed(0)} s  ${module.relativeModuleId}`);
}

/** @param {import('vitest/node').TestCase} test @param {import('./tally.mjs').Tally} tally */
function count(test, tally) {
  const name = `${test.module.relativeModuleId}: ${test.fullName}`;
  const result = test.result();
  if (result.state === 'passed') tally.passed += 1;
  else if (result.state === 'failed') tally.failed.push(`${name}\n${why(result.errors)}`);
  else if (result.state === 'skipped') tally.skipped.push(result.note ? `${name} (${result.note})` : name);
  // Still pending at the end: the worker died under it.
  else tally.failed.push(`${name}: did not end`);
}

/**
 * What went wrong, at the end of the output too: with the seed of a property that found it by chance.
 *
 * @param {ReadonlyArray<{ message: string }>} errors
 */
const why = (errors) =>
  errors
    .flatMap(({ message }) => stripVTControlCharacters(message).split('\n').slice(0, 12))
    .map((line) => `      ${line.slice(0, 300)}`)
    .join('\n');

/** @param {import('vitest/node').TestModule} module @returns {string[]} */
function errorsOutsideTests(module) {
  const suites = [...module.children.allSuites()];
  return [module, ...suites].flatMap((it) => it.errors().map((error) => error.message));
}
