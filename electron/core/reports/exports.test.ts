import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ReportDefinition, reportCatalogue, reportNames } from '../../../shared/rules/reports/catalogue';
import { openSmallClinic, type SmallClinic } from './testing/small-clinic';

let clinic: SmallClinic;
beforeAll(async () => {
  clinic = await openSmallClinic();
});
afterAll(() => clinic?.close());

const reports = () => clinic.people.doctor.client.reports;
const period = { from: '2025-12-22', to: '2026-06-30' };
const questionOf = (report: (typeof reportNames)[number]) => {
  const { parameters }: ReportDefinition = reportCatalogue[report];
  return { report, ...(parameters.includes('period') ? period : { to: period.to }) };
};
const rowsOf = (text: string | undefined): string[][] => parse(text ?? '', { bom: true });
const recordsOf = (text: string | undefined): Record<string, string>[] =>
  parse(text ?? '', { columns: true });

describe('a table as CSV', () => {
  it.each(reportNames)('%s: read back it is what was run, with its totals last', async (report) => {
    const question = questionOf(report);
    const table = await reports().run(question);
    const { files } = await reports().export({ ...question, form: 'csv' });
    const [file, ...more] = files;
    expect(more).toEqual([]);
    expect(file?.filename).toMatch(/^[a-zA-Z-]+-[0-9_-]+\.csv$/);
    const [head = [], ...rows] = rowsOf(file?.text);
    expect(head).toEqual(
      table.columns.map(({ label, unit }) => (unit ? `${label} (${unit})` : label)).map(unrun),
    );
    const shown = [...table.rows.map(({ cells }) => cells), table.totals ?? {}];
    expect(rows).toEqual(
      shown.map((cells) => table.columns.map(({ name }) => unrun(String(cells[name] ?? '')))),
    );
  });

  // Seen red without `escape_formulas`: the purpose "=SUM(A1)" stood in the file as a formula.
  it('holds nothing that a spreadsheet would run', async () => {
    const { files } = await reports().export({ report: 'visits', ...period, by: 'purpose', form: 'csv' });
    const cells = rowsOf(files[0]?.text).flat();
    expect(cells).toContain("'=SUM(A1)");
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  });
});
/** What an apostrophe is put before. */
const unrun = (text: string) => (/^[=+\-@]/.test(text) ? `'${text}` : text);

describe('a tidy export', () => {
  it.each(reportNames)(
    '%s: has a row for each record that was counted, and a dictionary of its variables',
    async (report) => {
      const question = questionOf(report);
      const { of } = await reports().run(question);
      const { files } = await reports().export({ ...question, form: 'tidy' });
      const [observations, dictionary, readme] = files;
      const rows = recordsOf(observations?.text);
      expect(rows).toHaveLength(of);
      const described = recordsOf(dictionary?.text);
      expect(described.map(({ name }) => name)).toEqual(Object.keys(rows[0] ?? {}));
      for (const { name, label, type, source } of described) {
        expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
        expect([label, type, source].every(Boolean)).toBe(true);
      }
      expect([dictionary?.filename, readme?.filename]).toEqual(['data-dictionary.csv', 'README.txt']);
      expect(readme?.text).toContain(`read.csv("${observations?.filename}"`);
      expect(readme?.text).toContain(`pandas.read_csv("${observations?.filename}"`);
      // Nobody is named, and no id of a record leads back.
      const all = files.map(({ text }) => text).join('\n');
      // Not yet seen red; against the names of doctors, which stood here before.
      for (const word of ['Able', 'Best', 'Dee', 'Joshi', 'Chen', clinic.ann, clinic.bob, '1980-02-29'])
        expect(all).not.toContain(word);
    },
  );

  it.each([
    ['readings', 'Day at the clinic', 'Days of early exports were those of UTC.'],
    ['readings', 'Day at the clinic', 'Times are those of the clock at the clinic.'],
    ['symptoms', 'Day at the clinic', 'Times are those of the clock at the clinic.'],
  ] as const)('%s: says by which clock its days are', async (report, label, sentence) => {
    const { files } = await reports().export({ ...questionOf(report), form: 'tidy' });
    const [, dictionary, readme] = files;
    expect(recordsOf(dictionary?.text).find(({ name }) => name === 'date')).toMatchObject({ label });
    expect(readme?.text.split(/\r?\n/)).toContain(sentence);
  });

  it('tells of each visit whose it was by a pseudonym, the age then, the week and the doctor', async () => {
    const question = { ...questionOf('diagnoses'), form: 'tidy' } as const;
    const [file] = (await reports().export(question)).files;
    const rows = recordsOf(file?.text);
    expect(rows.at(-1)).toEqual({
      ...{
        record_id: expect.stringMatching(/^[0-9a-f]{16}$/),
        patient_id: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
      ...{
        age_years: '45',
        sex: 'female',
        date: '2025-12-29',
        iso_week: '2026-W01',
        doctor_id: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
      ...{ code_system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'R05.1', display: 'Meaning of R05.1' },
      icd10_chapter: 'XVIII',
    });
    // Ann, with what was written for who was merged into her, is one person; so is everybody else.
    expect(new Set(rows.map(({ patient_id }) => patient_id)).size).toBe(3);
    // Of whom neither is known.
    expect(rows.find(({ date }) => date === '2026-03-11')).toMatchObject({ age_years: '', sex: '' });
    const [symptoms] = (await reports().export({ ...questionOf('symptoms'), form: 'tidy' })).files;
    const ann = rows.at(-1)?.patient_id;
    expect(recordsOf(symptoms?.text).filter(({ patient_id }) => patient_id === ann)).toHaveLength(2);
  });
});
