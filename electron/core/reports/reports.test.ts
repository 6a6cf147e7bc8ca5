import { describe, expect, it } from 'vitest';
import type { ReportTable } from '../../../shared/contract';
import { period, reportsOfSmallClinic } from './testing/ask-reports';

const { opened, run, records } = reportsOfSmallClinic();

/** Figures of the rows in which anything was counted, by what the row says: `{ Cough: [2, 1] }`. */
function figures({ columns, rows }: ReportTable): Record<string, (string | number | null | undefined)[]> {
  const [first, ...rest] = columns.filter(({ type }) => type !== 'date');
  const shown = rows.filter(({ cells }) => cells.total !== 0);
  return Object.fromEntries(
    shown.map(({ cells }) => [String(cells[first?.name ?? '']), rest.map(({ name }) => cells[name])]),
  );
}
const labels = ({ columns }: ReportTable) => columns.map(({ label }) => label);

describe('what is counted', () => {
  it('puts appointments into the weeks of ISO, also around New Year, and by what became of them', async () => {
    const table = await run({ report: 'appointments', ...period });
    expect(labels(table)).toEqual([
      ...['Week', 'Monday', 'In the room', 'Seen', 'Cancelled', 'Did not come', 'All appointments'],
    ]);
    expect(figures(table)).toEqual({
      '2025-W52': [0, 1, 0, 0, 1],
      '2026-W01': [0, 2, 0, 1, 3],
      '2026-W02': [0, 1, 1, 0, 2],
      '2026-W13': [1, 0, 0, 0, 1],
      '2026-W14': [0, 2, 0, 0, 2],
    });
    expect(table.rows.find(({ key }) => key === '2026-W01')?.cells.weekFrom).toBe('2025-12-29');
    // Weeks without any are there too, or a curve would hide them.
    expect(table.rows).toHaveLength(28);
    expect(table.of).toBe(9);
    expect(table.notes).toEqual(['1 appointment is left out: without a date, so of no period.']);
  });

  it('counts visits once, without removed ones and without what was only added to another', async () => {
    const byDoctor = await run({ report: 'visits', ...period, by: 'doctor' });
    expect(labels(byDoctor)).toEqual([
      ...['Week', 'Monday', 'Dr Li Chen', 'Dr Meera Joshi', 'No doctor', 'All visits'],
    ]);
    expect(figures(byDoctor)).toEqual({
      '2026-W01': [0, 2, 0, 2],
      '2026-W02': [1, 0, 0, 1],
      '2026-W11': [0, 1, 1, 2],
    });
    expect(byDoctor.notes).toEqual([
      '1 visit is left out: without a date, so of no period.',
      '1 amendment is left out: added to an earlier visit, so no visit of its own.',
    ]);
    const byPurpose = await run({ report: 'visits', ...period, by: 'purpose' });
    expect(labels(byPurpose).slice(2)).toEqual(['Cough', '=SUM(A1)', 'Diabetes', 'Rash', 'All visits']);
    const both = await run({ report: 'doctorsAndPurposes', ...period });
    expect(figures(both)).toEqual({
      'Dr Li Chen': [0, 1, 0, 0, 1],
      'Dr Meera Joshi': [2, 0, 0, 1, 3],
      'No doctor': [0, 0, 1, 0, 1],
    });
  });

  it('tells the share of no-shows of what was kept or missed, not of what was cancelled or is still to come', async () => {
    const byHour = await run({ report: 'noShows', ...period, to: '2026-07-31', by: 'hour' });
    expect(figures(byHour)).toEqual({ '09:00': [6, 0, 0], '10:00': [1, 1, 1], '14:00': [1, 0, 0] });
    expect(byHour.totals).toEqual({ hour: 'Total', total: 8, missed: 1, rate: 1 / 8 });
    expect(byHour.notes).toContain('1 appointment is left out: nobody noted yet whether it was kept.');
    const byWeekday = await run({ report: 'noShows', ...period, by: 'weekday' });
    expect(Object.keys(figures(byWeekday))).toEqual(['Monday', 'Tuesday', 'Thursday', 'Sunday']);
    const byDoctor = await run({ report: 'noShows', ...period, by: 'doctor' });
    expect(figures(byDoctor)).toEqual({ 'Dr Li Chen': [1, 0, 0], 'Dr Meera Joshi': [7, 1, 1 / 7] });
  });

  it('measures waits in minutes from arriving for good to being called, by the hour of the clock at the clinic', async () => {
    const byHour = await run({ report: 'waitingTimes', ...period, by: 'hour' });
    // 08:05 and 08:00 in UTC are 09:05 and 09:00 in London after the end of March; the one of 28 December is not.
    expect(figures(byHour)).toEqual({
      '08:00': [2, 7.5, 9.5, 10],
      '09:00': [3, 30, 38, 40],
    });
    expect(byHour.totals).toMatchObject({ total: 5, median: 20.5, p90: 36, longest: 40 });
    expect(byHour.notes).toEqual([
      '1 appointment is left out: without a date, so of no period.',
      '1 appointment is left out: it was not noted both when the person arrived and when they were called.',
      '1 appointment is left out: called more than twelve hours after arriving, which was noted late.',
    ]);
  });

  it('counts a diagnosis once a visit, and people once, also those who were merged', async () => {
    const byCode = await run({ report: 'diagnoses', ...period, by: 'code' });
    expect(figures(byCode)).toEqual({
      'J06.9': ['Meaning of J06.9', 2, 1],
      'E11.65': ['Meaning of E11.65', 1, 1],
      'E11.9': ['Meaning of E11.9', 1, 1],
      I10: ['Meaning of I10', 1, 1],
      'R05.1': ['Meaning of R05.1', 1, 1],
      'SNOMED CT 271807003': ['Eruption of skin', 1, 1],
    });
    expect(byCode.totals).toEqual({ code: 'Total', total: 7, people: 3 });
    const byCategory = await run({ report: 'diagnoses', ...period, by: 'category' });
    expect(figures(byCategory)).toMatchObject({ E11: [2, 1], J06: [2, 1] });
    const byChapter = await run({ report: 'diagnoses', ...period, by: 'chapter' });
    expect(figures(byChapter)).toEqual({
      'IV Endocrine, nutritional and metabolic diseases (E00–E90)': [2, 1],
      'X Respiratory system (J00–J99)': [2, 1],
      'IX Circulatory system (I00–I99)': [1, 1],
      'XVIII Symptoms and abnormal findings (R00–R99)': [1, 1],
      'Codes of other systems': [1, 1],
    });
  });

  // Seen red when only the state was asked: a warning beside something NOT CHECKED was none, and was gone against.
  it('counts prescriptions by medicine, substance, prescriber and month, with warnings that were gone against', async () => {
    const byMedicine = await run({ report: 'prescriptions', ...period, by: 'medicine' });
    expect(labels(byMedicine).slice(1)).toEqual([
      ...['Prescriptions', 'Patients', 'With warnings', 'Against a warning', 'Not checked'],
    ]);
    expect(figures(byMedicine)).toEqual({
      'Metformin 500 mg': [2, 2, 1, 0, 0],
      'Glucophage 1 g': [1, 1, 1, 1, 1],
      'Hedgehog drops': [1, 1, 0, 0, 1],
    });
    const bySubstance = await run({ report: 'prescriptions', ...period, by: 'substance' });
    expect(figures(bySubstance)).toEqual({
      metformin: [3, null, 2, 1, 1],
      'Not recognised': [1, 1, 0, 0, 1],
    });
    expect(bySubstance.totals).toMatchObject({ total: 4, people: 3 });
    const byMonth = await run({ report: 'prescriptions', ...period, by: 'month' });
    expect(byMonth.rows.map(({ key }) => key)).toEqual([
      ...['2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'],
    ]);
  });

  // Seen red with a 0 in autumn, of which nothing was asked.
  it('puts symptoms into the seasons and months that the period has, and names the others', async () => {
    const bySeason = await run({ report: 'symptoms', ...period, by: 'season' });
    expect(figures(bySeason)).toEqual({ Headache: [2, 1, 0, 3], Dizzy: [0, 0, 1, 1] });
    expect(bySeason.notes).toContain('Autumn (Sep–Nov) is not in this period.');
    expect(bySeason.notes.filter((note) => note.endsWith('is not in this period.'))).toHaveLength(1);
    const byMonth = await run({ report: 'symptoms', ...period, by: 'month' });
    expect(figures(byMonth).Headache).toEqual([0, 1, 1, 0, 0, 0, 1, 3]);
  });

  it('counts everyone in bands of age as of a day, with unknown ages and sexes apart', async () => {
    const table = await run({ report: 'ageAndSex', to: '2026-06-30' });
    expect(labels(table)).toEqual(['Age', 'Female', 'Male', 'Other', 'Not known', 'All']);
    expect(figures(table)).toEqual({
      '0–4': [0, 0, 1, 0, 1],
      '45–49': [1, 0, 0, 0, 1],
      '75–79': [0, 1, 0, 0, 1],
      'Not known': [0, 0, 0, 2, 2],
    });
    // The day before his birthday, and before Dee was born; on 28 February Ann is not yet 46.
    const before = await run({ report: 'ageAndSex', to: '2025-06-29' });
    expect(figures(before)).toEqual({
      '45–49': [1, 0, 0, 1],
      '70–74': [0, 1, 0, 1],
      'Not known': [0, 0, 2, 2],
    });
    expect(before.notes).toEqual(['1 patient is left out: born after that day.']);
    expect(figures(await run({ report: 'ageAndSex', to: '2025-02-28' }))['40–44']).toEqual([1, 0, 0, 1]);
  });

  it('counts readings out of the band that holds for the patient, by days with readings', async () => {
    const byKind = await run({ report: 'readings', ...period, by: 'kind' });
    expect(labels(byKind)).toEqual([
      ...['Kind', 'Days with readings of a kind', 'Patients', 'Readings', 'Out of band'],
      ...['Days with some out of band', 'Share out of band'],
    ]);
    // Ann's 90 is out of the limits that were set for her, and so is what was written for who was merged into her.
    expect(figures(byKind)).toEqual({
      'Blood glucose': [5, 2, 6, 5, 5, 5 / 6],
      'Oxygen saturation': [1, 1, 1, 0, 0, 0],
    });
    expect(byKind.notes.join(' ')).toContain('A day is counted once for each patient and each kind');
    expect(byKind.totals).toMatchObject({ total: 6, people: 2, readings: 7, outside: 5 });
    const { rows } = await records({ report: 'readings', ...period, row: '2339-0', column: 'outDays' });
    const told = rows.map(({ patientName, date, detail }) => `${date} ${patientName}: ${detail}`);
    expect(told.toSorted().toReversed()).toEqual([
      '2026-05-01 Ann Able: 1 of 1 out of band, 260 mg/dL',
      // At 23:30 in UTC on 30 April, which is half past midnight in London. Seen red with days of UTC.
      '2026-05-01 Ann Able: 1 of 1 out of band, 250 mg/dL',
      '2026-03-02 Bob Best: 1 of 1 out of band, 65 mg/dL',
      '2026-03-01 Bob Best: 1 of 2 out of band, 100 to 200 mg/dL',
      '2026-03-01 Ann Able: 1 of 1 out of band, 90 mg/dL',
    ]);
    expect(rows.map(({ date }) => date)).toEqual(
      told
        .toSorted()
        .toReversed()
        .map((line) => line.slice(0, 10)),
    );
  });

  it('is narrowed by doctor, clinic and cohort', async () => {
    const { chen, elsewhere, ann } = opened();
    const visits = { report: 'visits', ...period, by: 'total' } as const;
    expect((await run({ ...visits, doctor: chen })).of).toBe(1);
    expect((await run({ ...visits, clinic: elsewhere })).of).toBe(1);
    expect((await run({ report: 'appointments', ...period, clinic: elsewhere })).of).toBe(1);
    expect((await run({ report: 'ageAndSex', doctor: chen })).of).toBe(1);
    // What was written for who was merged into Ann is hers.
    const women = await run({ ...visits, cohort: { sexes: ['female'] } });
    expect(women.of).toBe(2);
    const listed = await records({ ...visits, cohort: { sexes: ['female'] } });
    expect(listed.rows.map(({ patient, patientName }) => [patient, patientName])).toEqual([
      [ann, 'Ann Able'],
      [ann, 'Ann Able'],
    ]);
  });

  it('logs nothing unexpected', () => expect(opened().clinic.logged).toEqual([]));
});
