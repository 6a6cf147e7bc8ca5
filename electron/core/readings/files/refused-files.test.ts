import { describe, expect, it } from 'vitest';
import { packedFile } from '../../../../shared/rules/readings/packed-file';
import { issuesOf, readingClinic } from '../../../../tests/support/reading-clinic';

describe('A file of readings', () => {
  const { people, newPatient, preview, bringIn } = readingClinic();

  const json = { format: 'json' };
  const pdf = `%PDF-1.4\n${'1 0 obj <</Type /Catalog>> endobj\n'.repeat(20)}`;
  it.each([
    ['is empty', ' \n', {}, 'The file is empty.'],
    ['is a spreadsheet', 'PK\u0003\u0004\0\0', {}, 'This is no text file. Export it as CSV or JSON.'],
    ['is a PDF', pdf, {}, 'This is no text file. Export it as CSV or JSON.'],
    ['is a picture', 'time\n\uFFFDJ\uFFFD\uFFFD', {}, 'This is no text file. Export it as CSV or JSON.'],
    ['has only a header', 'time,bpm\n', {}, 'The file has no rows below its header.'],
    [
      'is cut off in a quotation',
      'time,bpm\n2026-11-26,"70',
      {},
      'The file cannot be read near line 2: a quotation mark is missing or misplaced.',
    ],
    ['is cut off JSON', '[{"kind": "pulse"', json, 'This is no complete JSON file; it may be cut off.'],
    ['is JSON without readings', '[]', json, 'The file holds no readings.'],
    [
      'is JSON of something else',
      '{"name": "Libre"}',
      json,
      'The file holds neither readings nor a FHIR Bundle or Observation.',
    ],
  ])('that %s is refused with its reason', async (_what, text, more, message) => {
    const asked = preview(await newPatient(), text, more);
    await expect(asked).rejects.toMatchObject({
      message,
      data: { issues: [{ path: ['content'], message }] },
    });
  });

  it.each([
    ['says nowhere when', 'bpm\n70\n', 'No column says when. Say which of these does: “bpm”.'],
    [
      'holds nothing that is known',
      'time,mood\n2026-11-26,7\n',
      'No column is known to hold readings. Say what these hold: “time”, “mood”.',
    ],
  ])('that %s shows its columns, so that it can be said what they hold', async (_what, text, message) => {
    const patient = await newPatient();
    const report = await preview(patient, text);
    expect(report).toMatchObject({ readings: 0, problems: { total: 1, shown: [{ row: 1, message }] } });
    expect(report.columns.map(({ name }) => name)).toEqual(text.split('\n')[0]?.split(','));
    await expect(bringIn(patient, text)).rejects.toMatchObject({ message: `Row 1: ${message}` });
    const said = { mapping: { columns: { mood: '55423-8' } } };
    expect((await preview(patient, 'time,mood\n2026-11-26,7\n', said)).readings).toBe(1);
  });

  it('is refused in one sentence with the first row and how many more there are', async () => {
    const patient = await newPatient();
    const text = 'time,kind,value\n2026-11-26,mood,7\n2026-11-26,pulse,\n2026-11-26,,70';
    await expect(bringIn(patient, text)).rejects.toMatchObject({
      message: 'Row 2, column “kind”: “mood” is no kind of reading. There are 2 more.',
      data: {
        issues: [
          { path: ['content', 2, 'kind'], message: '“mood” is no kind of reading' },
          { path: ['content', 3, 'value'], message: 'It does not say a value' },
          { path: ['content', 4, 'kind'], message: 'It does not say of what kind it is' },
        ],
      },
    });
  });

  // Seen red while the second row was dropped without a word.
  it('with a row that has a time and no value counts it among what is left out', async () => {
    const patient = await newPatient();
    const text = 'time,pulse,spo2\n2026-11-26 08:00,70,\n2026-11-26 09:00,,\n2026-11-26 10:00,,97';
    const { problems, leftOut, readings } = await preview(patient, text);
    expect({ total: problems.total, leftOut, readings }).toEqual({ total: 0, leftOut: 1, readings: 2 });
  });

  // Each form names the time's own column: seen red while every refusal of a value stood at the value.
  it.each([
    ['CSV with a column for each kind', 'Zeit,Puls,SpO2\n2026-11-28,70,98', {}, 2, 'Zeit'],
    ['CSV with kind and value', 'when,kind,value\n2026-11-28,pulse,70', {}, 2, 'when'],
    ['JSON', '[{"kind":"pulse","value":70,"timestamp":"2026-11-28"}]', json, 1, 'timestamp'],
  ])('with a time to come is refused at the time, in %s', async (_what, text, more, row, column) => {
    const { problems } = await preview(await newPatient(), text, more);
    expect(problems).toEqual({ total: 1, shown: [{ row, column, message: 'This is in the future.' }] });
  });

  it('with a unit of something else is refused at its unit, and a value out of reach at the value', async () => {
    const patient = await newPatient();
    const csv = 'time,kind,value,unit\n2026-11-26,pulse,70,kg\n2026-11-26,pulse,7000,bpm';
    const list = [
      { kind: 'pulse', value: 70, unit: 'kg', takenAt: '2026-11-26' },
      { kind: 'pulse', value: 7_000, takenAt: '2026-11-26' },
    ];
    for (const report of [await preview(patient, csv), await preview(patient, JSON.stringify(list), json)])
      expect(report.problems.shown).toMatchObject([
        { column: 'unit', message: 'Heart rate is not given in “kg”.' },
        { column: 'value', message: 'Heart rate is between 10 and 350 /min.' },
      ]);
  });

  it('that is too long for one call is refused with what to do', async () => {
    const patient = await newPatient();
    const content = { gzip: 'A'.repeat(3_600_000) };
    expect(await issuesOf(preview(patient, '', { content }))).toEqual([
      { path: ['content', 'gzip'], message: 'Split the file: export a shorter time' },
    ]);
  });

  // Seen red without the limit while it grows: the bomb was unpacked whole.
  it('that grows without end when it is unpacked is refused as soon as it is too large', async () => {
    const patient = await newPatient();
    const content = await packedFile('0'.repeat(30_000_000));
    const asked = people().doctor.client.readings.previewImport({ patient, format: 'csv', content });
    expect(await issuesOf(asked)).toEqual([
      {
        path: ['content'],
        message: 'The file is larger than 20 MB. Export a shorter time and bring in each part.',
      },
    ]);
    const broken = { gzip: Buffer.from('no gzip at all').toString('base64') };
    const damaged = people().doctor.client.readings.previewImport({
      patient,
      format: 'csv',
      content: broken,
    });
    expect(await issuesOf(damaged)).toEqual([
      { path: ['content'], message: 'The file arrived damaged. Choose it again.' },
    ]);
  });
});
