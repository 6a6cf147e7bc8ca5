import { bundleWhatIsStale } from '../setup/bundle.mjs';
import { SetupFailure } from '../setup/command.mjs';
import { installDependencies } from '../setup/dependencies.mjs';
import { offerSystemPackages } from '../setup/system-packages.mjs';
import { lastLine, nothing, sum } from './tally.mjs';

/**
 * @typedef {import('./tally.mjs').Tally} Tally
 *
 * @typedef {object} Step
 * @property {string} title
 * @property {boolean} [isBundled] whether it runs what the bundler made
 * @property {(filters: string[], signal: AbortSignal) => Promise<Tally>} run
 */

/**
 * The parts of `npm test`, in order. Their modules are loaded when their turn comes: before, what they import
 * may not be installed yet.
 * @type {Record<string, Step[]>}
 */
const parts = {
  checks: [
    { title: 'Static checks', run: async (_, signal) => (await import('./checks.mjs')).runChecks(signal) },
  ],
  unit: [
    {
      title: 'Unit, conformance, fault, security and packaging tests',
      isBundled: true,
      run: async (filters, signal) => (await import('./vitest.mjs')).runVitest(filters, signal),
    },
  ],
  e2e: [
    {
      title: 'Tests in the browser',
      isBundled: true,
      run: async (filters, signal) => (await import('./playwright.mjs')).runBrowserTests(filters, signal),
    },
    {
      title: 'Tests in Electron',
      isBundled: true,
      run: async (filters, signal) => (await import('./playwright.mjs')).runElectronTests(filters, signal),
    },
  ],
};

/**
 * `npm test`, or one part of it: `npm test -- unit electron/core`. The last line it prints is
 * `N passed, N failed, N skipped`, whatever happened.
 *
 * @param {string[]} args a part, then filters for it
 * @param {AbortSignal} signal
 * @returns {Promise<number>} exit code: 1 when anything failed
 */
export async function test([part, ...filters], signal) {
  const steps = part === undefined ? Object.values(parts).flat() : parts[part];
  if (!steps) {
    throw new SetupFailure(
      `"${part}" is not a part of the tests. There are: ${Object.keys(parts).join(', ')}.`,
    );
  }
  const setUp = await attempt('setting up', signal, async () => {
    await offerSystemPackages('test', signal);
    await installDependencies(signal);
    return nothing();
  });
  const tallies = [setUp];
  for (const step of setUp.failed.length > 0 ? [] : steps) {
    console.log(`\n── ${step.title}`);
    const tally = await attempt(step.title, signal, async () => {
      if (step.isBundled) await bundleWhatIsStale(signal);
      return step.run(filters, signal);
    });
    tallies.push(tally);
  }
  const all = sum(tallies);
  tell('Skipped', all.skipped);
  tell('Failed', all.failed);
  console.log(`\n${lastLine(all)}`);
  return all.failed.length > 0 ? 1 : 0;
}

/**
 * What breaks a step counts as its failure and leaves the others their turn; only the user stops everything.
 *
 * @param {string} title @param {AbortSignal} signal @param {() => Promise<Tally>} work
 */
async function attempt(title, signal, work) {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) throw error;
    console.error(error instanceof SetupFailure ? error.message : error);
    return { ...nothing(), failed: [`${title}: could not be done, see above`] };
  }
}

/** @param {string} what @param {string[]} lines */
function tell(what, lines) {
  if (lines.length > 0) console.log(`\n${what}:\n${lines.map((line) => `  ${line}`).join('\n')}`);
}
