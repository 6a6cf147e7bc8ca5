import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Download, Page } from '@playwright/test';
import { choose, demoPeople, expect, field, message, pageLink, test } from './stories';

const reports = [
  'Appointments per week',
  'Visits per week',
  'Visits by doctor and purpose',
  'No-shows',
  'Waiting times',
  'Diagnoses',
  'Prescriptions',
  'Symptoms by season',
  'Age and sex',
];

const numberIn = (text: string | null) => Number((text ?? '').replaceAll(/[^\d.]/g, ''));
const rowsOf = (page: Page, report: string) => page.getByRole('table', { name: report }).getByRole('row');

async function fileOf(download: Download): Promise<Record<string, string>[]> {
  return parse(await readFile(await download.path(), 'utf8'), { columns: true, bom: true });
}

test('a doctor reads figures, looks into them, takes them along, and narrows them by a cohort', async ({
  demo,
  openBrowser,
}) => {
  test.setTimeout(120_000);
  const page = await openBrowser(demo, demoPeople.joshi);
  const open = async (report: string) => {
    await pageLink(page, 'Reports').click();
    await page
      .getByRole('main')
      .getByRole('link', { name: new RegExp(`^${report}`) })
      .click();
    await expect(page.getByRole('heading', { name: report, level: 1 })).toBeVisible();
  };

  for (const report of reports) {
    await test.step(`runs ${report}`, async () => {
      await open(report);
      await expect(rowsOf(page, report).nth(1)).toBeVisible();
      await expect(page.getByText(/^As of \d\d:\d\d, [1-9]/)).toBeVisible();
      await expect(page.getByRole('alert')).toHaveCount(0);
    });
  }

  await test.step('sees who did not come: as many as the figure says', async () => {
    await open('No-shows');
    const figure = page.getByRole('button', { name: /, Did not come, Total: show the records/ });
    const stated = numberIn(await figure.textContent());
    expect(stated).toBeGreaterThan(0);
    await figure.click();
    const dialog = page.getByRole('dialog', { name: `Did not come: ${stated}` });
    const rows = dialog.getByRole('table', { name: 'Records behind this figure' }).getByRole('row');
    // A head besides them.
    await expect(rows).toHaveCount(Math.min(stated, 25) + 1);
    let seen = (await rows.count()) - 1;
    for (let done = Math.min(stated, 25); done < stated; done += 25) {
      await dialog.getByRole('button', { name: 'Next page' }).click();
      await expect(dialog.getByText(new RegExp(`^${done + 1}–`))).toBeVisible();
      await expect(rows).toHaveCount(Math.min(25, stated - done) + 1);
      seen += (await rows.count()) - 1;
    }
    expect(seen).toBe(stated);
    await rows.nth(1).getByRole('link', { name: 'Appointment' }).click();
    await expect(page.getByText('Did not come').first()).toBeVisible();
    await page.goBack();
    await expect(dialog).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });

  await test.step('changes the period, and Back brings the one before', async () => {
    const before = await page.getByText(/^As of/).textContent();
    await field(page, 'Period').click();
    await page.getByRole('option', { name: 'This week' }).click();
    await expect(page.getByText(/^As of/)).not.toHaveText(before ?? '');
    await expect(page).toHaveURL(/period=thisWeek/);
    await page.goBack();
    await expect(field(page, 'Period')).toHaveValue('Last 12 weeks');
  });

  await test.step('the CSV says what the table says', async () => {
    const arriving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'Table as CSV' }).click();
    const lines = await fileOf(await arriving);
    const shown = await rowsOf(page, 'No-shows').evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')),
    );
    const [head = [], ...body] = shown;
    const doctors = body.slice(0, -1);
    expect(Object.keys(lines[0] ?? {})).toHaveLength(head.length);
    for (const [place, cells] of doctors.entries()) {
      const [name, keptOrMissed, missed] = Object.values(lines[place] ?? {});
      expect([name, Number(keptOrMissed), Number(missed)]).toEqual([
        cells[0],
        numberIn(cells[1] ?? ''),
        numberIn(cells[2] ?? ''),
      ]);
    }
  });

  await test.step('the tidy files hold one row for each observation, and say what the columns mean', async () => {
    const total = numberIn(await rowsOf(page, 'No-shows').last().getByRole('cell').first().textContent());
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'For R and Python' }).click();
    const files = page.getByRole('dialog', { name: 'Files for R and Python' });
    const save = async (name: RegExp) => {
      const arriving = page.waitForEvent('download');
      await files.getByRole('button', { name }).click();
      return fileOf(await arriving);
    };
    const observations = await save(/^Save (?!all|data).*\.csv$/);
    const dictionary = await save(/^Save data-dictionary\.csv$/);
    expect(observations).toHaveLength(total);
    expect(dictionary.map((line) => Object.values(line)[0])).toEqual(
      expect.arrayContaining(Object.keys(observations[0] ?? {})),
    );
    await files.getByRole('button', { name: 'Close' }).last().click();
  });

  const name = `Metformin over forty ${Date.now()}`;
  let members = 0;
  await test.step('builds a cohort, seeing the effect of each criterion', async () => {
    await page.goto(`${demo.origin}/#/cohorts/new`);
    await field(page, 'Name').fill(name);
    const add = async (criterion: string) => {
      await page.getByRole('button', { name: 'Add a criterion' }).click();
      await page.getByRole('menuitem', { name: criterion, exact: true }).click();
      return page.getByRole('group', { name: criterion, exact: true });
    };
    const age = await add('Age');
    await field(age, 'From').fill('40');
    const diagnosis = await add('Diagnosis');
    await field(diagnosis, 'Code begins with').fill('E11');
    await page.keyboard.press('Escape');
    const medicine = await add('Medicine');
    await field(medicine, 'Medicine').fill('metformin');
    for (const row of [age, diagnosis, medicine]) await expect(row.getByText(/^\d+ alone$/)).toBeVisible();
    const total = page.getByRole('status').filter({ hasText: /patients/ });
    await expect(total).not.toContainText('Counting');
    members = numberIn(/^([\d,]+) of/.exec((await total.textContent()) ?? '')?.[1] ?? '');
    expect(members).toBeGreaterThan(0);
    await page.getByRole('button', { name: /^Save cohort/ }).click();
    await expect(message(page, 'Cohort saved')).toBeVisible();
    await expect(page.getByText(`${members} patients, as of`)).toBeVisible();
    await expect(page.getByRole('table', { name: 'Patients of the cohort' }).getByRole('row')).toHaveCount(
      Math.min(50, members) + 1,
    );
  });

  await test.step('uses it in a report, which then counts nobody else', async () => {
    await page.getByRole('button', { name: 'Use in a report' }).click();
    await page.getByRole('menuitem', { name: 'Age and sex' }).click();
    await expect(page.getByText(new RegExp(`^As of .*, ${members} patients$`))).toBeVisible();
    await expect(field(page, 'Cohort')).toHaveValue(name);
  });
});

test('the front desk is offered no clinical report, and an address does not open one', async ({
  demo,
  openBrowser,
}) => {
  const page = await openBrowser(demo, demoPeople.rosa);
  await pageLink(page, 'Reports').click();
  await expect(page.getByRole('link', { name: /^Appointments per week/ })).toBeVisible();
  for (const clinical of ['Diagnoses', 'Prescriptions', 'Symptoms by season', 'Cohorts'])
    await expect(page.getByRole('link', { name: new RegExp(`^${clinical}`) })).toHaveCount(0);
  await page.goto(`${demo.origin}/#/reports/diagnoses`);
  await expect(page.getByText('Your role does not open this page')).toBeVisible();
  await page.goto(`${demo.origin}/#/reports/noShows`);
  await expect(rowsOf(page, 'No-shows').nth(1)).toBeVisible();
  await expect(field(page, 'Cohort')).toHaveCount(0);
  await choose(field(page, 'Doctor'), 'joshi', /Meera Joshi/);
  await expect(rowsOf(page, 'No-shows')).toHaveCount(3);
});
