import { describe, expect, it } from 'vitest';
import { givenReadings, hasErrors, placedReadingIssues, startReading, timeErrors } from './typed-reading';

const at = { now: new Date('2026-11-23T09:42:00Z'), timeZone: 'Europe/Berlin' };
const start = startReading(undefined, () => 'mm[Hg]', at);

describe('a reading that is typed', () => {
  it('is a blood pressure of now at first, kept typing of any kind later', () => {
    expect(start).toMatchObject({ group: 'bp', unit: 'mm[Hg]', date: '2026-11-23', time: '10:42' });
    const kept = { group: '2339-0', values: ['6.1'], unit: 'mmol/L', note: 'after lunch' };
    expect(startReading(kept, () => '', at)).toMatchObject({ ...kept, time: '10:42' });
    const timed = { ...kept, date: '2026-11-22', time: '18:05' };
    expect(startReading(timed, () => '', at)).toMatchObject(timed);
    expect(startReading({ ...kept, group: 'moods' }, () => 'mm[Hg]', at).group).toBe('bp');
  });

  it('becomes both readings of one instant', () => {
    const { readings, errors } = givenReadings({ ...start, values: ['128', '82'], time: '09:15' }, at);
    expect(hasErrors(errors)).toBe(false);
    expect(readings).toEqual([
      { kind: '8480-6', value: 128, unit: 'mm[Hg]', takenAt: new Date('2026-11-23T08:15:00Z') },
      { kind: '8462-4', value: 82, unit: 'mm[Hg]', takenAt: new Date('2026-11-23T08:15:00Z') },
    ]);
  });

  it('is refused at its field: missing, no number, out of reach, of a day that is to come', () => {
    const errorsOf = (typed: object) => givenReadings({ ...start, ...typed }, at).errors;
    expect(errorsOf({ values: ['', '80'] }).values).toEqual(['Fill this in']);
    expect(errorsOf({ values: ['12o', '80'] }).values).toEqual(['A number of mmHg or kPa']);
    expect(errorsOf({ values: ['twelve', '80'] }).values).toEqual(['A number']);
    expect(errorsOf({ values: ['1280', '80'] }).values[0]).toMatch(/between 20 and 350 mmHg/);
    expect(errorsOf({ values: ['80', '128'] }).values).toEqual([
      undefined,
      'Diastolic is not below systolic: these may be the wrong way round',
    ]);
    expect(errorsOf({ values: ['128', '80'], date: '2026-11-24' }).date).toMatch(/future/);
    expect(errorsOf({ values: ['128', '80'], time: '25:00' }).time).toBe('A time like 09:30');
    expect(errorsOf({ values: ['128', '80'], date: undefined }).date).toBe('Fill this in');
  });

  // Seen red with the unit refused as no number, which visits take behind theirs.
  it('takes a unit of its kind behind the value, whichever is chosen, and names those that it has', () => {
    const glucose = { ...start, group: '2339-0', unit: 'mg/dL' };
    const given = (value: string) => givenReadings({ ...glucose, values: [value] }, at);
    expect(given('7.2 mmol/L').readings).toMatchObject([{ value: 7.2, unit: 'mmol/L' }]);
    expect(given('7,2mmol/l').readings).toMatchObject([{ value: 7.2, unit: 'mmol/L' }]);
    expect(given('130 mg/dL').readings).toMatchObject([{ value: 130, unit: 'mg/dL' }]);
    expect(hasErrors(given('7.2 mmol/L').errors)).toBe(false);
    expect(given('7.2 mmHg').errors.values).toEqual(['A number of mg/dL or mmol/L']);
    expect(given('72').errors.values).toEqual([]);
    expect(given('5000 mmol/L').errors.values[0]).toMatch(/mmol\/L$/);
  });

  // Seen red when 5.9 was taken for mg/dL: a glucose nobody is awake with, from a number that a meter shows every day.
  it('is not taken without its unit where it is far more likely in another one', () => {
    const given = (value: string, unit: string) =>
      givenReadings({ ...start, group: '2339-0', unit, values: [value] }, at);
    expect(given('5,9', 'mg/dL').errors.values).toEqual(['Hardly mg/dL. Write “5,9 mmol/L” or “5,9 mg/dL”']);
    expect(given('106', 'mmol/L').errors.values).toEqual([
      'Hardly mmol/L. Write “106 mg/dL” or “106 mmol/L”',
    ]);
    for (const [value, unit] of [
      ['5.9 mg/dL', 'mg/dL'],
      ['5.9', 'mmol/L'],
      ['19', 'mmol/L'],
      ['20', 'mg/dL'],
      ['700', 'mg/dL'],
      ['40 mmol/L', 'mmol/L'],
    ] as const)
      expect(given(value, unit).errors.values, value).toEqual([]);
  });

  // Seen red with 150/11.5 and 150/5 mmHg saved without a question.
  it('of a pressure, too, is not taken without its unit where it is far more likely kPa, or mmHg', () => {
    const told = (values: string[], unit = 'mm[Hg]') =>
      givenReadings({ ...start, unit, values }, at).errors.values;
    expect(told(['150', '5'])[1]).toBe('Hardly mmHg. Write “5 kPa” or “5 mmHg”');
    expect(told(['150', '5 mmHg'])).toEqual([]);
    // What would be refused is not offered: no decimal, and no systolic one below 20 mmHg.
    expect(told(['150', '11,5'])[1]).toBe('Hardly mmHg. Write “11,5 kPa”');
    expect(told(['16', '80'])[0]).toBe('Hardly mmHg. Write “16 kPa”');
    expect(told(['20', '80'])[0]).toBe('Hardly mmHg. Write “20 kPa” or “20 mmHg”');
    expect(told(['150', '82'], 'kPa')).toEqual([
      'Hardly kPa. Write “150 mmHg”',
      'Hardly kPa. Write “82 mmHg”',
    ]);
    for (const [values, unit] of [
      [['150', '11,5 kPa'], 'mm[Hg]'],
      [['20', '11,5'], 'kPa'],
      [['188', '20'], 'mm[Hg]'],
      [['120', '0'], 'mm[Hg]'],
      [['30 mmHg', '15 mmHg'], 'mm[Hg]'],
    ] as const)
      expect(told([...values], unit), values.join('/')).toEqual([]);
  });

  // Seen red with 82.5 taken and shown as a rounded number, which no visit takes.
  it('of a pressure is a whole number of mmHg', () => {
    const told = (...values: string[]) => givenReadings({ ...start, values }, at).errors.values;
    expect(told('128', '82,5')[1]).toBe('A whole number of mmHg');
    expect(told('128.5 mmHg', '82')[0]).toBe('A whole number of mmHg');
    expect(told('128.0', '82')).toEqual([]);
  });

  // Seen red with the numbers compared as they were typed.
  it('of a pressure with two units is compared in one', () => {
    const told = (...values: string[]) => givenReadings({ ...start, values }, at).errors.values;
    expect(told('20 kPa', '80')).toEqual([]);
    expect(told('110', '15 kPa')[1]).toMatch(/^Diastolic is not below systolic/);
  });

  // Seen red with the time looked at only after the values.
  it('is told of a day to come at once with what is wrong in the values', () => {
    for (const values of [
      ['', ''],
      ['1280', '80'],
      ['12o', ''],
    ]) {
      const { errors } = givenReadings({ ...start, values, date: '2026-11-24' }, at);
      expect(errors.values.some(Boolean)).toBe(true);
      expect(errors.date).toBe('This is in the future');
    }
  });

  // Seen red with the message at the date, of which the day is right.
  it('is told at its time where it is of a later hour today, and at its date where the day is to come', () => {
    const told = (date: string, time?: string) => timeErrors({ date, time }, at);
    const ahead = 'This is in the future';
    expect(told('2026-11-23', '10:50')).toEqual({ time: ahead });
    expect(told('2026-11-23', '10:45')).toEqual({});
    expect(told('2026-11-24', '09:00')).toEqual({ date: ahead });
    expect(told('2026-11-24')).toEqual({ date: ahead });
    const { errors } = givenReadings({ ...start, values: ['128', '80'], time: '10:50' }, at);
    expect(errors).toMatchObject({ time: ahead });
    expect(errors.date).toBeUndefined();
    const issues = [{ path: ['readings', 0, 'takenAt'], message: ahead }];
    expect(placedReadingIssues(issues, { ...start, time: '10:44' }, at)).toMatchObject({ time: ahead });
  });

  it('shows what the core refuses at the number it is about', () => {
    const errors = placedReadingIssues(
      [
        { path: ['readings', 1, 'value'], message: 'Too low' },
        { path: ['readings', 0, 'takenAt'], message: 'This is in the future' },
        { path: ['patient'], message: 'Gone' },
      ],
      { ...start, date: '2026-11-24' },
      at,
    );
    expect(errors).toEqual({
      values: [undefined, 'Too low'],
      date: 'This is in the future',
      other: ['Gone'],
    });
  });
});
