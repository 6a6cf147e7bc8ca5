import { MantineProvider } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type {
  ClinicClient,
  ConnectionOutcome,
  SavedConnection,
  SecretsStatus,
  SessionState,
} from '../../../shared/contract';
import { ClinicProvider, type KnownConnections } from '../../kit/data';
import { ConnectionsPage } from './ConnectionsPage';

afterEach(() => {
  cleanup();
  notifications.clean();
});

const user = {
  ...{ userId: 'a'.repeat(24), username: 'ada', displayName: 'Ada' },
  ...{ roles: ['admin' as const], passwordIsWeak: false },
};
const live: SessionState = {
  database: { kind: 'live', label: 'This computer' },
  version: '0',
  needsSetUp: false,
  secrets: 'the keychain of this computer',
  user,
};
const none = { hasPassword: false, hasKeyPassphrase: false, acceptedRisks: [] };
const here: SavedConnection = { ...none, id: 'this-computer', kind: 'thisComputer', name: 'This computer' };
const server: SavedConnection = {
  id: '00000000-0000-4000-8000-000000000001',
  kind: 'server',
  name: 'Clinic server',
  fields: {
    ...{ name: 'Clinic server', kind: 'server', srv: false, database: 'clinic' },
    hosts: [{ host: 'db.clinic.example', port: 27_018 }, { host: '::1' }],
    tls: { isUsed: false },
    signIn: { mechanism: 'SCRAM-SHA-256', username: 'desk' },
  },
  hasPassword: true,
  hasKeyPassphrase: true,
  acceptedRisks: [{ risk: 'notEncrypted', by: 'Ada Okonkwo', at: new Date('2026-11-23T09:40:00Z') }],
};
const known: KnownConnections = {
  connections: [here, server],
  open: 'this-computer',
  needsReopening: false,
};
const refused: ConnectionOutcome = {
  ...{ kind: 'failed', reason: 'noAnswer' },
  ...{ message: 'The server did not answer in time.', remedy: 'Check that it is on.' },
};

const inKeychain: SecretsStatus = { place: 'keychain', keychain: 'works', vault: 'none', unprotected: 0 };

function openPage(calls: Partial<ClinicClient['connections']>, session = live, status = inKeychain) {
  // Only what this page asks for.
  const client = {
    connections: { list: async () => known, ...calls },
    secrets: { status: async () => status },
  } as unknown as ClinicClient;
  const page = (told: SessionState) => (
    <MantineProvider env="test">
      <Notifications />
      <MemoryRouter initialEntries={['/connections']}>
        <ClinicProvider client={client} session={told} refreshSession={() => {}}>
          {told.user || told.needsSetUp || told.database.kind !== 'live' ? (
            <Routes>
              <Route path="/" element={<p>The first page</p>} />
              <Route path="/connections" element={<ConnectionsPage />} />
              <Route path="/connections/:id" element={<p>The form</p>} />
            </Routes>
          ) : (
            <p>Sign in</p>
          )}
        </ClinicProvider>
      </MemoryRouter>
    </MantineProvider>
  );
  const opened = render(page(session));
  return { hear: (told: SessionState) => opened.rerender(page(told)) };
}

const region = (name: RegExp) => screen.findByRole('region', { name });
const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));

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

