import { seriousFindings, showIn } from './look';
import { choose, expect, field, message, people, test } from './stories';

test('a doctor writes a visit with two diagnoses, one found by words and one by its code', async ({
  clinic,
  openBrowser,
}) => {
  await clinic.admin.patients.create({ firstname: 'Fatima', lastname: 'Al-Sayed' });
  const page = await openBrowser(clinic.desk, people.joshi);
  const row = (number: number) => page.getByRole('group', { name: `Diagnoses, ${number}` });
  const option = (name: RegExp) => page.getByRole('option', { name });
  await page.goto(`${clinic.desk.origin}/#/healthlogs/new`);
  await choose(field(page, 'Patient'), 'fatima', /Fatima Al-Sayed/);
  await field(page, 'Purpose').fill('Knee pain');

  await test.step('finds the first by words, with the keyboard alone', async () => {
    await page.getByRole('button', { name: 'Add diagnoses' }).click();
    await field(row(1), 'Name').fill('osteoarthritis knee left');
    await expect(option(/^Unilateral primary osteoarthritis, left knee ?M17\.12$/)).toBeVisible();
    for (const appearance of ['light', 'dark'] as const) {
      await showIn(page, appearance);
      expect(await seriousFindings(page)).toEqual([]);
    }
    await page.keyboard.press('Enter');
    await expect(field(row(1), 'Name')).toHaveValue('Unilateral primary osteoarthritis, left knee');
    await expect(field(row(1), 'Code')).toHaveValue('M17.12');
  });

  await test.step('finds the second by its code, without the dot', async () => {
    await page.getByRole('button', { name: 'Add diagnoses' }).click();
    await choose(field(row(2), 'Name'), 'e119', /without complications/);
    await expect(field(row(2), 'Code')).toHaveValue('E11.9');
    await expect(field(row(2), 'Code system')).toHaveValue('ICD-10-CM');
  });

  await test.step('is told that a name belongs to no such code, and takes the official one', async () => {
    await page.getByRole('button', { name: 'Add diagnoses' }).click();
    await field(row(3), 'Name').fill('hypertensi');
    await field(row(3), 'Code').fill('e11');
    await page.keyboard.press('Tab');
    await expect(field(row(3), 'Code')).toHaveValue('E11');
    await expect(
      row(3).getByText(/E11 is “Type 2 diabetes mellitus” in .*E11 is not billable\./),
    ).toBeVisible();
    for (const appearance of ['light', 'dark'] as const) {
      await showIn(page, appearance);
      expect(await seriousFindings(page)).toEqual([]);
    }
    await row(3).getByRole('button', { name: 'Take this name' }).click();
    await expect(field(row(3), 'Name')).toHaveValue('Type 2 diabetes mellitus');
    await field(row(3), 'Name').fill('');
    await field(row(3), 'Code').fill('');
    await field(row(3), 'Code').pressSequentially('j45');
    await page.keyboard.press('Tab');
    await expect(field(row(3), 'Name')).toHaveValue('Asthma');
    await expect(field(row(3), 'Code')).toHaveValue('J45');
    await page.getByRole('button', { name: 'Remove Diagnoses, 3' }).click();
  });

  await test.step('is told when nothing matches, and saves what it has', async () => {
    await page.getByRole('button', { name: 'Add diagnoses' }).click();
    await field(row(3), 'Name').fill('xylophone');
    await expect(page.getByText('No ICD-10-CM codes match “xylophone”')).toBeVisible();
    await page.getByRole('button', { name: 'Remove Diagnoses, 3' }).click();
    await page.getByRole('button', { name: /^Save(?! and)/ }).click();
    await expect(message(page, 'Visit saved')).toBeVisible();
  });

  await test.step('both stand in the visit', async () => {
    await expect(page.getByText('Unilateral primary osteoarthritis, left knee')).toBeVisible();
    await expect(page.getByText('Type 2 diabetes mellitus without complications')).toBeVisible();
  });
});
