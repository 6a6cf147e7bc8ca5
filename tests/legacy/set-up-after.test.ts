import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDump } from '../../electron/machine/dump-file';
import { type Caller, carriers, openTestClinic, type TestClinic, testPassword } from '../support/clinic';
import { cheapHasher, now } from './cheap-hasher';
import { samplePath } from './old-database';

const administrator = { username: 'ada', displayName: 'Dr Ada Okonkwo', password: testPassword };
/** "City Care" of the sample. */
const cityCare = '654112b145a4088f5fd4257b';

describe('the first-run set-up after a database was brought in', () => {
  let clinic: TestClinic;
  let caller: Caller;

  beforeEach(async () => {
    clinic = await openTestClinic({ clock: () => now, hasher: cheapHasher });
    const { newCaller } = await carriers['in-process'](clinic.core);
    caller = await newCaller();
  });
  afterEach(() => clinic.close());

  const bringIn = () => clinic.core.loadDump(openDump(samplePath), () => undefined);

  // Seen red with `readBroughtIn` asked whether a set-up is needed or not.
  it('tells how much came in and what the clinics are called, to nobody but the first who comes', async () => {
    expect((await caller.client.session.state()).broughtIn).toBeUndefined();
    await bringIn();
    const { needsSetUp, broughtIn } = await caller.client.session.state();
    expect(needsSetUp).toBe(true);
    expect(broughtIn?.counts).toEqual([
      { entity: 'clinics', count: 12 },
      { entity: 'doctors', count: 12 },
      { entity: 'patients', count: 2 },
      { entity: 'appointments', count: 3 },
      { entity: 'healthlogs', count: 2 },
      { entity: 'prescriptions', count: 1 },
      { entity: 'symptomjournals', count: 1 },
    ]);
    expect(broughtIn?.clinics).toHaveLength(12);
    const named = broughtIn?.clinics.find(({ id }) => id === cityCare);
    expect(Object.keys(named ?? {}).toSorted()).toEqual(['id', 'name', 'place']);
    expect(JSON.stringify(broughtIn)).not.toMatch(/tanmay|abhineet|Joshi|Headache/i);
    await caller.client.session.setUp({ existingClinic: cityCare, administrator });
    expect((await caller.client.session.state()).broughtIn).toBeUndefined();
    await caller.client.session.signOut();
    const after = await caller.client.session.state();
    expect(after).toMatchObject({ needsSetUp: false });
    expect(after.broughtIn).toBeUndefined();
  });

  it('takes one of the clinics that came in as the one whose desk this is, and makes no other', async () => {
    await bringIn();
    const before = await caller.client.session.state();
    const wanted = before.broughtIn?.clinics.find(({ id }) => id === cityCare);
    await caller.client.session.setUp({
      existingClinic: cityCare,
      administrator: { ...administrator, alsoDoctor: true },
    });
    expect((await caller.client.session.state()).clinic).toMatchObject({ id: cityCare, name: wanted?.name });
    const { rows, total } = await caller.client.clinics.list({});
    expect(total).toBe(12);
    expect(rows.filter(({ timeZone }) => timeZone !== undefined).map(({ id }) => id)).toEqual([cityCare]);
    const { rows: doctors } = await caller.client.doctors.list({ text: 'Okonkwo' });
    expect(doctors[0]).toMatchObject({ clinic: cityCare, clinicName: wanted?.name });
  });

  it('stays the desk of that clinic when another, older one is given a time zone later', async () => {
    await bringIn();
    await caller.client.session.setUp({ existingClinic: cityCare, administrator });
    const { rows } = await caller.client.clinics.list({});
    for (const { id, revision } of rows.filter((clinic) => clinic.id !== cityCare))
      await caller.client.clinics.update({ id, revision, changes: { timeZone: 'Asia/Tokyo' } });
    expect((await caller.client.session.state()).clinic?.id).toBe(cityCare);
  });

  it('still makes another, new clinic for who asks for one', async () => {
    await bringIn();
    await caller.client.session.setUp({ clinic: { clinicname: 'The new desk' }, administrator });
    expect((await caller.client.session.state()).clinic?.name).toBe('The new desk');
    expect((await caller.client.clinics.list({})).total).toBe(13);
  });

  it('refuses a clinic that is not there, both, and neither, and stores nothing', async () => {
    await bringIn();
    const { setUp } = caller.client.session;
    await expect(setUp({ existingClinic: 'f'.repeat(24), administrator })).rejects.toMatchObject({
      code: 'INVALID',
      data: { issues: [{ path: ['existingClinic'] }] },
    });
    const clinicOf = { clinicname: 'The new desk' };
    for (const wrong of [{ clinic: clinicOf, existingClinic: cityCare }, {}, { existingClinic: 'x' }])
      await expect(setUp({ ...wrong, administrator })).rejects.toMatchObject({ code: 'INVALID' });
    expect(await caller.client.session.state()).toMatchObject({ needsSetUp: true });
    expect((await caller.client.session.state()).broughtIn?.clinics).toHaveLength(12);
  });

  it('is refused once a clinic is set up, whichever clinic is named', async () => {
    await bringIn();
    await caller.client.session.setUp({ existingClinic: cityCare, administrator });
    const eve = { ...administrator, username: 'eve' };
    const refused = { code: 'FORBIDDEN' };
    const { setUp } = caller.client.session;
    await expect(setUp({ existingClinic: cityCare, administrator: eve })).rejects.toMatchObject(refused);
    await expect(setUp({ clinic: { clinicname: 'Eve' }, administrator: eve })).rejects.toMatchObject(refused);
  });
});
