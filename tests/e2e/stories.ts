import { type BrowserContext, expect, type Locator, type Page, test as base } from '@playwright/test';
import type { ClinicClient } from '../../shared/contract';
import { type DeskOptions, type RunningDesk, startDesk } from '../support/desk-process';

export { expect };

/** Someone who can sign in. */
export type SignIn = { readonly username: string; readonly password: string; readonly name: string };

/** People of the clinic that stories begin with. */
export const people = {
  ada: { username: 'ada', password: 'lavender kites at noon', name: 'Ada Okonkwo' },
  rosa: { username: 'rosa', password: 'lavender bicycle bell', name: 'Rosa Méndez' },
  joshi: { username: 'joshi', password: 'quiet harbour lantern', name: 'Dr Meera Joshi' },
} as const satisfies Record<string, SignIn>;

/** Sign-ins of the demo clinic; `npm start -- --demo` prints them too. */
export const demoPeople = {
  admin: { username: 'admin', password: 'amber kettle morning', name: 'Asha Rao' },
  joshi: { username: 'joshi', password: 'quiet harbour lantern', name: 'Dr Meera Joshi' },
  rosa: { username: 'rosa', password: 'lavender bicycle bell', name: 'Rosa Méndez' },
  patient: { username: 'patient', password: 'window by the river', name: '' },
} as const satisfies Record<string, SignIn>;

/** A clinic with one doctor, who works from 08:00 to 18:00 each day, an administrator and a front desk. */
export type Clinic = {
  readonly desk: RunningDesk;
  readonly admin: ClinicClient;
  readonly doctor: string;
};

type Fixtures = {
  /** Starts a desk that is stopped after the test; processes that are left fail the test. */
  startedDesk: (options?: DeskOptions) => Promise<RunningDesk>;
  /** A desk on a new, empty data folder. */
  desk: RunningDesk;
  clinic: Clinic;
  /**
   * A browser of its own that has come in with a fresh link to the desk, or with the given one; with a person, signed
   * in. What its scripts throw fails the test.
   */
  openBrowser: (desk: Pick<RunningDesk, 'newLaunchUrl'> | string, person?: SignIn) => Promise<Page>;
};

type SharedFixtures = {
  /** One demo clinic for all stories that only look, or whose changes hurt no other. */
  demo: RunningDesk;
};

const START_LIMIT_MS = 150_000;

export const test = base.extend<Fixtures, SharedFixtures>({
  demo: [
    async ({}, use) => {
      const desk = await startDesk({ args: ['--demo'] });
      await use(desk);
      await desk.stop();
    },
    { scope: 'worker', timeout: START_LIMIT_MS },
  ],

  startedDesk: [
    async ({}, use) => {
      const desks: RunningDesk[] = [];
      await use(async (options) => {
        const desk = await startDesk(options);
        desks.push(desk);
        return desk;
      });
      for (const desk of desks) await desk.stop();
    },
    { timeout: START_LIMIT_MS },
  ],

  desk: async ({ startedDesk }, use) => use(await startedDesk()),

  clinic: async ({ desk }, use) => use(await setUpClinic(desk)),

  openBrowser: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    const faults: string[] = [];
    await use(async (desk, person) => {
      const context = await browser.newContext();
      contexts.push(context);
      const page = await context.newPage();
      watch(page, faults);
      await page.goto(typeof desk === 'string' ? desk : await desk.newLaunchUrl());
      if (person) await signIn(page, person);
      return page;
    });
    for (const context of contexts) await context.close();
    expect(faults, 'what the pages threw, or what their content security policy stopped').toEqual([]);
  },
});

/** Nobody reads the console of a clinic's browser: what goes wrong there is a fault even when the page looks right. */
export function watch(page: Page, faults: string[]): void {
  page.on('pageerror', (error) => faults.push(String(error.stack ?? error)));
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) faults.push(message.text());
  });
}

/** Signs in on the sign-in page, and waits for the desk. */
export async function signIn(page: Page, person: SignIn): Promise<void> {
  await fillSignIn(page, person);
  await expect(page.getByRole('button', { name: `Signed in as ${person.name}` })).toBeVisible();
}

/** Fills the sign-in page and sends it. */
export async function fillSignIn(
  page: Page,
  { username, password }: Pick<SignIn, 'username' | 'password'>,
): Promise<void> {
  await field(page, 'User name or email').fill(username);
  await secret(page, 'Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** The whole of a label; the star of a needed field does not count. */
const whole = (label: string) =>
  new RegExp(`^${label.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)}( \\*)?$`);

/** A field to type into, by its whole label. */
export const field = (within: Page | Locator, label: string): Locator =>
  within
    .getByRole('textbox', { name: whole(label) })
    .or(within.getByRole('combobox', { name: whole(label) }));

/** The same for a password, which has no role. */
export const secret = (within: Page | Locator, label: string): Locator => within.getByLabel(whole(label));

/** The navigation's way to a page; a count beside it belongs to the name. */
export const pageLink = (page: Page, label: string) =>
  page
    .getByRole('navigation', { name: 'Pages' })
    .getByRole('link', { name: new RegExp(`^${label}(?![a-z])`) });

/** The dialog of this title. */
export const dialog = (page: Page, title: string) => page.getByRole('dialog', { name: title });

/** The short message at the edge of the window: "Patient removed". */
export const message = (page: Page, text: string | RegExp) =>
  page.getByRole('alert').filter({ hasText: text });

/** Types into a field that finds records by name, and takes the match. */
export async function choose(input: Locator, typed: string, match: string | RegExp = typed): Promise<void> {
  await input.fill(typed);
  await input.page().getByRole('option', { name: match }).click();
}

/** Sets the clinic of `people` up through the contract. */
export async function setUpClinic(desk: RunningDesk): Promise<Clinic> {
  const admin = await desk.newCaller();
  const { ada, rosa, joshi } = people;
  await admin.session.setUp({
    clinic: { clinicname: 'Wellness First Clinic', timeZone: 'Europe/London', rooms: ['Room 1', 'Room 2'] },
    administrator: { username: ada.username, displayName: ada.name, password: ada.password },
  });
  const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
  const { record: doctor } = await admin.doctors.create({
    firstname: 'Meera',
    lastname: 'Joshi',
    specialty: 'General practice',
    workingHours: weekdays.map((weekday) => ({ weekday, from: '08:00', to: '18:00' })),
  });
  await admin.users.create({
    username: rosa.username,
    displayName: rosa.name,
    password: rosa.password,
    roles: ['frontdesk'],
  });
  await admin.users.create({
    username: joshi.username,
    displayName: joshi.name,
    password: joshi.password,
    roles: ['doctor'],
    doctor: doctor.id,
  });
  return { desk, admin, doctor: doctor.id };
}

/** The calendar date so many days from today, "2026-11-30". Far enough ahead, it is ahead in every time zone. */
export function dayAhead(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
