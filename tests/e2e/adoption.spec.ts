import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { openDatabase, readSample } from '../legacy/old-database';
import { startTestMongod } from '../support/mongod';
import { choose, dialog, expect, field, fillSignIn, message, pageLink, secret, test } from './stories';

const sample = resolve(import.meta.dirname, '../fixtures/legacy/legacy-sample.json');

async function administrator(page: Page): Promise<void> {
  await field(page, 'Your name').fill('Ada Okonkwo');
  await field(page, 'User name').fill('ada');
  await secret(page, 'Password').fill('lavender kites at noon');
  await secret(page, 'Password once more').fill('lavender kites at noon');
  await page.getByRole('button', { name: 'Set up the clinic' }).click();
  await page.getByRole('button', { name: 'Open the desk' }).click();
}

test('a dump of the older system is brought in at the start; people find it, decide what is open, and sign in as before', async ({
  startedDesk,
  openBrowser,
}) => {
  test.setTimeout(150_000);
  const desk = await startedDesk({ args: ['--adopt', sample] });
  expect(desk.out()).toContain(`${sample} is brought in.`);
  expect(desk.complaints()).toBe('');
  const page = await openBrowser(desk);
  await page.getByRole('button', { name: 'Continue' }).click();

  await test.step('the set-up says what came in, and asks which of its clinics this is', async () => {
    await expect(page.getByRole('heading', { name: 'Which of these clinics is this?' })).toBeVisible();
    await expect(
      page.getByText(
        '12 clinics, 12 doctors, 2 patients, 3 appointments, 2 visits, 1 prescription and 1 symptom came in from the older system.',
      ),
    ).toBeVisible();
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByText('Choose one of these.')).toBeVisible();
    await page.getByRole('searchbox', { name: 'Find a clinic' }).fill('city care');
    await expect(page.getByRole('radio')).toHaveCount(2);
    await page.getByRole('radio', { name: /^City Care/ }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
  });
  await administrator(page);
  await expect(page.getByRole('navigation', { name: 'Pages' }).getByText('City Care')).toBeVisible();
  await pageLink(page, 'Existing database').click();

  await test.step('what was brought in is told, with the place of the copy from before', async () => {
    const table = page.getByRole('table', { name: 'Records before and after' });
    await expect(table.getByRole('row', { name: 'Clinics 12 12' })).toBeVisible();
    await expect(table.getByRole('row', { name: /^Patients none 2/ })).toBeVisible();
    await expect(page.getByText(/backups.before-adoption-/)).toBeVisible();
  });

  await test.step('what waits for a decision is listed, and can be settled and opened again', async () => {
    await expect(page.getByRole('heading', { name: 'Existing database', level: 1 })).toBeVisible();
    const open = page.getByRole('heading', { name: /^To decide: \d+/ });
    await expect(open).toBeVisible();
    const before = Number(/\d+/.exec(await open.innerText())?.[0]);
    const things = page.getByRole('table', { name: 'Things to decide' });
    // Two doctors are named Puri, and nobody is Rohit.
    await expect(things.getByRole('row').filter({ hasText: 'Puri' }).first()).toBeVisible();
    await expect(things.getByRole('row').filter({ hasText: 'Rohit' }).first()).toBeVisible();
    await things.getByRole('button', { name: 'Mark as dealt with' }).first().click();
    await expect(page.getByRole('heading', { name: `To decide: ${before - 1}` })).toBeVisible();
    await message(page, 'Dealt with').getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('heading', { name: `To decide: ${before}` })).toBeVisible();
  });

  await test.step('whom a name means is chosen in its row, and can be taken back', async () => {
    const doctor = page.getByRole('combobox', { name: /^Doctor of Rohit/ });
    await doctor.click();
    await expect(page.getByRole('option')).toHaveCount(3);
    await page.getByRole('option', { name: /^Dr Ravi Puri/ }).click();
    await expect(doctor).toHaveCount(0);
    const caller = await desk.newCaller();
    await caller.session.signIn({ username: 'ada', password: 'lavender kites at noon' });
    const written = async () => {
      const { rows } = await caller.appointments.list({ filter: { date: { is: '2023-10-05' } } });
      return [rows[0]?.doctorName, rows[0]?.appointmentName];
    };
    expect(await written()).toEqual(['Dr Ravi Puri', 'Rohit']);
    await message(page, 'Linked to Dr Ravi Puri').getByRole('button', { name: 'Undo' }).click();
    await expect(doctor).toBeVisible();
    expect(await written()).toEqual(['Puri', 'Rohit']);
    // Nobody is Rohit: anyone can be chosen by typing.
    const patient = page.getByRole('combobox', { name: /^Patient of Rohit/ });
    await choose(patient, 'abhin', /abhineet/i);
    await expect(patient).toHaveCount(0);
    expect(await written()).toEqual(['Puri', 'abhineet']);
  });

  await test.step('every record is there, in the form of today', async () => {
    const caller = await desk.newCaller();
    await caller.session.signIn({ username: 'ada', password: 'lavender kites at noon' });
    const { rows: doctors, total } = await caller.doctors.list({ page: { offset: 0, limit: 50 } });
    expect(total).toBe(12);
    expect(doctors.find((doctor) => doctor.lastname === 'Subram')?.phone).toBe('2377136303');
    // The one that was set up is one of them.
    expect((await caller.clinics.list({})).total).toBe(12);
    expect((await caller.appointments.list({})).total).toBe(3);
    await pageLink(page, 'Doctors').click();
    const row = page.getByRole('grid', { name: 'doctors' }).getByRole('row').filter({ hasText: 'Subram' });
    await expect(row).toContainText('2377136303');
    await pageLink(page, 'Patients').click();
    const tanmay = page
      .getByRole('grid', { name: 'patients' })
      .getByRole('row')
      .filter({ hasText: /tanmay/i });
    await expect(tanmay).toContainText(/P-00000\d/);
  });

  await test.step('an old user signs in with the old password and finds their records', async () => {
    const old = await openBrowser(desk);
    await fillSignIn(old, { username: 'tanmay', password: 'secret1' });
    await expect(
      old.getByText('Your password comes from the older system and is easy to guess.'),
    ).toBeVisible();
    await expect(old.locator('#page').getByText('Headache')).toBeVisible();
    await pageLink(old, 'My record').click();
    for (const title of ['Body pains', 'Headache']) {
      await expect(old.getByRole('article', { name: new RegExp(`^${title}`) })).toBeVisible();
    }
    await pageLink(old, 'My appointments').click();
    await expect(old.getByText(/10 Oct 2023/)).toBeVisible();
    await expect(old.getByText(/Joshi/).first()).toBeVisible();
    // Nothing of anyone else.
    await expect(pageLink(old, 'Patients')).toHaveCount(0);
    await old.goto(`${desk.origin}/#/patients`);
    await expect(old.getByText(/abhineet/i)).toHaveCount(0);
  });
});

