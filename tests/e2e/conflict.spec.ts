import type { Page } from '@playwright/test';
import { seriousFindings } from './look';
import { type Clinic, dialog, expect, field, people, secret, test } from './stories';

/** What one window changes, another shows within this time. */
const FOLLOW_LIMIT_MS = 1_000;

async function registerFatima({ admin }: Clinic): Promise<string> {
  const { record } = await admin.patients.create({
    firstname: 'Fatima',
    lastname: 'Al-Sayed',
    phone: '+44 7700 90 1185',
    city: 'Norbridge',
  });
  return record.id;
}

async function edit(page: Page, clinic: Clinic, patient: string): Promise<void> {
  await page.goto(`${clinic.desk.origin}/#/patients/${patient}/edit`);
  await expect(field(page, 'Family name')).toHaveValue('Al-Sayed');
}

const save = (page: Page) => page.getByRole('button', { name: 'Save' }).click();
/** Only a form that was saved goes; the name of the patient stands above it as well. */
async function isSaved(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Save' })).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Fatima Al-Sayed' })).toBeVisible();
}

test('two browsers change the same field: the second sees both versions and chooses', async ({
  clinic,
  openBrowser,
}) => {
  const patient = await registerFatima(clinic);
  const stored = async () => (await clinic.admin.patients.get({ id: patient })).record;
  const rosa = await openBrowser(clinic.desk, people.rosa);
  const ada = await openBrowser(clinic.desk, people.ada);
  await edit(rosa, clinic, patient);
  await edit(ada, clinic, patient);

  await test.step('what is being typed is not touched; what rests follows', async () => {
    await field(rosa, 'Phone').fill('+44 7700 90 4471');
    await field(ada, 'Phone').fill('+44 7700 90 4417');
    await field(ada, 'City').fill('Easton');
    await save(ada);
    await isSaved(ada);
    await expect(field(rosa, 'City')).toHaveValue('Easton', { timeout: FOLLOW_LIMIT_MS });
    await expect(field(rosa, 'Phone')).toHaveValue('+44 7700 90 4471');
    await expect(field(rosa, 'Phone')).toBeFocused();
    await expect(field(rosa, 'Phone')).toHaveAccessibleDescription(
      /changed to “\+44 7700 90 4417” elsewhere/,
    );
  });

  await test.step('saving asks; closing the question decides nothing and loses nothing', async () => {
    await save(rosa);
    const question = dialog(rosa, 'Which phone is right?');
    await expect(question).toContainText('You and Ada Okonkwo both changed it for Fatima Al-Sayed.');
    await expect(question.getByRole('radio', { name: /Yours/ })).toBeVisible();
    await expect(question.getByRole('radio', { name: /Ada Okonkwo/ })).toBeChecked();
    await expect(question).toContainText('Before both changes: +44 7700 90 1185');
    expect(await seriousFindings(rosa)).toEqual([]);
    await rosa.keyboard.press('Escape');
    await expect(question).toBeHidden();
    expect((await stored()).phone).toBe('+44 7700 90 4417');
    await expect(field(rosa, 'Phone')).toHaveValue('+44 7700 90 4471');
  });

  await test.step('the chosen version is saved, beside what the other changed', async () => {
    await rosa.getByRole('button', { name: 'Choose…', exact: true }).click();
    const question = dialog(rosa, 'Which phone is right?');
    await expect(question.getByRole('button', { name: 'Use Ada’s phone' })).toBeVisible();
    await question.getByRole('radio', { name: /Yours/ }).click();
    await question.getByRole('button', { name: 'Use my phone' }).click();
    await isSaved(rosa);
    expect(await stored()).toMatchObject({ phone: '+44 7700 90 4471', city: 'Easton' });
    await expect(ada.getByText('+44 7700 90 4471')).toBeVisible();
  });
});

test('two browsers change different fields: both are kept, without a question', async ({
  clinic,
  openBrowser,
}) => {
  const patient = await registerFatima(clinic);
  const rosa = await openBrowser(clinic.desk, people.rosa);
  const ada = await openBrowser(clinic.desk, people.ada);
  await edit(rosa, clinic, patient);
  await edit(ada, clinic, patient);
  await field(rosa, 'Email').fill('fatima@example.org');
  await field(ada, 'ZIP or postcode').fill('NB1 4QZ');
  await save(ada);
  await isSaved(ada);
  await save(rosa);
  await isSaved(rosa);
  const { record } = await clinic.admin.patients.get({ id: patient });
  expect(record).toMatchObject({ email: 'fatima@example.org', zip: 'NB1 4QZ', phone: '+44 7700 90 1185' });
});

test('what was typed and not saved is back after a reload, for that person only', async ({
  clinic,
  openBrowser,
}) => {
  const patient = await registerFatima(clinic);
  const page = await openBrowser(clinic.desk, people.rosa);
  await edit(page, clinic, patient);
  await field(page, 'Street').fill('12 Mill Lane');
  await expect(page.getByText('Not saved yet, kept on this computer')).toBeVisible();
  await page.reload();
  await expect(page.getByText('and did not save is back')).toBeVisible();
  await expect(field(page, 'Street')).toHaveValue('12 Mill Lane');

  await page.goto(`${clinic.desk.origin}/#/patients/new`);
  await expect(field(page, 'First name')).toHaveValue('');
  await field(page, 'First name').fill('Ruth');
  await page.reload();
  await expect(field(page, 'First name')).toHaveValue('Ruth');

  await page.getByRole('button', { name: /^Signed in as/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Someone else' }).click();
  await field(page, 'User name or email').fill(people.ada.username);
  await secret(page, 'Password').fill(people.ada.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Signed in as Ada/ })).toBeVisible();
  await edit(page, clinic, patient);
  await expect(field(page, 'Street')).toHaveValue('');

  await page.getByRole('button', { name: /^Signed in as/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: /^Rosa Méndez/ }).click();
  await secret(page, 'Password').fill(people.rosa.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Signed in as Rosa/ })).toBeVisible();
  await edit(page, clinic, patient);
  await expect(field(page, 'Street')).toHaveValue('12 Mill Lane');
  await save(page);
  await isSaved(page);
  await expect(page.getByText('12 Mill Lane')).toBeVisible();
});
