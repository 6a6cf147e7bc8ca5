import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ClinicClient, ConnectionOutcome, SavedConnection } from '../../../shared/contract';
import {
  closePage,
  inKeychain,
  known,
  live,
  none,
  openPage,
  press,
  refused,
  region,
  server,
  user,
} from './testing/open-list';

afterEach(closePage);

describe('the list of connections', () => {
  it('says of each where it is, how it stands, what is kept and what was confirmed', async () => {
    openPage({});
    expect((await region(/^This computer/)).textContent).toContain('open · live');
    const { textContent } = await region(/^Clinic server/);
    for (const words of [
      'not open',
      'db.clinic.example:27018, [::1], database clinic',
      'Never from this computer',
      'Password and passphrase of the key kept in the keychain of this computer',
      'Not encrypted: Ada Okonkwo, 23 Nov 2026',
    ])
      expect(textContent).toContain(words);
  });

  // Seen red while it was said to be kept in a store that is not there.
  it('says that a password was kept in a keychain which is gone', async () => {
    const { secrets: _none, ...session } = live;
    openPage({}, session, { ...inKeychain, place: 'nowhere', keychain: 'absent' });
    const told = 'Its password was kept in a keychain that is not there now';
    await vi.waitFor(async () => expect((await region(/^Clinic server/)).textContent).toContain(told));
    expect((await region(/^Clinic server/)).textContent).not.toContain('store of secrets');
  });

  // Seen red while the boxes of an answer touched.
  it('keeps what a test says apart from what else is to be known', async () => {
    const found = { version: '6.0.5', kind: 'standalone' as const, members: 1, milliseconds: 2 };
    openPage({ test: async () => ({ kind: 'good', server: { ...found, isEncrypted: true } }) });
    await press('Test Clinic server');
    const boxOf = (box: HTMLElement) => [...(stack?.children ?? [])].find((each) => each.contains(box));
    const good = await screen.findByText(/^The server answers/);
    const less = await screen.findByText(/^It works, with less/);
    const stack = [...document.querySelectorAll<HTMLElement>('[style*="gap: 12px"]')].find(
      (each) => each.contains(good) && each.contains(less),
    );
    expect(stack).toBeTruthy();
    expect(boxOf(good)).not.toBe(boxOf(less));
  });

  it('says when it cannot be read, and tries again', async () => {
    const list = vi.fn().mockRejectedValueOnce(new Error('no')).mockResolvedValue(known);
    openPage({ list });
    await press('Try again');
    expect(await region(/^Clinic server/)).toBeTruthy();
  });

  it('says why the open one does not open, and offers to try again', async () => {
    const { user: _nobody, ...session } = live;
    const message = 'The server did not answer in time.';
    openPage(
      { list: async () => ({ ...known, open: server.id }) },
      {
        ...session,
        database: {
          kind: 'failed',
          label: 'Clinic server',
          reason: 'noAnswer',
          message,
          remedy: 'Check it.',
        },
      },
    );
    const open = await region(/^Clinic server/);
    expect(open.textContent).toContain(`${message} Check it.`);
    // Seen red with "open · opening".
    expect(open.textContent).toContain('does not open');
    expect(open.textContent).not.toContain('open ·');
    expect(within(open).getByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  it('leads to what a server lacks that stands alone', async () => {
    const database = { kind: 'live', label: 'Clinic server', standsAlone: true } as const;
    openPage({ list: async () => ({ ...known, open: server.id }) }, { ...live, database });
    const open = within(await region(/^Clinic server/));
    expect(open.getByRole('link', { name: 'What this server lacks' })).toBeTruthy();
    expect(
      within(await region(/^This computer/)).queryByRole('link', { name: 'What this server lacks' }),
    ).toBeNull();
  });

  it('asks to open the open one again once it was changed', async () => {
    openPage({ list: async () => ({ ...known, open: server.id, needsReopening: true }) });
    expect((await region(/^Clinic server/)).textContent).toContain('It was changed since it was opened.');
    expect(await screen.findByRole('button', { name: 'Open again… Clinic server' })).toBeTruthy();
  });

  it('offers nothing where the address was given at the start', async () => {
    const given: SavedConnection = { ...none, id: 'given', kind: 'given', name: 'Clinic server' };
    const isFixed = 'The address of the database was given at the start.';
    openPage({ list: async () => ({ connections: [given], open: 'given', isFixed, needsReopening: false }) });
    expect(await screen.findByText(isFixed)).toBeTruthy();
    for (const name of [/^Open/, /^Test/, /^Change/, /^More/, /^Add/])
      expect(screen.queryByRole('button', { name })).toBeNull();
  });

  it('is not for other roles', async () => {
    openPage({}, { ...live, user: { ...user, roles: ['doctor'] } });
    expect(await screen.findByText('Your role does not open this page')).toBeTruthy();
  });
});

describe('using another connection', () => {
  // Seen red with "It is tried first; when it does not answer, nothing changes": opening it is what tries it.
  it('of this computer says what happens when it does not open', async () => {
    openPage({ list: async () => ({ ...known, open: server.id }) });
    await press('Open… This computer');
    const question = (await screen.findByRole('dialog')).textContent;
    expect(question).toContain('everybody is signed out all the same, and Clinic server is opened again.');
    expect(question).not.toContain('nothing changes');
  });

  it('says what follows, how far it has come, and leads to the first page', async () => {
    let finish: (outcome: ConnectionOutcome) => void = () => {};
    const use = vi.fn(() => new Promise<ConnectionOutcome>((resolve) => (finish = resolve)));
    const { hear } = openPage({ use });
    await press('Open… Clinic server');
    // Seen red with "Use Clinic server?" above a button that says "Open".
    expect((await screen.findByRole('dialog')).textContent).toMatch(/^Open Clinic server\?/);
    expect(await screen.findByText(/^Everybody on this computer is signed out/)).toBeTruthy();
    expect(screen.getByText(/^The database of This computer stays as it is/)).toBeTruthy();
    await press('Open Clinic server');
    expect(await screen.findByText('Testing Clinic server.')).toBeTruthy();
    hear({ ...live, database: { kind: 'opening', label: 'Clinic server', step: 'Opening the records' } });
    expect(await screen.findByText('Clinic server: Opening the records.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull();
    await act(async () => finish({ kind: 'good' }));
    expect(await screen.findByText('The first page')).toBeTruthy();
  });

  // Seen red with "Try again", which cannot help.
  it('leads to the copy that is not finished, when it is one', async () => {
    openPage({ use: async () => ({ ...refused, reason: 'copyUnfinished' }) });
    await press('Open… Clinic server');
    await press('Open Clinic server');
    const question = within(await screen.findByRole('dialog'));
    expect(await question.findByRole('button', { name: 'To the copy' })).toBeTruthy();
    expect(question.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  // Seen red while it was opened without a question.
  it('asks before it opens a server that stands alone, and says what cannot be saved there', async () => {
    const use = vi.fn(
      async (input: { takesLess?: boolean }): Promise<ConnectionOutcome> =>
        input.takesLess ? { kind: 'good' } : { ...refused, reason: 'standsAlone' },
    );
    openPage({ use } as Partial<ClinicClient['connections']>);
    await press('Open… Clinic server');
    await press('Open Clinic server');
    const question = within(await screen.findByRole('dialog'));
    expect(await question.findByText('Some things cannot be saved at Clinic server.')).toBeTruthy();
    expect(question.getByText(/refused: .*documents, readings, imports/)).toBeTruthy();
    fireEvent.click(question.getByRole('button', { name: 'Open Clinic server all the same' }));
    expect(await screen.findByText('The first page')).toBeTruthy();
    expect(use.mock.calls.map(([input]) => input)).toEqual([
      { id: server.id },
      { id: server.id, takesLess: true },
    ]);
  });

  it('says when it did not answer, and that all is as before', async () => {
    openPage({ use: async () => refused });
    await press('Open… Clinic server');
    await press('Open Clinic server');
    expect(await screen.findByText('Check that it is on.', { exact: false })).toBeTruthy();
    expect(screen.getByText('This computer is open as before.')).toBeTruthy();
    // Seen red with the keyboard left where nothing is said.
    await vi.waitFor(() => expect(document.activeElement?.textContent).toMatch(/Check that it is on\.$/));
    const dialog = within(await screen.findByRole('dialog'));
    fireEvent.click(dialog.getByRole('button', { name: 'Change Clinic server' }));
    expect(await screen.findByText('The form')).toBeTruthy();
  });

  it('can be stopped while it is tried', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const use = vi.fn((_input: unknown, options?: { signal?: AbortSignal }) => {
      signals.push(options?.signal);
      return new Promise<never>(() => {});
    });
    openPage({ use });
    await press('Open… Clinic server');
    await press('Open Clinic server');
    await press('Stop');
    expect(signals.map((signal) => signal?.aborted)).toEqual([true]);
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('tells of its failure also after everybody was signed out', async () => {
    let finish: (outcome: ConnectionOutcome) => void = () => {};
    const { hear } = openPage({ use: () => new Promise((resolve) => (finish = resolve)) });
    await press('Open… Clinic server');
    await press('Open Clinic server');
    const { user: _gone, ...signedOut } = live;
    hear(signedOut);
    expect(await screen.findByText('Sign in')).toBeTruthy();
    await act(async () => finish(refused));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Clinic server was not opened. The server did not answer in time.');
  });
});