describe('a copied database', () => {
  const copied = (isWhole: boolean, more: Partial<SavedConnection> = {}) => {
    const copiedTo = { id: server.id, name: server.name, at: new Date('2026-11-24T08:00:00Z'), isWhole };
    return {
      ...known,
      connections: [
        { ...here, copiedTo },
        { ...server, ...more },
      ],
    };
  };
  const lastOpened = new Date('2026-11-25T08:00:00Z');

  // Seen red while nothing on this page said so.
  it('that the clinic moved away from says where to, and says it again before it is opened', async () => {
    openPage({ list: async () => ({ ...copied(true, { lastOpened }), open: server.id }) });
    expect((await region(/^This computer/)).textContent).toMatch(
      /The clinic moved to Clinic server, 24 Nov 2026.*that one is in use now/,
    );
    await press('Open… This computer');
    const question = await screen.findByRole('dialog');
    expect(question.textContent).toContain('nothing can be saved in it');
  });

  it('that is being copied says so on both sides, and the unfinished one leads to the copy', async () => {
    openPage({ list: async () => copied(false) });
    expect((await region(/^This computer/)).textContent).toMatch(/A copy to Clinic server was begun/);
    const unfinished = await region(/^Clinic server/);
    expect(unfinished.textContent).toContain('An unfinished copy of This computer');
    expect(within(unfinished).getByRole('link', { name: 'To the copy' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Open… Clinic server' })).toBeNull();
  });

  it('that is unfinished can be tried while what it is copied from is not open: it may be whole meanwhile', async () => {
    openPage({ list: async () => ({ ...copied(false), open: 'another' }) });
    expect((await region(/^Clinic server/)).textContent).toContain('Open This computer and go on');
    expect(await screen.findByRole('button', { name: 'Open… Clinic server' })).toBeTruthy();
  });

  // Seen red while the card of a copy said nothing once it was whole.
  it('says on the card of the copy that it was not opened yet, and then when it was', async () => {
    openPage({ list: async () => copied(true) });
    expect((await region(/^Clinic server/)).textContent).toMatch(
      /Holds the copy of This computer from 24 Nov 2026 08:00, not opened yet\./,
    );
    cleanup();
    openPage({ list: async () => copied(true, { lastOpened }) });
    expect((await region(/^Clinic server/)).textContent).toMatch(
      /Opened on 25 Nov 2026 08:00, copied from This computer on 24 Nov 2026 08:00\./,
    );
    expect((await region(/^This computer/)).textContent).toMatch(
      /moved to Clinic server, 24 Nov 2026 08:00, opened there on 25 Nov 2026 08:00/,
    );
  });

  const wentBack = (openedAt?: Date) => {
    const back = { id: server.id, name: server.name, at: new Date('2026-11-24T08:00:00Z'), openedAt };
    const returnedFrom = [{ ...back, backAt: new Date('2026-11-26T08:00:00Z'), backBy: 'Ada Okonkwo' }];
    return { ...known, connections: [{ ...here, returnedFrom }, server] };
  };

  // Seen red while going back took every mark away.
  it('that people went back to says so on both cards, whether the copy was opened, and before either is opened', async () => {
    openPage({ list: async () => wentBack(lastOpened) });
    expect((await region(/^This computer/)).textContent).toMatch(
      /Copied to Clinic server on 24 Nov .*, opened there on 25 Nov .* again since 26 Nov .*\(Ada Okonkwo\)\. What was saved in one/,
    );
    expect((await region(/^Clinic server/)).textContent).toMatch(
      /Opened on 25 Nov .*, copied from This computer on 24 Nov .*People work in This computer again since 26 Nov/,
    );
    await press('Open… Clinic server');
    expect((await screen.findByRole('dialog')).textContent).toContain(
      'There are two clinics: Clinic server and This computer.',
    );
    cleanup();
    openPage({ list: async () => ({ ...wentBack(), open: server.id }) });
    expect((await region(/^This computer/)).textContent).toContain(
      'not opened there, as far as this computer knows',
    );
    await press('Open… This computer');
    expect((await screen.findByRole('dialog')).textContent).toContain(
      'There are two clinics: This computer and Clinic server.',
    );
  });

  it('that may have been finished over there says so on both cards', async () => {
    const at = new Date('2026-11-24T08:00:00Z');
    const back = {
      id: server.id,
      name: server.name,
      at,
      backAt: at,
      backBy: 'Ada',
      isUncertain: true as const,
    };
    openPage({ list: async () => ({ ...known, connections: [{ ...here, returnedFrom: [back] }, server] }) });
    expect((await region(/^This computer/)).textContent).toContain('may have been finished there');
    expect((await region(/^Clinic server/)).textContent).toContain('which may have been finished.');
  });

  // Seen red while only the latest of two was named.
  it('that was copied twice names both copies before it is opened', async () => {
    const back = { backAt: new Date('2026-11-27T08:00:00Z'), backBy: 'Ada Okonkwo' };
    const returnedFrom = [
      { ...back, id: 'second', name: 'Second server', at: new Date('2026-11-26T08:00:00Z') },
      { ...back, id: server.id, name: server.name, at: new Date('2026-11-24T08:00:00Z') },
    ];
    openPage({
      list: async () => ({ ...known, connections: [{ ...here, returnedFrom }, server], open: server.id }),
    });
    await press('Open… This computer');
    const { textContent } = await screen.findByRole('dialog');
    expect(textContent).toContain('There are 3 clinics: This computer, Second server and Clinic server.');
    expect(textContent).toMatch(/was one with Second server until 26 Nov .* and Clinic server until 24 Nov/);
  });

  const forgetting = async () => {
    await press('More for Clinic server');
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Forget…' }));
    return within(await screen.findByRole('dialog'));
  };

  // Seen red with one click.
  it('that the clinic moved to is forgotten only by its name', async () => {
    const forget = vi.fn(async () => ({}));
    openPage({ list: async () => copied(true), forget });
    const question = await forgetting();
    expect(question.getByText('The clinic moved to Clinic server.')).toBeTruthy();
    fireEvent.click(question.getByRole('button', { name: 'Forget' }));
    expect(forget).not.toHaveBeenCalled();
    fireEvent.change(question.getByLabelText(/^Type "Clinic server"/), {
      target: { value: 'clinic server' },
    });
    fireEvent.click(question.getByRole('button', { name: 'Forget' }));
    await vi.waitFor(() => expect(forget).toHaveBeenCalledWith({ id: server.id }));
  });

  // Seen red with one click: of a copy after which people went back, and of the server that a clinic moved away from.
  it('is forgotten only by its name on either side of a move, also after people went back', async () => {
    openPage({ list: async () => wentBack() });
    const copy = await forgetting();
    // Seen red with "The clinic moved to Clinic server."
    expect(
      copy.getByText('A copy of This computer lies there, and people work in This computer again.'),
    ).toBeTruthy();
    expect(copy.queryByText('The clinic moved to Clinic server.')).toBeNull();
    expect(copy.getByLabelText(/^Type "Clinic server"/)).toBeTruthy();
    cleanup();
    const to = { id: 'cloud', name: 'Atlas', at: new Date('2026-11-24T08:00:00Z'), isWhole: true };
    openPage({ list: async () => ({ ...known, connections: [here, { ...server, copiedTo: to }] }) });
    const origin = await forgetting();
    expect(origin.getByText('The clinic moved from Clinic server to Atlas.')).toBeTruthy();
    expect(origin.getByLabelText(/^Type "Clinic server"/)).toBeTruthy();
  });

  // Seen red with one click, and with nothing said of the copy.
  it('that is an unfinished copy says how to delete it first, and is forgotten only by its name', async () => {
    openPage({ list: async () => copied(false) });
    const question = await forgetting();
    const warning = question.getByRole('alert').textContent;
    expect(warning).toContain('An unfinished copy of This computer lies there.');
    expect(warning).toContain('first, follow "To the copy" and choose "Delete what was copied…".');
    expect(question.getByLabelText(/^Type "Clinic server"/)).toBeTruthy();
  });

  it('that is an unfinished copy of one that is not open says to open that first', async () => {
    openPage({ list: async () => ({ ...copied(false), open: 'another' }) });
    expect((await forgetting()).getByRole('alert').textContent).toContain('first, open This computer, then');
  });

  // Seen red with "its address are gone".
  it.each([
    [true, 'its address and its password are gone from here'],
    [false, 'its address is gone from here'],
  ])('that has a kept password (%s) says what is lost', async (hasPassword, words) => {
    openPage({ list: async () => ({ ...known, connections: [here, { ...server, hasPassword }] }) });
    expect((await forgetting()).getByText(/^The records stay/).textContent).toContain(words);
  });

  // Seen red while only a tooltip said so.
  it('that is open cannot be forgotten, and the menu says why', async () => {
    openPage({ list: async () => ({ ...known, open: server.id }) });
    await press('More for Clinic server');
    const item = await screen.findByRole('menuitem', { name: 'Forget…' });
    expect(item.textContent).toContain('It is open. Open another one first.');
  });

  it('that nobody ever opened is forgotten without typing', async () => {
    const forget = vi.fn(async () => ({}));
    openPage({ forget });
    const question = await forgetting();
    expect(question.getByText(/^The records stay on that server/)).toBeTruthy();
    fireEvent.click(question.getByRole('button', { name: 'Forget' }));
    await vi.waitFor(() => expect(forget).toHaveBeenCalledWith({ id: server.id }));
  });

  it('is forgotten only by its name also when it is the last one that was used beside the open one', async () => {
    openPage({ list: async () => ({ ...known, connections: [here, { ...server, lastOpened }] }) });
    expect((await forgetting()).getByLabelText(/^Type "Clinic server"/)).toBeTruthy();
  });
});

describe('using another connection', () => {
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
