import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ClinicClient, SecretsOutcome, SecretsStatus, SessionState } from '../../../shared/contract';
import { ClinicProvider } from '../../kit/data';
import { SecretsLockedPage, waitsForSecret } from '../start-state';
import { KeptPasswords } from './KeptPasswords';

afterEach(cleanup);

const passphrase = 'copper lantern under the bridge';
const nowhere: SecretsStatus = { place: 'nowhere', keychain: 'absent', vault: 'none', unprotected: 0 };
const inVault: SecretsStatus = {
  ...{ place: 'vault', keychain: 'absent', vault: 'open', unprotected: 0 },
  words: 'a vault on this computer that opens with a passphrase',
};
const done: SecretsOutcome = { kind: 'done', status: inVault };
const refused = (name: string, message: string) =>
  Object.assign(new Error(message), { code: 'INVALID', data: { issues: [{ path: [name], message }] } });

type Calls = Partial<ClinicClient['secrets']>;
// Only what these pages ask for.
const clientOf = (calls: Calls) =>
  ({ secrets: { status: async () => nowhere, ...calls } }) as unknown as ClinicClient;
const live: SessionState = {
  database: { kind: 'live', label: 'This computer' },
  version: '0',
  needsSetUp: false,
};

const type = (label: string, text: string) =>
  fireEvent.change(screen.getByLabelText(label, { exact: false, selector: 'input' }), {
    target: { value: text },
  });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('a start that waits for a secret', () => {
  const open = (reason: string, calls: Calls, onChange = vi.fn()) => {
    const database = {
      kind: 'failed',
      label: 'This computer',
      reason,
      message: 'It is locked.',
      remedy: 'Do this.',
    } as const;
    expect(waitsForSecret(database)).toBe(true);
    render(
      <MantineProvider env="test">
        <MemoryRouter>
          <SecretsLockedPage database={database} client={clientOf(calls)} onChange={onChange} />
        </MemoryRouter>
      </MantineProvider>,
    );
    return onChange;
  };

  it('tells a wrong passphrase at its field and keeps what was typed; the right one goes on', async () => {
    const unlock = vi.fn(async (given: { passphrase: string }) => {
      if (given.passphrase !== passphrase)
        throw refused('passphrase', 'This is not the passphrase of the vault.');
      return done;
    });
    const onChange = open('vaultLocked', { unlock: unlock as unknown as ClinicClient['secrets']['unlock'] });
    expect(screen.getByRole('alert').textContent).toContain('It is locked.Do this.');
    press('Open the vault');
    expect(unlock).not.toHaveBeenCalled();
    type('Passphrase of the vault', 'not this one');
    press('Open the vault');
    expect(await screen.findByText('This is not the passphrase of the vault.')).toBeTruthy();
    const field = screen.getByLabelText(/^Passphrase of the vault/, { selector: 'input' });
    await vi.waitFor(() => expect(document.activeElement).toBe(field));
    expect(onChange).not.toHaveBeenCalled();
    type('Passphrase of the vault', passphrase);
    press('Open the vault');
    await vi.waitFor(() => expect(onChange).toHaveBeenCalledOnce());
    expect(document.body.innerHTML).not.toContain(passphrase);
  });

  it('says in words why a try did not help, and lets one try again', async () => {
    const failed: SecretsOutcome = {
      kind: 'failed',
      reason: 'keychainLocked',
      message: 'Still locked.',
      remedy: 'Unlock it.',
    };
    const tryAgain = vi.fn(async () => failed);
    const onChange = open('keychainLocked', {
      tryAgain: tryAgain as unknown as ClinicClient['secrets']['tryAgain'],
    });
    press('Try again');
    expect(await screen.findByText('Still locked.')).toBeTruthy();
    expect(onChange).not.toHaveBeenCalled();
  });

  it.each([
    ['keychainLocked', 'Keep passwords in a vault instead', 'Make the vault', 'createVault'],
    ['vaultLocked', 'Nobody knows the passphrase', 'Begin a new vault', 'startAnew'],
    ['vaultUnreadable', 'Begin a new vault', 'Begin a new vault', 'startAnew'],
    ['noSecretStore', null, 'Make the vault', 'createVault'],
  ] as const)(
    'for %s, offers a vault once its passphrase is typed twice and confirmed',
    async (reason, way, label, call) => {
      const made = vi.fn(async () => done);
      const onChange = open(reason, { [call]: made });
      if (way) press(way);
      expect(screen.getByText(/asked for at every start .* includes "This computer"/)).toBeTruthy();
      press(label);
      expect(screen.getByText(/^Use at least 15 characters/)).toBeTruthy();
      expect(screen.getByText('Confirm this first.')).toBeTruthy();
      type('Passphrase *', passphrase);
      type('Passphrase once more', 'copper lantern under the bridg');
      fireEvent.click(screen.getByLabelText('I have written it down and keep it away from this computer'));
      press(label);
      expect(screen.getByText('The two passphrases are not the same.')).toBeTruthy();
      expect(made).not.toHaveBeenCalled();
      type('Passphrase once more', passphrase);
      press(label);
      await vi.waitFor(() => expect(onChange).toHaveBeenCalledOnce());
      expect(made).toHaveBeenCalledWith({ passphrase });
    },
  );
});

