import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  carriers,
  openPeople,
  openTestClinic,
  type People,
  type TestClinic,
} from '../../tests/support/clinic';

describe('finding a patient by a name that is not spelt like theirs', () => {
  let clinic: TestClinic;
  let people: People;
  let clock = new Date('2027-03-15T08:00:00Z');

  beforeAll(async () => {
    clinic = await openTestClinic({ clock: () => clock });
    people = await openPeople((await carriers['in-process'](clinic.core)).newCaller);
    const patients = [
      { firstname: 'Tanmay', lastname: 'Kulkarni', phone: '+44 7700 90 0412' },
      { firstname: 'Rohini', lastname: 'Kulkarni', phone: '+44 7700 90 9999' },
      { firstname: 'Sharmila', lastname: 'Kulkarny', city: 'Norbridge' },
      { firstname: 'Stephen', lastname: "O'Brien" },
      { firstname: 'Zoë', lastname: 'Sørensen' },
    ];
    for (const each of patients) await people.frontdesk.client.patients.create(each);
  });
  afterAll(() => clinic.close());

  const find = async (query: string, limit?: number) => {
    const { patients, total } = await people.frontdesk.client.search.patients({ query, limit });
    return { total, found: patients.map(({ name, reasons }) => [name, ...reasons]) };
  };

  it('mends one letter, and puts whoever matches in two ways first', async () => {
    expect(await find('kulkrni 0412')).toEqual({
      total: 1,
      found: [['Tanmay Kulkarni', 'Name, 1 letter fixed', 'Phone ends 0412']],
    });
    expect((await find('sorensne')).found).toEqual([['Zoë Sørensen', 'Name, 1 letter fixed']]);
    expect((await find('obrein')).found).toEqual([["Stephen O'Brien", 'Name, 1 letter fixed']]);
  });

  it('hears names: those that sound alike follow those that match', async () => {
    expect((await find('steven')).found).toEqual([["Stephen O'Brien", 'Sounds alike']]);
    expect(await find('kulkarni')).toEqual({
      total: 3,
      found: [
        ['Rohini Kulkarni', 'Name'],
        ['Tanmay Kulkarni', 'Name'],
        ['Sharmila Kulkarny', 'Name, 1 letter fixed'],
      ],
    });
  });

  it('shows no similar names when there are enough that match', async () => {
    expect(await find('kulkarni', 2)).toEqual({
      total: 2,
      found: [
        ['Rohini Kulkarni', 'Name'],
        ['Tanmay Kulkarni', 'Name'],
      ],
    });
  });

  it('takes two slips in two words, and gives the same order each time', async () => {
    const first = await find('tanmya kulkrni');
    expect(first.found).toEqual([['Tanmay Kulkarni', 'Name, 1 letter fixed']]);
    expect(await find('tanmya kulkrni')).toEqual(first);
  });

  it('finds nobody where nothing is alike', async () => {
    expect(await find('xyzzy')).toEqual({ total: 0, found: [] });
  });

  it('knows the name of someone registered since, a minute later at the most', async () => {
    await people.frontdesk.client.patients.create({ firstname: 'Grace', lastname: 'Whitmore' });
    clock = new Date(clock.getTime() + 61_000);
    await expect.poll(async () => (await find('whitmroe')).found, { timeout: 5_000 }).toHaveLength(1);
  });

  it('says that someone was found by the city', async () => {
    expect((await find('norbr')).found).toEqual([['Sharmila Kulkarny', 'City']]);
  });
});
