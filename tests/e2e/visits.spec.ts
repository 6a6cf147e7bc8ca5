import { dayAhead, dialog, expect, field, message, people, test } from './stories';

test('a doctor writes a visit from a template, signs it by keyboard, cannot change it any more and amends it; another browser sees it', async ({
  clinic,
  openBrowser,
}) => {
  const { record: patient } = await clinic.admin.patients.create({
    firstname: 'Fatima',
    lastname: 'Al-Sayed',
  });
  await clinic.admin.visittemplates.create({
    name: 'Chest',
    visitPurpose: 'Chest complaint',
    notes: 'Since:\nFever:',
  });
  const page = await openBrowser(clinic.desk, people.joshi);
  const other = await openBrowser(clinic.desk, people.joshi);
  for (const each of [page, other]) {
    await each.goto(`${clinic.desk.origin}/#/patients/${patient.id}`);
    await expect(each.getByRole('heading', { name: 'Fatima Al-Sayed' })).toBeVisible();
  }

  await test.step('writes it, saves it, and is asked once before it is signed', async () => {
    await page.getByRole('button', { name: 'New visit' }).click();
    const form = dialog(page, 'New visit for Fatima Al-Sayed');
    await field(form, 'Purpose').fill('Cough');
    await form.getByRole('button', { name: 'Start from a template' }).click();
    await page.getByRole('menuitem', { name: 'Chest' }).click();
    await expect(field(form, 'Notes')).toHaveValue('Since:\nFever:');
    await expect(field(form, 'Purpose')).toHaveValue('Cough');
    await field(form, 'Notes').fill('Since: two weeks\nFever: none');
    await page.keyboard.press('ControlOrMeta+Enter');
    const question = page.getByRole('dialog', { name: /^Sign “Cough, / });
    await expect(question.getByRole('button', { name: 'Sign' })).toBeFocused();
    await expect(other.getByText('Not signed')).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(message(page, 'Visit signed')).toBeVisible();
    for (const each of [page, other])
      await expect(each.getByText(/^Signed by Dr Meera Joshi, /)).toBeVisible();
  });

  await test.step('finds no way to change or remove it, only to add to it', async () => {
    await other.getByRole('button', { name: 'Cough', exact: true }).click();
    await expect(other.getByRole('button', { name: 'Add amendment' })).toBeVisible();
    await expect(other.getByRole('button', { name: 'Edit' })).toHaveCount(0);
    await expect(other.getByRole('button', { name: 'Remove this visit' })).toHaveCount(0);
  });

  await test.step('adds an amendment, which stands under the visit', async () => {
    await page.getByRole('article', { name: /^Cough, / }).hover();
    await page.getByRole('button', { name: 'More for Cough' }).click();
    await page.getByRole('menuitem', { name: 'Add amendment…' }).click();
    const form = dialog(page, 'New amendment for Fatima Al-Sayed');
    await expect(field(form, 'Purpose')).toHaveValue('Amendment: Cough');
    await field(form, 'Notes').fill('The X-ray came back: clear.');
    await form.getByRole('button', { name: /^Save(?! and)/ }).click();
    await expect(message(page, 'Amendment saved')).toBeVisible();
    await expect(page.getByRole('article', { name: /^Amendment: Cough, / })).toBeVisible();
    await expect(page.getByText('Amended', { exact: true })).toBeVisible();
    await expect(other.getByRole('link', { name: 'Amendment: Cough' })).toBeVisible();
    await expect(other.getByText('The X-ray came back: clear.')).toBeVisible();
  });

  await test.step('signs the amendment from the timeline, where it waits in sight', async () => {
    await page.getByRole('button', { name: 'Sign Amendment: Cough' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Sign', exact: true }).click();
    await expect(message(page, 'Amendment signed')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Sign / })).toHaveCount(0);
  });
});

test('a visit of yesterday that is not signed is asked about on Today, and signed from its page', async ({
  clinic,
  openBrowser,
}) => {
  const { record: patient } = await clinic.admin.patients.create({ firstname: 'Ruth', lastname: 'Abebe' });
  const page = await openBrowser(clinic.desk, people.joshi);
  await page.goto(`${clinic.desk.origin}/#/healthlogs/new?patient=${patient.id}&date=${dayAhead(-2)}`);
  await field(page, 'Purpose').fill('Back pain');
  await page.getByRole('button', { name: /^Save(?! and)/ }).click();
  await expect(page.getByRole('heading', { name: /^Back pain, / })).toBeVisible();
  await page.goto(`${clinic.desk.origin}/#/`);
  await expect(page.getByText('1 visit not signed')).toBeVisible();
  await page.getByRole('link', { name: 'Sign', exact: true }).click();
  await page.getByText('Back pain').click();
  await page.getByRole('button', { name: /^Sign(?!ed)/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign', exact: true }).click();
  await expect(page.getByText(/^Signed by Dr Meera Joshi, /)).toBeVisible();
  await page.goto(`${clinic.desk.origin}/#/`);
  await expect(page.getByText('Needs attention')).toBeVisible();
  await expect(page.getByText('1 visit not signed')).toHaveCount(0);
});

// Esc: seen red with the list not marked as what Esc closes, which closed the dialog with it.
test('a doctor keeps a snippet and brings it into a note with "/", by keyboard alone; Esc closes only the list', async ({
  clinic,
  openBrowser,
}) => {
  const { record: patient } = await clinic.admin.patients.create({ firstname: 'Amina', lastname: 'Okafor' });
  const page = await openBrowser(clinic.desk, people.joshi);
  await page.goto(`${clinic.desk.origin}/#/snippets/new`);
  await field(page, 'Short name').fill('ears clear');
  await field(page, 'Text').fill('Eardrums grey, no fluid.\nSince ___ days.');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(message(page, 'Snippet saved')).toBeVisible();

  await page.goto(`${clinic.desk.origin}/#/patients/${patient.id}`);
  await page.getByRole('button', { name: 'New visit' }).click();
  const form = dialog(page, 'New visit for Amina Okafor');
  const notes = field(form, 'Notes');
  const option = page.getByRole('option', { name: /^ears clear/ });
  await notes.fill('Earache. ');
  await notes.press('End');
  await page.keyboard.type('/ear');
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await expect(option).toHaveCount(0);
  await expect(form).toBeVisible();

  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('Earache. /cle');
  await expect(option).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.type('two');
  await expect(notes).toHaveValue('Earache. Eardrums grey, no fluid.\nSince two days.');

  await test.step('what was brought in is kept like what is typed', async () => {
    await page.reload();
    await page.getByRole('button', { name: 'New visit' }).click();
    await expect(notes).toHaveValue('Earache. Eardrums grey, no fluid.\nSince two days.');
  });
});