describe('where passwords are kept', () => {
  const open = (status: SecretsStatus, calls: Calls = {}) => {
    const client = clientOf({ status: async () => status, ...calls });
    render(
      <MantineProvider env="test">
        <MemoryRouter>
          <ClinicProvider client={client} session={live} refreshSession={() => {}}>
            <KeptPasswords />
          </ClinicProvider>
        </MemoryRouter>
      </MantineProvider>,
    );
  };
  const buttons = () => screen.queryAllByRole('button').map(({ textContent }) => textContent);

  it.each([
    [nowhere, 'This computer has no keychain, so none is kept.', ['Choose a passphrase…']],
    [inVault, 'It is open until Clinic Desk is closed.', ['Change the passphrase…']],
    [
      {
        place: 'keychain',
        words: 'the keychain of this computer',
        keychain: 'works',
        vault: 'none',
        unprotected: 0,
      },
      'They are kept in the keychain of this computer.',
      [],
    ],
    [
      { place: 'undecided', keychain: 'locked', vault: 'none', unprotected: 0 },
      'They are in the keychain of this computer, which is locked.',
      ['Choose a passphrase…', 'Try again'],
    ],
    [
      { place: 'undecided', keychain: 'absent', vault: 'locked', unprotected: 0 },
      'They are in a vault, which is locked.',
      ['Open the vault…', 'Begin a new vault…'],
    ],
    [
      { place: 'undecided', keychain: 'absent', vault: 'unreadable', unprotected: 0 },
      'They are in a vault that cannot be read.',
      ['Begin a new vault…'],
    ],
  ] satisfies [SecretsStatus, string, string[]][])(
    '%o: says so and offers what can be done',
    async (status, words, offered) => {
      open(status);
      expect(await screen.findByText(words, { exact: false })).toBeTruthy();
      expect(buttons()).toEqual(offered);
    },
  );

  it('counts what an older version left without protection', async () => {
    open({ ...nowhere, unprotected: 2 });
    expect(await screen.findByText(/An older version left 2 passwords in a file/)).toBeTruthy();
  });

  it('says why it cannot be told', async () => {
    open(nowhere, { status: () => Promise.reject(new Error('Gone')) });
    expect(await screen.findByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  it('changes the passphrase of an open vault, with what is wrong at its field', async () => {
    const change = vi.fn(async ({ passphrase: present }: { passphrase: string }) => {
      if (present !== passphrase) throw refused('passphrase', 'This is not the passphrase of the vault.');
      return done;
    });
    open(inVault, { changePassphrase: change as unknown as ClinicClient['secrets']['changePassphrase'] });
    fireEvent.click(await screen.findByRole('button', { name: 'Change the passphrase…' }));
    press('Change the passphrase');
    expect(screen.getByText('Fill this in')).toBeTruthy();
    type('Present passphrase', 'not this one');
    type('New passphrase *', 'gravel tulip seven mornings');
    type('New passphrase once more', 'gravel tulip seven mornings');
    press('Change the passphrase');
    expect(await screen.findByText('This is not the passphrase of the vault.')).toBeTruthy();
    type('Present passphrase', passphrase);
    press('Change the passphrase');
    await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(change).toHaveBeenLastCalledWith({ passphrase, newPassphrase: 'gravel tulip seven mornings' });
  });
});
