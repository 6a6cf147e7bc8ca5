import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { filesOf, leaksOf, plant } from '../security/planted-secrets';
import { expect, field, pageLink, people, secret, signIn, test as base } from './stories';

const asRoot = process.getuid?.() === 0;

const test = base.extend<{ openProfile: () => Promise<BrowserContext>; profile: string }>({
  profile: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'clinic-desk-profile-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  // As a person starts it: with what Playwright otherwise turns off in it.
  openProfile: async ({ launchOptions, profile }, use) => {
    await use(() =>
      chromium.launchPersistentContext(profile, {
        executablePath: launchOptions.executablePath,
        ignoreDefaultArgs: true,
        args: [
          ...['--headless=new', '--disable-gpu', '--password-store=basic', '--no-first-run'],
          ...['--remote-debugging-pipe', `--user-data-dir=${profile}`, ...(asRoot ? ['--no-sandbox'] : [])],
        ],
      }),
    );
  },
});

/** By the keyboard, as the browser notices typing. */
async function type(page: Page, label: string, text: string): Promise<void> {
  await (label === 'Password' ? secret(page, label) : field(page, label)).click();
  await page.keyboard.type(text);
}

const wrongPlaces = ['Server', 'Name of this connection', 'Database', 'User name'] as const;

/**
 * In Chromium an input keeps what is typed into it when its form is sent ("Web Data"), and without a form when the page is
 * left or killed ("Sessions"); with `autocomplete="off"` neither, named or not. A textarea or a password is kept by neither.
 * Seen red with the fields as usual inputs: one of the addresses stood in "Web Data".
 */
test('an address with a password stays in no file of the browser, wherever it is typed and however the page ends', async ({
  clinic,
  openProfile,
  profile,
}) => {
  test.setTimeout(120_000);
  const [unreadable, whole, inSight, control] = ['unreadable', 'whole', 'in sight', 'control'].map((name) =>
    plant(`the password of an address, ${name}`),
  );
  if (!unreadable || !whole || !inSight || !control) throw new Error('Nothing was planted');
  const misplaced = wrongPlaces.map(
    (label) => [label, plant(`the password of an address in "${label}"`)] as const,
  );
  const all = [unreadable, whole, inSight, ...misplaced.map(([, secretThere]) => secretThere)];
  const address = ({ core }: { core: string }) => `mongodb://desk:s${core}@db.example/clinic`;
  const context = await openProfile();
  const page = await context.newPage();
  await page.goto(await clinic.desk.newLaunchUrl());
  await signIn(page, people.ada);
  await page.goto(`${new URL(page.url()).origin}/#/connections/new`);

  await test.step('in a field that it does not belong into', async () => {
    for (const [label, { core }] of misplaced) {
      await type(page, label, `desk:s${core}`);
      await page.keyboard.type('@db.example/clinic');
      await page.getByRole('button', { name: 'Save' }).click();
      await field(page, label).fill('');
    }
  });

  await test.step('in its own field, where it cannot be read and where it can', async () => {
    await type(page, 'Paste an address', address(unreadable).replace('@', '@@'));
    await page.keyboard.press('Enter');
    await expect(page.getByText(/^This address cannot be read/)).toBeVisible();
    await field(page, 'Paste an address').fill('');
    await type(page, 'Paste an address', address(whole));
    await page.keyboard.press('Enter');
    await expect(secret(page, 'Password')).toHaveValue(`s${whole.core}`);
    await page.getByRole('button', { name: 'Show or hide the password' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
  });

  await test.step('in an input as pages have it usually, which Chromium keeps', async () => {
    await page.evaluate(() => document.querySelector('form')?.prepend(document.createElement('input')));
    await page.locator('form > input').click();
    await page.keyboard.type(address(control));
    await page.locator('form').evaluate((form: HTMLFormElement) => form.requestSubmit());
  });

  await test.step('while it stands in sight, and the page is left', async () => {
    await type(page, 'Paste an address', address(inSight));
    expect(leaksOf(all, await filesOf(profile))).toEqual([]);
    await page.goto('about:blank');
  });
  await context.close();
  const files = await filesOf(profile);
  // That this browser does keep such things, and that they are found.
  expect(leaksOf([control], files)).not.toEqual([]);
  expect(leaksOf(all, files)).toEqual([]);
});

/**
 * Chromium takes what was typed into the input before a password for its user name, and keeps it with the account that it
 * finds signed in ("Login Data", `stats`) once the page moves on within itself. Nobody has clicked anything for that.
 * Seen red each while the address was typed into an input.
 */
for (const [way, leave] of [
  ['Enter', (page: Page) => page.keyboard.press('Enter')],
  ['Tab', (page: Page) => page.keyboard.press('Tab')],
  ['"Take apart"', (page: Page) => page.getByRole('button', { name: 'Take apart' }).click()],
] as const)
  test(`an address that is typed and ended by ${way} is no user name to the browser`, async ({
    clinic,
    openProfile,
    profile,
  }) => {
    test.setTimeout(120_000);
    const typed = plant('the password of a typed address');
    const context = await openProfile();
    const page = await context.newPage();
    await page.goto(await clinic.desk.newLaunchUrl());
    await signIn(page, people.ada);
    await page.goto(`${new URL(page.url()).origin}/#/connections/new`);
    await type(page, 'Paste an address', `mongodb://desk:s${typed.core}@127.0.0.1:9/clinic?tls=true`);
    await leave(page);
    await expect(secret(page, 'Password')).toHaveValue(`s${typed.core}`);
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await expect(
      page.getByText('The computer answers, but no database listens there.').first(),
    ).toBeVisible();
    await pageLink(page, 'Today').click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForTimeout(1_000);
    await context.close();
    expect(leaksOf([typed], await filesOf(profile))).toEqual([]);
  });
