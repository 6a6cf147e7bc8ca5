import { dialog, expect, field, message, people, test } from './stories';

test('problems, allergies and vaccines are added from the chart; the allergy is in sight everywhere at once', async ({
  clinic,
  openBrowser,
}) => {
  const { record: patient } = await clinic.admin.patients.create({
    firstname: 'Fatima',
    lastname: 'Al-Sayed',
  });
  const page = await openBrowser(clinic.desk, people.joshi);
  const other = await openBrowser(clinic.desk, people.rosa);
  for (const each of [page, other]) {
    await each.goto(`${clinic.desk.origin}/#/patients/${patient.id}`);
    await expect(each.getByRole('heading', { name: 'Fatima Al-Sayed' })).toBeVisible();
  }
  await expect(page.getByText('No allergies recorded', { exact: true })).toBeVisible();

  await test.step('a problem, of which only the year is known', async () => {
    await page.getByRole('button', { name: 'Add problem' }).click();
    const form = dialog(page, 'New problem for Fatima Al-Sayed');
    await field(form, 'Problem').fill('Type 2 diabetes');
    await field(form, 'Since').fill('2014');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(message(page, 'Problem saved')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Problems1' })).toContainText('Type 2 diabetes');
  });

  await test.step('an allergy: red in the banner, and a flag without its text at the desk', async () => {
    await page.getByRole('button', { name: 'Add allergy' }).click();
    const form = dialog(page, 'New allergy for Fatima Al-Sayed');
    await field(form, 'Allergic to').fill('Penicillin');
    await field(form, 'Reaction').fill('anaphylaxis');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form).toBeHidden();
    await expect(
      page.getByRole('banner').or(page.locator('header')).getByText('Penicillin (anaphylaxis)'),
    ).toBeVisible();
    await expect(other.getByText('Alert', { exact: true })).toBeVisible();
    await expect(other.getByText('enicillin')).toHaveCount(0);
  });

  await test.step('it is read again where a medicine is prescribed', async () => {
    await page.getByRole('button', { name: 'Prescribe', exact: true }).first().click();
    await expect(
      page.getByRole('dialog', { name: /New prescription .*Allergy: Penicillin \(anaphylaxis\)/ }),
    ).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('a vaccine that is due again', async () => {
    await page.getByRole('button', { name: 'Add immunization' }).click();
    const form = dialog(page, 'New immunization for Fatima Al-Sayed');
    await field(form, 'Vaccine').fill('Influenza');
    await field(form, 'Date').fill('10.2025');
    await field(form, 'Next due').fill('1.10.2026');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('region', { name: 'Immunizations1' })).toContainText('due now');
  });

  await test.step('nobody is said to have no allergies who has one; an allergy that is refuted leaves the banner', async () => {
    await page.getByRole('button', { name: 'More for this patient' }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await page.getByRole('checkbox', { name: /No known allergies/ }).check();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(
      page.getByText('This person has active allergies. Resolve or remove them first.'),
    ).toBeVisible();
    await page.goto(`${clinic.desk.origin}/#/patients/${patient.id}`);
    await page.getByRole('link', { name: 'Penicillin', exact: true }).click();
    await page.getByRole('button', { name: 'Edit' }).click();
    await field(page, 'Certainty').click();
    await page.getByRole('option', { name: 'Refuted' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { name: /Penicillin/ })).toBeVisible();
    await page.goto(`${clinic.desk.origin}/#/patients/${patient.id}`);
    await expect(page.getByText('No allergies recorded', { exact: true })).toBeVisible();
    await expect(page.getByRole('link', { name: 'All 1' })).toBeVisible();
    await expect(other.getByText('No alerts noted')).toBeVisible();
  });
});
