import { seriousFindings, showIn } from './look';
import { choose, expect, field, people, test } from './stories';

test('a doctor finds a word in a note from anywhere, narrows all results, and opens the visit', async ({
  clinic,
  openBrowser,
}) => {
  const { admin, desk, doctor } = clinic;
  const { record } = await admin.patients.create({ firstname: 'Fatima', lastname: 'Al-Sayed' });
  const page = await openBrowser(desk, people.joshi);
  const results = page.getByRole('region', { name: 'Visits' });

  await test.step('writes a visit with the word', async () => {
    await page.goto(`${desk.origin}/#/healthlogs/new?patient=${record.id}`);
    await choose(field(page, 'Patient'), 'fatima', /Fatima Al-Sayed/);
    await field(page, 'Purpose').fill('Short of breath');
    await field(page, 'Notes').fill('Slept badly. Wheezing on the left side, no fever.');
    await page.getByRole('button', { name: /^Save(?! and)/ }).click();
    await expect(page.getByText('Wheezing on the left side')).toBeVisible();
  });

  await test.step('finds it in the palette, under no patient of that name', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: 'Find a patient or a page' }).fill('wheez');
    const group = page.getByRole('group', { name: 'In records' });
    await expect(group.getByRole('option', { name: /^Fatima Al-Sayed.*Wheezing on the left/ })).toBeVisible();
    for (const appearance of ['light', 'dark'] as const) {
      await showIn(page, appearance);
      expect(await seriousFindings(page)).toEqual([]);
    }
    await group.getByRole('option', { name: 'All results for “wheez”' }).click();
  });

  await test.step('sees all results, with the word marked', async () => {
    await expect(page.getByRole('heading', { name: 'Search', level: 1 })).toBeVisible();
    await expect(results.getByRole('link')).toHaveCount(1);
    await expect(results.getByText('Wheez', { exact: true })).toBeVisible();
    for (const appearance of ['light', 'dark'] as const) {
      await showIn(page, appearance);
      expect(await seriousFindings(page)).toEqual([]);
    }
  });

  await test.step('narrows by a date that leaves it out, and Back brings it back', async () => {
    await field(page, 'To').fill('2001-01-01');
    await page.keyboard.press('Tab');
    await expect(page.getByText('1 filter is on: to 1 Jan 2001.')).toBeVisible();
    await page.goBack();
    await expect(results.getByRole('link')).toHaveCount(1);
  });

  await test.step('opens it with the keys alone', async () => {
    await page.getByRole('searchbox', { name: 'Words in any record' }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/healthlogs\/[0-9a-f]{24}/);
    await expect(page.getByText('Wheezing on the left side')).toBeVisible();
  });

  await test.step('the front desk finds nothing of it', async () => {
    expect(doctor).not.toBe('');
    const other = await openBrowser(desk, people.rosa);
    await other.goto(`${desk.origin}/#/search?q=wheez`);
    await expect(other.getByText('No record matches “wheez”')).toBeVisible();
  });
});
