import { dayAhead, dialog, expect, field, message, people, type SignIn, signIn, test } from './stories';

const amira: SignIn = { username: 'amira', password: 'seven pears in autumn', name: 'Amira Haddad' };
const days = 400;

/** The last value was three hours ago, at whatever hour this runs; the one before is out of sight of a day then. */
const hoursAgo = 3;
const timeOf = (daysBefore: number) =>
  new Date(Date.now() - hoursAgo * 3_600_000 - daysBefore * 86_400_000).toISOString();

/** A value a day, every tenth of them too high; times with their offset, as devices write them. */
const goodFile = [
  'Time,Glucose (mg/dL)',
  ...Array.from({ length: days }, (_, index) => {
    const value = index % 10 === 0 ? 240 : 110 + (index % 7);
    return `${timeOf(days - 1 - index)},${value}`;
  }),
].join('\n');
const badFile = `Time,Glucose (mg/dL)\n${timeOf(2)},120\n${timeOf(1)},much\n`;
const file = (text: string) => ({ name: 'sensor.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

test('readings are entered, imported, seen beside visits from a year to an hour, and withdrawn; a patient notes a symptom', async ({
  clinic,
  openBrowser,
}) => {
  test.setTimeout(180_000);
  const { record: patient } = await clinic.admin.patients.create({ firstname: 'Amira', lastname: 'Haddad' });
  const { username, password, name: displayName } = amira;
  const account = { username, password, displayName, roles: ['patient' as const], patient: patient.id };
  await clinic.admin.users.create(account);
  const doctor = await clinic.desk.newCaller();
  await doctor.session.signIn({ username: people.joshi.username, password: people.joshi.password });
  const visit = {
    patient: patient.id,
    date: dayAhead(-30),
    visitPurpose: 'Diabetes review',
    doctor: clinic.doctor,
  };
  await doctor.healthlogs.create({ ...visit, vitals: { systolic: 142, diastolic: 88 } });

  const page = await openBrowser(clinic.desk, people.joshi);
  await page.goto(`${clinic.desk.origin}/#/patients/${patient.id}`);
  await page.getByRole('link', { name: 'Curves and new ones' }).click();
  const plot = page.getByRole('application', { name: /^Readings over time/ });
  const table = page.getByRole('table', { name: /^Readings over time/ });
  const toggle = (name: string) =>
    page.getByRole('group', { name: 'Shown in the plot' }).getByRole('button', { name });

  await test.step('a blood pressure by hand: refused at its field, then kept and marked as too high', async () => {
    await page.getByRole('button', { name: 'Enter a reading' }).click();
    const form = dialog(page, 'Enter a reading');
    await field(form, 'Systolic').fill('1880');
    await field(form, 'Diastolic').fill('95');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form.getByText('Systolic blood pressure is between 20 and 350 mmHg')).toBeVisible();
    await field(form, 'Systolic').fill('188');
    await field(form, 'Diastolic').press('Enter');
    await expect(message(page, 'Blood pressure saved')).toBeVisible();
    await expect(plot.getByText('▲▼ 2 outside the limits')).toBeVisible();
  });

  await test.step('a file with a bad row is refused with the row and the reason; a good one is kept', async () => {
    await page.getByRole('button', { name: 'Import…' }).click();
    const form = dialog(page, 'Import readings for Amira Haddad');
    await form.locator('input[type=file]').setInputFiles(file(badFile));
    await expect(form.getByRole('alert')).toContainText('1 thing to put right');
    await expect(form.getByRole('row', { name: /^3 Glucose/ })).toBeVisible();
    await expect(form.getByRole('button', { name: /^Import/ })).toBeDisabled();
    await form.getByRole('button', { name: 'Another file' }).click();
    await form.locator('input[type=file]').setInputFiles(file(goodFile));
    await form.getByRole('button', { name: `Import ${days} readings` }).click();
    await expect(form.getByText(`${days} readings kept.`)).toBeVisible();
    await form.getByRole('button', { name: 'Done' }).click();
  });

  await test.step('glucose against visits, from all of it to one hour', async () => {
    await expect(toggle('Glucose')).toHaveAttribute('aria-pressed', 'true');
    await toggle('Blood pressure').click();
    await expect(plot.getByText('▲▼ 40 outside the limits')).toBeVisible();
    await expect(plot.getByRole('button', { name: /Diabetes review/ })).toBeVisible();
    for (const preset of ['Year', 'Month', 'Week', 'Day']) {
      await page.getByText(preset, { exact: true }).click();
      await expect(page.getByRole('radio', { name: preset })).toBeChecked();
    }
    await expect(plot.getByText('1 value', { exact: true })).toBeVisible();
    await plot.focus();
    // To the last value, and from there nearer: a day halved five times is less than an hour.
    await page.keyboard.press('Shift+ArrowRight');
    for (const _ of [1, 2, 3, 4, 5]) await page.keyboard.press('+');
    await expect(plot.getByText(/^(▲ )?\d+ mg\/dL$/)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(plot.getByText('1 value', { exact: true })).toBeVisible();
    await page.keyboard.press('Home');
    await expect(page.getByRole('radio', { name: 'All' })).toBeChecked();
  });

  await test.step('the same as a table, where what is outside is said in words; a visit opens', async () => {
    await page.getByRole('button', { name: 'Show as table' }).click();
    await expect(table.getByText('▲ above the limit')).toHaveCount(40);
    await table.getByRole('link', { name: /Diabetes review/ }).click();
    await expect(page.getByRole('heading', { name: /Diabetes review/, level: 1 })).toBeVisible();
    await page.goBack();
    await expect(plot.getByText('▲▼ 40 outside the limits')).toBeVisible();
  });

  await test.step('a reading is withdrawn with its reason, and brought back', async () => {
    const single = page.getByRole('table', { name: 'Readings: Glucose' });
    await expect(single).toBeVisible();
    // Only the content scrolls, never the window around it.
    expect(await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)).toBe(0);
    await expect(single.getByText('outside', { exact: true }).first()).toBeVisible();
    await page.getByRole('button', { name: 'Withdraw… 240 mg/dL' }).first().click();
    const asking = page.getByRole('dialog', { name: /^Withdraw Glucose 240 mg\/dL/ });
    await asking.getByRole('button', { name: 'Withdraw' }).click();
    await expect(asking.getByText('Fill this in')).toBeVisible();
    await field(asking, 'Reason').fill('Sugar on the finger');
    await asking.getByRole('button', { name: 'Withdraw' }).click();
    await expect(single.getByText(/Withdrawn .*Sugar on the finger/)).toBeVisible();
    await expect(plot.getByText('▲▼ 39 outside the limits')).toBeVisible();
    await message(page, 'Reading withdrawn').getByRole('button', { name: 'Undo' }).click();
    await expect(plot.getByText('▲▼ 40 outside the limits')).toBeVisible();
  });

  await test.step('a whole file is withdrawn from one of its readings, and brought back from there', async () => {
    const single = page.getByRole('table', { name: 'Readings: Glucose' });
    await page.getByRole('button', { name: 'Withdraw… 240 mg/dL' }).first().click();
    const asking = page.getByRole('dialog', { name: /^Withdraw/ });
    await asking.getByText('Its whole file').click();
    await expect(asking.getByText(`${days} readings will be withdrawn.`)).toBeVisible();
    await field(asking, 'Reason').fill('Of another patient');
    await asking.getByRole('button', { name: 'Withdraw' }).click();
    await expect(message(page, `${days} readings of a file withdrawn`)).toBeVisible();
    await expect(plot.getByText('▲▼ 40 outside the limits')).toHaveCount(0);
    await expect(single.getByText(/Withdrawn .*Of another patient/).first()).toBeVisible();
    await single
      .getByRole('button', { name: /^Bring back .* with its file$/ })
      .first()
      .click();
    await expect(plot.getByText('▲▼ 40 outside the limits')).toBeVisible();
  });

  await test.step('those outside the limits are listed alone, and the report of them leads there', async () => {
    const single = page.getByRole('table', { name: 'Readings: Glucose' });
    const which = page.getByRole('radiogroup', { name: 'Which readings' });
    await which.getByText('Outside the limits').click();
    await expect(page.getByText('1–25 of 40')).toBeVisible();
    await expect(single.getByText('240 mg/dL')).toHaveCount(25);
    await which.getByText('Every reading').click();
    await expect(page.getByText('1–25 of 400')).toBeVisible();
    await page.goto(`${clinic.desk.origin}/#/reports/readings`);
    const row = page.getByRole('row', { name: /^Diastolic blood pressure/ });
    await row
      .getByRole('button', { name: /Out of band/ })
      .first()
      .click();
    const records = page.getByRole('dialog');
    await expect(records.getByText('1 of 1 out of band, 95 mmHg')).toBeVisible();
    await records.getByRole('link', { name: 'Diastolic blood pressure' }).click();
    await expect(page.getByRole('radio', { name: 'Diastolic' })).toBeChecked();
    await expect(which.getByRole('radio', { name: 'Outside the limits' })).toBeChecked();
    await expect(page.getByRole('table', { name: 'Readings: Diastolic' }).getByRole('row')).toHaveCount(2);
    await page.goto(`${clinic.desk.origin}/#/patients/${patient.id}/readings?show=2339-0,visits`);
    await page.getByText('All', { exact: true }).click();
    await expect(single).toBeVisible();
  });

  await test.step('glucose in mmol/L has one digit after the point', async () => {
    await page.getByRole('button', { name: 'Units' }).click();
    await page.getByRole('menuitem', { name: 'mmol/L' }).click();
    const single = page.getByRole('table', { name: 'Readings: Glucose' });
    await expect(single.getByText('13.3 mmol/L').first()).toBeVisible();
    await page.getByRole('button', { name: 'Units' }).click();
    await page.getByRole('menuitem', { name: 'mg/dL' }).click();
    await expect(single.getByText('240 mg/dL').first()).toBeVisible();
  });

  await test.step('the timeline holds the days with readings between what else happened, and each leads to its own', async () => {
    await page.goto(`${clinic.desk.origin}/#/patients/${patient.id}`);
    const timeline = page.getByRole('region', { name: 'Timeline' });
    const entries = timeline.getByRole('article');
    await expect(entries).toHaveCount(3);
    await expect(entries.nth(0)).toContainText(/^Blood pressure, Glucose/);
    await expect(entries.nth(0)).toContainText('Blood pressure 188 / 95 mmHg');
    await expect(entries.nth(1)).toContainText(/^Diabetes review/);
    await expect(entries.nth(2)).toContainText('Glucose 110–240 mg/dL');
    await expect(entries.nth(2)).toContainText(/\d+ readings, on \d+ days, \d+ outside limits/);
    await page.getByRole('radiogroup', { name: 'Timeline shows' }).getByText('Readings').click();
    await expect(entries.nth(1)).toContainText(/1 reading$/);
    await entries.nth(1).getByRole('button', { name: 'Glucose', exact: true }).click();
    await expect(plot.getByText('1 value', { exact: true })).toBeVisible();
    await expect(page.getByRole('radio', { name: 'Day' })).toBeChecked();
  });

  await test.step('the patient notes a symptom in one line and sees its curve', async () => {
    const own = await openBrowser(clinic.desk);
    await signIn(own, amira);
    const entry = own.getByRole('form', { name: 'Note a symptom' });
    await field(entry, 'Symptom').fill('Headache');
    await own.keyboard.press('Tab');
    await own.keyboard.press('7');
    await expect(entry.getByRole('radio', { name: '7' })).toBeChecked();
    await field(entry, 'Note').fill('since this morning');
    await own.keyboard.press('Enter');
    await expect(message(own, 'Headache noted')).toBeVisible();
    await expect(field(entry, 'Symptom')).toHaveValue('');
    await own.getByRole('link', { name: 'How it went over time' }).click();
    await expect(own.getByRole('application', { name: 'Severity of symptoms over time' })).toContainText(
      '1 value',
    );
    await own.getByRole('button', { name: 'Show as table' }).click();
    await expect(own.getByRole('cell', { name: '7 of 10' })).toBeVisible();
    await message(own, 'Headache noted').getByRole('button', { name: 'Undo' }).click();
    await expect(own.getByText('No symptom is noted yet')).toBeVisible();
  });
});
