import { join } from 'node:path';
import { ORPCError } from '@orpc/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  carriers,
  openPeople,
  openTestClinic,
  type People,
  type TestClinic,
} from '../../../tests/support/clinic';
import { codeFiles } from '../../machine/code-files';
import { codeSystems } from '../../../shared/schema';
import type { CodeRow, CodeSystems } from '../ports/code-systems';
import { CodeIndex } from './code-index';

const { icd10cm, loinc, snomed, ucum, immunizationStatus } = codeSystems;
const codeFolder = join(import.meta.dirname, '../../codes');
const codeOf = (error: unknown) => (error instanceof ORPCError ? error.code : String(error));

describe('codes.lookup', () => {
  let clinic: TestClinic;
  let people: People;
  const files = codeFiles(codeFolder);
  let isAway = true;
  /** The folder of the codes, on a disk that does not answer at first. */
  const codeSystemsHere: CodeSystems = {
    find: (system) => {
      const table = files.find(system);
      const read = async function* () {
        if (isAway) throw new Error('EIO: i/o error');
        yield* table?.read() ?? [];
      };
      return table && (kept ??= { ...table, read });
    },
  };
  let kept: ReturnType<CodeSystems['find']>;

  beforeAll(async () => {
    clinic = await openTestClinic({ codeSystems: codeSystemsHere });
    people = await openPeople((await carriers['in-process'](clinic.core)).newCaller);
  });
  afterAll(async () => {
    await people.close();
    await clinic.close();
  });

  const lookUp = (system: string, text: string, limit?: number) =>
    people.doctor.client.codes.lookup({ system, text, limit });

  it('fails with a reference number while its file cannot be read, and answers once it can', async () => {
    const failure = await lookUp(icd10cm.uri, 'E11.9').catch((error: unknown) => error);
    expect(codeOf(failure)).toBe('INTERNAL');
    expect(clinic.logged.splice(0)).toHaveLength(2);
    isAway = false;
    expect(await lookUp(icd10cm.uri, 'E11.9')).toEqual({
      codes: [
        {
          system: 'http://hl7.org/fhir/sid/icd-10-cm',
          code: 'E11.9',
          display: 'Type 2 diabetes mellitus without complications',
          isBillable: true,
        },
      ],
      total: 1,
      edition: 'ICD-10-CM 2026, April',
    });
  });

  it('is for doctors and nurses, and for nobody else', async () => {
    const outcome = (client: People['doctor']['client']) =>
      client.codes.lookup({ system: loinc.uri, text: 'glucose' }).then(() => 'done', codeOf);
    expect(await outcome(people.doctor.client)).toBe('done');
    expect(await outcome(people.nurse.client)).toBe('done');
    expect(await outcome(people.frontdesk.client)).toBe('FORBIDDEN');
    expect(await outcome(people.patient.client)).toBe('FORBIDDEN');
    expect(await outcome(people.admin.client)).toBe('FORBIDDEN');
    const { newCaller } = await carriers['in-process'](clinic.core);
    expect(await outcome((await newCaller()).client)).toBe('UNAUTHENTICATED');
  });

  it('refuses a system that it does not know, and one whose codes are not here, at the system', async () => {
    const refusal = (system: string) => lookUp(system, 'a').catch((error: unknown) => error);
    expect(await refusal('http://example.org/unheard-of')).toMatchObject({
      code: 'INVALID',
      data: { issues: [{ path: ['system'], message: 'There is no such code system here.' }] },
    });
    expect(await refusal(snomed.uri)).toMatchObject({
      code: 'INVALID',
      message: 'The codes of SNOMED CT are not on this computer. Type the code and its name.',
    });
  });

  // Seen red with a code that another one begins with taken for that one, and with what LOINC lacks told as missing.
  it('tells of many codes at once which the editions here do not have, and nothing of what is only in part here', async () => {
    const of = (system: string, ...codes: string[]) => codes.map((code) => ({ system, code }));
    const codes = [
      ...of(icd10cm.uri, 'E11.9', 'e119', 'E11.', 'X99.99', 'E1', ''),
      ...of(loinc.uri, '8480-6', '1-1'),
      ...of(snomed.uri, '73211009'),
      ...of('http://example.org/unheard-of', 'a'),
    ];
    const { missing } = await people.doctor.client.codes.missing({ codes });
    const edition = 'ICD-10-CM 2026, April';
    expect(missing).toEqual(of(icd10cm.uri, 'X99.99', 'E1').map((each) => ({ ...each, edition })));
    expect(await people.patient.client.codes.missing({ codes }).catch(codeOf)).toBe('FORBIDDEN');
  });

  // Seen red with no name compared, and with the name of a code that another one begins with.
  it('tells of many codes at once which the editions here name otherwise', async () => {
    const of = (code: string, display: string, system: string = icd10cm.uri) => ({ system, code, display });
    const codes = [
      of('e11', 'hypertensi'),
      of('E11', 'type 2  Diabetes mellitus'),
      of('J45', 'Asthma'),
      of('X99.99', 'Nothing'),
      of('1-1', 'Nothing', loinc.uri),
      of('8480-6', 'Pressure', loinc.uri),
      of('73211009', 'Diabetes', snomed.uri),
    ];
    const { otherwise } = await people.doctor.client.codes.missing({ codes });
    expect(otherwise).toEqual([
      { ...of('e11', 'Type 2 diabetes mellitus'), edition: 'ICD-10-CM 2026, April' },
      expect.objectContaining(of('8480-6', 'Systolic blood pressure', loinc.uri)),
    ]);
  });

  it('refuses more than 50 codes, and texts over 200 characters', async () => {
    expect(await lookUp(icd10cm.uri, 'a', 51).catch(codeOf)).toBe('INVALID');
    expect(await lookUp(icd10cm.uri, 'a'.repeat(201)).catch(codeOf)).toBe('INVALID');
    expect((await lookUp(icd10cm.uri, 'a', 50)).codes).toHaveLength(50);
  });

  it('tells which codes come with the program, how many, and under which terms, to every role', async () => {
    const shipped = await people.frontdesk.client.codes.shipped();
    const of = (name: string) => shipped.find(({ label }) => label === name);
    expect(shipped.map(({ label }) => label)).toEqual(['ICD-10-CM', 'LOINC', 'UCUM', 'Values of FHIR']);
    expect(of('ICD-10-CM')).toMatchObject({ edition: 'ICD-10-CM 2026, April' });
    expect(of('ICD-10-CM')?.codes).toBeGreaterThan(90_000);
    expect(of('LOINC')?.licence).toContain('LOINC is copyright © Regenstrief Institute, Inc.');
    expect(of('UCUM')?.licence).toContain('UCUM codes are copyright');
    expect(shipped.every(({ codes, licence }) => codes > 0 && licence !== '')).toBe(true);
  });

  it('finds measurements of LOINC, and gives its notice with them', async () => {
    const { codes, notice } = await lookUp(loinc.uri, 'systolic');
    expect(codes).toEqual([
      { system: 'http://loinc.org', code: '8480-6', display: 'Systolic blood pressure' },
    ]);
    expect(notice).toContain('LOINC is copyright © Regenstrief Institute, Inc.');
    expect((await lookUp(loinc.uri, '4548-4')).codes[0]?.display).toBe(
      'Hemoglobin A1c/Hemoglobin.total in Blood',
    );
  });

  it('finds units of UCUM as they are written and as they are called', async () => {
    expect((await lookUp(ucum.uri, 'mmhg')).codes[0]?.code).toBe('mm[Hg]');
    expect((await lookUp(ucum.uri, 'millimole litre')).codes[0]?.code).toBe('mmol/L');
  });

  it('lists the values of a set of FHIR, with the system that they come from', async () => {
    const { codes } = await lookUp(immunizationStatus.uri, '');
    expect(codes.map(({ code }) => code)).toEqual(['completed', 'entered-in-error', 'not-done']);
    expect(codes[0]?.system).toBe('http://hl7.org/fhir/event-status');
  });

  it('answers for every system that is told to be on every computer, and for no other', async () => {
    for (const { uri, isBuiltIn } of Object.values(codeSystems)) {
      expect(
        await lookUp(uri, '', 1).then(
          () => true,
          () => false,
        ),
      ).toBe(isBuiltIn);
    }
  });
});

describe('the first lookup', () => {
  // Seen red without the turns in `CodeIndex.of` and `WordCollector.finish`.
  it('reads the codes without making others wait', async () => {
    const table = codeFiles(codeFolder).find(icd10cm.uri);
    if (!table) throw new Error('ICD-10-CM is missing');
    const rows: CodeRow[] = [];
    for await (const batch of table.read()) rows.push(...batch);
    const atOnce = {
      ...table,
      async *read() {
        yield rows;
      },
    };
    let turns = 0;
    let isDone = false;
    const count = () => {
      if (isDone) return;
      turns += 1;
      setImmediate(count);
    };
    setImmediate(count);
    await CodeIndex.of(atOnce);
    isDone = true;
    expect(turns).toBeGreaterThan(10);
  });
});
