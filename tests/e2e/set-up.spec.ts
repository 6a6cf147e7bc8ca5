import { expect, field, secret, test } from './stories';

test('a new user sets a clinic up, is its first administrator, and stands in front of an empty day', async ({
  desk,
  openBrowser,
}) => {
  const page = await openBrowser(desk);
  await expect(page.getByRole('heading', { name: 'The records live on this computer' })).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();

  await test.step('what is missing is said at its field', async () => {
    await expect(page.getByRole('heading', { name: 'Which clinic is this?' })).toBeVisible();
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(field(page, 'Name')).toHaveAccessibleDescription(/Fill this in/);
    await expect(field(page, 'Name')).toBeFocused();
    await field(page, 'Name').fill('Wellness First Clinic');
    await field(page, 'Phone').fill('call me');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(field(page, 'Phone')).toBeFocused();
    await field(page, 'Phone').fill('+44 7700 90 0100');
  });
  await field(page, 'City').fill('Norbridge');
  await test.step('what was typed is there after a reload', async () => {
    await page.reload();
    await expect(field(page, 'Name')).toHaveValue('Wellness First Clinic');
    await expect(field(page, 'City')).toHaveValue('Norbridge');
  });
  await page.getByRole('button', { name: 'Continue' }).click();

  await test.step('a short, a common and a mistyped password are refused at their field', async () => {
    await expect(page.getByRole('heading', { name: 'Who is the first administrator?' })).toBeVisible();
    await field(page, 'Your name').fill('Ada Okonkwo');
    await field(page, 'User name').fill('ada');
    const setUp = page.getByRole('button', { name: 'Set up the clinic' });
    for (const [password, again, at] of [
      ['short', 'short', 'Password'],
      ['password', 'password', 'Password'],
      ['lavender kites at noon', 'lavender kites', 'Password once more'],
    ] as const) {
      await secret(page, 'Password').fill(password);
      await secret(page, 'Password once more').fill(again);
      await setUp.click();
      await expect(secret(page, at)).toHaveAttribute('aria-invalid', 'true');
      await expect(secret(page, at)).toBeFocused();
    }
    await secret(page, 'Password once more').fill('lavender kites at noon');
    await page.reload();
    await expect(field(page, 'Your name')).toHaveValue('Ada Okonkwo');
    // Passwords are kept nowhere.
    await expect(secret(page, 'Password')).toHaveValue('');
    await secret(page, 'Password').fill('lavender kites at noon');
    await secret(page, 'Password once more').fill('lavender kites at noon');
    await setUp.click();
  });

  await expect(page.getByRole('heading', { name: 'The desk is ready' })).toBeVisible();
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(kept).not.toContain('Norbridge');
  await page.getByRole('button', { name: 'Open the desk' }).click();
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
  await expect(page.getByText('No appointments today')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Signed in as Ada Okonkwo' })).toBeVisible();
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await expect(pages.getByText('Wellness First Clinic')).toBeVisible();
  for (const name of ['Users', 'Audit', 'Existing database']) {
    await expect(pages.getByRole('link', { name })).toBeVisible();
  }

  await test.step('everything is still there after signing out and in', async () => {
    await page.getByRole('button', { name: 'Signed in as Ada Okonkwo' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    // This computer remembers who was here; only the password is asked for.
    await expect(page.getByRole('button', { name: /^Ada Okonkwo/ })).toHaveAttribute('aria-pressed', 'true');
    await secret(page, 'Password').fill('lavender kites at noon');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(page.getByText('No appointments today')).toBeVisible();
    await pages.getByRole('link', { name: 'Clinics' }).click();
    await expect(page.getByRole('grid', { name: 'clinics' }).getByText('Norbridge')).toBeVisible();
  });
});

test('a clinic that is set up is not set up again', async ({ clinic, openBrowser }) => {
  const page = await openBrowser(clinic.desk);
  await expect(page.getByText('Wellness First Clinic')).toBeVisible();
  await expect(field(page, 'User name or email')).toBeVisible();
  const stranger = await clinic.desk.newCaller();
  const second = stranger.session.setUp({
    clinic: { clinicname: 'Another clinic' },
    administrator: { username: 'eve', displayName: 'Eve', password: 'another long passphrase' },
  });
  await expect(second).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
