import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { MemoryRouter, Route, Routes } from 'react-router';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type {
  ClinicClient,
  ConnectionOutcome,
  SavedConnection,
  SecretsStatus,
  SessionState,
} from '../../../shared/contract';
import { ClinicProvider, type WindowsHere } from '../../kit/data';
import { ConnectionFormPage } from './ConnectionFormPage';

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(cleanup);

const secret = 'planted-secret-0815';
const session: SessionState = {
  database: { kind: 'live', label: 'This computer' },
  version: '0',
  needsSetUp: false,
  secrets: 'the keychain of this computer',
  user: {
    userId: 'a'.repeat(24),
    username: 'ada',
    displayName: 'Ada',
    roles: ['admin'],
    passwordIsWeak: false,
  },
};
const saved: SavedConnection = {
  id: '00000000-0000-4000-8000-000000000001',
  kind: 'server',
  name: 'Clinic server',
  fields: {
    ...{ name: 'Clinic server', kind: 'server', srv: false, database: 'clinic' },
    hosts: [{ host: 'db.clinic.example' }],
    tls: { isUsed: true },
    signIn: { mechanism: 'SCRAM-SHA-256', username: 'desk' },
  },
  hasPassword: true,
  hasKeyPassphrase: false,
  acceptedRisks: [],
};
const good: ConnectionOutcome = {
  kind: 'good',
  server: { version: '6.0.5', kind: 'replicaSet', members: 3, milliseconds: 2, isEncrypted: true },
};

function openForm(
  path: string,
  outcome: ConnectionOutcome = good,
  told = session,
  windows?: WindowsHere,
  secrets?: Pick<ClinicClient['secrets'], 'status'>,
  connections = [saved],
) {
  const test = vi.fn(async (_input: unknown, _options: { signal: AbortSignal }) => outcome);
  const save = vi.fn(async (_input: unknown) => saved);
  const list = async () => ({ connections, open: 'this-computer', needsReopening: false });
  // Only what this page asks for.
  const client = { connections: { list, test, save }, secrets } as unknown as ClinicClient;
  const opened = render(
    <MantineProvider env="test">
      <MemoryRouter initialEntries={[path]}>
        <ClinicProvider client={client} session={told} refreshSession={() => {}} windows={windows}>
          <Routes>
            <Route path="/connections" element={<p>The list</p>} />
            <Route path="/connections/new" element={<ConnectionFormPage />} />
            <Route path="/connections/:id" element={<ConnectionFormPage />} />
          </Routes>
        </ClinicProvider>
      </MemoryRouter>
    </MantineProvider>,
  );
  return { test, save, opened };
}

/** Where typing is kept is only known when `find` is called. */
function windowsFoundLater() {
  let find = (_window: string) => {};
  const found = new Promise<string>((resolve) => {
    find = resolve;
  });
  const windows: WindowsHere = { own: () => found, open: async () => new Set<string>() };
  return { windows, find: (window: string) => find(window) };
}

const input = (label: RegExp) => screen.findByLabelText<HTMLInputElement>(label, { selector: 'input' });
const paste = async (into: RegExp, text: string) =>
  fireEvent.paste(await input(into), { clipboardData: { getData: () => text } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const everythingKept = () => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]);
const address = `mongodb://desk:${secret}@db.example:27018/clinic?replicaSet=rs0&tls=true`;

