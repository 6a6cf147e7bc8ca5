import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';
import { demoPeople, field, type SignIn } from './stories';

type Appearance = 'light' | 'dark';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What differs between light and dark: the page itself is the same. */
const rulesOfColour = ['color-contrast', 'link-in-text-block'];

/** What axe finds that keeps someone from using the page, in lines that name the place; all of it, or what has to do with colour. */
export async function seriousFindings(page: Page, rules: 'all' | 'colour' = 'all'): Promise<string[]> {
  // Not as a script of the page: its content security policy allows none but its own.
  await page.evaluate(axeSource);
  const options: RunOptions = {
    resultTypes: ['violations'],
    ...(rules === 'colour' ? { runOnly: rulesOfColour } : {}),
  };
  const { violations } = await page.evaluate(async (given) => {
    // Colours that are still fading in are not those that are read.
    await Promise.all(document.getAnimations().map((each) => each.finished.catch(() => null)));
    const { axe } = window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } };
    return axe.run(given);
  }, options);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => {
      const [first] = nodes;
      const others = nodes.length > 1 ? ` (and ${nodes.length - 1} others)` : '';
      return `${id} at ${first?.target.join(' ')}${others}: ${first?.failureSummary}`;
    });
}

/** Makes the browser ask for light or dark, which is what the desk follows unless told otherwise. */
export async function showIn(page: Page, appearance: Appearance): Promise<void> {
  await page.emulateMedia({ colorScheme: appearance, reducedMotion: 'reduce' });
  await expect
    .poll(() => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme))
    .toBe(appearance);
}

/** Text of twice the size, as the settings of a browser or of the system make it. */
export async function enlargeText(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('html { font-size: 200% !important }');
    document.adoptedStyleSheets = [sheet];
  });
}

/** Goes to a place of the desk at `origin`, from wherever the page is. */
export async function goTo(page: Page, origin: string, place: Place): Promise<void> {
  // Another search makes it another document: no dialog and no scrolling is left from the place before.
  await page.goto(`${origin}/?at=${place.name}#/${place.address}`);
  await place.arrive(page);
}

/** One page or dialog of the demo clinic, and how a person gets there. */
export type Place = {
  readonly name: string;
  readonly as: SignIn;
  /** Behind `#/`. */
  readonly address: string;
  /** Opens what is not an address of its own, and waits until everything is there. */
  readonly arrive: (page: Page) => Promise<unknown>;
};

const { admin, joshi, rosa, patient } = demoPeople;
const title = (name: string | RegExp) => (page: Page) =>
  expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
const list = (name: string) => (page: Page) =>
  expect(page.getByRole('grid', { name }).getByRole('row').nth(3)).toBeVisible();
const click = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const opened = (page: Page) => expect(page.getByRole('dialog').first()).toBeVisible();

/** A report with its picture, which is fetched after its figures. */
const drawn = async (page: Page) => {
  await expect(page.getByRole('table').getByRole('row').nth(2)).toBeVisible();
  await expect(page.getByRole('img', { name: /drawn/ }).locator('svg').first()).toBeVisible();
};

async function openFirst(page: Page, grid: string): Promise<void> {
  await list(grid)(page);
  await page.getByRole('grid', { name: grid }).getByRole('row').nth(2).click();
}

async function openReadings(page: Page): Promise<void> {
  await openFirst(page, 'patients');
  await page.getByRole('link', { name: 'Curves and new ones' }).click();
  await expect(page.getByRole('application', { name: /^Readings over time/ })).toBeVisible();
}

async function openDocument(page: Page, name: string): Promise<void> {
  await list('documents')(page);
  await page
    .getByRole('grid', { name: 'documents' })
    .getByRole('row')
    .filter({ hasText: name })
    .first()
    .click();
  await title(name)(page);
}

