import { type Appearance, appearances, places, seriousFindings, showIn } from './look';
import { demoPeople, expect, type SignIn, test } from './stories';

const signIns: readonly SignIn[] = Object.values(demoPeople);

for (const appearance of appearances) {
  for (const person of signIns) {
    const theirs = places.filter((place) => place.as === person);
    test(`nothing keeps anyone from using the ${theirs.length} pages and dialogs of "${person.username}", ${appearance}`, async ({
      demo,
      openBrowser,
    }) => {
      test.setTimeout(60_000 + theirs.length * 15_000);
      const page = await openBrowser(demo, person);
      await showIn(page, appearance);
      for (const { name, address, arrive } of theirs) {
        await test.step(name, async () => {
          await page.goto(`${demo.origin}/#/${address}`);
          await page.reload();
          await arrive(page);
          expect.soft(await seriousFindings(page), `${name}, ${appearance}`).toEqual([]);
        });
      }
    });
  }

  test(`nothing keeps anyone from signing in, asking for an account and setting up, ${appearance}`, async ({
    demo,
    desk,
    openBrowser,
  }) => {
    await checkOpening(appearance, await openBrowser(demo), await openBrowser(desk));
  });
}

async function checkOpening(appearance: Appearance, page: Parameters<typeof showIn>[0], fresh: typeof page) {
  const finds = async (where: string, shown: typeof page) =>
    expect.soft(await seriousFindings(shown), `${where}, ${appearance}`).toEqual([]);
  await showIn(page, appearance);
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await finds('sign-in', page);
  await page.getByRole('link', { name: 'Ask for an account' }).click();
  await page.getByRole('button', { name: 'Ask for the account' }).click();
  await expect(page.getByText('Fill this in').first()).toBeVisible();
  await finds('sign-up with errors', page);

  await showIn(fresh, appearance);
  await expect(fresh.getByRole('heading', { name: 'The records live on this computer' })).toBeVisible();
  await finds('set-up, records', fresh);
  await fresh.getByRole('button', { name: 'Continue' }).click();
  await fresh.getByRole('button', { name: 'Continue' }).click();
  await expect(fresh.getByText('Fill this in').first()).toBeVisible();
  await finds('set-up, clinic', fresh);
  await fresh.getByRole('textbox', { name: 'Name' }).fill('Wellness First');
  await fresh.getByRole('button', { name: 'Continue' }).click();
  await expect(fresh.getByRole('heading', { name: 'Who is the first administrator?' })).toBeVisible();
  await finds('set-up, administrator', fresh);
}
