import type { Page } from '@playwright/test';
import { makeCertificates, type TestCertificates } from '../support/certificates';
import { startTestSet, type TestSet } from '../support/mongod-set';
import { seriousFindings } from './look';
import { expect, field, pageLink, people, secret, setUpClinic, signIn, test } from './stories';

/** Searched for in everything that the page keeps and is told. Seen red with it in what the core tells of a tested server. */
const password = 'planted secret 0815';

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
      {
        user: 'desk',
        password,
        roles: ['readWrite', 'dbAdmin'].map((role) => ({ role, db: 'otherclinic' })),
      },
    ],
  });
});
test.afterAll(async () => {
  await set?.dispose();
  await certificates?.dispose();
});

const address = (typed: string) =>
  `mongodb://desk:${encodeURIComponent(typed)}@${set.hosts}/otherclinic?${new URLSearchParams({
    ...{ replicaSet: set.name, authSource: 'admin', tls: 'true', tlsCAFile: certificates.ca },
    ...{ retryWrites: 'true', w: 'majority' },
  })}`;

/** As Ctrl+V does. */
async function paste(page: Page, label: string, text: string): Promise<void> {
  await field(page, label).evaluate((input, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', pasted);
    input.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

/** Everything that arrives over the sockets of a page from now on. */
function toldTo(page: Page): string[] {
  const told: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => told.push(String(payload))));
  return told;
}

const kept = (page: Page) =>
  page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
const connection = (page: Page, name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) });

