import type { Page } from '@playwright/test';
import { makeCertificates, type TestCertificates } from '../support/certificates';
import { startTestSet, type TestSet } from '../support/mongod-set';
import { dialog, expect, field, message, pageLink, people, secret, signIn, test } from './stories';

const password = 'a password of the set';
const passphrase = 'quiet orchard in the rain';
const notes = 'Since: two weeks\nFever: none';

let certificates: TestCertificates;
let set: TestSet;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  certificates = await makeCertificates();
  set = await startTestSet({
    members: 3,
    tls: { certificate: certificates.server, ca: certificates.ca },
    accounts: [
      { user: 'root', password: 'r00t', roles: [{ role: 'root', db: 'admin' }] },
      { user: 'desk', password, roles: ['readWrite', 'dbAdmin'].map((role) => ({ role, db: 'moved' })) },
    ],
  });
});
test.afterAll(async () => {
  await set?.dispose();
  await certificates?.dispose();
});

const address = () =>
  `mongodb://desk:${encodeURIComponent(password)}@${set.hosts}/moved?${new URLSearchParams({
    ...{ replicaSet: set.name, authSource: 'admin', tls: 'true', tlsCAFile: certificates.ca },
  })}`;

async function chooseVault(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Choose a passphrase…' }).click();
  const offer = dialog(page, 'A vault for passwords');
  await secret(offer, 'Passphrase').fill(passphrase);
  await secret(offer, 'Passphrase once more').fill(passphrase);
  await offer.getByLabel('I have written it down and keep it away from this computer').check();
  await offer.getByRole('button', { name: 'Make the vault' }).click();
  await expect(offer).toBeHidden();
}

// Seen red with the visit of the form sent anew under another id after the first answer was lost: it was there twice.
test('a clinic grows out of this computer: a set with TLS is added, copied to and opened, its primary dies under a visit note, and the visit is there once', async ({
  clinic,
  openBrowser,
}) => {
  test.setTimeout(300_000);
  const { record: patient } = await clinic.admin.patients.create({
    firstname: 'Fatima',
    lastname: 'Al-Sayed',
  });
  const page = await openBrowser(clinic.desk, people.ada);
  await pageLink(page, 'Connections').click();
  if ((await clinic.admin.secrets.status()).keychain === 'absent')
    await test.step('a safe place for passwords is made', () => chooseVault(page));

  await test.step('the set is added by its address, and tested', async () => {
    await page.getByRole('button', { name: 'Add a connection' }).click();
    await field(page, 'Paste an address').fill(address());
    await page.getByRole('button', { name: 'Take apart' }).click();
    await expect(field(page, 'Database')).toHaveValue('moved');
    await field(page, 'Name of this connection').fill('Main clinic');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await expect(page.getByText(/replica set of 3 members, .* encrypted\./)).toBeVisible();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('region', { name: /^Main clinic/ })).toContainText('not open');
  });

  await test.step('the clinic is copied there and opened', async () => {
    await page.getByRole('link', { name: 'Copy the clinic to another connection' }).click();
    await page.getByRole('radio', { name: /Main clinic/ }).click();
    await page.getByRole('button', { name: 'Look what is there' }).click();
    await page.getByRole('button', { name: 'Copy the clinic to Main clinic' }).click();
    await expect(page.getByText('The copy is whole.')).toBeVisible({ timeout: 120_000 });
    await page.getByRole('button', { name: 'Open Main clinic…' }).click();
    await page.getByRole('button', { name: 'Open Main clinic', exact: true }).click();
    await signIn(page, people.joshi);
    await expect(page.getByRole('button', { name: /Main clinic\s*·?\s*live/ })).toBeVisible();
  });

  await test.step('the primary dies while a visit note is typed; saved, it is there once', async () => {
    await page.goto(`${clinic.desk.origin}/#/patients/${patient.id}`);
    await page.getByRole('button', { name: 'New visit' }).click();
    const form = dialog(page, 'New visit for Fatima Al-Sayed');
    await field(form, 'Purpose').fill('Cough');
    await field(form, 'Notes').fill(notes.slice(0, 9));
    const primary = await set.primary();
    await primary.kill('SIGKILL');
    await field(form, 'Notes').fill(notes);
    await form.getByRole('button', { name: /^Save(?! and)/ }).click();
    // Either the new primary was there in time, or the form says that it kept everything and offers to save.
    const saved = message(page, 'Visit saved');
    const again = page.getByRole('button', { name: 'Save now' });
    await expect(saved.or(again).first()).toBeVisible({ timeout: 60_000 });
    if (await again.isVisible()) {
      await expect(field(form, 'Notes')).toHaveValue(notes);
      await again.click();
    }
    await expect(saved).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('article', { name: /^Cough, / })).toHaveCount(1);
    await primary.start();
    const stored = await set.asRoot((admin) =>
      admin.client.db('moved').collection('healthlogs').find({ visitPurpose: 'Cough' }).toArray(),
    );
    expect(stored.map((visit) => visit.notes)).toEqual([notes]);
  });
});
