import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { startDesk } from '../support/desk-process';
import { dicomOf, pdfOf, photo } from './document-files';
import { expect, message, people, secret, setUpClinic, test } from './stories';

type Dropped = { readonly name: string; readonly content: Buffer };

/** Holds files over the window and lets go of them, as a hand would. */
async function drop(page: Page, files: readonly Dropped[]): Promise<void> {
  const given = files.map(({ name, content }) => ({ name, content: content.toString('base64') }));
  const transfer = await page.evaluateHandle((all) => {
    const held = new DataTransfer();
    for (const { name, content } of all) {
      const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
      held.items.add(new File([bytes], name));
    }
    return held;
  }, given);
  await page.dispatchEvent('body', 'dragenter', { dataTransfer: transfer });
  await expect(page.getByText('Add to the record of Fatima Al-Sayed')).toBeVisible();
  await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
}

const tray = (page: Page) => page.getByRole('region', { name: 'Files being added' });
const row = (page: Page, title: string) => tray(page).getByRole('listitem', { name: title });
const panel = (page: Page) => page.getByRole('region', { name: 'Documents' });

async function openDocument(page: Page, title: string): Promise<void> {
  await panel(page).getByRole('link', { name: title }).click();
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
}

/** Downloads what the page shows, as bytes. */
async function download(page: Page): Promise<Buffer> {
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).first().click(),
  ]);
  return readFile(await saved.path());
}

/** What stands behind the picture of a viewer: its size on the screen. */
const widthOf = async (picture: Locator) => (await picture.boundingBox())?.width ?? 0;