describe('the form of a connection', () => {
  it.each([/^Paste an address/, /^Server/, /^Database/])(
    'takes an address apart that is pasted into "%s", its password into the password field alone',
    async (field) => {
      const { opened, test } = openForm('/connections/new');
      await paste(field, address);
      expect((await input(/^Server/)).value).toBe('db.example');
      expect((await input(/^Port/)).value).toBe('27018');
      expect((await input(/^User name/)).value).toBe('desk');
      expect((await input(/^Password/)).value).toBe(secret);
      const holding = [...opened.container.querySelectorAll('input')].filter(({ value }) =>
        value.includes(secret),
      );
      expect(holding).toHaveLength(1);
      expect(opened.container.textContent).not.toContain(secret);
      press('Test');
      await screen.findByText(/^The server answers/);
      expect(test.mock.calls[0]?.[0]).toMatchObject({ secrets: { password: secret } });
    },
  );

  // Seen red while a pasted address that cannot be read was gone from the form.
  it.each([/^Paste an address/, /^Server/])(
    'keeps an address that cannot be read when it is pasted into "%s", without its password, and says why',
    async (field) => {
      const { opened, test } = openForm('/connections/new');
      await paste(field, `mongodb://desk:${secret}@x@db.example:27018/clinic?tls=true`);
      const address = await input(/^Paste an address/);
      expect(address.value).toBe('mongodb://desk:<password>@db.example:27018/clinic?tls=true');
      expect((await screen.findByText(/^This address cannot be read/)).textContent).toContain('out of sight');
      await waitFor(() => expect(document.activeElement).toBe(address));
      expect(everythingKept() + opened.container.innerHTML).not.toContain(secret);
      press('Take apart');
      expect((await input(/^Server/)).value).toBe('db.example');
      expect((await input(/^Paste an address/)).value).toBe('');
      fireEvent.change(await input(/^Password/), { target: { value: 'typed anew' } });
      press('Test');
      await screen.findByText(/^The server answers/);
      expect(test.mock.calls[0]?.[0]).toMatchObject({ secrets: { password: 'typed anew' } });
    },
  );

  it('leaves an address that is typed and cannot be read for its writer to mend', async () => {
    openForm('/connections/new');
    const address = await input(/^Paste an address/);
    fireEvent.change(address, { target: { value: 'mongodb://desk:pa@ss@db.example' } });
    press('Take apart');
    expect(await screen.findByText(/^This address cannot be read/)).toBeTruthy();
    expect(address.value).toBe('mongodb://desk:pa@ss@db.example');
    fireEvent.change(address, { target: { value: 'mongodb://desk:pa%40ss@db.example' } });
    expect(screen.queryByText(/^This address cannot be read/)).toBeNull();
    press('Take apart');
    expect((await input(/^Password/)).value).toBe('pa@ss');
  });

  // Seen red while the keyboard was left nowhere.
  it('leads the keyboard to what is said of a test that failed at no field, and of a saving that failed', async () => {
    const { save } = openForm('/connections/new', {
      ...{ kind: 'failed', reason: 'noAnswer', message: 'No answer in time.', remedy: 'Check it.' },
    });
    await paste(/^Server/, address);
    press('Test');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('No answer in time. Check it.'));
    save.mockRejectedValueOnce(Object.assign(new Error('no'), { code: 'INTERNAL' }));
    press('Save');
    await waitFor(() => expect(document.activeElement?.textContent).toMatch(/^Something went wrong/));
  });

  // Seen red with the typed password kept beside the draft.
  it('keeps what is typed, and no password, until it is saved', async () => {
    const { opened } = openForm('/connections/new');
    await paste(/^Paste an address/, address);
    fireEvent.change(await input(/^Password/), { target: { value: `${secret}-typed` } });
    fireEvent.change(await input(/^Name of this/), { target: { value: 'Main server' } });
    expect(everythingKept()).toContain('Main server');
    expect(everythingKept()).not.toContain(secret);
    opened.unmount();

    const { save } = openForm('/connections/new');
    await screen.findByText(/^What you typed before is here again/);
    expect((await input(/^Name of this/)).value).toBe('Main server');
    expect((await input(/^Password/)).value).toBe('');
    press('Save');
    await screen.findByText('The list');
    expect(save.mock.calls[0]?.[0]).toMatchObject({ fields: { name: 'Main server' }, secrets: {} });
    expect(everythingKept()).not.toContain('Main server');
  });

  // Seen red while the earlier visit came back over it.
  it('leaves what was typed at once as it is, and keeps it, when an earlier visit is found after that', async () => {
    const first = openForm('/connections/new').opened;
    fireEvent.change(await input(/^Name of this/), { target: { value: 'Earlier visit' } });
    first.unmount();

    const { windows, find } = windowsFoundLater();
    const second = openForm('/connections/new', good, session, windows).opened;
    fireEvent.change(await input(/^Name of this/), { target: { value: 'Typed at once' } });
    find('this window');
    await waitFor(() => expect(everythingKept()).toContain('Typed at once'));
    expect((await input(/^Name of this/)).value).toBe('Typed at once');
    second.unmount();

    openForm('/connections/new', good, session, windows);
    await screen.findByText(/^What you typed before is here again/);
    expect((await input(/^Name of this/)).value).toBe('Typed at once');
  });

  // Seen red while a password was no typing: it would have gone to the server of the earlier visit.
  it('keeps a password that was typed at once with the server that it was typed for', async () => {
    const path = `/connections/${saved.id}`;
    const first = openForm(path).opened;
    fireEvent.change(await input(/^Server/), { target: { value: 'elsewhere.example' } });
    first.unmount();

    const { windows, find } = windowsFoundLater();
    const { test } = openForm(path, good, session, windows);
    await input(/^Server/);
    press('Replace the password');
    fireEvent.change(await input(/^Password/), { target: { value: secret } });
    find('this window');
    await waitFor(() => expect(everythingKept()).not.toContain('elsewhere'));
    press('Test');
    await screen.findByText(/^The server answers/);
    expect(test.mock.calls[0]?.[0]).toMatchObject({
      fields: { hosts: [{ host: 'db.clinic.example' }] },
      secrets: { password: secret },
    });
  });

  // Seen red with the fields alone put back: the password of one server would have gone to the other.
  it('begins over with the saved server, and with nothing that was typed for another one', async () => {
    const path = `/connections/${saved.id}`;
    const first = openForm(path).opened;
    fireEvent.change(await input(/^Name of this/), { target: { value: 'Half typed' } });
    first.unmount();

    const { test } = openForm(path);
    await paste(/^Server/, address);
    expect((await input(/^Password/)).value).toBe(secret);
    press('Start over');
    expect((await input(/^Server/)).value).toBe('db.clinic.example');
    press('Test');
    await screen.findByText(/^The server answers/);
    expect(JSON.stringify(test.mock.calls)).not.toContain(secret);
    expect(test.mock.calls[0]?.[0]).toMatchObject({ fields: { name: 'Clinic server' }, secrets: {} });
  });

  it('says at its field what is wrong, before and after the server was asked', async () => {
    const { test } = openForm('/connections/new', {
      kind: 'failed',
      reason: 'wrongPassword',
      message: 'The server does not accept this user name and password.',
      remedy: 'Type both again.',
      path: ['secrets', 'password'],
    });
    await input(/^Server/);
    press('Test');
    expect(await input(/^Server/)).toHaveProperty('ariaInvalid', 'true');
    expect(test).not.toHaveBeenCalled();
    await paste(/^Server/, address);
    press('Test');
    expect(await screen.findByText('Type both again.', { exact: false })).toBeTruthy();
    // Seen red while it was folded away: what is said of the user leads to it.
    expect((await input(/^Known to/)).closest('details')?.open).toBe(true);
    expect((await input(/^Password/)).getAttribute('aria-invalid')).toBe('true');
    fireEvent.change(await input(/^Password/), { target: { value: 'other' } });
    expect((await input(/^Password/)).getAttribute('aria-invalid')).toBeNull();
  });

  it('ends the call itself when the test is stopped', async () => {
    const { test } = openForm('/connections/new');
    const signals: AbortSignal[] = [];
    test.mockImplementation((_input, { signal }) => {
      signals.push(signal);
      return new Promise<never>(() => {});
    });
    await paste(/^Server/, address);
    press('Test');
    fireEvent.click(await screen.findByRole('button', { name: 'Stop the test' }));
    await screen.findByText(/^The test was stopped/);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  // Seen red with every risk of the fields counted as confirmed.
  it('wants each risk confirmed, again for another server', async () => {
    const { save } = openForm('/connections/new');
    await paste(/^Server/, 'mongodb://desk:x@db.example/clinic');
    press('Save');
    const confirm = await screen.findByRole('checkbox', { name: /connect without encryption/ });
    expect(save).not.toHaveBeenCalled();
    fireEvent.click(confirm);
    fireEvent.change(await input(/^Server/), { target: { value: 'other.example' } });
    expect(confirm).toHaveProperty('checked', false);
    press('Save');
    expect(save).not.toHaveBeenCalled();
    fireEvent.click(confirm);
    press('Save');
    await vi.waitFor(() => expect(save).toHaveBeenCalled());
    expect(save.mock.calls[0]?.[0]).toMatchObject({ acceptedRisks: ['notEncrypted'] });
  });

  it('neither shows nor sends a kept password, and says when it was given for another place', async () => {
    const { save } = openForm(`/connections/${saved.id}`);
    expect(
      await screen.findByText('The password is kept in the keychain of this computer and not shown.'),
    ).toBeTruthy();
    fireEvent.change(await input(/^Server/), { target: { value: 'other.example' } });
    expect(await screen.findByText(/^The one that is kept was given for another server/)).toBeTruthy();
    fireEvent.change(await input(/^Server/), { target: { value: 'db.clinic.example' } });
    fireEvent.click(screen.getByRole('button', { name: 'Remove the password' }));
    press('Save');
    await vi.waitFor(() => expect(save).toHaveBeenCalled());
    expect(save.mock.calls[0]?.[0]).toMatchObject({ id: saved.id, secrets: { password: null } });
  });

  it('does not send what was typed for one server to the next one that is pasted', async () => {
    const { test } = openForm('/connections/new');
    await paste(/^Server/, address);
    await paste(/^Server/, 'mongodb://desk@other.example/clinic?tls=true');
    press('Test');
    await screen.findByText(/^The server answers/);
    expect(JSON.stringify(test.mock.calls[0]?.[0])).not.toContain(secret);
  });

  // Seen red with the offer at the top alone, out of sight.
  it('offers a place for the password beside the refusal when there is none', async () => {
    const nowhere: SecretsStatus = { place: 'nowhere', keychain: 'absent', vault: 'none', unprotected: 0 };
    const { save } = openForm('/connections/new', good, session, undefined, { status: async () => nowhere });
    const refusal = Object.assign(new Error('There is no safe place for a password yet.'), {
      code: 'UNAVAILABLE',
    });
    save.mockRejectedValueOnce(refusal);
    await paste(/^Paste an address/, address);
    const before = await screen.findByRole('button', { name: 'Choose a passphrase…' });
    expect(before.compareDocumentPosition(await input(/^Server/))).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    press('Save');
    const told = await screen.findByText(/^There is no safe place/);
    const offer = screen.getByRole('button', { name: 'Choose a passphrase…' });
    expect(told.compareDocumentPosition(offer)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
  });

  it('says that an unfinished copy lies there, and why it cannot be led elsewhere', async () => {
    const source: SavedConnection = {
      ...{ id: 'this-computer', kind: 'thisComputer', name: 'This computer' },
      ...{ hasPassword: false, hasKeyPassphrase: false, acceptedRisks: [] },
      copiedTo: { id: saved.id, name: saved.name, at: new Date('2026-11-24T08:00:00Z'), isWhole: false },
    };
    const { save } = openForm(`/connections/${saved.id}`, good, session, undefined, undefined, [
      source,
      saved,
    ]);
    expect(await screen.findByText(/^An unfinished copy of This computer, begun/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'To the copy' })).toBeTruthy();
    const message = 'An unfinished copy of This computer lies there. Delete it first.';
    save.mockRejectedValueOnce(
      Object.assign(new Error(message), {
        ...{ code: 'INVALID', data: { issues: [{ path: ['fields', 'hosts'], message }] } },
      }),
    );
    fireEvent.change(await input(/^Server/), { target: { value: 'other.example' } });
    press('Save');
    const told = await screen.findAllByText((_words, element) => element?.getAttribute('role') === 'alert');
    expect(told.map(({ textContent }) => textContent)).toEqual([
      message,
      `Something needs another look. ${message}`,
    ]);
    // What was typed stays.
    expect((await input(/^Server/)).value).toBe('other.example');
  });

  it('is not for other roles', async () => {
    const { user } = session;
    openForm('/connections/new', good, { ...session, user: user && { ...user, roles: ['nurse'] } });
    expect(await screen.findByText('Your role does not open this page')).toBeTruthy();
    expect(within(document.body).queryByRole('button', { name: 'Save' })).toBeNull();
  });
});
