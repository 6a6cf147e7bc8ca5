import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { chromiumPath } from '../setup/chromium.mjs';
import { findElectron } from '../setup/electron-binary.mjs';
import { cache, inRoot } from '../setup/places.mjs';
import { run } from '../setup/run.mjs';
import { hasCommand } from '../setup/system-packages.mjs';
import { inRamFolder } from './ram-folder.mjs';
import { insist, nothing } from './tally.mjs';

/**
 * @typedef {import('./tally.mjs').Tally} Tally
 * @typedef {import('@playwright/test/reporter').JSONReportSuite} Suite
 */

/**
 * The stories of the people at the clinic, in Chromium.
 * @param {string[]} filters @param {AbortSignal} signal @returns {Promise<Tally>}
 */
export async function runBrowserTests(filters, signal) {
  const browser = chromiumPath() ?? (await import('@playwright/test')).chromium.executablePath();
  if (existsSync(browser)) return runProject('e2e', filters, signal);
  return skipProject('e2e', 'no Chromium here; npx playwright install chromium brings one', signal);
}

/**
 * The same application inside Electron, where its program is to be had.
 * @param {string[]} filters @param {AbortSignal} signal @returns {Promise<Tally>}
 */
export async function runElectronTests(filters, signal) {
  const screen = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!screen && !hasCommand('xvfb-run')) {
    return skipProject('electron', 'no screen here, and no xvfb-run to make one', signal);
  }
  if (!(await findElectron(signal))) {
    return skipProject('electron', "Electron's program could not be downloaded here", signal);
  }
  return runProject('electron', filters, signal, screen ? [] : ['xvfb-run', '--auto-servernum']);
}

/**
 * @param {'e2e' | 'electron'} project
 * @param {string[]} filters
 * @param {AbortSignal} signal
 * @param {string[]} wrapper a command that runs the rest
 */
async function runProject(project, filters, signal, wrapper = []) {
  const { code, report } = await playwright(project, 'list,json', filters, signal, wrapper);
  return insist(`playwright ${project}`, report && countReport(project, report), code);
}

/**
 * Lists the tests that cannot run here, so that the number of skipped ones is true.
 * @param {'e2e' | 'electron'} project @param {string} reason @param {AbortSignal} signal @returns {Promise<Tally>}
 */
async function skipProject(project, reason, signal) {
  console.log(`Tests of the project "${project}" are skipped: ${reason}.`);
  const { report } = await playwright(project, 'json', ['--list'], signal, []);
  const specs = report ? report.suites.flatMap(specsOf) : [];
  if (specs.length === 0)
    return { ...nothing(), failed: [`playwright ${project}: its tests could not be listed`] };
  return { ...nothing(), skipped: specs.map((spec) => `${spec.file}: ${spec.title} (${reason})`) };
}

/**
 * @param {string} project
 * @param {string} reporter
 * @param {string[]} args
 * @param {AbortSignal} signal
 * @param {string[]} wrapper
 */
async function playwright(project, reporter, args, signal, wrapper) {
  const file = join(cache, 'tests', `playwright-${project}.json`);
  rmSync(file, { force: true });
  const [command = process.execPath, ...rest] = [
    ...wrapper,
    process.execPath,
    inRoot('node_modules/@playwright/test/cli.js'),
    'test',
    `--project=${project}`,
    `--reporter=${reporter}`,
    ...args,
  ];
  const { code } = await inRamFolder((places) =>
    run(command, rest, {
      signal,
      env: { ...process.env, ...places, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
      show: !args.includes('--list'),
    }),
  );
  return { code, report: readReport(file) };
}

/** @param {string} file @returns {import('@playwright/test/reporter').JSONReport | undefined} */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // The run was cut off before it could write one.
  }
}

/**
 * @param {string} project
 * @param {import('@playwright/test/reporter').JSONReport} report
 * @returns {Tally}
 */
export function countReport(project, report) {
  const tally = nothing();
  for (const spec of report.suites.flatMap(specsOf)) {
    const name = `${project}/${spec.file}: ${spec.title}`;
    for (const test of spec.tests) {
      const reason = test.annotations.find((note) => note.type === 'skip')?.description;
      if (test.status === 'skipped') tally.skipped.push(reason ? `${name} (${reason})` : name);
      // 'flaky' passed when it was told once more, which happens in CI only (playwright.config.ts).
      else if (test.status === 'expected' || test.status === 'flaky') tally.passed += 1;
      else tally.failed.push(name);
    }
  }
  for (const error of report.errors)
    tally.failed.push(`${project}: ${error.message ?? 'an error outside of tests'}`);
  return tally;
}

/** @param {Suite} suite @returns {Suite['specs']} */
function specsOf(suite) {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)];
}
