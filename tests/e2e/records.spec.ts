import type { Locator, Page } from '@playwright/test';
import { choose, dayAhead, dialog, expect, field, message, pageLink, people, test } from './stories';

/** What one window changes, another shows within this time. */
const FOLLOW_LIMIT_MS = 1_000;

const patientName = 'Fatima Al-Sayed';
const entry = (page: Page, title: string) =>
  page.getByRole('region', { name: 'Timeline' }).getByRole('article', { name: new RegExp(`^${title}`) });
const row = (page: Page, list: string, text: string) =>
  page.getByRole('grid', { name: list }).getByRole('row').filter({ hasText: text });

/** The other window has it a second after it was done here at the latest. */
const follows = (seen: Locator) => expect(seen).toBeVisible({ timeout: FOLLOW_LIMIT_MS });
const followsGone = (gone: Locator) => expect(gone).toBeHidden({ timeout: FOLLOW_LIMIT_MS });

test('a patient is registered, booked, seen, treated, found again, changed, removed and brought back, and another browser follows', async ({
  clinic,
  openBrowser,
}) => {
  test.setTimeout(180_000);
  const page = await openBrowser(clinic.desk, people.joshi);
  const other = await openBrowser(clinic.desk, people.joshi);
  const day = dayAhead(7);

  await test.step('registers a patient; the list of the other browser has them at once', async () => {
    await pageLink(other, 'Patients').click();
    await expect(other.getByText('No patients yet')).toBeVisible();
    await pageLink(page, 'Patients').click();
    await page.getByRole('button', { name: 'New patient' }).first().click();
    await field(page, 'First name').fill('Fatima');
    await page.getByRole('button', { name: 'Register patient' }).click();
    await expect(field(page, 'Family name')).toHaveAccessibleDescription(/Fill this in/);
    await field(page, 'Family name').fill('Al-Sayed');
    await field(page, 'Date of birth').fill('12.3.1972');
    await field(page, 'Phone').fill('+44 7700 90 0412');
    await page.getByRole('button', { name: 'Register patient' }).click();
    await expect(page.getByRole('heading', { name: patientName })).toBeVisible();
    await follows(row(other, 'patients', 'Al-Sayed'));
    await expect(page.getByText('born 12 Mar 1972')).toBeVisible();
  });

  await test.step('the other browser opens the patient and sees each record appear', async () => {
    await row(other, 'patients', 'Al-Sayed').click();
    await expect(other.getByRole('heading', { name: patientName })).toBeVisible();
    await expect(other.getByText('Nothing is recorded yet')).toBeVisible();
  });

  await test.step('books an appointment at a free time', async () => {
    await page.getByRole('button', { name: 'Book', exact: true }).first().click();
    const booking = dialog(page, 'New appointment');
    await choose(field(booking, 'Doctor'), 'joshi', /Meera Joshi/);
    await field(booking, 'Date').fill(day);
    await booking.getByRole('button', { name: '10:00', exact: true }).click();
    await field(booking, 'Reason').fill('Cough for two weeks');
    await booking.getByRole('button', { name: 'Book 10:00' }).click();
    await expect(message(page, /Booked for .* 10:00/)).toBeVisible();
    await follows(entry(other, 'Cough for two weeks'));
  });

  await test.step('writes a visit, a prescription and a symptom', async () => {
    await page.getByRole('button', { name: 'New visit' }).click();
    const visit = dialog(page, `New visit for ${patientName}`);
    await field(visit, 'Purpose').fill('Cough and fever');
    await field(visit, 'Notes').fill('Chest clear. Rest and fluids.');
    await visit.getByRole('button', { name: /^Save(?! and)/ }).click();
    await expect(message(page, 'Visit saved')).toBeVisible();
    await follows(entry(other, 'Cough and fever'));

    await page.getByRole('button', { name: 'Prescribe', exact: true }).first().click();
    const prescription = dialog(page, 'New prescription');
    await field(prescription, 'Medicine').fill('Amoxicillin 500 mg');
    await field(prescription, 'Amount').fill('1 capsule three times a day');
    await prescription.getByRole('button', { name: 'Save' }).click();
    await expect(message(page, 'Prescription saved')).toBeVisible();
    await follows(entry(other, 'Amoxicillin 500 mg'));

    await page.getByRole('button', { name: 'More for this patient' }).click();
    await page.getByRole('menuitem', { name: 'Add symptom' }).click();
    const symptom = dialog(page, 'New symptom');
    await field(symptom, 'Symptom').fill('Headache');
    await field(symptom, 'Severity').fill('4');
    await symptom.getByRole('button', { name: 'Save' }).click();
    await expect(message(page, 'Symptom saved')).toBeVisible();
    await follows(entry(other, 'Headache'));
  });

  await test.step('finds each again: in the palette, in the lists, on the page of the day', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    const search = dialog(page, 'Search');
    await search.getByRole('combobox').fill('0412 fat');
    await expect(search.getByRole('option', { name: /Al-Sayed/ })).toContainText('Phone ends 0412');
    await search.getByRole('option', { name: /Al-Sayed/ }).click();
    await expect(page.getByRole('heading', { name: patientName })).toBeVisible();

    for (const [label, list, words, text] of [
      ['Patients', 'patients', 'fati al', 'Al-Sayed'],
      ['Visits', 'visits', 'fever', 'Cough and fever'],
      ['Prescriptions', 'prescriptions', 'amox', 'Amoxicillin 500 mg'],
      ['Symptoms', 'symptoms', 'head', 'Headache'],
    ] as const) {
      await pageLink(page, label).click();
      await page.getByRole('textbox', { name: `Filter ${list} by words` }).fill('nothing like it');
      await expect(page.getByText('matches “nothing like it”')).toBeVisible();
      await page.getByRole('textbox', { name: `Filter ${list} by words` }).fill(words);
      await expect(row(page, list, text), list).toBeVisible();
    }
    await page.goto(`${clinic.desk.origin}/#/appointments?view=day&date=${day}`);
    await expect(page.getByRole('row', { name: /10:00, .*Al-Sayed.*, Cough for two weeks/ })).toBeVisible();
  });

  await test.step('changes each, and the other browser follows', async () => {
    const open = async (label: string, list: string, text: string) => {
      await pageLink(page, label).click();
      await row(page, list, text).click();
    };
    const edit = async (changes: Record<string, string>) => {
      await page.getByRole('button', { name: 'Edit' }).click();
      for (const [label, text] of Object.entries(changes)) await field(page, label).fill(text);
      await page.getByRole('button', { name: /^Save(?! and)/ }).click();
      await expect(page.getByRole('button', { name: 'Edit' })).toBeVisible();
    };
    await open('Visits', 'visits', 'Cough and fever');
    await edit({ Purpose: 'Cough without fever' });
    await follows(entry(other, 'Cough without fever'));
    await open('Prescriptions', 'prescriptions', 'Amoxicillin');
    await edit({ Amount: '1 capsule twice a day' });
    await follows(entry(other, 'Amoxicillin').getByText('1 capsule twice a day'));
    await open('Symptoms', 'symptoms', 'Headache');
    await edit({ Symptom: 'Dull headache' });
    await follows(entry(other, 'Dull headache'));
    await open('Patients', 'patients', 'Al-Sayed');
    await page.getByRole('button', { name: 'More for this patient' }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).click();
    await field(page, 'City').fill('Norbridge');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { name: patientName })).toBeVisible();
    await follows(other.getByText('Norbridge'));

    await entry(page, 'Cough for two weeks')
      .getByRole('button', { name: /^More for/ })
      .click();
    await page.getByRole('menuitem', { name: 'Move…' }).click();
    const move = dialog(page, `Move ${patientName}, 10:00`);
    await move.getByRole('button', { name: '11:00', exact: true }).click();
    await move.getByRole('button', { name: 'Move to 11:00' }).click();
    await expect(message(page, /Moved to .* 11:00/)).toBeVisible();
    await follows(other.getByRole('link', { name: /, 11:00$/ }));
  });

  await test.step('removes each and takes it back, and the other browser follows', async () => {
    for (const [title, removed] of [
      ['Cough without fever', 'Visit'],
      ['Amoxicillin 500 mg', 'Prescription'],
      ['Dull headache', 'Symptom'],
      ['Cough for two weeks', 'Appointment'],
    ] as const) {
      await entry(page, title)
        .getByRole('button', { name: /^More for/ })
        .click();
      await page.getByRole('menuitem', { name: 'Remove' }).click();
      await expect(message(page, `${removed} removed`)).toBeVisible();
      await followsGone(entry(other, title));
      await expect(entry(page, title)).toBeHidden();
      await message(page, `${removed} removed`).getByRole('button', { name: 'Undo' }).click();
      await expect(message(page, `${removed} brought back`)).toBeVisible();
      await follows(entry(other, title));
      await expect(entry(page, title)).toBeVisible();
    }

    const removePatient = async () => {
      await page.getByRole('button', { name: 'More for this patient' }).click();
      await page.getByRole('menuitem', { name: 'Remove' }).click();
    };
    await removePatient();
    await expect(
      message(page, /This patient has 1 appointment from today on\. Cancel it first/),
    ).toBeVisible();
    await entry(page, 'Cough for two weeks')
      .getByRole('button', { name: /^More for/ })
      .click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await expect(entry(page, 'Cough for two weeks')).toBeHidden();
    await removePatient();
    await expect(message(page, 'Patient removed')).toBeVisible();
    await follows(other.getByText('This record is removed.'));
    await expect(page.getByText('No patients yet')).toBeVisible();
    await message(page, 'Patient removed').getByRole('button', { name: 'Undo' }).click();
    await expect(row(page, 'patients', 'Al-Sayed')).toBeVisible();
    await followsGone(other.getByText('This record is removed.'));
  });

  await test.step('what is removed waits in the list of removed ones and can be restored later', async () => {
    await pageLink(page, 'Symptoms').click();
    await row(page, 'symptoms', 'Dull headache').getByRole('checkbox').click();
    await page
      .getByRole('toolbar', { name: 'Selected rows' })
      .getByRole('button', { name: 'Remove' })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(message(page, '1 symptom removed')).toBeVisible();
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Removed symptoms' }).click();
    await row(page, 'symptoms', 'Dull headache').getByRole('checkbox').click();
    await page
      .getByRole('toolbar', { name: 'Selected rows' })
      .getByRole('button', { name: 'Restore' })
      .click();
    await expect(page.getByText('No removed symptoms')).toBeVisible();
    await page.getByRole('button', { name: 'Show symptoms' }).click();
    await expect(row(page, 'symptoms', 'Dull headache')).toBeVisible();
  });
});
