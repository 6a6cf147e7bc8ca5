import { inRoot } from '../setup/places.mjs';
import { run } from '../setup/run.mjs';
import { nothing } from './tally.mjs';

/** @param {...string} parts a package's program, run by this Node whatever the system */
const program = (...parts) => [inRoot('node_modules', ...parts)];

/** The static checks; each counts as one test. */
const checks = [
  { name: 'types', args: [...program('@typescript/native/bin/tsc'), '-p', 'tsconfig.json'] },
  {
    name: 'lint',
    args: [...program('oxlint/bin/oxlint'), '--report-unused-disable-directives-severity=error'],
  },
  { name: 'format', args: [...program('@biomejs/biome/bin/biome'), 'format', '--max-diagnostics=20', '.'] },
  { name: 'imports between rooms', args: [inRoot('build/check-imports.mjs')] },
  { name: 'unused code', args: [...program('knip/bin/knip.js'), '--no-progress'] },
];

/** @param {AbortSignal} signal @returns {Promise<import('./tally.mjs').Tally>} */
export async function runChecks(signal) {
  const tally = nothing();
  for (const { name, args } of checks) {
    const began = Date.now();
    const { code, output } = await run(process.execPath, args, { signal });
    console.log(` ${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    if (code === 0) tally.passed += 1;
    else {
      console.log(output.trimEnd());
      tally.failed.push(`static check: ${name}`);
    }
  }
  return tally;
}
