import { dialog, expect, field, message, people, test } from './stories';

test('the database of this computer is copied while nobody works, and everybody goes on where they were', async ({
  clinic,
  openBrowser,
}) => {
  test.setTimeout(150_000);
  const page = await openBrowser(clinic.desk, people.ada);
  await page.goto(`${clinic.desk.origin}/#/connections`);
  await page.getByRole('link', { name: 'Files and copies' }).click();
  await expect(page.getByRole('heading', { name: 'Database of this computer', level: 1 })).toBeVisible();
  await expect(page.getByText(/^\d+\.\d+\.\d+$/)).toBeVisible();
  await expect(page.getByText('None was made yet.')).toBeVisible();
  await expect(page.getByText('It was always stopped cleanly.')).toBeVisible();

  const desk = await openBrowser(clinic.desk, people.rosa);
  await desk.goto(`${clinic.desk.origin}/#/patients/new`);
  await field(desk, 'Family name').fill('Abebe');

  await page.getByRole('button', { name: 'Stop and copy…' }).click();
  const asking = dialog(page, 'Copy the files of the database?');
  await expect(asking.getByText('Meanwhile nobody can work with it.', { exact: false })).toBeVisible();
  // Asked for from the start: it does not last long here.
  const told = Promise.all([
    expect(desk.getByRole('button', { name: /This computer.*files are being copied/ })).toBeVisible({
      timeout: 30_000,
    }),
    expect(desk.getByText('The files of the database are being copied.', { exact: false })).toBeVisible({
      timeout: 30_000,
    }),
  ]);
  await asking.getByRole('button', { name: 'Stop and copy' }).click();
  await expect(asking.getByRole('status')).toContainText(/Copying the database|Comparing the copy/, {
    timeout: 30_000,
  });
  await told;
  await expect(message(page, /^Copied and compared: database-/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('table', { name: 'Copies of the files' }).getByRole('row')).toHaveCount(2);

  await field(desk, 'First name').fill('Ruth');
  await desk.getByRole('button', { name: /^Register patient/ }).click();
  await expect(desk.getByRole('heading', { name: /Abebe/ })).toBeVisible();
});