test('a doctor drops photos and a PDF on a chart, looks at them, finds a word in the PDF, and gets back what was given', async ({
  clinic,
  openBrowser,
}) => {
  const { record: fatima } = await clinic.admin.patients.create({
    firstname: 'Fatima',
    lastname: 'Al-Sayed',
    dateOfBirth: '1972-03-12',
  });
  const page = await openBrowser(clinic.desk, people.joshi);
  const chart = `${clinic.desk.origin}/#/patients/${fatima.id}`;
  await page.goto(chart);
  await expect(panel(page).getByText('Drag files here')).toBeVisible();
  test.setTimeout(180_000);
  const letter = pdfOf(['Dear colleague', 'No diabetic retinopathy', 'Retinopathy again in a year']);
  const photos = await Promise.all([0, 1, 2].map(photo));

  await test.step('each file says how far it is, and all of them arrive', async () => {
    await drop(page, [
      ...photos.map((content, index) => ({ name: `Wound ${index + 1}.jpg`, content })),
      { name: 'Eye_clinic.pdf', content: letter },
    ]);
    await expect(tray(page).getByRole('heading', { name: '4 files added' })).toBeVisible({ timeout: 30_000 });
    await expect(panel(page).getByRole('link', { name: 'Eye clinic' })).toBeVisible();
    await expect(panel(page).getByRole('link', { name: 'All 4' })).toBeVisible();
    await expect(
      page.getByRole('region', { name: 'Timeline' }).getByRole('article', { name: /Wound 2/ }),
    ).toBeVisible();
    await expect(tray(page)).toBeHidden({ timeout: 15_000 });
  });

  await test.step('a photo is zoomed, turned and shown whole again, and is downloaded as it was', async () => {
    await openDocument(page, 'Wound 1');
    const picture = page.getByRole('img', { name: 'Wound 1' });
    await expect(picture).toBeVisible();
    const whole = await widthOf(picture);
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await expect.poll(() => widthOf(picture)).toBeGreaterThan(whole * 1.2);
    await page.getByRole('button', { name: 'Rotate right' }).click();
    await expect
      .poll(async () => {
        const box = await picture.boundingBox();
        return box !== null && box.height > box.width;
      })
      .toBe(true);
    await page.getByRole('button', { name: 'Reset' }).click();
    await expect.poll(() => widthOf(picture)).toBeCloseTo(whole, 0);
    expect((await download(page)).equals(photos[0] ?? Buffer.alloc(0))).toBe(true);
  });

  await test.step('a word is found inside the PDF, marked, and stepped through', async () => {
    await page.goto(chart);
    await openDocument(page, 'Eye clinic');
    const search = page.getByRole('searchbox', { name: 'Find in this document' });
    await search.fill('zebra');
    await expect(page.getByText('Not found', { exact: true })).toBeVisible();
    await search.fill('RETINOPATHY');
    await expect(page.getByText('1 of 2')).toBeVisible();
    await expect(page.getByRole('group', { name: 'Page 2' }).locator('mark')).toHaveText('retinopathy');
    await search.press('Enter');
    await expect(page.getByText('2 of 2', { exact: true })).toBeVisible();
    await expect(page.getByRole('group', { name: 'Page 3' }).locator('mark')).toBeInViewport();
    expect((await download(page)).equals(letter)).toBe(true);
  });

  await test.step('a search of everything finds the word and leads to it', async () => {
    await page.goto(`${clinic.desk.origin}/#/search?q=retinopathy`);
    await page.getByRole('link', { name: /Eye clinic/ }).click();
    await expect(page.getByRole('searchbox', { name: 'Find in this document' })).toHaveValue(/retinopathy/i);
    await expect(page.getByText('1 of 2')).toBeVisible();
  });

  await test.step('a DICOM picture warns when it is of someone else, and goes through its frames', async () => {
    await page.goto(chart);
    await drop(page, [
      { name: 'Head CT.dcm', content: dicomOf({ name: 'Abebe^Ruth', birthDate: '19990101', frames: 3 }) },
    ]);
    await expect(row(page, 'Head CT').getByRole('alert')).toContainText('This may be of someone else.');
    await openDocument(page, 'Head CT');
    await expect(page.getByText('This picture may be of someone else.')).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('1 of 3', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Next frame' }).click();
    await expect(page.getByText('2 of 3', { exact: true })).toBeVisible();
    // The dialog of the printer is none of the page: how large the picture is that it is given, and
    // what stands above it.
    const printed = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          window.print = () => {
            const [picture] = document.querySelectorAll<HTMLImageElement>('[data-paper] img');
            const caption = document.querySelector('[data-paper] figcaption')?.textContent;
            resolve(`${picture?.naturalWidth} × ${picture?.naturalHeight}: ${caption}`);
          };
          const buttons = [...document.querySelectorAll('button')];
          buttons.find(({ textContent }) => textContent === 'Print')?.click();
        }),
    );
    expect(printed).toMatch(/^256 × 192: Fatima Al-Sayed, born 12 Mar 1972, WF-000001\. Head CT/);
    expect(printed).toContain('This may be of someone else. The file says: Abebe');
  });

  await test.step('a removed document can be brought back', async () => {
    await page.getByRole('button', { name: 'Remove this document' }).click();
    await expect(page.getByRole('heading', { name: 'Documents', level: 1 })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Head CT' })).toBeHidden();
    await message(page, 'Document removed').getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('link', { name: 'Head CT' })).toBeVisible();
  });

  await test.step('a word of the PDF, which the timeline does not look through, is one step from its filter', async () => {
    await page.goto(chart);
    await page.getByRole('button', { name: 'Find in the timeline' }).click();
    await page.getByRole('searchbox', { name: 'Find in the timeline' }).fill('retinopathy');
    await expect(page.getByText('Nothing fits')).toBeVisible();
    await page.getByRole('link', { name: 'Search everything for “retinopathy”' }).click();
    await expect(page.getByRole('heading', { name: 'Search', level: 1 })).toBeVisible();
    await expect(page.getByText('Fatima Al-Sayed').first()).toBeVisible();
  });

  await test.step('the very same file once more is told with the one that is there, and taken back', async () => {
    await page.goto(chart);
    await drop(page, [{ name: 'Once_more.jpg', content: photos[1] ?? Buffer.alloc(0) }]);
    const again = row(page, 'Once more');
    await expect(again.getByRole('alert')).toContainText('The same file is in this record already: Wound 2');
    await expect(again.getByRole('link', { name: 'Wound 2' })).toBeVisible();
    await expect(panel(page).getByRole('link', { name: 'All 6' })).toBeVisible();
    await again.getByRole('button', { name: 'Take this one back' }).click();
    await expect(message(page, 'Document removed')).toBeVisible();
    await expect(again).toBeHidden();
    await expect(panel(page).getByRole('link', { name: 'All 5' })).toBeVisible();
  });
});

