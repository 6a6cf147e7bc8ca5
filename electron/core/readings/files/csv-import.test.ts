import { describe, expect, it } from 'vitest';
import { packedFile } from '../../../../shared/rules/readings/packed-file';
import { at, issuesOf, readingClinic } from '../../../../tests/support/reading-clinic';

describe('Readings in a CSV file', () => {
  const { people, newPatient, preview, bringIn } = readingClinic();

  it('are shown as they would be kept, brought in once, and change nothing the second time', async () => {
    const patient = await newPatient();
    const text =
      '\uFEFFDatum;Uhrzeit;Systolisch;Diastolisch;Gewicht (kg);Bemerkung\r\n' +
      '27.11.2026;08:15;142;88;81,4;morgens\r\n26.11.2026;08:10;138;;;\r\n26.11.2026;08:10;138;;;\r\n';
    const report = await preview(patient, text, { device: 'Omron M3' });
    expect(report.columns.map(({ means, unit }) => [means, unit])).toEqual([
      ['date', undefined],
      ['clock', undefined],
      ['8480-6', undefined],
      ['8462-4', undefined],
      ['29463-7', 'kg'],
      ['ignore', undefined],
    ]);
    expect(report).toMatchObject({
      ...{ form: 'wide', rows: 3, readings: 4, doubled: 1, alreadyThere: 0, timeZone: 'Europe/London' },
      problems: { total: 0 },
    });
    expect(report.first[2]).toMatchObject({ kind: '29463-7', value: 81.4, takenAt: at('08:15') });
    const packed = await packedFile(text + ' '.repeat(300_000));
    expect(packed).toHaveProperty('gzip');
    const brought = { patient, format: 'csv', content: packed, device: 'Omron M3' } as const;
    expect(await people().doctor.client.readings.import(brought)).toMatchObject({ recorded: 4 });
    expect(await bringIn(patient, text, { device: 'Omron M3' })).toMatchObject({
      recorded: 0,
      alreadyThere: 4,
    });
    expect(
      (await people().doctor.client.readings.summary({ patient })).kinds.map(({ count }) => count),
    ).toEqual([2, 1, 1]);
  });

  it('are kept all or none: every bad row is told with its line, column and reason', async () => {
    const patient = await newPatient();
    const text = [
      'timestamp,kind,value,unit',
      '2026-11-26T08:00:00+05:30,heart rate,72,bpm',
      '03/04/2026 08:00,heart rate,72,bpm',
      '2026-11-26T08:00:00Z,hair length,72,cm',
      '2026-11-26T08:00:00Z,glucose,"7,250",mg/dL',
      '2026-11-26T08:00:00Z,temp,98.6,°C',
      '2026-13-26,pulse,70,bpm',
    ].join('\n');
    const { problems } = await preview(patient, text);
    expect(problems).toEqual({
      total: 5,
      shown: [
        {
          row: 3,
          column: 'timestamp',
          message: '“03/04/2026” can be read in two ways. Say whether the day or the month comes first.',
        },
        { row: 4, column: 'kind', message: '“hair length” is no kind of reading' },
        {
          row: 5,
          column: 'value',
          message: '“7,250” can be read in two ways. Say which decimal sign the file has.',
        },
        { row: 6, column: 'value', message: 'Body temperature is between 11 and 46 °C.' },
        { row: 7, column: 'timestamp', message: 'There is no 2026-13-26' },
      ],
    });
    expect(await issuesOf(bringIn(patient, text))).toContainEqual({
      path: ['content', 4, 'kind'],
      message: '“hair length” is no kind of reading',
    });
    expect((await people().doctor.client.readings.summary({ patient })).kinds).toEqual([]);
  });

  it('are read by the clock of the clinic where no zone is said, also where the clocks change', async () => {
    const patient = await newPatient();
    const rows = [
      '2026-03-29 01:30,70',
      '2026-10-25 01:30,71',
      '29 Jun 2026 8:05 pm,72',
      '1767225600,73',
      '04/03/2026 10:00,74',
    ];
    const text = `time,bpm\n${rows.join('\n')}`;
    const report = await preview(patient, text, { mapping: { dateOrder: 'dmy' } });
    expect(report).toMatchObject({
      skippedTimes: 1,
      doubleTimes: 1,
      timeZone: 'Europe/London',
      problems: { total: 0 },
    });
    expect(report.first.map(({ takenAt }) => takenAt.toISOString())).toEqual([
      '2026-03-29T01:00:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-06-29T19:05:00.000Z',
      '2026-01-01T00:00:00.000Z',
      '2026-03-04T10:00:00.000Z',
    ]);
  });

  it('name their unit, or have only one that fits', async () => {
    const patient = await newPatient();
    const text = 'date,weight,temp\n2026-11-26,80,98.6';
    expect((await preview(patient, text)).problems.shown).toEqual([
      {
        row: 2,
        column: 'weight',
        message: 'It does not say in which unit: kg or lb. Say it, or name it in the header.',
      },
    ]);
    const { first } = await preview(patient, text, { mapping: { units: { '29463-7': '[lb_av]' } } });
    expect(first).toMatchObject([{ value: 36.28739 }, { value: 37 }]);
    const long = 'date,kind,value\n2026-11-26,weight,80';
    const list = JSON.stringify([{ kind: 'weight', value: 80, takenAt: '2026-11-26T08:00:00Z' }]);
    const units = { '29463-7': '[lb_av]' };
    for (const [format, of] of [
      ['csv', long],
      ['json', list],
    ] as const) {
      expect((await preview(patient, of, { format })).unitsUnsaid).toEqual(['29463-7']);
      const said = await preview(patient, of, { format, mapping: { units } });
      expect(said).toMatchObject({ unitsUnsaid: [], first: [{ value: 36.28739 }] });
    }
  });

  it.each([
    ['semicolons separate', 'time;steps\n2026-11-26T08:00:00Z;7.250'],
    ['a fraction has a comma', 'time\tkg\tsteps\n2026-11-26T08:00:00Z\t81,4\t7.250'],
  ])('does not turn thousands into fractions where %s', async (_what, text) => {
    const patient = await newPatient();
    const named = text.replace('kg', 'weight (kg)');
    expect((await preview(patient, named)).problems.shown).toEqual([
      {
        row: 2,
        column: 'steps',
        message: '“7.250” can be read in two ways. Say which decimal sign the file has.',
      },
    ]);
    for (const [decimal, steps] of [
      [',', 7250],
      ['.', 7.25],
    ] as const) {
      const { problems, first } = await preview(patient, named.replace('81,4', '81'), {
        mapping: { decimal },
      });
      expect(problems.total).toBe(0);
      expect(first.at(-1)).toMatchObject({ kind: '55423-8', value: steps });
    }
  });
});
