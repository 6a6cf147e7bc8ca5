import type { Page } from '@playwright/test';
import { makeCertificates, type TestCertificates } from '../support/certificates';
import { startTestSet, type TestSet } from '../support/mongod-set';
import { seriousFindings, showIn } from './look';
import { dialog, expect, field, pageLink, people, secret, signIn, test } from './stories';

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

test('a clinic moves from this computer to a set with TLS, and everybody goes on there; its primary dies under a visit note, which is there once', async ({
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

  await test.step('what is there is looked at first', async () => {
    await page.getByRole('link', { name: 'Copy the clinic to another connection' }).click();
    await page.getByRole('radio', { name: /Main clinic/ }).click();
    await page.getByRole('button', { name: 'Look what is there' }).click();
    await expect(page.getByText(/replica set of 3 members/)).toBeVisible();
    await expect(page.getByText('An empty database')).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
  });

  const desk = await openBrowser(clinic.desk, people.rosa);
  await test.step('everything is copied and compared', async () => {
    await page.getByRole('button', { name: 'Copy the clinic to Main clinic' }).click();
    await expect(page.getByText(/of [\d,]+ documents/)).toBeVisible();
    await expect(page.getByText('The copy is whole.')).toBeVisible({ timeout: 120_000 });
    await expect(page.getByRole('row', { name: /^Patients/ })).toContainText('Equal');
    await expect(page.getByText('Not equal')).toBeHidden();
    for (const appearance of ['light', 'dark'] as const) {
      await showIn(page, appearance);
      expect(await seriousFindings(page, appearance === 'light' ? 'all' : 'colour')).toEqual([]);
    }
    await showIn(page, 'light');
  });

  // Seen red with a pause that ended when the copy was whole: the patient was registered in the old place.
  await test.step('who works in the old place is told, and saves nothing there', async () => {
    await expect(desk.getByText('The clinic moved to Main clinic.')).toBeVisible();
    await expect(desk.getByRole('link', { name: 'What now' })).toBeHidden();
    await desk.goto(`${clinic.desk.origin}/#/patients/new`);
    await field(desk, 'Family name').fill('Nowhere');
    await field(desk, 'First name').fill('Ruth');
    await desk.getByRole('button', { name: /^Register patient/ }).click();
    await expect(desk.getByText('Nothing can be saved here at the moment', { exact: false })).toBeVisible();
    await expect(field(desk, 'Family name')).toHaveValue('Nowhere');
    const { total } = await clinic.admin.patients.list({ filter: { lastname: { is: 'Nowhere' } } });
    expect(total).toBe(0);
    await desk.close();
  });

  await test.step('it is opened, and the people are known there', async () => {
    await page.getByRole('button', { name: 'Open Main clinic…' }).click();
    await page.getByRole('button', { name: 'Open Main clinic', exact: true }).click();
    await signIn(page, people.joshi);
    await expect(page.getByRole('button', { name: /Main clinic\s*·?\s*live/ })).toBeVisible();
    await expect(page.getByText('The clinic moved to Main clinic.')).toBeHidden();
  });

  await test.step('the connections say where the clinic is, before the old database is opened', async () => {
    const ada = await openBrowser(clinic.desk, people.ada);
    await pageLink(ada, 'Connections').click();
    await expect(ada.getByRole('region', { name: /^This computer/ })).toContainText(
      /The clinic moved to Main clinic, .* that one is in use now/,
    );
    await ada.getByRole('button', { name: 'Open… This computer' }).click();
    await expect(
      ada.getByRole('dialog').getByText('nothing can be saved in it', { exact: false }),
    ).toBeVisible();
    expect(await seriousFindings(ada)).toEqual([]);
    await ada.close();
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
    // Either the new primary was there in time, or the form says that it kept everything; a person saves until it is done.
    const visit = page.getByRole('article', { name: /^Cough, / });
    const again = form.getByRole('button', { name: 'Save now' });
    await expect(visit.or(again).first()).toBeVisible({ timeout: 60_000 });
    if (await again.isVisible()) await expect(field(form, 'Notes')).toHaveValue(notes);
    await expect(async () => {
      if (await again.isVisible()) await again.click({ timeout: 2_000 });
      await expect(visit).toBeVisible({ timeout: 3_000 });
    }).toPass({ timeout: 60_000 });
    await expect(visit).toHaveCount(1);
    await primary.start();
    const stored = await set.asRoot((admin) =>
      admin.client.db('moved').collection('healthlogs').find({ visitPurpose: 'Cough' }).toArray(),
    );
    expect(stored.map((visit) => visit.notes)).toEqual([notes]);
  });

  await test.step('who goes back is told what was saved there, and both connections go on saying that there are two clinics', async () => {
    const ada = await openBrowser(clinic.desk, people.ada);
    await pageLink(ada, 'Connections').click();
    const here = ada.getByRole('region', { name: /^This computer/ });
    const there = ada.getByRole('region', { name: /^Main clinic/ });
    await expect(there).toContainText(/Opened on .*, copied from This computer on /);
    await ada.getByRole('button', { name: 'Open… This computer' }).click();
    await ada.getByRole('button', { name: 'Open This computer', exact: true }).click();
    await signIn(ada, people.ada);
    await pageLink(ada, 'Connections').click();
    await here.getByRole('link', { name: 'To the copy' }).click();
    await ada.getByRole('button', { name: 'Work here again…' }).click();
    const question = dialog(ada, 'Work in the old database again?');
    await expect(question.getByText('People worked at Main clinic.')).toBeVisible();
    await expect(question.getByText(/\d changes?, the last one /)).toBeVisible();
    expect(await seriousFindings(ada)).toEqual([]);
    await question.getByRole('button', { name: 'Work here again', exact: true }).click();
    await expect(question).toBeHidden();
    await pageLink(ada, 'Connections').click();
    await expect(here).toContainText(
      /Copied to Main clinic on .*, opened there on .* People work here again since /,
    );
    await expect(there).toContainText(/People work in This computer again since /);
    for (const appearance of ['light', 'dark'] as const) {
      await showIn(ada, appearance);
      expect(await seriousFindings(ada, appearance === 'light' ? 'all' : 'colour')).toEqual([]);
    }
  });
});