const users = 150;

test('a database that the older system left on the clinic server is adopted from its page', async ({
  startedDesk,
  openBrowser,
}) => {
  test.setTimeout(240_000);
  const mongod = await startTestMongod();
  try {
    const uri = mongod.uri('the-published-system');
    const old = await openDatabase(uri);
    await old.fill(await readSample());
    const visits = old.database.collection('healthlogs');
    const visit = await visits.findOneAndUpdate({}, { $set: { heightIn: '5\'7"' } });
    // Passwords to be hashed take the time in which a person sees how far it is.
    await old.database
      .collection('users')
      .insertMany(
        Array.from({ length: users }, (_, index) => ({ username: `u${index}`, password: `p${index}` })),
      );
    const desk = await startedDesk({ environment: { CLINIC_MONGODB_URI: uri } });
    const page = await openBrowser(desk);
    await expect(page.getByRole('heading', { name: 'The records live in Clinic server' })).toBeVisible();
    await page.getByRole('button', { name: 'Continue' }).click();
    await field(page, 'Name').fill('Wellness First');
    await page.getByRole('button', { name: 'Continue' }).click();
    await administrator(page);
    await pageLink(page, 'Existing database').click();

    await test.step('before anything changes, it is shown what is there and what would change', async () => {
      await expect(page.getByText('183 records of the older system')).toBeVisible();
      const there = page.getByRole('table', { name: 'Records of the older system by kind' });
      // The administrator is a user, too.
      await expect(there.getByRole('row', { name: /^Users 153 152 / })).toBeVisible();
      await expect(
        there.getByRole('row', { name: /^Doctors 12 12 .*phone: number becomes text/ }),
      ).toBeVisible();
      await expect(
        page.getByText('152 patients are made of its users, who sign in as before.'),
      ).toBeVisible();
      expect((await old.read('doctors')).size).toBe(12);
      await expect(page.getByText(/secret1|hunter22/)).toHaveCount(0);
    });

    await test.step('it tells how far it is, can be stopped, and goes on where it was', async () => {
      await page.getByRole('button', { name: 'Adopt this database' }).click();
      await dialog(page, 'Adopt 183 records?').getByRole('button', { name: 'Adopt' }).click();
      await expect(page.getByRole('progressbar', { name: 'Adopting users' })).toBeVisible();
      await page.getByRole('button', { name: 'Stop' }).click();
      await expect(page.getByText(/What was done stays done/)).toBeVisible();
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Adopt' }).click();
      await expect(page.getByText('The database is in the form of today.')).toBeVisible({ timeout: 120_000 });
    });

    await test.step('afterwards it is told what was brought in, by all of it, and what is left to decide', async () => {
      const table = page.getByRole('table', { name: 'Records before and after' });
      await expect(table.getByRole('row', { name: 'Users 152 152' })).toBeVisible();
      await expect(table.getByRole('row', { name: /^Patients none 152/ })).toBeVisible();
      await expect(page.getByText('Ada Okonkwo', { exact: true }).last()).toBeVisible();
      await expect(page.getByRole('heading', { name: /^To decide: \d+/ })).toBeVisible();
      await expect(page.getByRole('button', { name: /Adopt this|Go on/ })).toHaveCount(0);
    });

    await test.step('what could not be read of a visit is kept from the administrator and shown to a doctor', async () => {
      await expect(page.getByText('A doctor or nurse sees it in the record.')).toBeVisible();
      await expect(page.getByText('5\'7"')).toHaveCount(0);
      const caller = await desk.newCaller();
      await caller.session.signIn({ username: 'ada', password: 'lavender kites at noon' });
      const doctor = { username: 'meera', password: 'lavender kites at noon' };
      await caller.users.create({ ...doctor, displayName: 'Meera Joshi', roles: ['doctor'] });
      const ward = await openBrowser(desk);
      await fillSignIn(ward, doctor);
      await pageLink(ward, 'Patients').waitFor();
      await ward.goto(`${desk.origin}/#/healthlogs/${visit?._id.toString()}`);
      const kept = ward.getByRole('region', { name: 'Kept from the older system' });
      await expect(kept.getByText('5\'7"')).toBeVisible();
      await ward.keyboard.press('e');
      await expect(kept.getByText('5\'7"')).toBeVisible();
      await field(ward, 'Height').fill('67');
      await ward.getByRole('button', { name: /^Save/ }).click();
      await expect(kept.getByText(/^Height was changed since/)).toBeVisible();
    });

    await test.step('its people are patients, each with a record number, who sign in as before', async () => {
      const caller = await desk.newCaller();
      await caller.session.signIn({ username: 'u17', password: 'p17' });
      await caller.session.signIn({ username: 'ada', password: 'lavender kites at noon' });
      const { rows, total } = await caller.patients.list({ page: { offset: 0, limit: 200 } });
      expect(total).toBe(152);
      expect(new Set(rows.map(({ recordNumber }) => recordNumber)).size).toBe(152);
      expect(rows.every(({ recordNumber }) => /^WF-\d{6}$/.test(recordNumber ?? ''))).toBe(true);
    });
    await old.close();
    await desk.stop();
  } finally {
    await mongod.dispose();
  }
});

test('a file that is no dump is refused in words, and the desk opens all the same', async ({
  startedDesk,
}) => {
  const desk = await startedDesk({ args: ['--adopt', import.meta.filename] });
  // What is complained about comes over another pipe than that it is ready.
  await desk.said(/was not brought in\. /);
  expect(desk.complaints()).toContain(`${import.meta.filename} was not brought in. `);
  expect(desk.complaints()).not.toMatch(/\n\s+at |Error:|log file/);
  const caller = await desk.newCaller();
  expect(await caller.session.state()).toMatchObject({ database: { kind: 'live' }, needsSetUp: true });
});
