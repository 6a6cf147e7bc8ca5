import { seriousFindings } from './look';
import { dayAhead, dialog, expect, field, message, people, test } from './stories';

test('a doctor is stopped by an allergy, goes on with a reason, renews and stops a medicine', async ({
  clinic,
  openBrowser,
}) => {
  const { record: patient } = await clinic.admin.patients.create({
    firstname: 'Fatima',
    lastname: 'Al-Sayed',
  });
  const doctor = await clinic.desk.newCaller();
  await doctor.session.signIn({ username: people.joshi.username, password: people.joshi.password });
  const whose = { patient: patient.id };
  await doctor.allergies.create({ ...whose, substance: 'Penicillin', reaction: 'anaphylaxis' });
  const { record: old } = await doctor.prescriptions.create({
    ...whose,
    prescriptionName: 'Ramipril 5 mg',
    amount: '1 tablet in the morning',
    dateprescribed: '2026-03-02',
  });
  const page = await openBrowser(clinic.desk, people.joshi);
  await page.goto(`${clinic.desk.origin}/#/patients/${patient.id}`);
  const medicines = page.getByRole('region', { name: /^Medicines/ });
  const form = dialog(page, 'New prescription for Fatima Al-Sayed');

  await test.step('what speaks against it is said while it is typed, also that it is not known', async () => {
    await medicines.getByRole('button', { name: 'Prescribe' }).click();
    await expect(form.or(page.getByRole('dialog'))).toBeVisible();
    const check = page.getByRole('status', { name: 'Check of this medicine' });
    await field(page, 'Medicine').fill('Zubrazol forte');
    await expect(check).toContainText('NOT CHECKED. Not known here: zubrazol');
    await field(page, 'Medicine').fill('Paracetamol 500 mg');
    await expect(check).toContainText('Checked against 1 allergy and 1 medicine. Nothing found.');
    await field(page, 'Medicine').fill('Amoxicillin 500 mg');
    await expect(check).toContainText('Allergic to Penicillin (anaphylaxis).');
    expect(await seriousFindings(page)).toEqual([]);
  });

  await test.step('it is refused, and goes on with a reason', async () => {
    await field(page, 'Amount').fill('1 capsule three times a day');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Not saved.' })).toContainText(
      'Allergic to Penicillin (anaphylaxis).',
    );
    await page.getByRole('button', { name: 'Give a reason' }).click();
    const given = await field(page, 'Reason for going on').boundingBox();
    const refusal = await page.getByRole('alert').filter({ hasText: 'Not saved.' }).boundingBox();
    expect((given?.y ?? 0) + (given?.height ?? 0)).toBeLessThan(refusal?.y ?? 0);
    await field(page, 'Reason for going on').fill('Desensitised in May.');
    await page.getByRole('button', { name: 'Prescribe with this reason' }).click();
    await expect(message(page, 'Prescription saved')).toBeVisible();
    await expect(medicines).toContainText('Allergic to Penicillin (anaphylaxis).');
    await expect(medicines).toContainText('Reason: Desensitised in May.');
  });

  await test.step('a medicine is renewed in one step, and that is taken back', async () => {
    await medicines.getByRole('button', { name: 'More for Ramipril 5 mg' }).click();
    await page.getByRole('menuitem', { name: 'Renew' }).click();
    await expect(message(page, 'Prescription renewed')).toBeVisible();
    await expect(medicines).toContainText('Earlier');
    await expect(medicines).toContainText('completed');
    await message(page, 'Prescription renewed').getByRole('button', { name: 'Undo' }).click();
    await expect(message(page, 'Renewal taken back')).toBeVisible();
    await expect(medicines).not.toContainText('completed');
  });

  await test.step('what speaks against it stops a renewal too, until there is a reason of today', async () => {
    await medicines.getByRole('link', { name: 'Amoxicillin 500 mg' }).click();
    await expect(page.getByRole('heading', { name: 'Check' })).toBeVisible();
    await expect(page.getByText('Reason for going on: Desensitised in May.')).toBeVisible();
    await page.getByRole('button', { name: 'Renew' }).click();
    const question = dialog(page, 'Renew Amoxicillin 500 mg?');
    await expect(question.getByRole('alert')).toContainText('Allergic to Penicillin (anaphylaxis).');
    await expect(question).toContainText('The reason last time: Desensitised in May.');
    expect(await seriousFindings(page)).toEqual([]);
    await field(question, 'Reason for going on').fill('Still tolerated.');
    await question.getByRole('button', { name: 'Renew with this reason' }).click();
    await expect(message(page, 'Prescription renewed')).toBeVisible();
    await expect(page.getByText('it is not taken now')).toBeVisible();
  });

  await test.step('a course is renewed for as many days as before, which are shown and may be changed', async () => {
    const { record: course } = await doctor.prescriptions.create({
      ...whose,
      prescriptionName: 'Doxycycline 100 mg',
      amount: '1 capsule a day',
      dateprescribed: '2026-03-02',
      endsOn: '2026-03-08',
    });
    await page.goto(`${clinic.desk.origin}/#/prescriptions/${course.id}`);
    await page.getByRole('button', { name: 'Renew' }).click();
    const question = dialog(page, 'Renew Doxycycline 100 mg?');
    await expect(question.getByText(/taken for 7 days as before/)).toBeVisible();
    await expect(field(question, 'Ends on')).not.toHaveValue('');
    expect(await seriousFindings(page)).toEqual([]);
    await field(question, 'Ends on').fill('1 Feb 2026');
    await expect(question.getByText('Today or a later day')).toBeVisible();
    await expect(question.getByRole('button', { name: 'Renew', exact: true })).toBeDisabled();
    await field(question, 'Ends on').fill('');
    await question.getByRole('button', { name: 'Renew', exact: true }).click();
    await expect(question).toBeHidden();
    const { rows } = await doctor.prescriptions.list({ filter: { renews: { is: course.id } } });
    expect(rows.map(({ status, endsOn }) => [status, endsOn])).toEqual([['active', undefined]]);
  });

  await test.step('a medicine is stopped today, and goes on again', async () => {
    await page.goto(`${clinic.desk.origin}/#/prescriptions/${old.id}`);
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Stop', exact: true })).toHaveCount(0);
    await message(page, 'Prescription stopped').getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
  });
});

