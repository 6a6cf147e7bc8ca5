import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CohortCriteria } from '../../../shared/contract';
import { openSmallClinic, type SmallClinic } from './testing/small-clinic';

let clinic: SmallClinic;
beforeAll(async () => {
  clinic = await openSmallClinic();
});
afterAll(() => clinic?.close());

const reports = () => clinic.people.nurse.client.reports;
/** First names of the members: `Pat` is the patient that every test clinic has. */
async function names(criteria: CohortCriteria, on = '2026-06-30'): Promise<string> {
  const { rows, total } = await reports().cohort({ cohort: criteria, on });
  expect((await reports().countCohort({ criteria, on })).count).toBe(total);
  return rows.map(({ name }) => name.split(' ')[0]).join(' ');
}

describe('a cohort', () => {
  it('without criteria is everyone who is neither removed nor merged, by name', async () => {
    expect(await names({})).toBe('Ann Bob Cem Dee Pat');
    const { rows } = await reports().cohort({ cohort: {}, on: '2026-06-30' });
    const [ann, bob] = rows;
    expect(ann).toMatchObject({
      id: clinic.ann,
      name: 'Ann Able',
      dateOfBirth: '1980-02-29',
      age: 46,
      sex: 'female',
    });
    expect(bob).toMatchObject({ age: 76 });
    const page = await reports().cohort({ cohort: {}, page: { offset: 1, limit: 1 } });
    expect([page.total, page.rows.map(({ id }) => id)]).toEqual([5, [clinic.bob]]);
  });

  const each: [string, CohortCriteria, string][] = [
    ['from an age', { ages: [{ from: 46 }] }, 'Ann Bob'],
    ['up to an age', { ages: [{ to: 46 }] }, 'Ann Dee'],
    ['between two ages', { ages: [{ from: 47, to: 76 }] }, 'Bob'],
    // Whose age is not known is not of an age, so they are among those who are not.
    ['not of an age', { ages: [{ from: 46, isNot: true }] }, 'Cem Dee Pat'],
    ['of a sex', { sexes: ['female', 'male'] }, 'Ann Bob'],
    ['of unknown sex, also without any', { sexes: ['unknown'] }, 'Cem Pat'],
    ['with a diagnosis in problems', { diagnoses: [{ code: 'E11', where: 'problems' }] }, 'Bob Cem'],
    ['with it active', { diagnoses: [{ code: 'e11', state: 'active' }] }, 'Bob'],
    ['with a diagnosis of visits', { diagnoses: [{ code: 'I10', where: 'visits' }] }, 'Bob'],
    ['with a diagnosis anywhere, also of who was merged', { diagnoses: [{ code: 'I10' }] }, 'Ann Bob'],
    ['with a longer code, written without its dot', { diagnoses: [{ code: 'J069' }] }, 'Ann'],
    ['with a code of another system that begins alike', { diagnoses: [{ code: 'Z27' }] }, ''],
    [
      'with a diagnosis of visits in a period',
      { diagnoses: [{ code: 'E11', where: 'visits', from: '2026-02-01', to: '2026-02-28' }] },
      '',
    ],
    // 2014 may have been in June; May 2020 was not in June.
    [
      'with a problem that began in a period, as far as its date says',
      { diagnoses: [{ code: 'E11', where: 'problems', from: '2014-06-10', to: '2020-04-30' }] },
      'Bob',
    ],
    [
      'with a problem of a month',
      { diagnoses: [{ code: 'E11', where: 'problems', from: '2020-05-20', to: '2020-05-20' }] },
      'Cem',
    ],
    ['on a medicine by its substance, under any name', { medications: [{ name: 'metformin' }] }, 'Ann Bob'],
    ['by a brand', { medications: [{ name: 'Glucophage' }] }, 'Ann Bob'],
    ['by words that no table knows', { medications: [{ name: 'hedge drops' }] }, 'Cem'],
    ['by words of nothing', { medications: [{ name: 'xyzzy' }] }, ''],
    ['who takes it now', { medications: [{ name: 'hedgehog', state: 'current' }] }, ''],
    [
      'who took it in a period: it was stopped, is active still, or had begun',
      { medications: [{ name: 'metformin', from: '2026-01-10', to: '2026-01-31' }] },
      'Bob',
    ],
    ['who took it until a day', { medications: [{ name: 'metformin', to: '2026-01-04' }] }, ''],
    [
      'with a reading over a limit',
      { readings: [{ kind: '2339-0', comparison: 'over', value: 200 }] },
      'Ann',
    ],
    ['at least at it', { readings: [{ kind: '2339-0', comparison: 'atLeast', value: 200 }] }, 'Ann Bob'],
    ['under one', { readings: [{ kind: '2339-0', comparison: 'under', value: 66 }] }, 'Bob'],
    ['at most at it', { readings: [{ kind: '2339-0', comparison: 'atMost', value: 90 }] }, 'Ann Bob'],
    [
      'twice, of which one was merged',
      { readings: [{ kind: '2339-0', comparison: 'over', value: 200, times: 2 }] },
      'Ann',
    ],
    [
      'twice in a period that has one',
      { readings: [{ kind: '2339-0', comparison: 'over', value: 200, times: 2, to: '2026-04-30' }] },
      '',
    ],
    // 23:30 in UTC on 30 April is half past midnight in London.
    [
      'with one until a day of the clinic',
      { readings: [{ kind: '2339-0', comparison: 'over', value: 210, to: '2026-04-30' }] },
      '',
    ],
    [
      'with one on a day of the clinic',
      {
        readings: [
          { kind: '2339-0', comparison: 'over', value: 210, from: '2026-05-01', to: '2026-05-01', times: 2 },
        ],
      },
      'Ann',
    ],
    [
      'with none of a kind over a limit',
      { readings: [{ kind: '59408-5', comparison: 'over', value: 99, isNot: true }] },
      'Ann Bob Cem Dee Pat',
    ],
    ['with so many visits', { visits: [{ times: 2 }] }, 'Ann Bob'],
    ['with three, of which one was merged and none only amends', { visits: [{ times: 3 }] }, 'Ann'],
    ['seen in a period', { visits: [{ from: '2026-03-01', to: '2026-03-31' }] }, 'Bob Cem'],
    ['not seen for three months', { visits: [{ months: 3, isNot: true }] }, 'Ann Bob Cem Dee Pat'],
    ['not seen for six months', { visits: [{ months: 6, isNot: true }] }, 'Dee Pat'],
  ];
  it.each(each)('%s', async (_what, criteria, expected) => {
    expect(await names(criteria)).toBe(expected);
  });

  it('of doctors is who is in their care or was seen by them, and of clinics who is in their care', async () => {
    const { chen, joshi, home } = clinic;
    expect(await names({ doctors: [chen] })).toBe('Bob');
    expect(await names({ doctors: [joshi] })).toBe('Ann Cem');
    expect(await names({ doctors: [joshi], notDoctors: true })).toBe('Bob Dee Pat');
    expect(await names({ clinics: [home] })).toBe('Ann');
    expect(await names({ clinics: [home], notClinics: true })).toBe('Bob Cem Dee Pat');
  });

  it('of all criteria is smaller than of any, and each is counted alone to see which one cuts', async () => {
    const criteria: CohortCriteria = {
      ages: [{ from: 40 }],
      diagnoses: [{ code: 'E11' }, { code: 'I10', isNot: true }],
    };
    expect(await names({ ...criteria, match: 'all' })).toBe('');
    expect(await names({ ...criteria, match: 'any' })).toBe('Ann Bob Cem Dee Pat');
    expect(await reports().countCohort({ criteria, on: '2026-06-30' })).toMatchObject({
      ...{ count: 0, of: 5, notes: [] },
      criteria: [
        { path: ['ages', 0], label: 'Age 40 or over', count: 2 },
        { path: ['diagnoses', 0], label: 'Diagnosis E11', count: 2 },
        { path: ['diagnoses', 1], label: 'Not: Diagnosis I10', count: 3 },
      ],
    });
  });

  it('is looked up as of the day that is asked for', async () => {
    expect(await names({ ages: [{ from: 76 }] }, '2026-06-29')).toBe('');
    expect(await names({ ages: [{ from: 76 }] }, '2026-06-30')).toBe('Bob');
    expect(await names({ medications: [{ name: 'metformin', state: 'current' }] }, '2026-02-10')).toBe('Bob');
  });

  // Not yet seen red; against `dateprescribed ≤ day` alone: who takes a medicine that nobody dated was in no cohort.
  it('has who takes a medicine of which nobody wrote when it was prescribed', async () => {
    const undated = { patient: clinic.dee, prescriptionName: 'Salbutamol 100 µg' };
    await clinic.insert('prescriptions', [{ ...undated, status: 'active' }]);
    await clinic.insert('prescriptions', [{ ...undated, patient: clinic.cem, status: 'stopped' }]);
    const salbutamol = { name: 'salbutamol' } as const;
    expect(await names({ medications: [{ ...salbutamol, state: 'current' }] })).toBe('Dee');
    expect(await names({ medications: [{ ...salbutamol, months: 3 }] })).toBe('Dee');
    expect(await names({ medications: [{ ...salbutamol, to: '2026-01-01' }] })).toBe('Cem Dee');
  });

  it('that is saved is found by its id, until it is removed', async () => {
    const { doctor, nurse } = clinic.people;
    const { record } = await doctor.client.cohorts.create({ name: 'Diabetes', diagnoses: [{ code: 'E11' }] });
    expect((await reports().cohort({ cohort: record.id })).total).toBe(2);
    const visits = { report: 'visits', from: '2026-01-01', to: '2026-06-30', by: 'total' } as const;
    expect((await nurse.client.reports.run({ ...visits, cohort: record.id })).of).toBe(3);
    await doctor.client.cohorts.remove({ id: record.id, revision: record.revision });
    await expect(reports().cohort({ cohort: record.id })).rejects.toMatchObject({
      ...{ code: 'INVALID', data: { issues: [{ path: ['cohort'] }] } },
    });
  });

  const bad: [string, CohortCriteria, (string | number)[]][] = [
    ['an age without a number', { ages: [{ isNot: true }] }, ['ages', 0, 'from']],
    ['an age upside down', { ages: [{ from: 5, to: 4 }] }, ['ages', 0, 'to']],
    ['a code that is none', { diagnoses: [{ code: 'I10' }, { code: '.*' }] }, ['diagnoses', 1, 'code']],
    [
      'an active diagnosis of visits',
      { diagnoses: [{ code: 'I10', where: 'visits', state: 'active' }] },
      ['diagnoses', 0, 'state'],
    ],
    ['a medicine without a word', { medications: [{ name: '–' }] }, ['medications', 0, 'name']],
    ['a period upside down', { visits: [{ from: '2026-02-01', to: '2026-01-01' }] }, ['visits', 0, 'to']],
    ['a day that there is not', { visits: [{ from: '2026-02-30' }] }, ['visits', 0, 'from']],
    [
      'a kind of reading that there is not',
      { readings: [{ kind: '1-1' as never, comparison: 'over', value: 1 }] },
      ['readings', 0, 'kind'],
    ],
    ['no visits at all', { visits: [{ times: 0 }] }, ['visits', 0, 'times']],
    ['an operator', { diagnoses: [{ code: { $gt: '' } as never }] }, ['diagnoses', 0, 'code']],
  ];
  it.each(bad)('is refused with %s, at the field, asked for and saved', async (_what, criteria, path) => {
    const asked = reports().countCohort({ criteria });
    await expect(asked).rejects.toMatchObject({
      ...{ code: 'INVALID', data: { issues: [{ path: ['criteria', ...path] }] } },
    });
    const { cohorts } = clinic.people.doctor.client;
    const saved = cohorts.create({ ...criteria, name: 'Bad' });
    await expect(saved).rejects.toMatchObject({ code: 'INVALID', data: { issues: [{ path }] } });
    expect((await cohorts.list({ text: 'Bad' })).total).toBe(0);
  });

  // Seen red with the name alone: what a cohort had in common is another thing once it is changed.
  it('is in the audit each time somebody is listed or taken along, with how many and by what', async () => {
    const { doctor, admin } = clinic.people;
    const on = '2026-06-30';
    const { record } = await doctor.client.cohorts.create({ name: 'Sugar', diagnoses: [{ code: 'E11' }] });
    const label = 'Diagnosis E11';
    await doctor.client.reports.cohort({ cohort: record.id, on });
    await doctor.client.reports.exportCohort({ cohort: record.id, on });
    await doctor.client.reports.exportCohort({ cohort: { diagnoses: [{ code: 'E11' }] }, on });
    await expect
      .poll(async () => {
        const { rows } = await admin.client.auditentries.list({
          filter: { entity: { is: 'reports' }, record: { is: 'cohort' }, userName: { is: 'Test doctor' } },
        });
        return rows.map(({ action, reason }) => `${action} ${reason}`).sort();
      })
      .toEqual([
        `export cohort "Sugar" (${record.id}), 2026-06-30: 2 patients, by name, ${label}`,
        `export cohort, 2026-06-30: 2 patients, by name, ${label}`,
        `list cohort "Sugar" (${record.id}), 2026-06-30: 2 patients, ${label}`,
      ]);
  });

  // Not yet seen red; against a file without `escape_formulas`, and other columns than those of the page.
  it('is taken along as CSV with the columns of its page, and nothing in it that a spreadsheet would run', async () => {
    const [id = ''] = await clinic.insert('patients', [
      {
        firstname: '=HYPERLINK("x")',
        lastname: '',
        recordNumber: '+44',
        sex: 'other',
        dateOfBirth: '2001-01-02',
      },
    ]);
    const cohort = { ages: [{ from: 20, to: 46 }] };
    const { files } = await reports().exportCohort({ cohort, on: '2026-06-30' });
    await clinic.remove('patients', id);
    const [file, ...more] = files;
    expect([file?.filename, more]).toEqual(['cohort-2026-06-30.csv', []]);
    const rows: string[][] = parse(file?.text ?? '', { bom: true });
    expect(rows).toEqual([
      ['Patient', 'Age', 'Sex', 'Born', 'Record'],
      [expect.stringMatching(/^'=HYPERLINK/), '25', 'Other', '2001-01-02', "'+44"],
      ['Ann Able', '46', 'Female', '1980-02-29', ''],
    ]);
  });

  it('is for doctors and nurses only', async () => {
    for (const role of ['admin', 'frontdesk', 'patient'] as const) {
      const { reports: ofRole } = clinic.people[role].client;
      await expect(ofRole.countCohort({ criteria: {} })).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(ofRole.cohort({ cohort: {} })).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(ofRole.exportCohort({ cohort: {} })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('logs nothing unexpected', () => expect(clinic.clinic.logged).toEqual([]));
});
