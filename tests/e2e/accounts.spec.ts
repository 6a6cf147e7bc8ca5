import {
  dialog,
  expect,
  field,
  fillSignIn,
  message,
  pageLink,
  people,
  secret,
  signIn,
  test,
} from './stories';

const { ada, rosa, joshi } = people;
const newcomer = { username: 'samuel', password: 'paper boats at noon', name: 'Dr Samuel Okafor' };

test('a doctor who signs up in a second browser waits, is approved, and then works there', async ({
  clinic,
  openBrowser,
}) => {
  const desk = await openBrowser(clinic.desk, ada);
  const other = await openBrowser(clinic.desk);

  await test.step('asks for an account; a name that is taken is refused at its field', async () => {
    await other.getByRole('link', { name: 'Ask for an account' }).click();
    await field(other, 'Your name').fill(newcomer.name);
    await field(other, 'User name').fill('ROSA');
    await secret(other, 'Password').fill(newcomer.password);
    await secret(other, 'Password once more').fill(newcomer.password);
    await other.getByRole('button', { name: 'Ask for the account' }).click();
    await expect(field(other, 'User name')).toHaveAccessibleDescription(/This user name is taken/);
    await field(other, 'User name').fill(newcomer.username);
    await other.getByRole('button', { name: 'Ask for the account' }).click();
    await expect(other.getByRole('status')).toContainText('Your account waits for approval');
  });

  await test.step('cannot sign in before that', async () => {
    await other.getByRole('link', { name: 'Back to sign-in' }).click();
    await fillSignIn(other, newcomer);
    await expect(other.getByText('Your account waits for an administrator to approve it.')).toBeVisible();
  });

  await test.step('the administrator is told, and approves with a doctor record in one step', async () => {
    await expect(pageLink(desk, 'Users')).toHaveAccessibleName(/1\s+waiting for approval/);
    await pageLink(desk, 'Users').click();
    await desk.getByRole('button', { name: `Approve… ${newcomer.name}` }).click();
    const ask = dialog(desk, `Let ${newcomer.name} in?`);
    await expect(ask.getByRole('button', { name: 'Approve' })).toBeDisabled();
    await ask.getByRole('checkbox', { name: 'Doctor' }).check();
    await expect(field(ask, 'First name')).toHaveValue('Samuel');
    await expect(field(ask, 'Family name')).toHaveValue('Okafor');
    await field(ask, 'Field').fill('Children');
    await ask.getByRole('button', { name: 'Approve' }).click();
    await expect(message(desk, `${newcomer.name} can sign in now`)).toBeVisible();
    await expect(ask).toBeHidden();
    await expect(pageLink(desk, 'Users')).toHaveAccessibleName('Users');
    await pageLink(desk, 'Doctors').click();
    const row = desk.getByRole('grid', { name: 'doctors' }).getByRole('row', { name: /Okafor/ });
    await expect(row).toContainText('Children');
  });

  await test.step('signs in and works as a doctor', async () => {
    await signIn(other, newcomer);
    for (const label of ['Visits', 'Prescriptions', 'Symptoms']) {
      await expect(pageLink(other, label)).toBeVisible();
    }
    await expect(pageLink(other, 'Users')).toBeHidden();
    await pageLink(other, 'Visits').click();
    await other.getByRole('button', { name: 'New visit' }).first().click();
    await expect(field(other, 'Doctor')).toHaveValue('Dr Samuel Okafor');
  });
});

test('the front desk is not offered clinical pages, and their addresses do not open to it', async ({
  clinic,
  openBrowser,
}) => {
  const { record: patient } = await clinic.admin.patients.create({ firstname: 'Ruth', lastname: 'Abebe' });
  const page = await openBrowser(clinic.desk, rosa);
  const links = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
  const offered = ['Today', 'Appointments', 'Waiting room', 'Patients', 'Reports', 'Doctors', 'Clinics'];
  await expect(links).toHaveText(offered);

  for (const address of [
    'healthlogs',
    'prescriptions',
    'symptomjournals',
    'attachments',
    'cohorts',
    'devices',
    'code-systems',
    'users',
    'audit',
    'existing-database',
    'healthlogs/new',
    'users/new',
    'doctors/new',
  ]) {
    await page.goto(`${clinic.desk.origin}/#/${address}`);
    await expect(page.getByText('Your role does not open this page'), address).toBeVisible();
  }

  await page.goto(`${clinic.desk.origin}/#/patients/${patient.id}`);
  await expect(page.getByRole('heading', { name: 'Ruth Abebe' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Book', exact: true }).first()).toBeVisible();
  for (const clinical of ['New visit', 'Prescribe']) {
    await expect(page.getByRole('button', { name: clinical })).toHaveCount(0);
  }
  await page.goto(`${clinic.desk.origin}/#/no-such-page`);
  await expect(page.getByText('This address leads nowhere')).toBeVisible();
});

test('someone who is shut out is told so, at the next sign-in and where they work now', async ({
  clinic,
  openBrowser,
}) => {
  const desk = await openBrowser(clinic.desk, ada);
  const other = await openBrowser(clinic.desk, joshi);
  await pageLink(desk, 'Users').click();
  await desk.getByRole('button', { name: `More for ${joshi.name}` }).click();
  await desk.getByRole('menuitem', { name: 'Shut out' }).click();
  await expect(message(desk, `${joshi.name} can no longer sign in`)).toBeVisible();

  await expect(secret(other, 'Password')).toBeVisible();
  await other.getByRole('button', { name: 'Someone else' }).click();
  await fillSignIn(other, joshi);
  await expect(
    other.getByText('Your account is disabled. An administrator can enable it again.'),
  ).toBeVisible();

  await message(desk, 'can no longer sign in').getByRole('button', { name: 'Undo' }).click();
  await expect(desk.getByRole('grid', { name: 'users' }).getByText('Disabled')).toBeHidden();
  await signIn(other, joshi);
});

test('a password is changed by who knows the present one; the old one opens nothing afterwards', async ({
  clinic,
  openBrowser,
}) => {
  const page = await openBrowser(clinic.desk, rosa);
  await page.getByRole('button', { name: `Signed in as ${rosa.name}` }).click();
  await page.getByRole('menuitem', { name: 'Account' }).click();
  const change = page.getByRole('button', { name: 'Change password' });
  const fill = async (present: string, next: string, again = next) => {
    await secret(page, 'Present password').fill(present);
    await secret(page, 'New password').fill(next);
    await secret(page, 'New password once more').fill(again);
    await change.click();
  };
  await fill('not my password', 'green apples by the sea');
  await expect(secret(page, 'Present password')).toHaveAccessibleDescription(/not your/);
  await fill(rosa.password, '12345');
  await expect(secret(page, 'New password')).toHaveAccessibleDescription(/Use at least 6 characters/);
  await fill(rosa.password, 'welcome123');
  await expect(secret(page, 'New password')).toHaveAccessibleDescription(/Too many people use this password/);
  await fill(rosa.password, 'green apples by the sea', 'green apples');
  await expect(secret(page, 'New password once more')).toHaveAccessibleDescription(/not the same/);
  await fill(rosa.password, 'green apples by the sea');
  await expect(message(page, 'Password changed')).toBeVisible();

  const other = await openBrowser(clinic.desk);
  await fillSignIn(other, rosa);
  await expect(secret(other, 'Password')).toHaveAccessibleDescription(/do not go together/);
  await secret(other, 'Password').fill('green apples by the sea');
  await other.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(other.getByRole('button', { name: `Signed in as ${rosa.name}` })).toBeVisible();
});