test('a prescription is printed with what a pharmacist needs, and that it was read for it is in the audit', async ({
  clinic,
  openBrowser,
}) => {
  const { rows } = await clinic.admin.clinics.list({});
  const [{ id = '', revision = 1 } = {}] = rows;
  const reached = { address: '4 Market Square', city: 'Norbridge', phone: '+44 1632 960100' };
  await clinic.admin.clinics.update({ id, revision, changes: reached });
  const { record: patient } = await clinic.admin.patients.create({
    ...{ firstname: 'Fatima', lastname: 'Al-Sayed', dateOfBirth: '1953-12-04', sex: 'female' },
    ...{ address: '7 Mill Lane', city: 'Norbridge', recordNumber: 'WF-0123' },
  });
  const doctor = await clinic.desk.newCaller();
  await doctor.session.signIn({ username: people.joshi.username, password: people.joshi.password });
  const whose = { patient: patient.id };
  await doctor.allergies.create({ ...whose, substance: 'Penicillin', reaction: 'anaphylaxis' });
  const { record: ramipril } = await doctor.prescriptions.create({
    ...{ ...whose, prescriptionName: 'Ramipril 5 mg', amount: '1 tablet in the morning', refills: 2 },
    ...{ dateprescribed: dayAhead(0), doctor: clinic.doctor, generalinstructions: 'With water' },
  });
  const page = await openBrowser(clinic.desk, people.joshi);
  // The dialog of the printer is none of the page: what it is given stays to be looked at.
  await page.evaluate(() => {
    window.print = () => {
      for (const each of document.querySelectorAll('body > [data-paper]'))
        document.body.append(each.cloneNode(true));
    };
  });
  const paper = page.locator('body > [data-paper]');

  await test.step('from the menu of a medicine on the chart', async () => {
    await page.goto(`${clinic.desk.origin}/#/patients/${patient.id}`);
    await page.getByRole('button', { name: 'More for Ramipril 5 mg', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Print', exact: true }).click();
    await expect(paper).toHaveCount(1);
    await page.emulateMedia({ media: 'print' });
    await expect(paper).toBeVisible();
    const words = await paper.innerText();
    for (const needed of [
      ...['Wellness First Clinic', '4 Market Square, Norbridge', '+44 1632 960100', 'Fatima Al-Sayed'],
      ...['4 Dec 1953', 'Female', '7 Mill Lane, Norbridge', 'WF-0123', 'Penicillin (anaphylaxis)'],
      ...['1 tablet in the morning', 'With water', 'Dr Meera Joshi', 'General practice', 'Signature'],
    ])
      expect(words).toContain(needed);
    // Nothing of the desk around it.
    await expect(page.getByRole('navigation', { name: 'Pages' })).toBeHidden();
    await page.emulateMedia({ media: 'screen' });
    await expect(paper).toBeHidden();
    await paper.evaluate((each) => each.remove());
  });

  await test.step('which is in the audit, though nobody opened its page', async () => {
    await expect
      .poll(async () => {
        const filter = { record: { is: ramipril.id }, action: { is: 'read' } };
        const { rows: looks } = await clinic.admin.auditentries.list({ filter });
        return looks.map(({ userName }) => userName);
      })
      .toContain(people.joshi.name);
  });

  await test.step('and with the keys that print, on its page', async () => {
    await page.goto(`${clinic.desk.origin}/#/prescriptions/${ramipril.id}`);
    await expect(page.getByRole('button', { name: 'Print', exact: true })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+p');
    await expect(paper).toHaveCount(1);
  });
});
