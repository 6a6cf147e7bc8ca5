import type { Locator, Page } from '@playwright/test';
import { dayAhead, dialog, expect, field, message, people, secret, test } from './stories';

/** More steps than any page needs from its beginning to its end. */
const MOST_STEPS = 120;

type Step = 'Tab' | 'Shift+Tab' | 'ArrowDown' | 'ArrowUp';

/** A person without a mouse: everything here is a key. */
function keyboardOf(page: Page) {
  const { keyboard } = page;
  const press = (...keys: string[]) =>
    keys.reduce((before, key) => before.then(() => keyboard.press(key)), Promise.resolve());
  const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);
  /** Walks, mostly with Tab, until the target has the focus. */
  const reach = async (target: Locator, key: Step = 'Tab') => {
    await expect(target).toBeVisible();
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if (await isFocused(target)) return;
      await keyboard.press(key);
    }
    await expect(target, `reached with ${key}`).toBeFocused();
  };
  return {
    press,
    reach,
    type: (text: string) => keyboard.type(text),
    /** Goes to a field and writes over what stands in it. */
    async write(target: Locator, text: string) {
      await reach(target);
      await press('ControlOrMeta+a');
      await keyboard.type(text);
    },
    /** Goes to a button and presses it. */
    async use(target: Locator, key: Step = 'Tab') {
      await reach(target, key);
      await press('Enter');
    },
  };
}

test('a whole visit of a patient is recorded, found, changed, removed and brought back by keyboard alone', async ({
  clinic,
  openBrowser,
}) => {
  test.setTimeout(150_000);
  const page = await openBrowser(clinic.desk);
  const { press, type, write, use, reach } = keyboardOf(page);
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true }).first();
  const menuItem = (name: string) => page.getByRole('menuitem', { name });
  const entry = (title: string) => page.getByRole('article', { name: new RegExp(`^${title}`) });
  const patient = page.getByRole('heading', { name: 'Fatima Al-Sayed' });

  await test.step('signs in', async () => {
    await expect(field(page, 'User name or email')).toBeFocused();
    await type(people.joshi.username);
    await reach(secret(page, 'Password'));
    await type(people.joshi.password);
    await press('Enter');
    await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
  });

  await test.step('opens the list of keys, and closes it', async () => {
    await press('?');
    const list = page.getByRole('dialog').filter({ hasText: 'New patient' });
    await expect(list).toBeVisible();
    for (const keys of ['Save now', 'Save and sign a visit', 'Snippets'])
      await expect(list).toContainText(keys);
    await press('Escape');
    await expect(list).toBeHidden();
  });

  await test.step('registers a patient', async () => {
    await press('Alt+n');
    await expect(field(page, 'First name')).toBeFocused();
    await type('Fatima');
    await press('Tab');
    await type('Al-Sayed');
    await write(field(page, 'Date of birth'), '12.3.1972');
    await press('ControlOrMeta+s');
    await expect(patient).toBeVisible();
  });

  await test.step('books an appointment', async () => {
    await use(button('Book'));
    const booking = dialog(page, 'New appointment');
    await expect(field(booking, 'Doctor')).toBeFocused();
    await type('joshi');
    await expect(page.getByRole('option', { name: /Meera Joshi/ })).toBeVisible();
    await press('Enter');
    await expect(field(booking, 'Doctor')).toHaveValue('Dr Meera Joshi');
    await write(field(booking, 'Date'), dayAhead(7));
    await press('Tab');
    await use(booking.getByRole('button', { name: '10:00', exact: true }));
    await write(field(booking, 'Reason'), 'Cough for two weeks');
    await press('ControlOrMeta+Enter');
    await expect(booking).toBeHidden();
    await expect(entry('Cough for two weeks')).toBeVisible();
  });

  await test.step('writes a visit, a prescription and a symptom', async () => {
    await use(button('New visit'));
    const visit = dialog(page, 'New visit');
    await write(field(visit, 'Purpose'), 'Cough and fever');
    await write(field(visit, 'Notes'), 'Chest clear.');
    await press('ControlOrMeta+s');
    await expect(entry('Cough and fever')).toBeVisible();
    await expect(visit).toBeHidden();
    // The focus is back where it came from.
    await expect(button('New visit')).toBeFocused();

    await use(button('Prescribe'), 'Shift+Tab');
    const prescription = dialog(page, 'New prescription');
    await write(field(prescription, 'Medicine'), 'Amoxicillin 500 mg');
    await write(field(prescription, 'Amount'), '1 capsule three times a day');
    await press('ControlOrMeta+s');
    await expect(entry('Amoxicillin 500 mg')).toBeVisible();
    await expect(prescription).toBeHidden();

    await use(button('More for this patient'));
    await use(menuItem('Add symptom'), 'ArrowDown');
    const symptom = dialog(page, 'New symptom');
    await write(field(symptom, 'Symptom'), 'Headache');
    await press('ControlOrMeta+s');
    await expect(entry('Headache')).toBeVisible();
    await expect(symptom).toBeHidden();
  });

  await test.step('finds the patient from anywhere', async () => {
    await press('ControlOrMeta+1');
    await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible();
    await press('ControlOrMeta+k');
    await type('al-s fat');
    // Their appointments are found too, a moment later.
    const found = dialog(page, 'Search').getByRole('option', { name: /Al-Sayed .*born/ });
    await expect(found).toHaveAttribute('aria-selected', 'true');
    await press('Enter');
    await expect(patient).toBeVisible();
  });

  await test.step('changes the visit from its list', async () => {
    await press('ControlOrMeta+5');
    const list = page.getByRole('grid', { name: 'visits' });
    await expect(list.getByText('Cough and fever')).toBeVisible();
    await press('j');
    await expect(list).toBeFocused();
    await press('Enter');
    await expect(page.getByRole('heading', { name: /^Cough and fever/, level: 1 })).toBeVisible();
    await press('e');
    await write(field(page, 'Purpose'), 'Cough without fever');
    await press('ControlOrMeta+s');
    await expect(page.getByRole('heading', { name: /^Cough without fever/, level: 1 })).toBeVisible();
  });

  await test.step('removes the visit and takes it back', async () => {
    await use(button('Remove this visit'), 'Shift+Tab');
    const question = page.getByRole('dialog');
    await expect(question.getByRole('button', { name: 'Keep' })).toBeFocused();
    await use(question.getByRole('button', { name: 'Remove' }));
    await expect(page.getByText('No visits yet')).toBeVisible();
    await use(message(page, 'Visit removed').getByRole('button', { name: 'Undo' }), 'Shift+Tab');
    await expect(page.getByRole('grid', { name: 'visits' }).getByText('Cough without fever')).toBeVisible();
  });

  await test.step('signs out', async () => {
    await use(button(/^Signed in as Dr Meera Joshi/));
    await use(menuItem('Sign out'), 'ArrowUp');
    await expect(secret(page, 'Password')).toBeFocused();
  });
});
