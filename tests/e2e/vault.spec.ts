import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { asRunning, type DeskOptions, type DeskRun, runDesk } from '../support/desk-process';
import { seriousFindings } from './look';
import {
  dialog,
  expect,
  message,
  pageLink,
  people,
  secret,
  setUpClinic,
  signIn,
  test as base,
} from './stories';

const passphrase = 'copper lantern under the bridge';
const another = 'gravel tulip seven mornings';

/** A computer without a keychain: where the tests run there may be one. */
const test = base.extend<{ folder: string; start: (options?: DeskOptions) => Promise<DeskRun> }>({
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'clinic-desk-vault-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  start: async ({ folder }, use) => {
    const runs: DeskRun[] = [];
    await use(async (options) => {
      const run = await runDesk({
        home: join(folder, 'home'),
        ...options,
        environment: {
          DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'no bus')}`,
          XDG_RUNTIME_DIR: folder,
          ...options?.environment,
        },
      });
      runs.push(run);
      return run;
    });
    // One after another on the same folder: the last one is the one that runs.
    for (const run of runs.reverse()) await run.stop();
  },
});
test.skip(process.platform !== 'linux', 'the keychain of this system cannot be taken away');

const ready = async (run: DeskRun) => {
  const [, launchUrl = ''] = await run.said(/^Clinic Desk is ready: (http:\S+)$/m);
  return asRunning(run, launchUrl);
};
const locked = async (run: DeskRun) =>
  (await run.said(/^It goes on trying\. The page says the same: (http:\S+)$/m))[1] ?? '';

async function choosePassphrase(within: Page | Locator, label: string, words = passphrase): Promise<void> {
  await secret(within, 'Passphrase').fill(words);
  await secret(within, 'Passphrase once more').fill(words);
  await within.getByLabel('I have written it down and keep it away from this computer').check();
  await within.getByRole('button', { name: label }).click();
}

test('without a keychain the desk opens, says so, and offers a vault that asks for its passphrase from then on', async ({
  start,
  openBrowser,
}) => {
  // Two starts, and a browser for each.
  test.setTimeout(180_000);
  const first = await start();
  const desk = await ready(first);
  expect(first.out()).toContain('This computer has no keychain, so no password is kept;');
  expect(await readdir(first.home)).not.toContain('secrets.json');
  const page = await openBrowser(desk.launchUrl);
  await expect(
    page.getByText('This computer has no keychain, so Clinic Desk keeps no password on it.'),
  ).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);

  await page.getByRole('button', { name: 'Choose a passphrase…' }).click();
  const offer = dialog(page, 'A vault for passwords');
  await offer.getByRole('button', { name: 'Make the vault' }).click();
  await expect(offer.getByText('Use at least 15 characters')).toBeVisible();
  await expect(offer.getByText('Confirm this first.')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await choosePassphrase(offer, 'Make the vault');
  await expect(offer).toBeHidden();
  await expect(page.getByText('Its password is kept in a vault on this computer')).toBeVisible();
  await setUpClinic(desk);
  expect(await first.stop()).toBe(0);

  const run = await start();
  const link = await locked(run);
  expect(run.complaints()).toContain('Clinic Desk is waiting for the passphrase of this computer.');
  const again = await openBrowser(link);
  await expect(again.getByRole('alert')).toContainText('is not your own password');
  expect(await seriousFindings(again)).toEqual([]);
  await secret(again, 'Passphrase of the vault').fill('not this one at all');
  await again.getByRole('button', { name: 'Open the vault' }).click();
  await expect(again.getByText('This is not the passphrase of the vault.')).toBeVisible();
  expect(run.out()).not.toContain('ready');

  await secret(again, 'Passphrase of the vault').fill(passphrase);
  await again.getByRole('button', { name: 'Open the vault' }).click();
  await signIn(again, people.ada);
  await ready(run);
  // What was made before the vault went into it.
  expect(run.out()).not.toMatch(/password/i);
  // Nothing of it stays in the browser or in the log.
  const kept = await again.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(kept).not.toContain(passphrase);
  expect(await readFile(join(run.home, 'logs', 'clinic-desk.log'), 'utf8')).not.toContain(passphrase);
});

test('the passphrase is changed under Connections; the new one opens the vault of a start that nobody attends', async ({
  start,
  openBrowser,
}) => {
  const first = await start({ environment: { CLINIC_VAULT_PASSPHRASE: passphrase } });
  const desk = await ready(first);
  await setUpClinic(desk);
  const page = await openBrowser(desk.launchUrl, people.ada);
  await pageLink(page, 'Connections').click();
  await expect(page.getByText('They are kept in a vault on this computer')).toBeVisible();
  await page.getByRole('button', { name: 'Change the passphrase…' }).click();
  const change = dialog(page, 'Another passphrase for the vault');
  await secret(change, 'Present passphrase').fill(passphrase);
  await secret(change, 'New passphrase').fill(another);
  await secret(change, 'New passphrase once more').fill(another);
  expect(await seriousFindings(page)).toEqual([]);
  await change.getByRole('button', { name: 'Change the passphrase' }).click();
  await expect(message(page, 'Passphrase changed')).toBeVisible();
  expect(await first.stop()).toBe(0);

  const unattended = await start({ environment: { CLINIC_VAULT_PASSPHRASE: another } });
  await ready(unattended);
  expect(await readdir(unattended.home)).toContain('secrets.vault');
});

test('a vault whose passphrase is forgotten gives way to a new one, and the records are still there', async ({
  start,
  openBrowser,
}) => {
  const first = await start({ environment: { CLINIC_VAULT_PASSPHRASE: passphrase } });
  await setUpClinic(await ready(first));
  await first.stop();

  const run = await start({ environment: { CLINIC_VAULT_PASSPHRASE: another } });
  const page = await openBrowser(await locked(run));
  await expect(page.getByRole('alert')).toContainText('CLINIC_VAULT_PASSPHRASE is not the passphrase');
  await page.getByRole('button', { name: 'Nobody knows the passphrase' }).click();
  await expect(
    page.getByText('The records stay, passwords of other servers have to be typed again.'),
  ).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await choosePassphrase(page, 'Begin a new vault', another);
  await signIn(page, people.ada);
  expect(await readdir(run.home)).toEqual(
    expect.arrayContaining(['secrets.vault', expect.stringMatching(/^secrets\.vault\.old-/)]),
  );
});

test('what an older version left in a file without protection is told, and goes into the vault', async ({
  start,
  openBrowser,
}) => {
  const first = await start();
  await setUpClinic(await ready(first));
  await first.stop();
  const left = join(first.home, 'secrets.json');
  await writeFile(left, '{"connection/x/y/password": "planted-secret-0815"}', { mode: 0o600 });

  const run = await start();
  const desk = await ready(run);
  expect(run.out()).toContain('One password of an older version can be read in the file "secrets.json".');
  const page = await openBrowser(desk.launchUrl, people.ada);
  await pageLink(page, 'Connections').click();
  await expect(page.getByText('An older version left a password in a file')).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Choose a passphrase…' }).click();
  await choosePassphrase(dialog(page, 'A vault for passwords'), 'Make the vault');
  await expect(page.getByText('They are kept in a vault on this computer')).toBeVisible();
  await expect(page.getByText('An older version left a password')).toBeHidden();
  expect(await readdir(run.home)).not.toContain('secrets.json');
  expect(await readFile(join(run.home, 'secrets.vault'), 'utf8')).not.toContain('0815');
});
