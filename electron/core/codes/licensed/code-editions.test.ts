import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  carriers,
  openPeople,
  openTestClinic,
  type People,
  type TestClinic,
} from '../../../../tests/support/clinic';
import { licensedCodeFiles } from '../../../machine/licensed-code-files';
import { codeSystems } from '../../../../shared/schema';

/** Invented rows in the forms of the real files; ids are made up, and names are our own words. */
const fullName = '900000000000003001';
const synonym = '900000000000013009';
const concepts = [
  'id\teffectiveTime\tactive\tmoduleId\tdefinitionStatusId',
  '9000001\t20260131\t1\t1\t2',
  '9000002\t20260731\t1\t1\t2',
  '9000003\t20250131\t0\t1\t2',
];
const description = (id: number, active: 0 | 1, concept: number, type: string, term: string) =>
  [id, '20260731', active, 1, concept, 'en', type, term, 3].join('\t');
const descriptions = [
  'id\teffectiveTime\tactive\tmoduleId\tconceptId\tlanguageCode\ttypeId\tterm\tcaseSignificanceId',
  description(1, 1, 9000001, fullName, 'Blue ear of the left side (invented disorder)'),
  description(2, 1, 9000001, synonym, 'Quokka lobe'),
  description(6, 0, 9000001, synonym, 'Withdrawn lobe'),
  description(3, 0, 9000002, fullName, 'Old name of the round knee (invented disorder)'),
  description(4, 1, 9000002, fullName, 'Round knee (invented disorder)'),
  description(5, 1, 9000003, fullName, 'Retired thing (invented disorder)'),
];
const synonyms = [
  description(7, 1, 9000001, synonym, 'Blue ear'),
  description(8, 1, 9000001, synonym, 'Ear in the colour of the sea'),
];
const rxnorm = (code: number, kind: string, name: string, { sab = 'RXNORM', suppressed = 'N' } = {}) =>
  `${code}|ENG|||||||||${''}|${sab}|${kind}|${code}|${name}||${suppressed}||`;
const drugs = [
  rxnorm(70001, 'SY', 'dreamol tablet'),
  rxnorm(70001, 'SCD', 'imaginol 10 MG Oral Tablet'),
  rxnorm(70002, 'IN', 'imaginol'),
  rxnorm(70003, 'IN', 'gone', { suppressed: 'O' }),
  rxnorm(70004, 'IN', 'foreign', { sab: 'OTHER' }),
];
const whole = (lines: readonly string[]) => `${lines.join('\r\n')}\r\n`;

