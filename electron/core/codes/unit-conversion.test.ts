import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  carriers,
  openPeople,
  openTestClinic,
  type People,
  type TestClinic,
} from '../../../tests/support/clinic';

describe('codes.convert', () => {
  let clinic: TestClinic;
  let people: People;
  beforeAll(async () => {
    clinic = await openTestClinic();
    people = await openPeople((await carriers['in-process'](clinic.core)).newCaller);
  });
  afterAll(async () => {
    await people.close();
    await clinic.close();
  });

  const convert = async (value: number, from: string, to: string, molecularWeight?: number) =>
    (await people.doctor.client.codes.convert({ value, from, to, molecularWeight })).value;
  const refusedAt = (from: string, to: string, molecularWeight?: number) =>
    convert(1, from, to, molecularWeight).then(
      () => 'done',
      (error) => (error.code === 'INVALID' ? error.data.issues[0].path[0] : error),
    );

  it('gives a value in another unit of the same dimension', async () => {
    expect(await convert(100, 'mg/dL', 'g/L')).toBeCloseTo(1, 12);
    expect(await convert(98.6, '[degF]', 'Cel')).toBeCloseTo(37, 12);
    expect(await convert(120, 'mm[Hg]', 'kPa')).toBeCloseTo(15.998_64, 5);
    expect(await convert(1, '[lb_av]', 'kg')).toBeCloseTo(0.453_592_37, 12);
  });

  it('goes between mass and amount of substance only with a molecular weight', async () => {
    expect(await convert(5.5, 'mmol/L', 'mg/dL', 180.156)).toBeCloseTo(99.086, 3);
    expect(await refusedAt('mmol/L', 'mg/dL')).toBe('molecularWeight');
  });

  it('refuses other dimensions, arbitrary units and what is no unit, at its field', async () => {
    expect(await refusedAt('kg', 'cm')).toBe('to');
    expect(await refusedAt('[IU]', 'mg')).toBe('to');
    expect(await refusedAt('mmHg', 'kPa')).toBe('from');
    expect(await refusedAt('kPa', 'mmHg')).toBe('to');
    expect(await refusedAt('kg', 'k g')).toBe('to');
  });

  it('is for those who look codes up', async () => {
    const asked = { value: 1, from: 'kg', to: 'g' };
    await expect(people.nurse.client.codes.convert(asked)).resolves.toMatchObject({ value: 1_000 });
    await expect(people.frontdesk.client.codes.convert(asked)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});
