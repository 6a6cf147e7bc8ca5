import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { MemoryRouter, useLocation } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { sessionOf } from '../../../../tests/support/form-stage';
import type { ClinicClient, FoundPatient, FoundRecords } from '../../../../shared/contract';
import type { Role } from '../../../../shared/entities';
import { ClinicProvider, useShortcut } from '../../data';
import { theme } from '../../theme';
import { Palette } from './Palette';

afterEach(cleanup);

const signOut = vi.fn();
const shortcuts = vi.fn();

function Desk() {
  const [opened, setOpened] = useState(false);
  const { pathname, search } = useLocation();
  useShortcut('mod+K', () => setOpened(true), 'Find', { leadsToField: true });
  return (
    <>
      <main id="page" tabIndex={-1} data-search={search}>
        {pathname}
      </main>
      <Palette {...{ opened, signOut, shortcuts }} onClose={() => setOpened(false)} />
    </>
  );
}

/** `env` other than test: dialogs fade, as they do for people. */
function show(
  patients: FoundPatient[] | Promise<FoundPatient[]> = [],
  env: 'default' | 'test' = 'test',
  groups: FoundRecords[] = [],
  role: Role = 'frontdesk',
) {
  const nobody = () => Promise.resolve({ rows: [], total: 0, names: {} });
  const client = {
    search: {
      patients: async () => ({ patients: await patients, total: (await patients).length }),
      everything: () => Promise.resolve({ groups, isTooShort: false }),
    },
    home: { get: () => Promise.resolve({ recentPatients: [] }) },
    doctors: { list: nobody },
    clinics: { list: nobody },
  };
  render(
    <MantineProvider theme={theme} env={env}>
      {/* Only what the palette asks for. */}
      <ClinicProvider
        client={client as unknown as ClinicClient}
        session={sessionOf(role)}
        refreshSession={() => {}}
      >
        <MemoryRouter>
          <Desk />
        </MemoryRouter>
      </ClinicProvider>
    </MantineProvider>,
  );
}

const callForIt = () =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'k', ctrlKey: true });
const field = () => screen.findByRole<HTMLInputElement>('combobox');
async function type(text: string) {
  callForIt();
  fireEvent.change(await field(), { target: { value: text } });
}
const choose = async (name: string) => fireEvent.click(await screen.findByRole('option', { name }));

describe('typing right after the palette was called for', () => {
  // Seen red without `holdKeysForNextField`: "dark" arrived as nothing, and Enter opened the first page of the list.
  it('goes into its field, though it is not there yet, and to no shortcut', async () => {
    show([], 'default');
    callForIt();
    expect(screen.queryByRole('combobox')).toBeNull();
    const pressed = ['d', 'a', 'r', 'x', 'Backspace', 'k'].map((key) =>
      fireEvent.keyDown(document.body, { key }),
    );
    expect(pressed).toEqual(pressed.map(() => false));
    fireEvent.keyDown(document.body, { key: 'Enter' });
    expect((await field()).value).toBe('dark');
    await waitFor(() => expect(document.documentElement.dataset.mantineColorScheme).toBe('dark'));
  });

  it('leaves the keys alone once its field has the focus', async () => {
    show();
    callForIt();
    await waitFor(async () => expect(document.activeElement).toBe(await field()));
    expect(fireEvent.keyDown(await field(), { key: 'd' })).toBe(true);
  });
});

describe('what the palette finds besides people', () => {
  it.each([
    ['sign', 'Sign out'],
    ['log out', 'Sign out'],
    ['dark', 'Dark appearance'],
    ['light', 'Light appearance'],
    ['theme', 'Appearance as the system'],
    ['shortcut', 'Keyboard shortcuts'],
    ['account', 'Account'],
    ['password', 'Account'],
  ])('is found by "%s": %s', async (typed, label) => {
    show();
    await type(typed);
    expect(await screen.findByRole('option', { name: label })).toBeTruthy();
  });

  it('is done at once', async () => {
    show();
    await type('sign out');
    await choose('Sign out');
    expect(signOut).toHaveBeenCalledTimes(1);
    await type('dark');
    await choose('Dark appearance');
    await waitFor(() => expect(document.documentElement.dataset.mantineColorScheme).toBe('dark'));
    await type('shortcuts');
    await choose('Keyboard shortcuts');
    expect(shortcuts).toHaveBeenCalledTimes(1);
    await type('account');
    await choose('Account');
    expect((await screen.findByRole('main')).textContent).toBe('/account');
  });

  it('is not taken for the name of someone who is not here', async () => {
    show();
    await type('appointments');
    await screen.findByRole('option', { name: 'Appointments' });
    await screen.findByText('1 result');
    expect(screen.queryByText(/No one matches/)).toBeNull();
    expect(screen.queryByText(/Register/)).toBeNull();
  });

  it('stands before names that are only like what was typed', async () => {
    show([{ id: '1', name: 'Pia Patience', reasons: ['Name, 1 letter fixed'] }]);
    await type('patients');
    const options = await waitFor(() => {
      const found = screen.getAllByRole('option').map((each) => each.textContent);
      expect(found).toContainEqual(expect.stringContaining('Pia'));
      return found;
    });
    expect(options[0]).toBe('Patients');
  });

  it('leaves a name that nobody has to be registered', async () => {
    show();
    await type('kulkarni');
    expect(await screen.findByText(/No one matches “kulkarni”/)).toBeTruthy();
    expect(await screen.findByText('Register “Kulkarni” as a new patient')).toBeTruthy();
  });
});