test('an upload goes on after the database was away, leaves nothing when it is cancelled, and a file that lies is refused', async ({
  clinic,
  openBrowser,
}) => {
  const { record: fatima } = await clinic.admin.patients.create({
    firstname: 'Fatima',
    lastname: 'Al-Sayed',
  });
  const page = await openBrowser(clinic.desk, people.joshi);
  await page.goto(`${clinic.desk.origin}/#/patients/${fatima.id}`);
  await expect(panel(page).getByText('Drag files here')).toBeVisible();
  test.setTimeout(180_000);
  const large = pdfOf(['The last page of a long report'], 16_000_000);
  const progress = (title: string) =>
    row(page, title)
      .getByRole('progressbar')
      .evaluate((bar) => ('value' in bar ? Number(bar.value) : 0));

  await test.step('the database dies while a file is on its way', async () => {
    await drop(page, [{ name: 'Long report.pdf', content: large }]);
    await expect.poll(() => progress('Long report'), { intervals: [20] }).toBeGreaterThan(2_000_000);
    process.kill(clinic.desk.databasePid(), 'SIGKILL');
    await expect(row(page, 'Long report').getByText('Waiting for the connection')).toBeVisible();
    expect(await progress('Long report')).toBeGreaterThan(2_000_000);
  });

  await test.step('it goes on by itself, also on another page, and what arrived is whole', async () => {
    await page.goto(`${clinic.desk.origin}/#/patients`);
    await expect(row(page, 'Long report').getByText('Added')).toBeVisible({ timeout: 90_000 });
    await row(page, 'Long report').getByRole('link', { name: 'Long report' }).click();
    await expect(page.getByRole('group', { name: 'Page 1' })).toBeVisible({ timeout: 30_000 });
    expect((await download(page)).equals(large)).toBe(true);
  });

  await test.step('what is cancelled leaves nothing', async () => {
    await page.goto(`${clinic.desk.origin}/#/patients/${fatima.id}`);
    await expect(panel(page).getByRole('link', { name: 'Long report' })).toBeVisible();
    await drop(page, [{ name: 'Given up.pdf', content: large }]);
    await expect.poll(() => progress('Given up'), { intervals: [20] }).toBeGreaterThan(0);
    await row(page, 'Given up').getByRole('button', { name: 'Cancel Given up' }).click();
    await expect(row(page, 'Given up')).toBeHidden();
    await expect(panel(page).getByRole('link', { name: 'Given up' })).toBeHidden();
  });

  await test.step('text that calls itself a picture is refused with the reason', async () => {
    await drop(page, [{ name: 'Not a photo.jpg', content: Buffer.from('Just some words.') }]);
    const refused = row(page, 'Not a photo');
    await expect(refused.getByText('Not added')).toBeVisible();
    await expect(refused.getByRole('alert')).not.toBeEmpty();
    // It would be refused again.
    await expect(refused.getByRole('button', { name: 'Try again: Not a photo' })).toHaveCount(0);
    await expect(tray(page).getByRole('listitem').first()).toHaveAccessibleName('Not a photo');
  });

  await test.step('a drawing in text is kept as a document, not as a photo', async () => {
    const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>');
    await drop(page, [{ name: 'Body chart.svg', content: drawing }]);
    await expect(row(page, 'Body chart').getByText('Added')).toBeVisible();
    await openDocument(page, 'Body chart');
    await expect(page.getByText('SVG drawing').first()).toBeVisible();
    await expect(page.getByText('Photo', { exact: true })).toHaveCount(0);
    await page.goBack();
  });

  await test.step('a web page is kept, never shown, and downloaded as it is', async () => {
    const web = Buffer.from('<!doctype html><title>x</title><script>document.title = "taken"</script>');
    await drop(page, [{ name: 'Result.html', content: web }]);
    await openDocument(page, 'Result');
    await expect(page.getByText('This file is not shown here')).toBeVisible();
    await expect(page.locator('iframe, object, embed')).toHaveCount(0);
    expect((await download(page)).equals(web)).toBe(true);
  });
});

