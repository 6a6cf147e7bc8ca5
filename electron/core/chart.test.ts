import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { outlineFields } from '../../shared/contract';
import { type ClinicDay, openClinicDay, today } from '../../tests/support/clinic-day';
import { type People, testPassword } from '../../tests/support/clinic';

describe('reading a chart', () => {
  let day: ClinicDay;
  let people: People;
  let patient: string;
  let doctor: string;

  beforeAll(async () => {
    day = await openClinicDay();
    ({ people, patient, doctor } = day);
  });
  afterAll(() => day?.close());

  it('gathers everything of a patient in one call for who treats them', async () => {
    const chart = await people.doctor.client.chart.get({ patient });
    expect(chart.patient).toMatchObject({ lastname: 'Kulkarni', alerts: 'Allergy: ibuprofen' });
    expect(chart.appointments).toHaveLength(1);
    expect(chart.healthlogs).toMatchObject([{ visitPurpose: 'Cough', doctorName: 'Dr Meera Joshi' }]);
    expect(chart.prescriptions).toMatchObject([
      { prescriptionName: 'Paracetamol', status: 'active', doctorprescribed: 'Dr Meera Joshi' },
    ]);
    expect(chart.symptomjournals).toMatchObject([{ symptomType: 'Cough' }]);
    expect(chart.problems).toMatchObject([{ problem: 'Asthma', onset: '2014', status: 'active' }]);
    expect(chart.immunizations).toMatchObject([{ vaccine: 'Influenza', date: '2026-10' }]);
    expect(chart.names[doctor]).toBe('Dr Meera Joshi');
  });

  // Seen red with `visible` left out of the chart: the text of the alert arrived at the desk.
  it('shows the desk that there is an alert, without its text and without anything clinical', async () => {
    const chart = await people.frontdesk.client.chart.get({ patient });
    expect(chart).toMatchObject({
      hasAlerts: true,
      healthlogs: [],
      prescriptions: [],
      symptomjournals: [],
      allergies: [],
    });
    expect(JSON.stringify(chart)).not.toContain('ibuprofen');
    const day = await people.frontdesk.client.schedule.day({ date: today });
    expect(day.patients.find((each) => each.id === patient)).toMatchObject({ hasAlerts: true, isNew: true });
    expect(JSON.stringify(day)).not.toContain('ibuprofen');
  });

  // Seen red with the text of allergies sent to everyone.
  it('flags an allergy for the desk without its text, and puts it first for who treats', async () => {
    const { doctor: treating, frontdesk } = people;
    const { record: other } = await frontdesk.client.patients.create({
      firstname: 'K',
      lastname: 'Allergic',
    });
    const date = '2027-03-19';
    await frontdesk.client.appointments.create({
      date,
      time: '16:00',
      minutes: 20,
      doctor,
      patient: other.id,
    });
    const briefOf = async (client: typeof treating.client) =>
      (await client.schedule.day({ date })).patients.find((each) => each.id === other.id);
    expect(await briefOf(frontdesk.client)).toMatchObject({ hasAlerts: false });
    const allergy = { patient: other.id, substance: 'Penicillin', reaction: 'anaphylaxis' };
    const { record } = await treating.client.allergies.create(allergy);
    expect(await briefOf(treating.client)).toMatchObject({
      hasAlerts: true,
      alerts: 'Allergy: Penicillin (anaphylaxis)',
    });
    const atDesk = [await briefOf(frontdesk.client), await frontdesk.client.chart.get({ patient: other.id })];
    expect(atDesk).toMatchObject([{ hasAlerts: true }, { hasAlerts: true, allergies: [] }]);
    expect(JSON.stringify(atDesk)).not.toContain('enicillin');
    await treating.client.allergies.update({ id: record.id, revision: 1, changes: { status: 'resolved' } });
    expect(await briefOf(frontdesk.client)).toMatchObject({ hasAlerts: false });
  });

  // Seen red while the flag was looked for among allergies that this person may not read.
  it('shows the flag of others also to somebody of the desk who is a patient here', async () => {
    const { doctor: treating, frontdesk, admin } = people;
    const { record: other } = await frontdesk.client.patients.create({ firstname: 'K', lastname: 'Flagged' });
    await treating.client.allergies.create({ patient: other.id, substance: 'Latex' });
    await admin.client.users.create({
      ...{ username: 'both', displayName: 'Rosa Both', password: testPassword },
      ...{ roles: ['frontdesk', 'patient'], patient: people.patientId },
    });
    const { client } = await day.newCaller();
    await client.session.signIn({ username: 'both', password: testPassword });
    const chart = await client.chart.get({ patient: other.id });
    expect(chart).toMatchObject({ hasAlerts: true, allergies: [] });
  });

  it('shows a patient their own chart and no other, as if there were none', async () => {
    const own = people.patient.client;
    expect((await own.chart.get({ patient: people.patientId })).patient.lastname).toBe('Own');
    await expect(own.chart.get({ patient })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(own.chart.get({ patient: '0123456789abcdef01234567' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(own.chart.get({ patient: '0123' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(own.patients.get({ id: '0123' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(own.patients.get({ id: patient })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  // Seen red with the scope left out of `selectionFor`: lists, counts and the page Today told of all patients.
  it('lists, counts and finds for a patient what is theirs, however they ask', async () => {
    const own = people.patient.client;
    const of = { patient: { is: patient } };
    expect((await own.patients.list({})).rows.map((row) => row.id)).toEqual([people.patientId]);
    const asked = [
      own.patients.list({ text: 'kulkarni' }),
      own.patients.list({ filter: { id: { is: patient } } }),
      own.patients.list({ filter: { phone: { contains: '0412' } }, removed: true }),
      own.appointments.list({ filter: of, sort: [{ field: 'appointmentName', direction: 'ascending' }] }),
      own.healthlogs.list({ filter: of }),
      own.healthlogs.list({ text: 'cough' }),
      own.prescriptions.list({ filter: { prescriptionName: { startsWith: 'Para' } } }),
      own.symptomjournals.list({}),
    ];
    for (const page of await Promise.all(asked)) expect(page).toEqual({ rows: [], total: 0, names: {} });
    const { totals, figures, recentPatients } = await own.home.get();
    expect(totals).toMatchObject({ patients: 1, appointments: 0, healthlogs: 0, symptomjournals: 0 });
    expect([figures.booked.value, recentPatients]).toEqual([0, []]);
    for (const refused of [
      own.search.patients({ query: 'kulkarni' }),
      own.schedule.day({ date: today }),
      own.schedule.week({ from: today, to: today }),
      own.auditentries.list({}),
    ])
      await expect(refused).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  // Seen red with reading's reach for removed records: what was written in the wrong chart stayed there to be read.
  it('shows what was removed only to those who may bring it back', async () => {
    const own = people.patient.client;
    const visit = { patient: people.patientId, date: today, visitPurpose: 'Of somebody else' };
    const { record } = await people.doctor.client.healthlogs.create(visit);
    const at = { id: record.id, revision: record.revision };
    expect((await own.healthlogs.get({ id: record.id })).record.visitPurpose).toBe('Of somebody else');
    await people.doctor.client.healthlogs.remove(at);
    await expect(own.healthlogs.get({ id: record.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await own.healthlogs.list({ removed: true })).total).toBe(0);
    expect((await people.doctor.client.healthlogs.get({ id: record.id })).record.deletedAt).toBeDefined();
    const symptom = { patient: people.patientId, symptomType: 'Cough', symptomDate: today };
    const { record: noted } = await own.symptomjournals.create(symptom);
    await own.symptomjournals.remove({ id: noted.id, revision: noted.revision });
    expect((await own.symptomjournals.list({ removed: true })).rows.map(({ id }) => id)).toEqual([noted.id]);
    expect((await own.symptomjournals.get({ id: noted.id })).record.deletedAt).toBeDefined();
  });

  // Seen red while only the record itself asked for it: a nurse read the chart of a patient who was removed.
  it('shows the chart of a removed patient only to those who may bring them back', async () => {
    const { doctor: treating, nurse } = people;
    const { record } = await treating.client.patients.create({ firstname: 'Not', lastname: 'Ours' });
    await nurse.client.chart.get({ patient: record.id });
    await treating.client.patients.remove({ id: record.id, revision: 1 });
    for (const part of ['get', 'outline'] as const)
      await expect(nurse.client.chart[part]({ patient: record.id })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    expect((await treating.client.chart.get({ patient: record.id })).patient.deletedAt).toBeDefined();
  });

  // Seen red with refusals of the gate alone kept: who tried ids of other patients left no trace.
  it('keeps for the audit who asked for what is not theirs to see', async () => {
    const own = people.patient.client;
    const filter = { outcome: { is: 'refused' }, action: { is: 'get' } };
    const kept = async () => {
      const { rows } = await people.admin.client.auditentries.list({
        filter,
        page: { offset: 0, limit: 200 },
      });
      return rows.filter(({ userName }) => userName === 'Test patient').map(({ entity }) => entity);
    };
    const refusals = 5;
    for (let turn = 0; turn < refusals; turn += 1) {
      await expect(own.patients.get({ id: patient })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(own.chart.get({ patient })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    const isKept = async () => {
      const entities = await kept();
      for (const name of ['patients', 'chart'])
        expect(entities.filter((each) => each === name).length).toBeGreaterThanOrEqual(refusals);
    };
    await vi.waitFor(isKept, { timeout: 10_000 });
  });

  // Seen red with `requireReadable` made to pass everything: the desk could try out what an alert says.
  it('lets the desk neither filter nor sort by what it may not read, nor find people by it', async () => {
    const { patients } = people.frontdesk.client;
    const invalid = { code: 'INVALID' };
    for (const filter of [{ alerts: { contains: 'ibu' } }, { alerts: { isSet: true } }])
      await expect(patients.list({ filter })).rejects.toMatchObject(invalid);
    const sort = [{ field: 'alerts', direction: 'ascending' as const }];
    await expect(patients.list({ sort })).rejects.toMatchObject(invalid);
    expect((await patients.list({ text: 'ibuprofen' })).total).toBe(0);
    expect((await people.frontdesk.client.search.patients({ query: 'ibuprofen' })).total).toBe(0);
    const changes = { alerts: 'None' };
    await expect(patients.update({ id: patient, revision: 1, changes })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('names who changed the same field meanwhile', async () => {
    const { record } = await people.nurse.client.patients.get({ id: patient });
    const change = (city: string) => ({ id: patient, revision: record.revision, changes: { city } });
    await people.nurse.client.patients.update(change('Norbridge'));
    await expect(people.frontdesk.client.patients.update(change('Eastwick'))).rejects.toMatchObject({
      data: { kind: 'changed', fields: ['city'], changedBy: 'Test nurse' },
    });
  });

  it('tells in outline the same as the chart, of each record what is drawn over time', async () => {
    for (const role of ['doctor', 'nurse', 'frontdesk'] as const) {
      const { client } = people[role];
      const [chart, outline] = await Promise.all([
        client.chart.get({ patient }),
        client.chart.outline({ patient }),
      ]);
      expect(outline.patient).toEqual(chart.patient);
      for (const kind of ['appointments', 'healthlogs', 'prescriptions'] as const) {
        const names = ['id', ...outlineFields[kind]];
        const parts = chart[kind].map((record) =>
          Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name))),
        );
        expect(outline[kind]).toEqual(parts);
      }
    }
    const outline = await people.doctor.client.chart.outline({ patient });
    expect(outline.healthlogs).toMatchObject([{ visitPurpose: 'Cough', doctor }]);
    expect(outline.prescriptions).toMatchObject([{ prescriptionName: 'Paracetamol' }]);
    expect(outline.names[doctor]).toBe('Dr Meera Joshi');
  });

  // Seen red without the reach of the person asked for.
  it('tells the desk nothing clinical in outline, and a patient nothing of others', async () => {
    const atDesk = await people.frontdesk.client.chart.outline({ patient });
    expect(atDesk).toMatchObject({ healthlogs: [], prescriptions: [] });
    expect(atDesk.appointments).toHaveLength(1);
    expect(JSON.stringify(atDesk)).not.toContain('ibuprofen');
    const own = people.patient.client;
    expect((await own.chart.outline({ patient: people.patientId })).patient.lastname).toBe('Own');
    for (const other of [patient, '0123456789abcdef01234567', '0123'])
      await expect(own.chart.outline({ patient: other })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each([
    ['get', 'nurse'],
    ['outline', 'doctor'],
  ] as const)('keeps in the audit who read a chart (%s)', async (part, role) => {
    const { record } = await people.frontdesk.client.patients.create({ firstname: 'Read', lastname: part });
    const patient = record.id;
    await people[role].client.chart[part]({ patient });
    const read = async () => {
      const filter = { action: { is: 'read' }, entity: { is: 'chart' }, patient: { is: patient } };
      return (await people.admin.client.auditentries.list({ filter })).rows.map((row) => row.userName);
    };
    await expect.poll(read, { timeout: 5_000 }).toEqual([`Test ${role}`]);
  });

  it('keeps in the audit who read a list of clinical records, and whose', async () => {
    await people.nurse.client.healthlogs.list({ filter: { patient: { is: patient } } });
    const read = async () => {
      const filter = { action: { is: 'list' }, entity: { is: 'healthlogs' }, patient: { is: patient } };
      return (await people.admin.client.auditentries.list({ filter })).rows.map((row) => [
        row.userName,
        row.reason,
      ]);
    };
    await expect.poll(read, { timeout: 5_000 }).toContainEqual(['Test nurse', '1 record']);
  });
});
