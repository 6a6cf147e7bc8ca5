import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepFocus } from './keep-focus';

let end: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = `
    <main>
      <section id="medicines"><ul><li id="row"><button id="stop">Stop</button></li></ul></section>
      <button id="other">Other</button>
    </main>`;
  end = keepFocus(document);
});

afterEach(() => {
  end();
  vi.useRealTimers();
  document.body.innerHTML = '';
});

const find = <E extends HTMLElement = HTMLButtonElement>(id: string) => document.getElementById(id) as E;
/** Changes of the page are told in a microtask. */
const settle = (ms = 1_000) => vi.advanceTimersByTimeAsync(ms);
/** A browser takes the focus in its next frame from what cannot have it any more; jsdom does when it is put elsewhere. */
const fixUp = (button: HTMLElement) => button.parentElement?.append(button);

// The first three seen red without `keepFocus`, with the focus on the body.
describe('the focus, when what has it is gone', () => {
  it('goes to the nearest part of the page that is still there, which is no stop of the Tab key afterwards', async () => {
    find('stop').focus();
    find('row').remove();
    await settle();
    const section = find('medicines');
    expect(document.activeElement).toBe(section);
    find('other').focus();
    expect(section.hasAttribute('tabindex')).toBe(false);
  });

  it('comes back to a button that was out of use for a moment', async () => {
    const button = find('stop');
    button.focus();
    button.disabled = true;
    fixUp(button);
    await settle(500);
    expect(document.activeElement).toBe(document.body);
    button.disabled = false;
    await settle(500);
    expect(document.activeElement).toBe(button);
  });

  it('goes on beside a button that stays out of use', async () => {
    const button = find('stop');
    button.focus();
    button.disabled = true;
    fixUp(button);
    await settle(3_000);
    expect(document.activeElement).toBe(find('row'));
  });

  // Seen red without `before`: "Save and sign", then Esc, left the focus on the body.
  it('goes back past all dialogs that are gone, to what opened the first of them', async () => {
    const dialog = (id: string) => {
      const made = document.createElement('div');
      made.setAttribute('role', 'dialog');
      made.innerHTML = `<input /><button id="${id}">${id}</button>`;
      document.body.append(made);
      made.querySelector('input')?.focus();
      find(id).focus();
      return made;
    };
    find('other').focus();
    const written = dialog('save');
    const asked = dialog('sign');
    written.remove();
    await settle();
    expect(document.activeElement).toBe(find('sign'));
    asked.remove();
    await settle();
    expect(document.activeElement).toBe(find('other'));
    const [first, second] = [dialog('save'), dialog('sign')];
    find('other').remove();
    first.remove();
    second.remove();
    await settle();
    expect(document.activeElement).toBe(document.querySelector('main'));
  });

  it('stays where something else has taken it', async () => {
    find('stop').focus();
    find('row').remove();
    await settle(50);
    find('other').focus();
    await settle();
    expect(document.activeElement).toBe(find('other'));
  });

  // Seen red with `leave` away: the section took the focus from who had left it.
  it('is left to who clicked beside everything, whatever goes after that', async () => {
    find('stop').focus();
    find('stop').blur();
    await settle(0);
    find('row').remove();
    await settle();
    expect(document.activeElement).toBe(document.body);
  });
});
