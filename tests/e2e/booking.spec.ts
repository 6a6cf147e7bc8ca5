import { seriousFindings } from './look';
import { choose, type Clinic, dayAhead, dialog, expect, field, message, people, test } from './stories';

const day = dayAhead(7);

/** Tanmay is booked with Dr Joshi at 10:00 for 20 minutes; Ruth is not booked yet. */
async function bookTanmay({ admin, doctor }: Clinic) {
  const { record: tanmay } = await admin.patients.create({ firstname: 'Tanmay', lastname: 'Kulkarni' });
  const { record: ruth } = await admin.patients.create({ firstname: 'Ruth', lastname: 'Abebe' });
  const { record: appointment } = await admin.appointments.create({
    patient: tanmay.id,
    doctor,
    date: day,
    time: '10:00',
    minutes: 20,
    reason: 'Cough',
  });
  return { appointment: appointment.id, ruth: ruth.id };
}

test('a taken time is refused with who has it and what is free; overbooking needs a reason', async ({
  clinic,
  openBrowser,
}) => {
  const { ruth } = await bookTanmay(clinic);
  const page = await openBrowser(clinic.desk, people.rosa);
  await page.goto(`${clinic.desk.origin}/#/appointments?view=day&date=${day}`);
  await expect(page.getByRole('row', { name: /^10:00, Tanmay Kulkarni/ })).toBeVisible();

  await page.getByRole('button', { name: 'New appointment' }).first().click();
  const booking = dialog(page, 'New appointment');
  await choose(field(booking, 'Patient'), 'abebe', /Ruth/);
  await choose(field(booking, 'Doctor'), 'joshi', /Meera Joshi/);
  const free = booking.getByRole('group', { name: /^Free on/ });
  await expect(free.getByRole('button', { name: '09:40', exact: true })).toBeVisible();
  await expect(free.getByRole('button', { name: '10:00', exact: true })).toHaveCount(0);

  await test.step('a taken time says who has it, and what is free beside it', async () => {
    await field(booking, 'Time').fill('10:10');
    await booking.getByRole('button', { name: 'Book 10:10' }).click();
    const clash = booking.getByRole('alert');
    await expect(clash).toContainText('Dr Meera Joshi already sees Tanmay Kulkarni 10:00–10:20.');
    await expect(clash).toContainText('Next free');
    const times = await clash.getByRole('button', { name: /^\d\d:\d\d$/ }).allInnerTexts();
    expect(times.length).toBeGreaterThan(0);
    expect(await seriousFindings(page)).toEqual([]);
    expect(times.filter((time) => time > '09:40' && time < '10:20')).toEqual([]);
  });

  await test.step('overbooking waits for a reason', async () => {
    await booking.getByRole('button', { name: 'Overbook…' }).click();
    const overbook = booking.getByRole('button', { name: 'Overbook at 10:10' });
    await expect(overbook).toBeDisabled();
    await expect(overbook).toHaveAccessibleDescription('Overbooking needs a reason.');
    await field(booking, 'Reason for overbooking').fill('Chest pain, must be seen today');
    await overbook.click();
    await expect(booking).toBeHidden();
    await expect(page.getByRole('row', { name: /^10:10, Ruth Abebe/ })).toBeVisible();
  });
  const { rows } = await clinic.admin.appointments.list({ filter: { patient: { is: ruth } } });
  expect(rows).toMatchObject([{ time: '10:10', overbookedReason: 'Chest pain, must be seen today' }]);
});

test('the same patient, and the same room, cannot be in two places at once', async ({ clinic }) => {
  const { appointment } = await bookTanmay(clinic);
  const { admin, doctor } = clinic;
  const { record: other } = await admin.doctors.create({ firstname: 'Samuel', lastname: 'Okafor' });
  const { record: taken } = await admin.appointments.get({ id: appointment });
  const booked = { patient: taken.patient ?? '', date: day, time: '10:10', minutes: 20 };
  await expect(admin.appointments.create({ ...booked, doctor: other.id })).rejects.toMatchObject({
    code: 'CONFLICT',
    data: { kind: 'booking', holder: 'patient', clash: { id: appointment } },
  });
  const { record: ruth } = await admin.patients.create({ firstname: 'Rose', lastname: 'Adeyemi' });
  await admin.appointments.update({ id: appointment, revision: taken.revision, changes: { room: 'Room 1' } });
  await expect(
    admin.appointments.create({ ...booked, patient: ruth.id, doctor: other.id, room: 'Room 1' }),
  ).rejects.toMatchObject({ code: 'CONFLICT', data: { kind: 'booking', holder: 'room' } });
  expect(doctor).not.toBe(other.id);
});

test('an appointment is moved to a free time, and put back with Undo; a taken time is refused', async ({
  clinic,
  openBrowser,
}) => {
  const { ruth } = await bookTanmay(clinic);
  await clinic.admin.appointments.create({
    patient: ruth,
    doctor: clinic.doctor,
    date: day,
    time: '11:00',
    minutes: 20,
  });
  const page = await openBrowser(clinic.desk, people.rosa);
  await page.goto(`${clinic.desk.origin}/#/appointments?view=day&date=${day}`);
  const tanmayAt = (time: string) => page.getByRole('row', { name: new RegExp(`^${time}, Tanmay Kulkarni`) });
  const openMove = async (time: string) => {
    // The menu of a row shows itself to the pointer and to the focus.
    await tanmayAt(time).hover();
    await tanmayAt(time).getByRole('button', { name: 'More for Tanmay Kulkarni' }).click();
    await page.getByRole('menuitem', { name: 'Move…' }).click();
    return page.getByRole('dialog', { name: /^Move / });
  };
  let move = await openMove('10:00');
  await field(move, 'Time').fill('11:10');
  await move.getByRole('button', { name: 'Move to 11:10' }).click();
  await expect(move.getByRole('alert')).toContainText('already sees Ruth Abebe 11:00–11:20.');
  await move.getByRole('button', { name: 'Put back' }).click();
  await expect(tanmayAt('10:00')).toBeVisible();

  move = await openMove('10:00');
  await move
    .getByRole('group', { name: /^Free on/ })
    .getByRole('button', { name: '11:20', exact: true })
    .click();
  await move.getByRole('button', { name: 'Move to 11:20' }).click();
  await expect(tanmayAt('11:20')).toBeVisible();
  await expect(tanmayAt('10:00')).toHaveCount(0);
  await message(page, /Moved to .* 11:20/)
    .getByRole('button', { name: 'Undo' })
    .click();
  await expect(tanmayAt('10:00')).toBeVisible();
});

