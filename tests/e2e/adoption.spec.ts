import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, field, fillSignIn, message, pageLink, secret, test } from './stories';

const sample = resolve(import.meta.dirname, '../fixtures/legacy/legacy-sample.json');

async function setUp(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Continue' }).click();
  await field(page, 'Name').fill('Wellness First');
  await page.getByRole('button', { name: 'Continue' }).click();
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
  await setUp(page);
  await pageLink(page, 'Existing database').click();

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

  await test.step('every record is there, in the form of today', async () => {
    const caller = await desk.newCaller();
    await caller.session.signIn({ username: 'ada', password: 'lavender kites at noon' });
    const { rows: doctors, total } = await caller.doctors.list({ page: { offset: 0, limit: 50 } });
    expect(total).toBe(12);
    expect(doctors.find((doctor) => doctor.lastname === 'Subram')?.phone).toBe('2377136303');
    // Twelve of the older system, and the one that was set up.
    expect((await caller.clinics.list({})).total).toBe(13);
    expect((await caller.appointments.list({})).total).toBe(3);
    await pageLink(page, 'Doctors').click();
    const row = page.getByRole('grid', { name: 'doctors' }).getByRole('row').filter({ hasText: 'Subram' });
    await expect(row).toContainText('2377136303');
    await pageLink(page, 'Patients').click();
    await expect(page.getByRole('grid', { name: 'patients' }).getByText(/tanmay/i)).toBeVisible();
  });

  await test.step('an old user signs in with the old password and finds their records', async () => {
    const old = await openBrowser(desk);
    await fillSignIn(old, { username: 'tanmay', password: 'secret1' });
    await expect(
      old.getByText('Your password comes from the older system and is easy to guess.'),
    ).toBeVisible();
    await expect(old.getByText('Headache')).toBeVisible();
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

test('a file that is no dump is refused in words, and the desk opens all the same', async ({
  startedDesk,
}) => {
  const desk = await startedDesk({ args: ['--adopt', import.meta.filename] });
  expect(desk.complaints()).toContain(`${import.meta.filename} was not brought in: `);
  expect(desk.complaints()).not.toMatch(/\n\s+at |Error:|log file/);
  const caller = await desk.newCaller();
  expect(await caller.session.state()).toMatchObject({ database: { kind: 'live' }, needsSetUp: true });
});
