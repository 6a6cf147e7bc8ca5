import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { enlargeText, goTo, places, showIn } from './look';
import { dialog, expect, field, people, test } from './stories';

/** SCREENSHOTS=folder: where the pictures go. Without it this file is not run (playwright.config.ts). */
const folder = resolve(process.env.SCREENSHOTS ?? 'test-results/screenshots');
const sizes = [
  { width: 1024, height: 768 },
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
] as const;
const usual = sizes[1];

/** Each size and appearance of what the page shows, as `patient-1280-dark.png`. */
async function take(page: Page, name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const appearance of ['light', 'dark'] as const) {
      await showIn(page, appearance);
      // Skeletons, and rows that a larger window has just asked for.
      await expect(page.getByRole('grid').and(page.locator('[aria-busy="true"]'))).toHaveCount(0);
      await page.screenshot({
        path: join(folder, `${name}-${size.width}-${appearance}.png`),
        animations: 'disabled',
      });
    }
  }
  await page.setViewportSize(usual);
}

/** Pages whose parts stand side by side, with text of twice the size. */
for (const name of [
  'today',
  'waiting-room',
  'appointments-month',
  'appointments-week',
  'patients',
] as const) {
  test(`${name} with large text is photographed`, async ({ demo, openBrowser }) => {
    const place = places.find((each) => each.name === name);
    if (!place) throw new Error(`No place is named ${name}`);
    const page = await openBrowser(demo, place.as);
    await enlargeText(page);
    await goTo(page, demo.origin, place);
    await page.screenshot({
      path: join(folder, `${name}-large-text-1280-light.png`),
      animations: 'disabled',
    });
  });
}

for (const place of places) {
  test(`${place.name} is photographed`, async ({ demo, openBrowser }) => {
    const page = await openBrowser(demo, place.as);
    await goTo(page, demo.origin, place);
    await take(page, place.name);
  });
}

test('signing in, signing up and setting up are photographed', async ({ demo, desk, openBrowser }) => {
  const page = await openBrowser(demo);
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await take(page, 'sign-in');
  await page.getByRole('link', { name: 'Ask for an account' }).click();
  await take(page, 'sign-up');

  const fresh = await openBrowser(desk);
  await expect(fresh.getByRole('heading', { name: 'The records live on this computer' })).toBeVisible();
  await take(fresh, 'set-up-1');
  await fresh.getByRole('button', { name: 'Continue' }).click();
  await take(fresh, 'set-up-2');
  await field(fresh, 'Name').fill('Wellness First');
  await fresh.getByRole('button', { name: 'Continue' }).click();
  await expect(fresh.getByRole('heading', { name: 'Who is the first administrator?' })).toBeVisible();
  await take(fresh, 'set-up-3');
});

test('connections before anybody can sign in are photographed', async ({ desk, openBrowser }) => {
  const caller = await desk.newCaller();
  if ((await caller.secrets.status()).keychain === 'absent')
    await caller.secrets.createVault({ passphrase: 'quiet orchard in the rain' });
  await caller.connections.save({
    fields: {
      ...{ name: 'Server at the front desk', kind: 'server', srv: false, database: 'clinic' },
      hosts: [{ host: 'db.clinic.example', port: 27_018 }, { host: 'db2.clinic.example' }],
      tls: { isUsed: false },
      signIn: { mechanism: 'SCRAM-SHA-256', username: 'desk' },
    },
    secrets: { password: 'not a real one' },
    acceptedRisks: ['notEncrypted'],
  });
  const page = await openBrowser(desk);
  await page.getByRole('link', { name: /Atlas or another connection instead$/ }).click();
  await expect(page.getByRole('heading', { name: /^Server at the front desk/ })).toBeVisible();
  await take(page, 'connections-before-set-up');
  await page.getByRole('button', { name: 'Open… Server at the front desk' }).click();
  await take(page, 'connections-use');
  await page.getByRole('button', { name: 'Open Server at the front desk' }).click();
  await expect(page.getByText('This computer is open as before.')).toBeVisible();
  await take(page, 'connections-use-failed');
  await page.getByRole('dialog').getByRole('button', { name: 'Change Server at the front desk' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();
  await take(page, 'connections-change');
});

test('a conflict, an empty day, an empty list and a database that is away are photographed', async ({
  clinic,
  openBrowser,
}) => {
  const { record } = await clinic.admin.patients.create({
    firstname: 'Fatima',
    lastname: 'Al-Sayed',
    phone: '+44 7700 90 1185',
  });
  const page = await openBrowser(clinic.desk, people.rosa);
  await expect(page.getByText('No appointments today')).toBeVisible();
  await take(page, 'today-empty');
  await page.goto(`${clinic.desk.origin}/#/appointments?view=day`);
  await expect(page.getByText('No appointments on this day')).toBeVisible();
  await take(page, 'appointments-empty');

  await page.goto(`${clinic.desk.origin}/#/patients/${record.id}/edit`);
  await field(page, 'Phone').fill('+44 7700 90 4471');
  await clinic.admin.patients.update({
    id: record.id,
    revision: record.revision,
    changes: { phone: '+44 7700 90 4417' },
  });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(dialog(page, 'Which phone is right?')).toBeVisible();
  await take(page, 'conflict');
  await page.keyboard.press('Escape');
  await take(page, 'conflict-put-off');

  await page.goto(`${clinic.desk.origin}/#/patients`);
  await expect(page.getByRole('grid', { name: 'patients' }).getByText('Al-Sayed')).toBeVisible();
  const database = clinic.desk.databasePid();
  process.kill(database, 'SIGSTOP');
  try {
    await expect(page.getByRole('button', { name: /away since/ })).toBeVisible({ timeout: 60_000 });
    await take(page, 'patients-away');
  } finally {
    process.kill(database, 'SIGCONT');
  }
});
