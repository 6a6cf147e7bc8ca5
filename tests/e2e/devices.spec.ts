import { dialog, expect, field, people, test } from './stories';

test('a device is made as it is shown, its token is given, replaced and taken away, and its history tells of each', async ({
  clinic,
  openBrowser,
}) => {
  const page = await openBrowser(clinic.desk, people.ada);
  await page.goto(`${clinic.desk.origin}/#/devices/new`);

  await test.step('a new device is in use, as the form says', async () => {
    await expect(page.getByRole('checkbox', { name: 'In use' })).toBeChecked();
    await field(page, 'Name').fill('Gateway of the ward');
    await field(page, 'Kind').click();
    await page.getByRole('option', { name: 'Gateway' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { name: 'Gateway of the ward', level: 1 })).toBeVisible();
    await expect(page.getByText('Yes', { exact: true })).toBeVisible();
  });

  const history = page.getByRole('region', { name: 'Who changed what' });
  const token = dialog(page, 'The token of this device');
  await test.step('the example leaves a place for the record number, and says so', async () => {
    await page.getByRole('button', { name: 'Issue token' }).click();
    await expect(
      token.getByText('put the record number of a patient in place of RECORD-NUMBER'),
    ).toBeVisible();
    await expect(token.getByText(/"recordNumber":"RECORD-NUMBER"/)).toBeVisible();
    await token.getByRole('button', { name: 'I have kept it' }).click();
    await expect(history.getByText('gave a device a token')).toHaveCount(1);
  });

  await test.step('a new token, and none', async () => {
    await page.getByRole('button', { name: 'Issue a new token' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Issue a new token' }).click();
    await token.getByRole('button', { name: 'I have kept it' }).click();
    await expect(history.getByText('gave a device a token')).toHaveCount(2);
    await page.getByRole('button', { name: 'Revoke token' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke token' }).click();
    await expect(history.getByText('took a device’s token away')).toHaveCount(1);
  });
});
