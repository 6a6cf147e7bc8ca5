import type { Locator } from '@playwright/test';
import { putPatients, zoesAmong } from '../support/many-patients';
import { startTestMongod } from '../support/mongod';
import { test as base, expect, field, people, setUpClinic } from './stories';

const count = 100_000;
/** Forty rows and the head. */
const MOST_ROWS = 41;

const test = base.extend<{ largeClinic: Awaited<ReturnType<typeof setUpClinic>> }>({
  /** A clinic with a hundred thousand patients, on a database server of its own. */
  largeClinic: [
    async ({ startedDesk }, use) => {
      const mongod = await startTestMongod();
      try {
        const uri = mongod.uri('large-clinic');
        const desk = await startedDesk({ environment: { CLINIC_MONGODB_URI: uri } });
        const clinic = await setUpClinic(desk);
        await putPatients(uri, count);
        await use(clinic);
      } finally {
        await mongod.dispose();
      }
    },
    { timeout: 240_000 },
  ],
});

type Seen = { frames: number; blank: string[]; mostRows: number };

/**
 * Scrolls to `share` of the list in steps, one each frame, and looks after each frame was painted: whether any part of
 * the list in sight was without a row, and how many rows were in the page.
 */
function scrollAndWatch(grid: Locator, { share, steps }: { share: number; steps: number }): Promise<Seen> {
  return grid.evaluate(
    async (table, { share: wanted, steps: times }) => {
      const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowY);
      let scroller = table.parentElement;
      while (scroller && !scrolls(scroller)) scroller = scroller.parentElement;
      if (!scroller) throw new Error('Nothing scrolls here');
      const seen: Seen = { frames: 0, blank: [], mostRows: 0 };
      const look = () => {
        const rows = [...table.querySelectorAll('tr[aria-rowindex]')];
        seen.mostRows = Math.max(seen.mostRows, rows.length);
        seen.frames += 1;
        const [head, ...body] = rows.map((row) => row.getBoundingClientRect());
        const { top, bottom } = scroller.getBoundingClientRect();
        const first = Math.min(...body.map((row) => row.top));
        const last = Math.max(...body.map((row) => row.bottom));
        const headEnd = Math.max(top, head?.bottom ?? top);
        const listEnd = Math.min(bottom, table.getBoundingClientRect().bottom);
        if (first > headEnd + 1 || last < listEnd - 1) {
          seen.blank.push(`rows ${first}–${last} in a view ${headEnd}–${listEnd}`);
        }
      };
      const painted = () =>
        new Promise<void>((resolve) => {
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            // A message that is sent in a frame arrives after it was painted.
            port1.onmessage = () => resolve();
            port2.postMessage(null);
          });
        });
      const from = scroller.scrollTop;
      const to = (scroller.scrollHeight - scroller.clientHeight) * wanted;
      for (let step = 1; step <= times; step += 1) {
        scroller.scrollTop = from + ((to - from) * step) / times;
        await painted();
        look();
      }
      return seen;
    },
    { share, steps },
  );
}

test('a hundred thousand patients scroll without blank frames, are sorted, filtered and found', async ({
  largeClinic,
  openBrowser,
}) => {
  test.setTimeout(180_000);
  const page = await openBrowser(largeClinic.desk, people.rosa);
  await page.goto(`${largeClinic.desk.origin}/#/patients`);
  const grid = page.getByRole('grid', { name: 'patients' });
  const rows = grid.getByRole('row');
  const firstRow = rows.nth(1);
  const range = (words: RegExp) => expect(page.getByText(words)).toBeVisible();
  await range(/^Rows 1–\d+ of 100,000$/);
  await expect(firstRow).toContainText('Aaby');
  await expect(grid).toHaveAttribute('aria-rowcount', String(count + 1));

  await test.step('scrolls without blank frames, with at most forty rows in the page', async () => {
    // Slowly, as one reads; fast, as one throws a wheel; and back.
    const slow = await scrollAndWatch(grid, { share: 0.001, steps: 60 });
    const fast = await scrollAndWatch(grid, { share: 1, steps: 60 });
    await expect(rows.last()).toContainText('Zytka');
    await range(/–100,000 of 100,000$/);
    const back = await scrollAndWatch(grid, { share: 0, steps: 30 });
    for (const { blank, mostRows, frames } of [slow, fast, back]) {
      expect(frames).toBeGreaterThanOrEqual(30);
      expect(blank).toEqual([]);
      expect(mostRows).toBeLessThanOrEqual(MOST_ROWS);
    }
    await expect(firstRow).toContainText('Aaby');
  });

  await test.step('reaches the end and the beginning with a key', async () => {
    await page.keyboard.press('j');
    await expect(grid).toBeFocused();
    await page.keyboard.press('End');
    await range(/–100,000 of 100,000$/);
    await expect(rows.last()).toContainText('Zytka');
    await page.keyboard.press('Home');
    await expect(firstRow).toContainText('Aaby');
  });

  const orderBy = async (column: string, order: string) => {
    await grid.getByRole('columnheader', { name: column }).getByRole('button').click();
    await page.getByRole('menuitem', { name: order }).click();
  };
  await test.step('sorts', async () => {
    await orderBy('Record number', 'Z to A');
    await expect(firstRow).toContainText('Z-LAST');
    await expect(rows.nth(2)).toContainText('P-099999');
    await orderBy('Record number', 'A to Z');
    await expect(firstRow).toContainText('P-000001');
  });

  await test.step('filters, by words and by fields, and says how many', async () => {
    const box = page.getByRole('textbox', { name: 'Filter patients by words' });
    await box.fill('zoe');
    await range(new RegExp(`of ${zoesAmong(count).toLocaleString('en-GB')}$`));
    await expect(firstRow).toContainText('Zoë');
    await box.fill('zytka zoë');
    await range(/^Rows 1–1 of 1$/);
    await box.fill('');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Sex' }).click();
    // The address follows first, then the box: not `check`, which looks at once.
    await page.getByRole('checkbox', { name: 'Female' }).click();
    await expect(page.getByRole('checkbox', { name: 'Female' })).toBeChecked();
    await range(/of 50,000$/);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Filter', exact: true }).click();
    await page.getByRole('menuitem', { name: 'City' }).click();
    await field(page, 'City contains').fill('easton');
    await range(/of 12,500$/);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Drop the filter Sex' }).click();
    await range(/of 25,000$/);
  });

  await test.step('opens a row and comes back to the same place', async () => {
    await scrollAndWatch(grid, { share: 0.5, steps: 5 });
    await expect(rows.nth(12)).toContainText('P-0');
    const opened = /P-\d{6}/.exec(await rows.nth(12).innerText())?.[0] ?? '';
    await rows.nth(12).click();
    await expect(page.getByRole('button', { name: 'More for this patient' })).toBeVisible();
    await page.goBack();
    await expect(grid.getByText(opened)).toBeInViewport();
  });

  await test.step('finds one of them in the palette', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    const search = page.getByRole('dialog', { name: 'Search' });
    await search.getByRole('combobox').fill('zytka');
    const zytka = search.getByRole('option', { name: /Zoë Zytka/ });
    await expect(zytka).toContainText('Z-LAST');
    await search.getByRole('combobox').fill('zyktqa');
    await expect(search.getByText('No one matches “zyktqa”.', { exact: false }).first()).toBeVisible();
    await search.getByRole('combobox').fill('zykta');
    await expect(zytka).toContainText('1 letter fixed');
  });
});
