import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const rooms = ['electron', 'renderer', 'shared', 'build', 'tests'];

/**
 * Checks every import of a checkout against the table of rooms in `.dependency-cruiser.cjs`.
 *
 * @param {string} folder a checkout, or a folder laid out like one
 * @returns {{ cruised: number, refused: string[] }} `cruised`: how many modules were read. Callers must insist on
 *   a number: with a TypeScript that lacks the old JavaScript API the cruiser reads none and finds nothing wrong.
 */
export function checkImports(folder) {
  const ended = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      join(root, '.dependency-cruiser.cjs'),
      '--output-type',
      'json',
      ...rooms.filter((room) => existsSync(join(folder, room))),
    ],
    { cwd: folder, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  if (!ended.stdout.startsWith('{'))
    throw new Error(`dependency-cruiser failed: ${ended.stderr}${ended.stdout}`);
  /** @type {import('dependency-cruiser').ICruiseResult} */
  const { summary } = JSON.parse(ended.stdout);
  return {
    cruised: summary.totalCruised,
    refused: summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`),
  };
}

/** Fewer than this were not read, whatever the cruiser says. */
const atLeast = 50;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { cruised, refused } = checkImports(root);
  for (const line of refused) console.error(line);
  if (cruised <= atLeast)
    console.error(`Only ${cruised} modules were read, more than ${atLeast} are expected.`);
  else if (refused.length === 0) console.log(`${cruised} modules keep to the table of rooms.`);
  process.exitCode = refused.length > 0 || cruised <= atLeast ? 1 : 0;
}
