import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClinicClient, SavedConnection, SecretsStatus } from '../../../shared/contract';
import {
  secret,
  session,
  saved,
  good,
  openForm,
  windowsFoundLater,
  input,
  paste,
  press,
  everythingKept,
  address,
} from './testing/open-form';

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(cleanup);

describe('the form of a connection', () => {
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

  // Seen red without a word: user, password and database of somebody who pasted only the servers were gone.
  it('says what of the fields gives way to an address that does not name it', async () => {
    openForm('/connections/new');
    await paste(/^Paste an address/, address);
    expect(screen.queryByText(/was taken out/)).toBeNull();
    fireEvent.change(await input(/^Database/), { target: { value: 'records' } });
    await paste(/^Paste an address/, 'mongodb://db9.example:27020');
    expect((await screen.findByText(/was taken out/)).textContent).toMatch(
      /What stood under Database, (Replica set, )?User name and Password before is not part of it/,
    );
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

  // Seen red while a set of three was saved by one of its members without a word.
  it('offers to name all members of a replica set, unless they are looked up or named', async () => {
    const setMembers = [1, 2, 3].map((each) => ({ host: `db${each}.example`, port: 27_017 }));
    const server = {
      version: '6.0.5',
      kind: 'replicaSet',
      members: 3,
      milliseconds: 2,
      isEncrypted: true,
    } as const;
    const { test } = openForm('/connections/new', { kind: 'good', server: { ...server, setMembers } });
    await paste(/^Paste an address/, address);
    press('Test');
    fireEvent.click(await screen.findByRole('button', { name: 'Name all members' }));
    expect((await input(/^Server 3/)).value).toBe('db3.example');
    press('Test');
    await screen.findByText(/^The server answers/);
    expect(test.mock.calls[1]?.[0]).toMatchObject({ fields: { hosts: setMembers } });
    expect(screen.queryByRole('button', { name: 'Name all members' })).toBeNull();
    await paste(/^Paste an address/, 'mongodb+srv://desk:x@clinic.ab1cd.mongodb.net/');
    press('Test');
    await screen.findByText(/^The server answers/);
    expect(screen.queryByRole('button', { name: 'Name all members' })).toBeNull();
  });

  it('offers the name that the replica set really has', async () => {
    const { test } = openForm('/connections/new', {
      ...{ kind: 'failed', reason: 'wrongReplicaSet', path: ['fields', 'replicaSet'], setName: 'clinicset' },
      ...{ message: 'The replica set is called "clinicset", not "rs0".', remedy: 'Correct the name.' },
    });
    await paste(/^Server/, address.replace('tls=true', 'tls=false'));
    fireEvent.click(await screen.findByRole('checkbox', { name: /connect without encryption/ }));
    press('Test');
    fireEvent.click(await screen.findByRole('button', { name: 'Use "clinicset"' }));
    // Seen red while what was confirmed of the same server had to be confirmed again.
    expect(screen.getByRole('checkbox', { name: /connect without encryption/ })).toHaveProperty(
      'checked',
      true,
    );
    expect((await input(/^Replica set/)).value).toBe('clinicset');
    expect(screen.queryByText(/^The replica set is called/)).toBeNull();
    press('Test');
    await waitFor(() =>
      expect(test.mock.calls[1]?.[0]).toMatchObject({ fields: { replicaSet: 'clinicset' } }),
    );
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

  // Seen red as "is kept in the store of secrets of this computer".
  it('says that a password was kept in a keychain which is gone', async () => {
    const nowhere: SecretsStatus = { place: 'nowhere', keychain: 'absent', vault: 'none', unprotected: 0 };
    const { secrets: _none, ...told } = session;
    const { opened } = openForm(`/connections/${saved.id}`, good, told, undefined, {
      status: async () => nowhere,
    });
    await screen.findByText(
      'The password was kept in a keychain that is not there now. Without it, the password has to be typed again.',
    );
    expect(opened.container.textContent).not.toContain('store of secrets');
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

  // Seen red: the vault was there, and the form still said to make one.
  it('says no more that a place for the password is missing once a vault was made in it', async () => {
    let status: SecretsStatus = { place: 'nowhere', keychain: 'absent', vault: 'none', unprotected: 0 };
    const createVault = async () => {
      status = { ...status, place: 'vault', vault: 'open' };
      return { kind: 'done' as const };
    };
    // Only what this page asks for.
    const secrets = { status: async () => status, createVault } as unknown as ClinicClient['secrets'];
    const { save } = openForm('/connections/new', good, session, undefined, secrets);
    const message = 'There is no safe place for a password yet.';
    save.mockRejectedValueOnce(
      Object.assign(new Error(message), {
        ...{ code: 'INVALID', data: { issues: [{ path: ['fields', 'name'], message }] } },
      }),
    );
    await paste(/^Paste an address/, address);
    press('Test');
    await screen.findByText(/^The server answers/);
    press('Save');
    expect(await screen.findAllByText(message, { exact: false })).toHaveLength(2);
    press('Choose a passphrase…');
    for (const label of [/^Passphrase \*/, /^Passphrase once more/])
      fireEvent.change(await input(label), { target: { value: 'copper lantern under the bridge' } });
    fireEvent.click(screen.getByRole('checkbox', { name: /^I have written it down/ }));
    press('Make the vault');
    await waitFor(() => expect(screen.queryByText(message, { exact: false })).toBeNull());
    expect(screen.getByText(/^The server answers/)).toBeTruthy();
    expect((await input(/^Password/)).value).toBe(secret);
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
