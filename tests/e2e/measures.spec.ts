import { dayAhead, expect, field, people, signIn, test } from './stories';
import { seriousFindings } from './look';

test('a weight typed in kilograms is the same weight in pounds, at once and on the growth chart', async ({
  clinic,
  openBrowser,
}) => {
  const { admin, desk } = clinic;
  const { record: child } = await admin.patients.create({
    firstname: 'Ruth',
    lastname: 'Abebe',
    // Five years and a half, whenever this runs.
    dateOfBirth: dayAhead(-2_009),
    sex: 'female',
  });
  const page = await openBrowser(desk);
  await signIn(page, people.joshi);
  await page.goto(`${desk.origin}/#/patients/${child.id}`);
  await page.getByRole('button', { name: 'New visit' }).click();
  const visit = page.getByRole('dialog');
  await field(visit, 'Purpose').fill('Check-up');
  await field(visit, 'Height').fill('112.5');
  await field(visit, 'Weight').fill('19.65');
  await field(visit, 'Temperature').fill('98.6 F');
  await expect(field(visit, 'Temperature')).toHaveAccessibleDescription('= 98.6 °F');

  // The clinic takes other units while the visit is being written.
  const change = async (measures: { weight: 'kg' | 'lb' }) => {
    const { rows } = await admin.clinics.list({});
    const home = rows[0];
    if (!home) throw new Error('There is no clinic');
    await admin.clinics.update({ id: home.id, revision: home.revision, changes: { measures } });
  };
  await change({ weight: 'lb' });
  await expect(field(visit, 'Weight')).toHaveValue('43.3');
  await expect(field(visit, 'Weight')).toHaveAccessibleDescription('= 19.65 kg');
  await visit.getByRole('button', { name: /^Save(?! and)/ }).click();
  const vitals = page.getByRole('region', { name: 'Vitals and next' });
  await expect(vitals.getByText('43.3', { exact: true })).toBeVisible();
  await change({ weight: 'kg' });
  await expect(vitals.getByText('19.65', { exact: true })).toBeVisible();

  await vitals.getByRole('link', { name: 'Growth chart' }).click();
  await expect(page.getByRole('heading', { name: /^Growth of .*Abebe/ })).toBeVisible();
  await page.getByText('Weight', { exact: true }).click();
  await expect(
    page.getByRole('img', { name: /^Weight by age, 1 value, last 19.65 kg at 5 years/ }),
  ).toBeVisible();
  await expect(page.getByRole('cell', { name: /percentile/ })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
});