// Seen red with signing out left to stop the queue.
test('signing out while files are on their way leaves nothing of them', async ({ clinic, openBrowser }) => {
  const { record: fatima } = await clinic.admin.patients.create({
    firstname: 'Fatima',
    lastname: 'Al-Sayed',
  });
  const page = await openBrowser(clinic.desk, people.joshi);
  const begun = new Set<string>();
  page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const [, id] = /"upload":"([0-9a-f]{24})"/.exec(payload.toString()) ?? [];
      if (id) begun.add(id);
    }),
  );
  await page.reload();
  await page.goto(`${clinic.desk.origin}/#/patients/${fatima.id}`);
  await expect(panel(page).getByText('Drag files here')).toBeVisible();
  await drop(
    page,
    ['One', 'Two', 'Three'].map((name) => ({ name: `${name}.pdf`, content: pdfOf([name], 16_000_000) })),
  );
  const bar = row(page, 'One').getByRole('progressbar');
  await expect
    .poll(() => bar.evaluate((each) => ('value' in each ? Number(each.value) : 0)), { intervals: [20] })
    .toBeGreaterThan(1_000_000);
  await page.getByRole('button', { name: /^Signed in as/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Someone else' })).toBeVisible();

  const doctor = await clinic.desk.newCaller();
  const { username, password } = people.joshi;
  await doctor.session.signIn({ username, password });
  expect(begun.size).toBeGreaterThan(0);
  for (const upload of begun) {
    const { received, record } = await doctor.files.uploaded({ upload });
    expect({ received, record }).toEqual({ received: 0, record: undefined });
  }
});

test('a file goes on when its person signs in again after the desk was killed, and one that a window lost is told', async ({
  openBrowser,
}) => {
  test.setTimeout(300_000);
  const home = await mkdtemp(join(tmpdir(), 'clinic-desk-e2e-'));
  const first = await startDesk({ home });
  const { admin } = await setUpClinic(first);
  const { record: fatima } = await admin.patients.create({ firstname: 'Fatima', lastname: 'Al-Sayed' });
  const page = await openBrowser(first, people.joshi);
  await page.goto(`${first.origin}/#/patients/${fatima.id}`);
  await expect(panel(page).getByText('Drag files here')).toBeVisible();
  const large = (title: string) => pdfOf([title], 16_000_000);
  const arrived = (title: string) =>
    expect
      .poll(
        () =>
          row(page, title)
            .getByRole('progressbar')
            .evaluate((bar) => ('value' in bar ? Number(bar.value) : 0)),
        { intervals: [20] },
      )
      .toBeGreaterThan(2_000_000);

  await drop(page, [{ name: 'Long report.pdf', content: large('Long report') }]);
  await arrived('Long report');
  process.kill(first.pid, 'SIGKILL');
  await first.ended;
  await expect(row(page, 'Long report').getByText('Waiting for the connection')).toBeVisible();
  const second = await startDesk({ home, args: ['--port', new URL(first.origin).port] });
  try {
    await test.step('the link is opened beside it, and the person signs in again', async () => {
      const beside = await page.context().newPage();
      await beside.goto(second.launchUrl);
      await beside.close();
      await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
      await expect(tray(page)).toBeHidden();
      await secret(page, 'Password').fill(people.joshi.password);
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await expect(row(page, 'Long report').getByText('Added')).toBeVisible({ timeout: 90_000 });
      await expect(panel(page).getByRole('link', { name: 'Long report' })).toBeVisible();
    });

    await test.step('the window is loaded again while a file is on its way', async () => {
      await drop(page, [{ name: 'Lost.pdf', content: large('Lost') }]);
      await arrived('Lost');
      page.on('dialog', (dialog) => void dialog.accept());
      await page.reload();
      await expect(tray(page).getByRole('heading', { name: '1 file not finished' })).toBeVisible();
      await expect(row(page, 'Lost.pdf')).toContainText('Add it again.');
      await expect(row(page, 'Lost.pdf')).toContainText('Fatima Al-Sayed');
      await drop(page, [{ name: 'Lost.pdf', content: large('Lost') }]);
      await expect(tray(page).getByRole('heading', { name: '1 file added' })).toBeVisible({
        timeout: 90_000,
      });
      await page.reload();
      await expect(panel(page).getByRole('link', { name: 'Lost' })).toBeVisible();
      await expect(tray(page)).toBeHidden();
    });
  } finally {
    await second.stop();
    await rm(home, { recursive: true, force: true });
  }
});
