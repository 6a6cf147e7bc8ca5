import { seriousFindings } from './look';
import { expect, field, people, test } from './stories';

test('the database dies while a form is typed: the screen says so, keeps the text, recovers by itself, and saves once', async ({
  clinic,
  openBrowser,
}) => {
  const page = await openBrowser(clinic.desk, people.rosa);
  await page.goto(`${clinic.desk.origin}/#/patients`);
  await page.getByRole('button', { name: 'New patient' }).first().click();
  await field(page, 'First name').fill('Fatima');

  const database = clinic.desk.databasePid();
  process.kill(database, 'SIGKILL');
  await field(page, 'Family name').fill('Al-Sayed');
  await page.getByRole('button', { name: 'Register patient' }).click();

  await test.step('says so at once, and what is typed stays', async () => {
    const away = page.getByText('Not saved, kept on this computer.');
    const strip = page.getByText(/The database does not answer\.|The database is opening\./).first();
    await expect(away.or(strip).first()).toBeVisible();
    await expect(field(page, 'First name')).toHaveValue('Fatima');
    await expect(field(page, 'Family name')).toHaveValue('Al-Sayed');
  });

  await test.step('recovers by itself', async () => {
    await expect(page.getByRole('button', { name: /This computer\s*·?\s*live/ })).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.getByText('Trying again in')).toBeHidden();
    await expect(field(page, 'Family name')).toHaveValue('Al-Sayed');
    expect(clinic.desk.databasePid()).not.toBe(database);
  });

  await test.step('the save works then, once', async () => {
    const again = page.getByRole('button', { name: 'Save now' });
    await expect(again).toBeVisible();
    await again.click();
    await expect(page.getByRole('heading', { name: 'Fatima Al-Sayed' })).toBeVisible();
    const { total } = await clinic.admin.patients.list({ text: 'al-sayed' });
    expect(total).toBe(1);
  });
});

test('what was read stays on screen while the database is away, with the time it was read, and is live again after', async ({
  clinic,
  openBrowser,
}) => {
  await clinic.admin.patients.create({ firstname: 'Ruth', lastname: 'Abebe' });
  const page = await openBrowser(clinic.desk, people.rosa);
  await page.goto(`${clinic.desk.origin}/#/patients`);
  const list = page.getByRole('grid', { name: 'patients' });
  await expect(list.getByText('Abebe')).toBeVisible();

  // Held still, it is there and does not answer: worse than dead, because nothing tells so.
  const database = clinic.desk.databasePid();
  process.kill(database, 'SIGSTOP');
  try {
    await expect(page.getByRole('button', { name: /away since/ })).toBeVisible({ timeout: 45_000 });
    await expect(page.getByText('The database does not answer.').first()).toBeVisible();
    await expect(list.getByText('Abebe')).toBeVisible();
    await expect(page.getByText(/^As of \d\d:\d\d$/)).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
  } finally {
    process.kill(database, 'SIGCONT');
  }
  await expect(page.getByText(/^Updated live/)).toBeVisible({ timeout: 45_000 });
  await clinic.admin.patients.create({ firstname: 'Tanmay', lastname: 'Kulkarni' });
  await expect(list.getByText('Kulkarni')).toBeVisible();
});

test('a desk that hangs is not called live, and is live again by itself once it answers', async ({
  clinic,
  openBrowser,
}) => {
  const page = await openBrowser(clinic.desk, people.rosa);
  await page.goto(`${clinic.desk.origin}/#/patients`);
  const state = (words: RegExp) => page.getByRole('button', { name: words });
  await expect(state(/This computer\s*·?\s*live/)).toBeVisible();
  process.kill(clinic.desk.pid, 'SIGSTOP');
  try {
    await expect(state(/away since/)).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('Clinic Desk does not answer.').first()).toBeVisible();
  } finally {
    process.kill(clinic.desk.pid, 'SIGCONT');
  }
  await expect(state(/This computer\s*·?\s*live/)).toBeVisible({ timeout: 30_000 });
});
