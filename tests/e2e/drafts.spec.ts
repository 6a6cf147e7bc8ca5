import { expect, field, people, test } from './stories';

/** In each window the form of a new patient, which has no place of its own yet. */
const newPatient = '/#/patients/new';

// Seen red with one name for the typing of all windows: after loading again, both had what was typed last.
test('two tabs with the same new form each keep their own typing, and a closed one leaves it to the next', async ({
  clinic,
  openBrowser,
}) => {
  const first = await openBrowser(clinic.desk, people.joshi);
  const second = await first.context().newPage();
  for (const page of [first, second]) await page.goto(clinic.desk.origin + newPatient);
  await field(first, 'Family name').fill('Abebe');
  await field(second, 'Family name').fill('Okafor');

  await test.step('loading again brings back what this tab had', async () => {
    for (const page of [first, second]) await page.reload();
    await expect(field(first, 'Family name')).toHaveValue('Abebe');
    await expect(field(second, 'Family name')).toHaveValue('Okafor');
  });

  await test.step('discarding in one tab takes nothing from the other', async () => {
    await first.getByRole('button', { name: 'Discard it' }).click();
    await expect(field(first, 'Family name')).toHaveValue('');
    await second.reload();
    await expect(field(second, 'Family name')).toHaveValue('Okafor');
  });

  await test.step('what was typed in a tab that was closed is back in the next one', async () => {
    await second.close();
    await first.reload();
    await expect(field(first, 'Family name')).toHaveValue('Okafor');
    await expect(first.getByText('did not save is back')).toBeVisible();
  });
});
