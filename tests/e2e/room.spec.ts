import type { Locator, Page } from '@playwright/test';
import { enlargeText, goTo, places } from './look';
import { expect, message, type SignIn, test } from './stories';

/** 200 % zoom of a 1280 px window is the last: half the pixels. */
const windows = [
  { name: 'at 1024 px', width: 1024, height: 768, largeText: false },
  { name: 'with text of 200 %', width: 1280, height: 800, largeText: true },
  { name: 'at a zoom of 200 %', width: 640, height: 400, largeText: false },
] as const;

const names = [
  'today',
  'waiting-room',
  'appointments-month',
  'appointments-week',
  'appointments-week-of-a-doctor',
  'appointments-day',
] as const;

const place = (name: (typeof names)[number]) => {
  const found = places.find((each) => each.name === name);
  if (!found) throw new Error(`No place is named ${name}`);
  return found;
};

/** Buttons and links that a person would have to scroll sideways for, or that others cover in part. */
const outOfReach = (page: Page) =>
  page.locator('header, main').evaluateAll((parts) =>
    parts
      .flatMap((part) => [...part.querySelectorAll('button, a')])
      .filter((each) => {
        const { left, right, width } = each.getBoundingClientRect();
        return width > 0 && (left < 0 || right > window.innerWidth + 1);
      })
      .map((each) => each.textContent),
  );

const boxOf = async (part: Locator) => {
  const box = await part.boundingBox();
  if (!box) throw new Error('It is not shown');
  return box;
};

for (const { name, width, height, largeText } of windows) {
  test(`${name} nothing of the day, the week and the month is cut off sideways`, async ({
    demo,
    openBrowser,
  }) => {
    const pages = new Map<SignIn, Page>();
    for (const each of names) {
      const { as } = place(each);
      const page = pages.get(as) ?? (await openBrowser(demo, as));
      if (!pages.has(as) && largeText) await enlargeText(page);
      pages.set(as, page);
      await page.setViewportSize({ width, height });
      await goTo(page, demo.origin, place(each));
      expect(await outOfReach(page), each).toEqual([]);
      const isCut = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      expect(isCut, `${each} scrolls sideways`).toBe(false);
    }
  });

  test(`${name} the panel of Today stands below the list`, async ({ demo, openBrowser }) => {
    const page = await openBrowser(demo, place('today').as);
    await page.setViewportSize({ width, height });
    if (largeText) await enlargeText(page);
    await goTo(page, demo.origin, place('today'));
    const list = await boxOf(page.getByRole('table', { name: 'Appointments by doctor' }));
    const panel = await boxOf(page.getByRole('complementary', { name: 'Beside the page' }));
    expect(panel.y).toBeGreaterThanOrEqual(list.y + list.height);
    expect(Math.round(panel.x)).toBe(Math.round(list.x));
  });
}

test('names in the week of a doctor stand within their day at 1024 px', async ({ demo, openBrowser }) => {
  const page = await openBrowser(demo, place('appointments-week-of-a-doctor').as);
  await page.setViewportSize({ width: 1024, height: 768 });
  await goTo(page, demo.origin, place('appointments-week-of-a-doctor'));
  const cut = await page
    .getByRole('button', { name: /^\d\d:\d\d / })
    .evaluateAll((entries) =>
      entries.filter((each) => each.scrollWidth > each.clientWidth).map((each) => each.textContent),
    );
  expect(cut).toEqual([]);
});

test('rows of the waiting room are of one height', async ({ demo, openBrowser }) => {
  const page = await openBrowser(demo, place('waiting-room').as);
  await goTo(page, demo.origin, place('waiting-room'));
  const rows = page.getByRole('table', { name: 'Waiting room' }).getByRole('row', { name: /^\d\d:\d\d, / });
  await expect(rows.first()).toBeVisible();
  const heights = await rows.evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height));
  expect(new Set(heights)).toEqual(new Set([34]));
});

test('of many steps in a row the last three can be seen, and Ctrl+Z takes one after the other back', async ({
  demo,
  openBrowser,
}) => {
  const page = await openBrowser(demo, place('appointments-day').as);
  await goTo(page, demo.origin, place('appointments-day'));
  const checkIn = page.getByRole('button', { name: /^Check in/ });
  const before = await checkIn.count();
  for (let done = 1; done <= 4; done += 1) {
    await checkIn.first().click();
    await expect(checkIn).toHaveCount(before - done);
    await expect(message(page, 'checked in')).toHaveCount(Math.min(done, 3));
  }
  for (let left = 3; left >= 0; left -= 1) {
    await page.keyboard.press('ControlOrMeta+z');
    await expect(checkIn).toHaveCount(before - left);
  }
  await expect(message(page, 'checked in')).toHaveCount(0);
});