describe('codes that the clinic licenses', () => {
  let clinic: TestClinic;
  let people: People;
  let folder: string;
  let id = '';
  let count = 0;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'clinic-desk-codes-'));
    clinic = await openTestClinic({ licensedCodes: licensedCodeFiles(folder) });
    people = await openPeople((await carriers['in-process'](clinic.core)).newCaller);
  });
  afterAll(async () => {
    await people.close();
    await clinic.close();
    await rm(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    count += 1;
    id = count.toString(16).padStart(24, '0');
  });

  type Given = Readonly<
    Partial<Record<'concepts' | 'descriptions' | 'names' | 'codes', string | Uint8Array<ArrayBuffer>>>
  >;
  async function bring(given: Given) {
    const sizes: Record<string, number> = {};
    for (const [part, content] of Object.entries(given)) {
      const blob = new Blob([content]);
      sizes[part] = blob.size;
      const half = Math.ceil(blob.size / 2);
      for (const offset of [0, half, half])
        await people.admin.client.codes.takeFile({
          import: id,
          part: part as keyof Given,
          offset,
          chunk: blob.slice(offset, offset + half),
        });
    }
    return sizes;
  }
  const check = async (system: 'snomed' | 'rxnorm' | 'cpt', given: Given) =>
    people.admin.client.codes.checkImport({ import: id, system, sizes: await bring(given) });
  const install = (edition: string) =>
    people.admin.client.codes.import({ import: id, edition, licence: true });
  const lookUp = async (system: string, text: string) =>
    (await people.doctor.client.codes.lookup({ system, text })).codes.map(
      ({ code, display }) => `${code} ${display}`,
    );
  const reasons = (answer: { problems: { line: number; reason: string }[] }) =>
    answer.problems.map(({ line, reason }) => `${line}: ${reason}`);

  it('are found once their edition is here, and no more once it is taken off', async () => {
    await expect(lookUp(codeSystems.snomed.uri, 'knee')).rejects.toMatchObject({ code: 'INVALID' });
    const found = await check('snomed', {
      concepts: whole(concepts),
      descriptions: whole([...descriptions, ...synonyms]),
    });
    expect(found).toMatchObject({ codes: 2, problemCount: 0, newest: '2026-07-31' });
    expect(await people.doctor.client.codes.editions()).toEqual([]);
    await install('Invented 2026-07');
    expect(await lookUp(codeSystems.snomed.uri, 'knee')).toEqual(['9000002 Round knee (invented disorder)']);
    expect(await lookUp(codeSystems.snomed.uri, '9000001')).toHaveLength(1);
    // By its synonym, also beside words of its full name; seen red with the full names alone.
    const blue = '9000001 Blue ear of the left side (invented disorder)';
    for (const text of ['quokka', 'quok lobe', 'lobe blue'])
      expect(await lookUp(codeSystems.snomed.uri, text), text).toEqual([blue]);
    // Which name that is, only where the full name does not have the words; seen red with all names as one text.
    const foundBy = async (text: string) =>
      (await people.doctor.client.codes.lookup({ system: codeSystems.snomed.uri, text })).codes.map(
        (each) => each.foundBy,
      );
    expect(await foundBy('quok')).toEqual(['Quokka lobe']);
    expect(await foundBy('lobe blue')).toEqual(['Quokka lobe']);
    expect(await foundBy('colour ear')).toEqual(['Ear in the colour of the sea']);
    expect(await foundBy('blue ear')).toEqual([undefined]);
    expect(await foundBy('9000001')).toEqual([undefined]);
    expect(await lookUp(codeSystems.snomed.uri, 'withdrawn')).toEqual([]);
    expect(await lookUp(codeSystems.snomed.uri, 'retired')).toEqual([]);
    // They are there after a new start, too.
    expect(licensedCodeFiles(folder).editions()).toMatchObject([{ system: 'snomed', codes: 2 }]);

    // A new edition takes the place of the old one, whose file goes.
    id = 'f'.repeat(24);
    await check('snomed', {
      concepts: whole(concepts.slice(0, 2)),
      descriptions: whole(descriptions.slice(0, 2)),
    });
    await install('Invented 2027-01');
    expect(await lookUp(codeSystems.snomed.uri, 'knee')).toEqual([]);
    expect((await readdir(folder)).filter((name) => name.startsWith('snomed'))).toHaveLength(2);
    await people.admin.client.codes.removeEdition({ system: 'snomed' });
    await expect(lookUp(codeSystems.snomed.uri, 'knee')).rejects.toMatchObject({ code: 'INVALID' });
    expect((await readdir(folder)).filter((name) => name.startsWith('snomed'))).toEqual([]);

    const { rows } = await people.admin.client.auditentries.list({ filter: { entity: { is: 'codes' } } });
    expect(rows.map(({ action, reason }) => [action, reason])).toEqual(
      expect.arrayContaining([
        ['import', 'SNOMED CT, Invented 2026-07: 2 codes; licence confirmed'],
        ['remove', 'SNOMED CT, Invented 2027-01'],
      ]),
    );
  });

  it('of RxNorm are its own names in use, the best of each', async () => {
    expect(await check('rxnorm', { names: whole(drugs) })).toMatchObject({ codes: 2, problemCount: 0 });
    await install('Invented');
    expect(await lookUp(codeSystems.rxnorm.uri, 'imaginol')).toEqual([
      '70002 imaginol',
      '70001 imaginol 10 MG Oral Tablet',
    ]);
    expect(await lookUp(codeSystems.rxnorm.uri, 'dreamol')).toEqual(['70001 imaginol 10 MG Oral Tablet']);
  });

  it('of CPT come from the list with heads or from two columns', async () => {
    const list = [
      'Copyright, our own words',
      'Concept Id\tCPT Code\tLong\tMedium\tShort',
      `1\t90001\t${'long '.repeat(80)}\tInvented visit\tVisit`,
    ];
    expect(await check('cpt', { codes: list.join('\n') })).toMatchObject({
      codes: 1,
      sample: [{ code: '90001', display: 'Invented visit' }],
    });
    id = 'e'.repeat(24);
    expect(await check('cpt', { codes: '90001\tInvented visit\n0001F\tInvented measure\n' })).toMatchObject({
      codes: 2,
    });
  });

  // Seen red with the rows imported as far as they could be read.
  it('are taken all or not at all, with each row that is wrong', async () => {
    const broken = [
      ...concepts,
      '9000004\t20260131',
      '9000001\t20260131\t1\t1\t2',
      '9000005\t20260131\t1\t1\t2',
    ];
    const answer = await check('snomed', {
      concepts: whole(broken),
      descriptions: whole([...descriptions, description(9, 1, 9999999, fullName, 'Of nothing')]),
    });
    expect(answer.problemCount).toBe(4);
    expect(reasons(answer)).toEqual([
      '5: Not a row of a concept: five columns, with an id, a day and 0 or 1.',
      '6: Concept 9000001 is there twice: this is no snapshot.',
      '8: Describes concept 9999999, which is not in the other file.',
      '7: Concept 9000005 has no full name in the file of descriptions.',
    ]);
    await expect(install('Broken')).rejects.toMatchObject({ code: 'INVALID' });
    await people.admin.client.codes.cancelImport({ import: id });
    expect(await readdir(join(folder, 'imports'))).not.toContain(id);
    expect(
      licensedCodeFiles(folder)
        .editions()
        .some(({ edition }) => edition === 'Broken'),
    ).toBe(false);
  });

  it('are refused when a file is cut off, missing, another one or no text', async () => {
    const cutOff = await check('rxnorm', { names: whole(drugs).slice(0, -6) });
    expect(reasons(cutOff).join(' ')).toContain('cut off');
    await expect(
      people.admin.client.codes.checkImport({ import: id, system: 'rxnorm', sizes: { names: 1e6 } }),
    ).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path: ['sizes', 'names'] }] } });
    await expect(install('Cut off')).rejects.toMatchObject({ code: 'INVALID' });
    await expect(check('snomed', { concepts: whole(concepts) })).rejects.toMatchObject({ code: 'INVALID' });
    const swapped = await check('snomed', { concepts: whole(descriptions), descriptions: whole(concepts) });
    expect(reasons(swapped)[0]).toContain('no snapshot of concepts');
    id = 'd'.repeat(24);
    expect(reasons(await check('rxnorm', { names: 'Not a table\n' }))[0]).toContain('Not a row of RXNCONSO');
    id = 'c'.repeat(24);
    const bytes = new Uint8Array([0x39, 0xff, 0xfe, 0x0a]);
    expect(reasons(await check('cpt', { codes: bytes }))[0]).toContain('UTF-8');
    id = 'b'.repeat(24);
    expect(reasons(await check('cpt', { codes: 'Nothing here\n' }))[0]).toContain('No codes of CPT');
  });

  // Seen red with the duty given to doctors.
  it('are brought in and taken off by administrators alone', async () => {
    const refused = { code: 'FORBIDDEN' };
    const { client } = people.doctor;
    await expect(
      client.codes.takeFile({ import: id, part: 'names', offset: 0, chunk: new Blob(['x']) }),
    ).rejects.toMatchObject(refused);
    await expect(client.codes.import({ import: id, edition: 'x', licence: true })).rejects.toMatchObject(
      refused,
    );
    await expect(client.codes.removeEdition({ system: 'rxnorm' })).rejects.toMatchObject(refused);
    await expect(client.codes.editions()).resolves.toBeInstanceOf(Array);
  });
});