test('the form knows who books, where, and says what cannot be or is past', async ({
  clinic,
  openBrowser,
}) => {
  const { record: tanmay } = await clinic.admin.patients.create({
    firstname: 'Tanmay',
    lastname: 'Kulkarni',
  });
  const page = await openBrowser(clinic.desk, people.joshi);
  await page.goto(`${clinic.desk.origin}/#/appointments?view=day&date=${day}`);
  await page.getByRole('button', { name: 'New appointment' }).first().click();
  const booking = dialog(page, 'New appointment');

  await test.step('the doctor who is signed in, and the rooms of the clinic', async () => {
    await expect(field(booking, 'Doctor')).toHaveValue('Dr Meera Joshi');
    await choose(field(booking, 'Patient'), 'kulkarni', /Tanmay/);
    await field(booking, 'Room').click();
    await page.getByRole('option', { name: 'Room 2' }).click();
    await expect(field(booking, 'Room')).toHaveValue('Room 2');
  });

  await test.step('a length that cannot be says so at once', async () => {
    await field(booking, 'Length').fill('500');
    await field(booking, 'Reason').focus();
    await expect(field(booking, 'Length')).toHaveAccessibleDescription(/At most 480/);
    await field(booking, 'Length').fill('20');
  });

  await test.step('a past day says what booking it means, and can be booked', async () => {
    await field(booking, 'Date').fill(dayAhead(-7));
    await field(booking, 'Time').fill('10:00');
    await field(booking, 'Reason').fill('Cough');
    await expect(booking.getByText(/is past\. Book it only to record an appointment/)).toBeVisible();
    expect(await seriousFindings(page)).toEqual([]);
    await booking.getByRole('button', { name: 'Book 10:00' }).click();
    await expect(booking).toBeHidden();
  });
  const { rows } = await clinic.admin.appointments.list({ filter: { patient: { is: tanmay.id } } });
  expect(rows).toMatchObject([{ date: dayAhead(-7), time: '10:00', room: 'Room 2', doctor: clinic.doctor }]);
});

test('a doctor without hours: the form says which ones it takes; one with appointments ahead is not removed', async ({
  clinic,
  openBrowser,
}) => {
  const { record: doctor } = await clinic.admin.doctors.create({ firstname: 'Samuel', lastname: 'Okafor' });
  const { record: ruth } = await clinic.admin.patients.create({ firstname: 'Ruth', lastname: 'Abebe' });
  const booked = { patient: ruth.id, doctor: doctor.id, date: day, time: '10:00', minutes: 20 };
  await clinic.admin.appointments.create(booked);
  const page = await openBrowser(clinic.desk, people.ada);
  await page.goto(`${clinic.desk.origin}/#/appointments?view=day&date=${day}`);
  await page.getByRole('button', { name: 'New appointment' }).first().click();
  const booking = dialog(page, 'New appointment');
  await choose(field(booking, 'Doctor'), 'okafor', /Samuel Okafor/);
  await expect(booking.getByText('No working hours are entered for Dr Samuel Okafor')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.goto(`${clinic.desk.origin}/#/doctors/${doctor.id}`);
  await page.getByRole('button', { name: 'Remove this doctor' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(
    message(page, /This doctor has 1 appointment from today on\. Move or cancel it/),
  ).toBeVisible();
});

// Seen red with keys held for the palette alone: "abebe" became "bebe", or nothing.
test('a walk-in is typed right after its key, without waiting for the form', async ({
  clinic,
  openBrowser,
}) => {
  await clinic.admin.patients.create({ firstname: 'Ruth', lastname: 'Abebe' });
  const page = await openBrowser(clinic.desk, people.rosa);
  await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
  await page.keyboard.press('w');
  await page.keyboard.type('abebe');
  const walkIn = page.getByRole('dialog');
  await expect(field(walkIn, 'Patient')).toHaveValue('abebe');
  await expect(page.getByRole('option', { name: /Ruth Abebe/ })).toBeVisible();
});

test('a patient who was removed is not booked, and the form says why when that happens meanwhile', async ({
  clinic,
  openBrowser,
}) => {
  const { record } = await clinic.admin.patients.create({ firstname: 'Ruth', lastname: 'Abebe' });
  const page = await openBrowser(clinic.desk, people.joshi);
  await page.goto(`${clinic.desk.origin}/#/patients/${record.id}`);
  await page.getByRole('button', { name: 'Book', exact: true }).first().click();
  const booking = dialog(page, 'New appointment');
  await field(booking, 'Date').fill(dayAhead(7));
  await booking.getByRole('button', { name: '10:00', exact: true }).click();
  await clinic.admin.patients.remove({ id: record.id, revision: record.revision });
  await booking.getByRole('button', { name: 'Book 10:00' }).click();
  await expect(booking.getByText(/There is no such patient/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('This record is removed.')).toBeVisible();
  await expect(page.getByRole('button', { name: /Book/ })).toHaveCount(0);
});