// Seen red with the new patient offered at once: at the first look-up of a large clinic it stood there alone.
it('offers to register somebody only once it is known who is there, and says that it is looking', async () => {
  let answer: (patients: FoundPatient[]) => void = () => undefined;
  show(new Promise<FoundPatient[]>((resolve) => (answer = resolve)));
  await type('kulkarni');
  expect(await screen.findByText('Looking for “kulkarni”…')).toBeTruthy();
  expect(screen.queryByText(/Register/)).toBeNull();
  answer([]);
  expect(await screen.findByText('Register “Kulkarni” as a new patient')).toBeTruthy();
  await waitFor(() => expect(screen.queryByText(/Looking for/)).toBeNull());
});

// Seen red with an empty panel: they look for no patients, and nobody said that nothing was found.
it('says to a patient that nothing matches', async () => {
  show([], 'test', [], 'patient');
  await type('kulkarni');
  expect(await screen.findByText('Nothing matches “kulkarni”.')).toBeTruthy();
});

describe('words in records', () => {
  const visit: FoundRecords = {
    kind: 'healthlogs',
    total: 40,
    isMore: false,
    isUnfinished: false,
    hits: [
      {
        id: '7'.repeat(24),
        title: 'Cough, 2027-03-09',
        date: '2027-03-09',
        patient: '1',
        patientName: 'Pia Patience',
        person: { dateOfBirth: '1987-02-11', sex: 'female' },
        fragments: [{ field: 'Notes', text: 'Some wheezing.', marks: [[5, 9]] }],
      },
    ],
  };

  it('stand under the patients, with whose record it is and why', async () => {
    show([{ id: '1', name: 'Wheeler, Ann', reasons: ['Name'] }], 'test', [visit]);
    await type('whee');
    const group = await screen.findByRole('group', { name: 'In records' });
    const [first, all] = within(group).getAllByRole('option');
    expect(first?.textContent).toBe('Pia PatienceCough, 9 Mar 2027, visit, born 11 Feb 1987Some wheezing.');
    expect(first?.querySelector('mark')?.textContent).toBe('whee');
    expect(all?.textContent).toBe('All results for “whee”');
    expect(screen.getAllByRole('option')[0]?.textContent).toContain('Wheeler');
  });

  // Seen red with "3 results": the way to all of them and to a new patient counted too.
  it('are counted for the ears, without what only leads on from them', async () => {
    show([], 'test', [visit]);
    await type('wheez');
    await screen.findByRole('option', { name: /Register/ });
    expect(await screen.findByText('1 result')).toBeTruthy();
  });

  it('are opened with Enter rather than registering a patient of that name', async () => {
    show([], 'test', [visit]);
    await type('wheez');
    fireEvent.keyDown(await field(), { key: 'Enter' });
    await waitFor(() => expect(screen.getByRole('main').textContent).toBe(`/healthlogs/${'7'.repeat(24)}`));
  });

  // Seen red with the record's address alone.
  it('open a document at the words in it that were looked for', async () => {
    const id = '8'.repeat(24);
    const fragments = [{ field: 'Text', text: 'Some wheezing.', marks: [[5, 9]] as [number, number][] }];
    const hits = [{ id, title: 'Laboratory report', fragments }];
    show([], 'test', [{ ...visit, kind: 'attachments', hits }]);
    await type('wheez');
    fireEvent.keyDown(await field(), { key: 'Enter' });
    await waitFor(() => expect(screen.getByRole('main').textContent).toBe(`/attachments/${id}`));
    expect(screen.getByRole('main').dataset.search).toBe('?find=whee');
  });

  it('lead to all results', async () => {
    show([], 'test', [visit]);
    await type('wheez');
    await choose('All results for “wheez”');
    expect((await screen.findByRole('main')).textContent).toBe('/search');
  });
});

describe('calling for the palette again', () => {
  // Seen red with the focus given back after 10 ms, by Mantine: until then the fading palette covered the page.
  it('works right after Esc, while the one before still fades, and starts afresh', async () => {
    show([], 'default');
    await type('kulkarni');
    fireEvent.keyDown(await field(), { key: 'Escape' });
    expect(screen.queryByRole('combobox')).not.toBeNull();
    callForIt();
    await waitFor(() => expect(screen.getByRole<HTMLInputElement>('combobox').value).toBe(''));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('combobox')));
  });

  it('gives the focus back to the page after Esc', async () => {
    show();
    await type('kulkarni');
    fireEvent.keyDown(await field(), { key: 'Escape' });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('main')));
  });
});