test('a second connection is pasted, mended, tested, used, and left again, with its password in no place to read it', async ({
  startedDesk,
  openBrowser,
}) => {
  test.setTimeout(180_000);
  const desk = await startedDesk();
  const clinic = await setUpClinic(desk);
  const page = await openBrowser(clinic.desk);
  const told = toldTo(page);
  await page.reload();
  await signIn(page, people.ada);
  await page.getByRole('button', { name: /This computer\s*·?\s*live/ }).click();
  await page.getByRole('link', { name: 'All connections' }).click();
  await expect(connection(page, 'This computer')).toContainText('open · live');

  await test.step('the pasted address is in the fields, its password in the password field alone', async () => {
    await page.getByRole('button', { name: 'Add a connection' }).click();
    await paste(page, 'Paste an address', address('not the password'));
    await expect(field(page, 'Server 3')).toHaveValue('127.0.0.1');
    await expect(field(page, 'Database')).toHaveValue('otherclinic');
    await expect(secret(page, 'Password')).toHaveValue('not the password');
    await expect(field(page, 'Paste an address')).toHaveValue('');
    await field(page, 'Name of this connection').fill('Main clinic');
  });

  await test.step('a test that takes long can be stopped', async () => {
    // Held still, they take the call and never answer.
    for (const member of set.members) member.freeze();
    try {
      await page.getByRole('button', { name: 'Test', exact: true }).click();
      await expect(page.getByText(/s of at most 20 s$/)).toBeVisible();
      await page.getByRole('button', { name: 'Stop the test' }).click();
      await expect(page.getByText(/^The test was stopped/)).toBeVisible();
    } finally {
      for (const member of set.members) member.thaw();
    }
    await set.primary();
  });

  await test.step('a wrong password is told at its field', async () => {
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await expect(secret(page, 'Password')).toHaveAccessibleDescription(
      /does not accept this user name and password/,
    );
    await expect(secret(page, 'Password')).toBeFocused();
    expect(await seriousFindings(page)).toEqual([]);
  });

  await test.step('the right one finds the server', async () => {
    await secret(page, 'Password').fill(password);
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await expect(page.getByText(/MongoDB \d.*replica set of 3 members, .* encrypted\./)).toBeVisible();
    expect(await kept(page)).toContain('Main clinic');
    expect(await kept(page)).not.toContain(password);
  });

  // A computer with a keychain has a safe place from the start.
  if ((await clinic.admin.secrets.status()).keychain === 'absent')
    await test.step('without a safe place for the password it is not saved, and stays in the form', async () => {
      await page.getByRole('button', { name: 'Save' }).click();
      await expect(page.getByText(/no safe place for a password yet/)).toBeVisible();
      await expect(secret(page, 'Password')).toHaveValue(password);
      const made = await clinic.admin.secrets.createVault({ passphrase: 'quiet orchard in the rain' });
      expect(made.kind).toBe('done');
    });

  await test.step('it is saved, and not open yet', async () => {
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(connection(page, 'Main clinic')).toContainText('not open');
    await expect(connection(page, 'Main clinic')).toContainText('Password kept in');
    expect(await seriousFindings(page)).toEqual([]);
  });

  await test.step('using it signs everybody out of this computer and opens the other database', async () => {
    const other = await openBrowser(clinic.desk, people.rosa);
    await page.getByRole('button', { name: 'Open… Main clinic' }).click();
    await expect(page.getByText(/^Everybody on this computer is signed out/)).toBeVisible();
    await page.getByRole('button', { name: 'Open Main clinic' }).click();
    // A new database: its collections and indexes are made on three servers first.
    for (const each of [page, other])
      await expect(each.getByRole('heading', { name: 'The records live in Main clinic' })).toBeVisible({
        timeout: 60_000,
      });
    await other.close();
  });

  await test.step('it has people of its own, who sign in', async () => {
    const stranger = await clinic.desk.newCaller();
    await stranger.session.setUp({
      clinic: { clinicname: 'Harbour Clinic' },
      administrator: { username: 'eve', displayName: 'Eve Larsen', password: 'another long passphrase' },
    });
    await page.reload();
    await expect(page.getByText('Harbour Clinic').first()).toBeVisible();
    await expect(page.getByText('Main clinic', { exact: true })).toBeVisible();
    await signIn(page, { username: 'eve', password: 'another long passphrase', name: 'Eve Larsen' });
    await expect(page.getByRole('button', { name: /Main clinic\s*·?\s*live/ })).toBeVisible();
  });

  await test.step('it may be asked again and changed, but not forgotten while it is open', async () => {
    await pageLink(page, 'Connections').click();
    await page.getByRole('button', { name: 'Test Main clinic' }).click();
    await expect(page.getByText(/replica set of 3 members/)).toBeVisible();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('button', { name: 'More for Main clinic' }).click();
    await expect(page.getByRole('menuitem', { name: 'Forget…' })).toBeDisabled();
    await page.keyboard.press('Escape');
  });

  await test.step('back on this computer all is as it was, and the other one can be forgotten', async () => {
    await page.getByRole('button', { name: 'Open… This computer' }).click();
    await page.getByRole('button', { name: 'Open This computer' }).click();
    await expect(page.getByText('Wellness First Clinic').first()).toBeVisible();
    await expect(page.getByText('This computer', { exact: true })).toBeVisible();
    // People are remembered with the database that is theirs.
    await expect(page.getByRole('button', { name: /^Ada Okonkwo/ })).toHaveAttribute('aria-pressed', 'true');
    await expect(page.getByRole('button', { name: /^Eve Larsen/ })).toBeHidden();
    await secret(page, 'Password').fill(people.ada.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await pageLink(page, 'Connections').click();
    await page.getByRole('button', { name: 'More for Main clinic' }).click();
    await page.getByRole('menuitem', { name: 'Forget…' }).click();
    await field(page, 'Type "Main clinic" to forget it').fill('Main clinic');
    await page.getByRole('button', { name: 'Forget', exact: true }).click();
    await expect(connection(page, 'Main clinic')).toBeHidden();
  });

  expect(await kept(page)).not.toContain(password);
  // Something was heard, and it was no password.
  expect(told.join()).toContain('Main clinic');
  expect(told.join()).not.toContain(password);
});

test('a database that does not open can be left for another one, without a sign-in', async ({
  startedDesk,
  openBrowser,
}) => {
  test.setTimeout(180_000);
  const gone = await startTestSet();
  const desk = await startedDesk();
  try {
    const page = await openBrowser(desk);
    await page.getByRole('link', { name: /Atlas or another connection instead$/ }).click();
    await page.getByRole('button', { name: 'Add a connection' }).click();
    await paste(page, 'Server', `mongodb://${gone.hosts}/clinic?replicaSet=${gone.name}`);
    await page.getByRole('checkbox', { name: /without a password/ }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(connection(page, 'Clinic server')).toContainText('No password: somebody at this computer');

    await page.getByRole('button', { name: 'Open… Clinic server' }).click();
    await page.getByRole('button', { name: 'Open Clinic server' }).click();
    await expect(page.getByRole('heading', { name: 'The records live in Clinic server' })).toBeVisible();

    await test.step('when it is gone, its page leads back to this computer', async () => {
      await setUpClinic(desk);
      await gone.members[0]?.kill('SIGKILL');
      await page.reload();
      await page.getByRole('link', { name: 'Choose another connection' }).click({ timeout: 60_000 });
      await expect(connection(page, 'Clinic server')).toContainText(
        /open · away since|^Clinic server\s*opening|does not open/,
      );
      expect(await seriousFindings(page)).toEqual([]);
      await page.getByRole('button', { name: 'Open… This computer' }).click();
      await page.getByRole('button', { name: 'Open This computer' }).click();
      await expect(page.getByRole('heading', { name: 'The records live on this computer' })).toBeVisible();
    });

    await test.step('trying the one that is gone says so, and changes nothing', async () => {
      await page.getByRole('link', { name: /Atlas or another connection instead$/ }).click();
      await page.getByRole('button', { name: 'Open… Clinic server' }).click();
      await page.getByRole('button', { name: 'Open Clinic server' }).click();
      await expect(page.getByText('This computer is open as before.')).toBeVisible({ timeout: 30_000 });
      await expect(page.getByText(/no database listens there|did not answer/)).toBeVisible();
      await page.getByRole('button', { name: 'Stay with This computer' }).click();
      await page.getByRole('link', { name: 'Back' }).click();
      await expect(page.getByRole('heading', { name: 'The records live on this computer' })).toBeVisible();
    });
  } finally {
    await gone.dispose();
  }
});
