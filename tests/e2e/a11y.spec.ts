import type { Page } from '@playwright/test';
import { goTo, places, seriousFindings, showIn } from './look';
import { demoPeople, expect, field, type SignIn, test } from './stories';

const signIns: readonly SignIn[] = Object.values(demoPeople);

/** In light and in dark, axe finds nothing serious or critical; goes on to the next place all the same. */
async function keepsNobodyOut(page: Page, where: string): Promise<void> {
  await showIn(page, 'light');
  expect.soft(await seriousFindings(page), `${where}, light`).toEqual([]);
  await showIn(page, 'dark');
  expect.soft(await seriousFindings(page, 'colour'), `${where}, dark`).toEqual([]);
}

for (const person of signIns) {
  const theirs = places.filter((place) => place.as === person);
  test(`the ${theirs.length} pages and dialogs of "${person.username}" are accessible, light and dark`, async ({
    demo,
    openBrowser,
  }) => {
    test.setTimeout(60_000 + theirs.length * 15_000);
    const page = await openBrowser(demo, person);
    for (const place of theirs) {
      await test.step(place.name, async () => {
        await goTo(page, demo.origin, place);
        await keepsNobodyOut(page, place.name);
      });
    }
  });
}

test('signing in and asking for an account are accessible, light and dark', async ({ demo, openBrowser }) => {
  const page = await openBrowser(demo);
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await keepsNobodyOut(page, 'sign-in');
  await page.getByRole('link', { name: 'Ask for an account' }).click();
  await page.getByRole('button', { name: 'Ask for the account' }).click();
  await expect(page.getByText('Fill this in').first()).toBeVisible();
  await keepsNobodyOut(page, 'sign-up with errors');
});

test('setting a clinic up is accessible, light and dark', async ({ desk, openBrowser }) => {
  const page = await openBrowser(desk);
  const goOn = () => page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'The records live on this computer' })).toBeVisible();
  await keepsNobodyOut(page, 'where the records live');
  await goOn();
  await goOn();
  await expect(page.getByText('Fill this in').first()).toBeVisible();
  await keepsNobodyOut(page, 'the clinic, with an error');
  await field(page, 'Name').fill('Wellness First');
  await goOn();
  await expect(page.getByRole('heading', { name: 'Who is the first administrator?' })).toBeVisible();
  await keepsNobodyOut(page, 'the first administrator');
});