/** Every page, and every dialog that is more than a question. */
export const places: readonly Place[] = [
  { name: 'today', as: rosa, address: '', arrive: title('Today') },
  { name: 'today-of-a-doctor', as: joshi, address: '', arrive: title('Today') },
  { name: 'today-of-a-patient', as: patient, address: '', arrive: title('Today') },
  { name: 'waiting-room', as: rosa, address: 'waiting-room', arrive: title('Waiting room') },
  {
    name: 'appointments-month',
    as: rosa,
    address: 'appointments',
    arrive: (page) => expect(page.getByRole('button', { name: 'A month back' })).toBeVisible(),
  },
  {
    name: 'appointments-week',
    as: rosa,
    address: 'appointments?view=week',
    arrive: (page) => expect(page.getByRole('button', { name: 'A week back' })).toBeVisible(),
  },
  {
    name: 'appointments-week-of-a-doctor',
    as: joshi,
    address: 'appointments?view=week',
    arrive: (page) => expect(page.getByRole('button', { name: /^\d\d:\d\d / }).first()).toBeVisible(),
  },
  {
    name: 'appointments-day',
    as: rosa,
    address: 'appointments?view=day',
    arrive: (page) => expect(page.getByRole('row').nth(4)).toBeVisible(),
  },
  {
    name: 'appointments-of-a-patient',
    as: patient,
    address: 'appointments',
    arrive: title('My appointments'),
  },
  { name: 'code-systems', as: admin, address: 'code-systems', arrive: title('Code systems') },
  {
    name: 'connections',
    as: admin,
    address: 'connections',
    arrive: (page) => expect(page.getByRole('heading', { name: /^This computer/ })).toBeVisible(),
  },
  { name: 'copy-of-the-clinic', as: admin, address: 'connections/copy', arrive: title('Copy the clinic') },
  {
    name: 'local-database',
    as: admin,
    address: 'connections/this-computer',
    arrive: (page) => expect(page.getByRole('heading', { name: 'Copies of its files' })).toBeVisible(),
  },
  {
    name: 'connection-new-with-errors-and-a-risk',
    as: admin,
    address: 'connections/new',
    arrive: async (page) => {
      await field(page, 'Server').fill('db clinic');
      await page.getByText('Further settings').click();
      await page.getByRole('checkbox', { name: 'Encrypt the connection (TLS)' }).click();
      await click(page, 'Test');
      await expect(page.getByText('Fill in the user name')).toBeVisible();
      await expect(page.getByRole('checkbox', { name: /without encryption/ })).toBeVisible();
    },
  },
  { name: 'patients', as: rosa, address: 'patients', arrive: list('patients') },
  {
    name: 'patients-nothing-found',
    as: rosa,
    address: 'patients?q=nobody-is-named-so',
    arrive: (page) => expect(page.getByRole('button', { name: /^Show all/ })).toBeVisible(),
  },
  {
    name: 'patient',
    as: joshi,
    address: 'patients',
    arrive: async (page) => {
      await openFirst(page, 'patients');
      await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
    },
  },
  {
    name: 'patient-own-record',
    as: patient,
    address: '',
    arrive: async (page) => {
      await page.getByRole('link', { name: 'My record' }).click();
      await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
    },
  },
  {
    name: 'patient-edit',
    as: joshi,
    address: 'patients',
    arrive: async (page) => {
      await openFirst(page, 'patients');
      await click(page, 'More for this patient');
      await page.getByRole('menuitem', { name: 'Edit' }).click();
      await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();
    },
  },
  {
    name: 'patient-new',
    as: rosa,
    address: 'patients/new',
    arrive: (page) => expect(page.getByRole('button', { name: 'Register patient' })).toBeVisible(),
  },
  {
    name: 'patient-new-with-errors',
    as: rosa,
    address: 'patients/new',
    arrive: async (page) => {
      await click(page, 'Register patient');
      await expect(page.getByText('Fill this in').first()).toBeVisible();
    },
  },
  {
    name: 'growth',
    as: joshi,
    // The youngest first.
    address: 'patients?sort=-dateOfBirth',
    arrive: async (page) => {
      await openFirst(page, 'patients');
      await page.getByRole('link', { name: 'Growth chart' }).click();
      await title(/^Growth of/)(page);
    },
  },
  { name: 'readings', as: joshi, address: 'patients', arrive: openReadings },
  {
    name: 'readings-enter',
    as: joshi,
    address: 'patients',
    arrive: async (page) => {
      await openReadings(page);
      await click(page, 'Enter a reading');
      await opened(page);
    },
  },
  {
    name: 'readings-import',
    as: joshi,
    address: 'patients',
    arrive: async (page) => {
      await openReadings(page);
      await click(page, 'Import…');
      await opened(page);
    },
  },
  {
    name: 'symptoms-of-a-patient',
    as: patient,
    address: '',
    arrive: async (page) => {
      await page.getByRole('link', { name: 'How it went over time' }).click();
      await expect(page.getByRole('application', { name: 'Severity of symptoms over time' })).toBeVisible();
    },
  },
  {
    name: 'device-new',
    as: admin,
    address: 'devices/new',
    arrive: (page) => expect(page.getByRole('button', { name: 'Save' })).toBeVisible(),
  },
  { name: 'visits', as: joshi, address: 'healthlogs', arrive: list('visits') },
  {
    name: 'visit',
    as: joshi,
    address: 'healthlogs',
    arrive: async (page) => {
      await openFirst(page, 'visits');
      await expect(page.getByRole('button', { name: /^(Edit|Add amendment)$/ })).toBeVisible();
    },
  },
  {
    name: 'visit-new',
    as: joshi,
    address: 'healthlogs/new',
    arrive: (page) => expect(page.getByRole('button', { name: 'Save and sign' })).toBeVisible(),
  },
  { name: 'prescriptions', as: joshi, address: 'prescriptions', arrive: list('prescriptions') },
  {
    name: 'prescription',
    as: joshi,
    address: 'prescriptions',
    arrive: async (page) => {
      await openFirst(page, 'prescriptions');
      await expect(page.getByRole('button', { name: 'Edit' })).toBeVisible();
    },
  },
  {
    name: 'reports',
    as: joshi,
    address: 'reports',
    arrive: (page) => expect(page.getByRole('link', { name: /^Waiting times/ })).toBeVisible(),
  },
  { name: 'report-appointments', as: joshi, address: 'reports/appointments', arrive: drawn },
  { name: 'report-diagnoses', as: joshi, address: 'reports/diagnoses', arrive: drawn },
  { name: 'report-age-and-sex', as: rosa, address: 'reports/ageAndSex', arrive: drawn },
  {
    name: 'report-of-other-days',
    as: rosa,
    address: 'reports/noShows?from=1990-01-01&to=1990-01-31',
    arrive: (page) => expect(page.getByText(/^No appointments from/)).toBeVisible(),
  },
  {
    name: 'report-records',
    as: joshi,
    address: 'reports/noShows',
    arrive: async (page) => {
      await drawn(page);
      await page.getByRole('button', { name: /, Did not come, Total: show the records/ }).click();
      await expect(page.getByRole('dialog').getByRole('row').nth(3)).toBeVisible();
    },
  },
  { name: 'cohorts', as: joshi, address: 'cohorts', arrive: list('cohorts') },
  {
    name: 'cohort',
    as: joshi,
    address: 'cohorts',
    arrive: async (page) => {
      await page.getByRole('grid', { name: 'cohorts' }).getByText('Diabetes on metformin').click();
      await expect(page.getByRole('table', { name: 'Patients of the cohort' })).toBeVisible();
    },
  },
  {
    name: 'cohort-edit',
    as: joshi,
    address: 'cohorts',
    arrive: async (page) => {
      await page.getByRole('grid', { name: 'cohorts' }).getByText('Diabetes on metformin').click();
      await page.getByRole('button', { name: 'Edit' }).click();
      await expect(page.getByText(/of \d+ patients/)).toBeVisible();
    },
  },
  { name: 'snippets', as: joshi, address: 'snippets', arrive: list('snippets') },
  {
    name: 'visit-snippets',
    as: joshi,
    address: 'healthlogs/new',
    arrive: async (page) => {
      await page.getByRole('textbox', { name: 'Notes' }).press('/');
      await expect(page.getByRole('option', { name: /^lungs clear/ })).toBeVisible();
    },
  },
  { name: 'symptoms', as: joshi, address: 'symptomjournals', arrive: list('symptoms') },
  { name: 'documents', as: joshi, address: 'attachments', arrive: list('documents') },
  {
    name: 'documents-of-a-patient',
    as: joshi,
    address: 'attachments',
    arrive: async (page) => {
      await openDocument(page, 'Forearm, day 3');
      await page.getByRole('complementary').getByRole('link').first().click();
      await page
        .getByRole('link', { name: /^All \d+$/ })
        .last()
        .click();
      await title('Documents')(page);
      await expect(page.getByRole('link', { name: 'Forearm, day 3' })).toBeVisible();
    },
  },
  {
    name: 'document-photo',
    as: joshi,
    address: 'attachments',
    arrive: async (page) => {
      await openDocument(page, 'Forearm, day 3');
      await expect(page.getByRole('img', { name: 'Forearm, day 3' })).toBeVisible();
    },
  },
  {
    name: 'document-pdf',
    as: joshi,
    address: 'attachments',
    arrive: async (page) => {
      await openDocument(page, 'Discharge letter');
      await page.getByRole('searchbox', { name: 'Find in this document' }).fill('patient');
      await expect(page.getByText(/^1 of \d+$/).last()).toBeVisible();
      await expect(page.locator('mark').first()).toBeVisible();
    },
  },
  {
    name: 'documents-added-and-refused',
    as: joshi,
    address: 'patients',
    arrive: async (page) => {
      await openFirst(page, 'patients');
      await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
      await page
        .getByLabel('Files to add')
        .setInputFiles([
          { name: 'Not a photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('Just some words.') },
        ]);
      await expect(page.getByText('1 file not added')).toBeVisible();
    },
  },
  {
    name: 'photos-without-a-camera',
    as: joshi,
    address: 'patients',
    arrive: async (page) => {
      await openFirst(page, 'patients');
      await click(page, 'Add documents');
      await page.getByRole('menuitem', { name: 'Take photos…' }).click();
      await expect(page.getByText(/^(No camera was found|The camera is not allowed)$/)).toBeVisible();
    },
  },
  { name: 'doctors', as: admin, address: 'doctors', arrive: list('doctors') },
  {
    name: 'doctor-edit',
    as: admin,
    address: 'doctors',
    arrive: async (page) => {
      await openFirst(page, 'doctors');
      await click(page, 'Edit');
      await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();
    },
  },
  {
    name: 'clinics',
    as: admin,
    address: 'clinics',
    arrive: (page) =>
      expect(page.getByRole('grid', { name: 'clinics' }).getByRole('row').nth(1)).toBeVisible(),
  },
  { name: 'users', as: admin, address: 'users', arrive: list('users') },
  {
    name: 'users-approve',
    as: admin,
    address: 'users',
    arrive: async (page) => {
      await page
        .getByRole('button', { name: /^Approve…/ })
        .first()
        .click();
      await opened(page);
      await page.getByRole('checkbox', { name: 'Doctor' }).click();
    },
  },
  { name: 'audit', as: admin, address: 'audit', arrive: list('audit entries') },
  { name: 'existing-database', as: admin, address: 'existing-database', arrive: title('Existing database') },
  { name: 'account', as: rosa, address: 'account', arrive: title('Account') },
  {
    name: 'forbidden',
    as: rosa,
    address: 'users',
    arrive: (page) => expect(page.getByText('Your role does not open this page')).toBeVisible(),
  },
  {
    name: 'search',
    as: rosa,
    address: '',
    arrive: async (page) => {
      await title('Today')(page);
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByRole('combobox', { name: 'Find a patient or a page' }).fill('an');
      await expect(page.getByRole('option').nth(3)).toBeVisible();
    },
  },
  {
    name: 'search-everything',
    as: joshi,
    address: 'search?q=cough',
    arrive: async (page) => {
      await title('Search')(page);
      await expect(page.getByRole('region', { name: 'Visits' }).getByRole('link').first()).toBeVisible();
    },
  },
  {
    name: 'search-in-records',
    as: joshi,
    address: '',
    arrive: async (page) => {
      await title('Today')(page);
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByRole('combobox', { name: 'Find a patient or a page' }).fill('cough');
      await expect(page.getByRole('option', { name: 'All results for “cough”' })).toBeVisible();
    },
  },
  {
    name: 'shortcuts',
    as: rosa,
    address: '',
    arrive: async (page) => {
      await title('Today')(page);
      await page.keyboard.press('?');
      await opened(page);
    },
  },
  {
    name: 'booking',
    as: rosa,
    address: 'appointments?view=day',
    arrive: async (page) => {
      await click(page, 'New appointment');
      await opened(page);
      await field(page.getByRole('dialog'), 'Doctor').fill('joshi');
      await page.getByRole('option', { name: /Joshi/ }).click();
      await expect(page.getByRole('group', { name: /^Free on/ })).toBeVisible();
    },
  },
  {
    name: 'prescribe',
    as: joshi,
    address: 'patients',
    arrive: async (page) => {
      await openFirst(page, 'patients');
      await click(page, 'Prescribe');
      await opened(page);
    },
  },
  {
    name: 'filter',
    as: rosa,
    address: 'patients',
    arrive: async (page) => {
      await list('patients')(page);
      await page.getByRole('button', { name: 'Filter', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Sex' }).click();
      await expect(page.getByRole('checkbox', { name: 'Female' })).toBeVisible();
    },
  },
];
