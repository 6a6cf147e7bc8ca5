import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entities } from '../../shared/entities';
import { newRecordId } from '../../shared/rules/record-id';
import {
  carriers,
  openPeople,
  openTestClinic,
  type People,
  type TestClinic,
} from '../../tests/support/clinic';

const now = new Date('2026-11-28T11:30:00Z');
const today = '2026-11-28';

describe('prescribing', () => {
  let clinic: TestClinic;
  let people: People;
  let patient: string;

  beforeAll(async () => {
    clinic = await openTestClinic({ clock: () => now });
    people = await openPeople((await carriers['in-process'](clinic.core)).newCaller);
  });
  afterAll(async () => {
    await people?.close();
    await clinic?.close();
  });

  /** A new patient, and how a doctor writes for them. */
  const newPatient = async () => {
    const { client } = people.doctor;
    patient = (await client.patients.create({ firstname: 'Fatima', lastname: 'Al-Sayed' })).record.id;
    const prescribe = async (prescriptionName: string, more: object = {}) => {
      const draft = { patient, prescriptionName, amount: '1 tablet a day', dateprescribed: today };
      return (await client.prescriptions.create({ ...draft, ...more })).record;
    };
    return { client, prescribe };
  };
  const allergicTo = async (substance: string, more: object = {}) =>
    (await people.doctor.client.allergies.create({ patient, substance, ...more })).record;
  const stopped = (finding: object) => ({
    code: 'CONFLICT',
    data: { kind: 'medicine', result: { findings: [finding] } },
  });

  // Seen red with `needDecision` made to answer that nothing needs one.
  it('a doctor is stopped by an allergy, and nothing is stored', async () => {
    const { client, prescribe } = await newPatient();
    const { id } = await allergicTo('Penicillin', { reaction: 'anaphylaxis' });
    await expect(prescribe('Amoxicillin 500 mg')).rejects.toMatchObject({
      ...stopped({ kind: 'allergy', about: id }),
      message: expect.stringContaining('Allergic to Penicillin (anaphylaxis).'),
    });
    expect((await client.prescriptions.list({ filter: { patient: { is: patient } } })).total).toBe(0);
  });

  it('goes on with a reason, which is kept with what was found and stands in the audit', async () => {
    const { prescribe } = await newPatient();
    await allergicTo('Penicillin');
    const overrideReason = 'Tolerated twice since; the label is old.';
    const record = await prescribe('Amoxicillin 500 mg', { overrideReason });
    expect(record).toMatchObject({
      overrideReason,
      checkResult: { state: 'warnings', findings: [{ kind: 'allergy' }] },
    });
    const { rows } = await people.admin.client.auditentries.list({ filter: { record: { is: record.id } } });
    expect(rows[0]?.changed).toContain('overrideReason');
  });

  it('an allergy that is refuted or resolved speaks against nothing', async () => {
    const { prescribe } = await newPatient();
    await allergicTo('Penicillin', { verification: 'refuted' });
    await allergicTo('Amoxicillin', { status: 'resolved' });
    expect((await prescribe('Amoxicillin 500 mg')).checkResult?.state).toBe('clear');
  });

  it('a name that no table knows is stored, and reads NOT CHECKED', async () => {
    const { prescribe } = await newPatient();
    expect((await prescribe('Zubrazol forte')).checkResult).toMatchObject({
      state: 'notChecked',
      notChecked: [{ what: 'medicine', name: 'Zubrazol forte' }],
    });
  });

  it('the same substance under a brand is found to be taken already', async () => {
    const { prescribe } = await newPatient();
    const { id } = await prescribe('Paracetamol 500 mg');
    await expect(prescribe('Tylenol 500 mg')).rejects.toMatchObject(
      stopped({ kind: 'duplicate', about: id }),
    );
  });

  // Seen red with every prescription of the patient counted as taken.
  it('what is stopped, or past its last day, is not taken; today is still a day on which it is', async () => {
    const { prescribe } = await newPatient();
    await prescribe('Warfarin 5 mg', { status: 'stopped' });
    await prescribe('Warfarin 5 mg', { dateprescribed: '2026-11-20', endsOn: '2026-11-27' });
    expect((await prescribe('Ibuprofen 400 mg', { status: 'completed' })).checkResult).toBeUndefined();
    await prescribe('Warfarin 5 mg', { endsOn: today });
    await expect(prescribe('Ibuprofen 400 mg')).rejects.toMatchObject(stopped({ kind: 'interaction' }));
  });

  // Seen red with the reason kept whatever the medicine.
  it('another medicine is another decision: the reason for the first does not carry it', async () => {
    const { client, prescribe } = await newPatient();
    await allergicTo('Penicillin');
    const { id } = await prescribe('Amoxicillin 500 mg', { overrideReason: 'Tolerated twice since.' });
    const toAmpicillin = { prescriptionName: 'Ampicillin 500 mg' };
    await expect(
      client.prescriptions.update({ id, revision: 1, changes: toAmpicillin }),
    ).rejects.toMatchObject(stopped({ kind: 'allergy' }));
    const { record } = await client.prescriptions.update({
      id,
      revision: 1,
      changes: { prescriptionName: 'Doxycycline 100 mg' },
    });
    expect(record.overrideReason).toBeUndefined();
    expect(record.checkResult?.state).toBe('clear');
  });

  // Seen red with the rule run on creation only.
  it('is checked again when it is to be taken again, also when it was removed', async () => {
    const { client, prescribe } = await newPatient();
    const off = await prescribe('Amoxicillin 500 mg', { status: 'stopped' });
    const removed = await prescribe('Amoxicillin 250 mg');
    await client.prescriptions.remove({ id: removed.id, revision: 1 });
    await allergicTo('Penicillin');
    await expect(
      client.prescriptions.update({ id: off.id, revision: 1, changes: { status: 'active' } }),
    ).rejects.toMatchObject(stopped({ kind: 'allergy' }));
    await expect(client.prescriptions.restore({ id: removed.id })).rejects.toMatchObject(
      stopped({ kind: 'allergy' }),
    );
  });

  // Seen red with the messages compared alone, and with the words of each day taken for another finding.
  it.each([
    [
      'one text',
      'Simvastatin 40 mg',
      'Amiodarone 200 mg',
      'Amiodarone with simvastatin (takes Simvastatin 40 mg). The statin builds up and muscles can break down. Choose another statin, or limit its dose as its label says.',
    ],
    [
      'other words',
      'Sertraline 50 mg',
      'Linezolid 600 mg',
      'Linezolid with sertraline (takes Sertraline 50 mg). A serotonin syndrome can follow. Choose another antibiotic; if there is none, stop the other and watch for two weeks.',
    ],
  ])('a reason given when what was found was kept in %s still holds', async (_form, taken, name, message) => {
    const { client, prescribe } = await newPatient();
    const { id: about } = await prescribe(taken);
    const overrideReason = 'Nothing else is left.';
    const finding = { kind: 'interaction', severity: 'serious', about, message };
    const checkResult = { state: 'warnings', version: '1', findings: [finding], notChecked: [] };
    const off = { patient, prescriptionName: name, dateprescribed: today, status: 'stopped' };
    const { records } = clinic.core.database;
    const older = [{ ...off, checkResult, overrideReason }];
    const [id = ''] = await records.insertMany(entities.prescriptions, older, { at: now });
    const { record } = await client.prescriptions.update({ id, revision: 1, changes: { status: 'active' } });
    expect(record.overrideReason).toBe(overrideReason);
    expect(record.checkResult?.findings).toMatchObject([{ about, instead: expect.any(String) }]);
  });

  // Seen red with the amount left to whoever writes: it was stored without a word.
  it('is not prescribed without how much is taken, nor is that taken away', async () => {
    const { client, prescribe } = await newPatient();
    const refused = { code: 'INVALID', data: { issues: [{ path: ['amount'] }] } };
    await expect(prescribe('Paracetamol 500 mg', { amount: undefined })).rejects.toMatchObject(refused);
    const { id } = await prescribe('Paracetamol 500 mg');
    const emptied: object = { amount: null };
    await expect(client.prescriptions.update({ id, revision: 1, changes: emptied })).rejects.toMatchObject(
      refused,
    );
  });

  it('a reason cannot be taken away while it is needed', async () => {
    const { client, prescribe } = await newPatient();
    await allergicTo('Penicillin');
    const { id } = await prescribe('Amoxicillin 500 mg', { overrideReason: 'Tolerated twice since.' });
    await expect(
      client.prescriptions.update({ id, revision: 1, changes: { overrideReason: null } }),
    ).rejects.toMatchObject(stopped({ kind: 'allergy' }));
    await client.prescriptions.update({ id, revision: 1, changes: { amount: '1 capsule' } });
  });

  // Seen red without the turns that prescriptions of one person take.
  it('of two that clash and are written at once, only one is stored without a reason', async () => {
    const { prescribe } = await newPatient();
    const both = await Promise.allSettled([prescribe('Warfarin 5 mg'), prescribe('Ibuprofen 400 mg')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('one of an older system of which it is found whose it is, is shown to clash and not refused', async () => {
    const { client } = await newPatient();
    await allergicTo('Penicillin');
    const adopted = [{ prescriptionName: 'Amoxicillin 500 mg', status: 'active' }];
    const { records } = clinic.core.database;
    const [id = ''] = await records.insertMany(entities.prescriptions, adopted, { at: now });
    const { record } = await client.prescriptions.update({ id, revision: 1, changes: { patient } });
    expect(record.checkResult).toMatchObject({ state: 'warnings', findings: [{ kind: 'allergy' }] });
  });

  it('does not end before it begins', async () => {
    const { prescribe } = await newPatient();
    await expect(
      prescribe('Paracetamol 500 mg', { startsOn: today, endsOn: '2026-11-27' }),
    ).rejects.toMatchObject({
      code: 'INVALID',
      data: { issues: [{ path: ['endsOn'], message: 'The last day is before the first.' }] },
    });
  });

  // Seen red with a look at the first day alone.
  it('does not end before it is prescribed either, where no first day is given, also after a change', async () => {
    const { client, prescribe } = await newPatient();
    const refused = {
      code: 'INVALID',
      data: { issues: [{ path: ['endsOn'], message: expect.stringContaining('the day it is prescribed') }] },
    };
    await expect(prescribe('Paracetamol 500 mg', { endsOn: '2026-11-27' })).rejects.toMatchObject(refused);
    const { id } = await prescribe('Paracetamol 500 mg', { endsOn: '2026-11-29' });
    const later = { dateprescribed: '2026-11-30' };
    await expect(client.prescriptions.update({ id, revision: 1, changes: later })).rejects.toMatchObject(
      refused,
    );
  });

  it('the chart shows what an allergy that was found out later says about what is taken', async () => {
    const { client, prescribe } = await newPatient();
    const { id } = await prescribe('Amoxicillin 500 mg');
    await allergicTo('Penicillin');
    expect((await client.chart.get({ patient })).checks[id]?.findings).toMatchObject([{ kind: 'allergy' }]);
    expect((await client.medicines.recheck({ id })).checked?.result.state).toBe('warnings');
    expect((await client.prescriptions.get({ id })).record.checkResult?.state).toBe('clear');
  });

  it('is checked while it is typed, by those who prescribe and nobody else', async () => {
    const { client, prescribe } = await newPatient();
    await allergicTo('Penicillin');
    await prescribe('Paracetamol 500 mg');
    const asked = { patient, prescriptionName: 'Amoxicillin' };
    expect(await client.medicines.check(asked)).toMatchObject({
      result: { state: 'warnings' },
      against: { allergies: 1, medicines: 1 },
    });
    await expect(people.nurse.client.medicines.check(asked)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(people.patient.client.medicines.check(asked)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(
      client.medicines.check({ ...asked, patient: '64af000000000000000000ff' }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  describe('renewing', () => {
    it('writes the same again from today and completes the old one, which is no duplicate', async () => {
      const { client, prescribe } = await newPatient();
      const old = await prescribe('Ramipril 5 mg', {
        amount: '1 tablet in the morning',
        refills: 3,
        dateprescribed: '2026-08-01',
      });
      const { record, renewed } = await client.medicines.renew({ id: old.id, revision: 1 });
      expect(record).toMatchObject({
        prescriptionName: 'Ramipril 5 mg',
        amount: '1 tablet in the morning',
        refills: 3,
        dateprescribed: today,
        startsOn: today,
        status: 'active',
        renews: old.id,
        checkResult: { state: 'clear' },
      });
      expect(renewed).toMatchObject({ id: old.id, status: 'completed', endsOn: today });
    });

    // Seen red with the last day left out of what is taken over.
    it('keeps the length of a course, unless another last day is said', async () => {
      const { client, prescribe } = await newPatient();
      const week = { dateprescribed: '2026-11-10', endsOn: '2026-11-16' };
      const renewed = async (name: string, said: { endsOn?: string | null }) => {
        const { id } = await prescribe(name, week);
        return (await client.medicines.renew({ id, revision: 1, ...said })).record.endsOn;
      };
      expect(await renewed('Doxycycline 100 mg', {})).toBe('2026-12-04');
      expect(await renewed('Cetirizine 10 mg', { endsOn: '2026-12-01' })).toBe('2026-12-01');
      expect(await renewed('Omeprazole 20 mg', { endsOn: null })).toBeUndefined();
      const refused = { code: 'INVALID', data: { issues: [{ path: ['endsOn'] }] } };
      await expect(renewed('Folic acid 5 mg', { endsOn: '2026-11-27' })).rejects.toMatchObject(refused);
    });

    // Seen red with the old one completed outside the unit of work.
    it('is stopped by an allergy found out since, and then the old one is still taken', async () => {
      const { client, prescribe } = await newPatient();
      const { id } = await prescribe('Amoxicillin 500 mg', { overrideReason: 'Nothing better.' });
      await allergicTo('Penicillin');
      await expect(client.medicines.renew({ id, revision: 1 })).rejects.toMatchObject(
        stopped({ kind: 'allergy' }),
      );
      expect((await client.prescriptions.get({ id })).record).toMatchObject({
        status: 'active',
        revision: 1,
      });
      const reason = 'Desensitised in May.';
      const { record } = await client.medicines.renew({ id, revision: 1, overrideReason: reason });
      expect(record.overrideReason).toBe(reason);
    });

    // Seen red with the amount of the old one taken over, also where there is none.
    it('one of an older system without an amount is read, changed, and renewed with how much is taken', async () => {
      const { client } = await newPatient();
      const adopted = [{ patient, prescriptionName: 'Ramipril 5 mg', dateprescribed: '2023-10-10' }];
      const { records } = clinic.core.database;
      const [id = ''] = await records.insertMany(entities.prescriptions, adopted, { at: now });
      expect((await client.prescriptions.get({ id })).record.amount).toBeUndefined();
      await client.prescriptions.update({ id, revision: 1, changes: { refills: 2 } });
      const asked = { id, revision: 2 };
      await expect(client.medicines.renew(asked)).rejects.toMatchObject({
        code: 'INVALID',
        data: { issues: [{ path: ['amount'], message: expect.stringContaining('how much and how often') }] },
      });
      expect((await client.prescriptions.get({ id })).record.status).toBeUndefined();
      const { record } = await client.medicines.renew({ ...asked, amount: '1 tablet in the morning' });
      expect(record).toMatchObject({ amount: '1 tablet in the morning', refills: 2, renews: id });
      // The same again: where the old one says how much, nothing else is written.
      const again = { id: record.id, revision: 1, amount: '2 tablets' };
      expect((await client.medicines.renew(again)).record.amount).toBe('1 tablet in the morning');
    });

    it('is taken back as a whole', async () => {
      const { client, prescribe } = await newPatient();
      const { id } = await prescribe('Ramipril 5 mg');
      const made = await client.medicines.renew({ id, revision: 1 });
      const at = { id: made.record.id, revision: 1 };
      await client.medicines.undoRenewal({ ...at, renewed: { revision: 2, status: 'active' } });
      const { record } = await client.prescriptions.get({ id });
      expect(record).toMatchObject({ status: 'active' });
      expect(record.endsOn).toBeUndefined();
      expect((await client.prescriptions.list({ filter: { patient: { is: patient } } })).total).toBe(1);
    });

    it('happens once, however often it is asked for', async () => {
      const { client, prescribe } = await newPatient();
      const over = await prescribe('Ramipril 5 mg', { status: 'completed' });
      const asked = { id: over.id, revision: 1 };
      const both = await Promise.allSettled([client.medicines.renew(asked), client.medicines.renew(asked)]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    });

    // Seen red without a look at what was made before: "This was changed elsewhere".
    it('asked for again with the same id, because its answer was lost, is the same renewal', async () => {
      for (const status of ['active', 'completed'] as const) {
        const { client, prescribe } = await newPatient();
        const { id } = await prescribe('Ramipril 5 mg', { status });
        const asked = { id, revision: 1, newId: newRecordId(new Date()) };
        const renew = () => client.medicines.renew(asked);
        const [first, second] = await Promise.all([renew(), renew()]);
        expect([second, await renew()]).toEqual([first, first]);
        expect((await client.prescriptions.list({ filter: { patient: { is: patient } } })).total).toBe(2);
        // It is of that renewal alone, and of who asked for it.
        const other = await prescribe('Metformin 500 mg');
        const taken = client.medicines.renew({ id: other.id, revision: 1, newId: asked.newId });
        await expect(taken).rejects.toMatchObject({ code: 'INVALID' });
        expect((await client.prescriptions.get({ id: other.id })).record.revision).toBe(1);
      }
    });

    it('nurses and patients may not', async () => {
      const { prescribe } = await newPatient();
      const { id } = await prescribe('Ramipril 5 mg');
      for (const { client } of [people.nurse, people.patient])
        await expect(client.medicines.renew({ id, revision: 1 })).rejects.toMatchObject({
          code: 'FORBIDDEN',
        });
      await expect(
        people.nurse.client.prescriptions.create({
          patient,
          prescriptionName: 'Ramipril',
          amount: '1 tablet a day',
          dateprescribed: today,
        }),
      ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    });
  });
});
