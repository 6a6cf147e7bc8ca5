import { startDesk } from '../support/desk-process';
import { startTestMongod, type TestMongod } from '../support/mongod';
import { seriousFindings } from './look';
import { choose, dayAhead, dialog, expect, field, people, setUpClinic, signIn, test } from './stories';

let mongod: TestMongod;
let patient: string;

/** A clinic is set up while the server is a replica set; from then on it stands alone. */
test.beforeAll(async () => {
  test.setTimeout(180_000);
  mongod = await startTestMongod({ replicaSet: true });
  const desk = await startDesk({ environment: { CLINIC_MONGODB_URI: mongod.uri('clinic') } });
  try {
    await setUpClinic(desk);
    const doctor = await desk.newCaller();
    await doctor.session.signIn({ username: people.joshi.username, password: people.joshi.password });
    const { record } = await doctor.patients.create({
      ...{ firstname: 'Fatima', lastname: 'Al-Sayed', noKnownAllergies: true },
    });
    patient = record.id;
  } finally {
    await desk.stop();
  }
  await mongod.stop();
  await mongod.start({ replicaSet: false });
});
test.afterAll(() => mongod?.dispose());

test('a clinic on a server that stands alone is opened and worked in, and it is said what it cannot', async ({
  startedDesk,
  openBrowser,
}) => {
  test.setTimeout(240_000);
  const desk = await startedDesk();
  const page = await openBrowser(desk);

  await test.step('its test says that it works, with less', async () => {
    await page.getByRole('link', { name: /Atlas or another connection instead$/ }).click();
    await page.getByRole('button', { name: 'Add a connection' }).click();
    await field(page, 'Paste an address').fill(mongod.uri('clinic'));
    await page.getByRole('button', { name: 'Take apart' }).click();
    await page.getByRole('checkbox', { name: /without a password/ }).click();
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await expect(page.getByText(/MongoDB \d.*one server that is no replica set,/)).toBeVisible();
    await expect(page.getByText(/^It works, with less\. .*This server is no replica set\./)).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
  });

  await test.step('it is opened, and its people sign in', async () => {
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Open… Clinic server' }).click();
    await page.getByRole('button', { name: 'Open Clinic server' }).click();
    await expect(page.getByText(/^Some things cannot be saved at Clinic server\./)).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Open Clinic server all the same' }).click();
    await expect(page.getByText('Wellness First Clinic').first()).toBeVisible({ timeout: 60_000 });
    await signIn(page, people.joshi);
    await expect(page.getByText(/^Some things cannot be saved on this server:/)).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
  });

  const other = await openBrowser(desk, people.rosa);
  const day = dayAhead(7);

  await test.step('a booking is seen on the other desk, and is there after loading again', async () => {
    for (const each of [page, other]) await each.goto(`${desk.origin}/#/appointments?view=day&date=${day}`);
    await page.getByRole('button', { name: 'New appointment' }).first().click();
    const booking = dialog(page, 'New appointment');
    await choose(field(booking, 'Patient'), 'al-sayed', /Fatima/);
    await choose(field(booking, 'Doctor'), 'joshi', /Meera Joshi/);
    await field(booking, 'Time').fill('10:00');
    await booking.getByRole('button', { name: 'Book 10:00' }).click();
    await expect(booking).toBeHidden();
    const row = (each: typeof page) => each.getByRole('row', { name: /^10:00, Fatima Al-Sayed/ });
    await expect(row(other)).toBeVisible();
    await page.reload();
    await expect(row(page)).toBeVisible();
  });

  await test.step('what is several things says why it is refused, and keeps what was typed', async () => {
    await page.goto(`${desk.origin}/#/patients/${patient}`);
    await page.getByRole('button', { name: 'Add allergy' }).click();
    const form = dialog(page, 'New allergy for Fatima Al-Sayed');
    await field(form, 'Allergic to').fill('Penicillin');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form.getByText(/^This server cannot do that\. .*Nothing was stored\./)).toBeVisible();
    await expect(field(form, 'Allergic to')).toHaveValue('Penicillin');
    expect(await seriousFindings(page)).toEqual([]);
  });
});

test('a set-up on a server that stands alone says so before anything is typed', async ({
  startedDesk,
  openBrowser,
}) => {
  const desk = await startedDesk({ environment: { CLINIC_MONGODB_URI: mongod.uri('empty') } });
  const page = await openBrowser(desk);
  await expect(page.getByText(/^A clinic cannot be set up on this server\./)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeHidden();
  expect(await seriousFindings(page)).toEqual([]);
});
