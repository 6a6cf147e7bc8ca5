import { copyFile, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CodeRow } from '../core/ports/code-systems';
import { codeFiles } from './code-files';
import { temporaryFolder } from './testing/temporary-folder';

const folder = join(import.meta.dirname, '../codes');
const name = 'icd-10-cm-2026.tsv.br';

async function icd10cmIn(place: string): Promise<CodeRow[]> {
  const rows: CodeRow[] = [];
  const table = codeFiles(place).find('http://hl7.org/fhir/sid/icd-10-cm');
  for await (const batch of table?.read() ?? []) rows.push(...batch);
  return rows;
}

describe('the codes of ICD-10-CM', () => {
  it('are all there, each once, in order, and say what may be billed', async () => {
    const rows = await icd10cmIn(folder);
    const keys = rows.map(({ code }) => code.replace('.', ''));
    expect(rows.length).toBe(98_186);
    expect(rows.filter(({ isBillable }) => isBillable).length).toBe(74_719);
    expect(new Set(keys).size).toBe(rows.length);
    expect(keys).toEqual(keys.toSorted());
    expect(rows.filter(({ code }) => !/^[A-Z][0-9A-Z]{2}(\.[0-9A-Z]{1,4})?$/.test(code))).toEqual([]);
    expect(rows.filter(({ display }) => display.length < 3 || display.length > 300)).toEqual([]);
  });

  it.each([
    ['E11', 'Type 2 diabetes mellitus', false],
    ['E11.9', 'Type 2 diabetes mellitus without complications', true],
    ['I10', 'Essential (primary) hypertension', true],
    ['J45.909', 'Unspecified asthma, uncomplicated', true],
    ['M17.12', 'Unilateral primary osteoarthritis, left knee', true],
    ['Z23', 'Encounter for immunization', true],
    ['H81.01', "Ménière's disease, right ear", true],
    ['W00.0XXA', 'Fall on same level due to ice and snow, initial encounter', true],
    [
      'S52.501B',
      'Unspecified fracture of the lower end of right radius, initial encounter for open fracture type I or II',
      true,
    ],
  ])('have %s', async (code, display, isBillable) => {
    const rows = await icd10cmIn(folder);
    expect(rows.find((row) => row.code === code)).toEqual({ code, display, isBillable });
  });

  it('take less than a megabyte in the installer', async () => {
    expect((await stat(join(folder, name))).size).toBeLessThan(1_000_000);
  });

  it('are refused as a whole when their file is missing or cut off', async () => {
    const place = await temporaryFolder();
    await expect(icd10cmIn(place)).rejects.toThrow(/ENOENT/);
    await copyFile(join(folder, name), join(place, name));
    await writeFile(join(place, name), (await readFile(join(place, name))).subarray(0, 100_000));
    await expect(icd10cmIn(place)).rejects.toThrow();
  });
});

describe('codes that a clinic has to license', () => {
  it.each(['http://snomed.info/sct', 'http://www.ama-assn.org/go/cpt'])('are not there: %s', (system) => {
    expect(codeFiles(folder).find(system)).toBeUndefined();
  });
});
