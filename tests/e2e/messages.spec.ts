import { dialog, expect, field, message, people, test } from './stories';

test('a message stands beside an open dialog, also while another one fades away', async ({
  clinic,
  openBrowser,
}) => {
  const page = await openBrowser(clinic.desk, people.ada);
  await page.goto(`${clinic.desk.origin}/#/devices/new`);
  await field(page, 'Name').fill('Gateway of the ward');
  await field(page, 'Kind').click();
  await page.getByRole('option', { name: 'Gateway' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  const told = message(page, 'Device saved');
  // Messages that are pointed at stay.
  await told.hover();
  await page.getByRole('button', { name: 'Issue token' }).press('Enter');
  await expect(dialog(page, 'The token of this device')).toBeVisible();
  // The one before is gone too fast to be caught: one like it.
  await page.evaluate(() => {
    const fading = document.createElement('div');
    fading.dataset.fading = 'true';
    fading.innerHTML = '<section role="dialog" aria-modal="true"></section>';
    document.body.append(fading);
  });
  const width = page.viewportSize()?.width ?? 0;
  await expect
    .poll(async () => {
      const box = await told.boundingBox();
      return box && box.x + box.width < width / 3;
    })
    .toBe(true);
});
