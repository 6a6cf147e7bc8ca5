import { expect, it } from 'vitest';
import { type MenuItem, menuTemplate } from './menu';

function menuOn(platform: NodeJS.Platform) {
  const told: string[] = [];
  const template = menuTemplate({
    platform,
    tellPage: (command) => told.push(command),
    print: () => told.push('(print)'),
    openDataFolder: () => told.push('(data folder)'),
  });
  const all = (items: MenuItem[]): MenuItem[] => items.flatMap((item) => [item, ...all(item.submenu ?? [])]);
  return { template, items: all(template), told };
}

it('has the menus that people look for, on macOS with that of the application first', () => {
  const usual = ['&File', '&Edit', '&View', '&Window', '&Help'];
  expect(menuOn('win32').template.map(({ label }) => label)).toEqual(usual);
  expect(menuOn('linux').template.map(({ label }) => label)).toEqual(usual);
  expect(menuOn('darwin').template.map(({ label }) => label)).toEqual(['Clinic Desk', ...usual]);
});

it('tells the page what was chosen', () => {
  const { items, told } = menuOn('linux');
  for (const label of [
    'New patient',
    'New appointment',
    'Find…',
    'Keyboard shortcuts',
    'Sign out',
    'Print…',
  ]) {
    items.find((item) => item.label === label)?.click?.();
  }
  expect(told).toEqual(['/patients/new', '/appointments/new', 'search', 'shortcuts', 'sign-out', '(print)']);
});

it('has no item without an effect, and quits from every system', () => {
  for (const platform of ['win32', 'linux', 'darwin'] as const) {
    const { items } = menuOn(platform);
    for (const item of items) {
      expect([item.label, Boolean(item.role ?? item.type ?? item.click ?? item.submenu)]).toEqual([
        item.label,
        true,
      ]);
    }
    expect(items.filter(({ role }) => role === 'quit')).toHaveLength(1);
  }
});

it('takes no key that the page uses', () => {
  expect(menuOn('linux').items.flatMap(({ accelerator }) => accelerator ?? [])).toEqual([
    'CommandOrControl+P',
  ]);
});
