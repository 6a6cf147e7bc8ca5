import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ClinicClient, CopyCheck, CopyRun, SessionState, SinceCopied } from '../../../shared/contract';
import type { Role } from '../../../shared/entities';
import { ClinicProvider, type CopyStatus } from '../../kit/data';
import { SavingStrip } from '../../kit/shell';
import { CopyPage } from './CopyPage';

afterEach(cleanup);

const serverId = '11111111-1111-4111-8111-111111111111';
const plain = { hasPassword: false, hasKeyPassphrase: false, acceptedRisks: [] };
const server = {
  ...{ ...plain, id: serverId, kind: 'server', name: 'Clinic server' },
  fields: {
    ...{ name: 'Clinic server', kind: 'server', srv: false, database: 'clinic' },
    hosts: [{ host: 'db.clinic.example', port: 27_017 }],
    ...{ tls: { isUsed: true }, signIn: { mechanism: 'none' } },
  },
};
const here = { ...plain, id: 'this-computer', kind: 'thisComputer', name: 'This computer' };

const note: NonNullable<CopyStatus['note']> = {
  to: { id: serverId, name: 'Clinic server' },
  ...{ by: 'Ada Okonkwo', begunAt: new Date('2026-11-23T09:40:00Z'), state: 'begun' },
  since: new Date('2026-11-23T09:40:00Z'),
};
const ready: CopyCheck = {
  ...{ kind: 'ready', isUnfinished: false, amount: { documents: 12_480, bytes: 4_200_000 } },
  server: { version: '6.0.5', kind: 'replicaSet', members: 3, isEncrypted: true },
};
const running: CopyRun = {
  ...{ kind: 'running', to: 'Clinic server', stage: 'copying', isInterrupted: false, isStopping: false },
  isTargetAway: false,
  ...{ done: { documents: 500, bytes: 1_000_000 }, all: { documents: 2_000, bytes: 4_000_000 } },
  ...{ bytesPerSecond: 50_000, secondsLeft: 185 },
  collections: [
    {
      ...{ name: 'patients', state: 'copied' },
      ...{ done: { documents: 500, bytes: 1_000_000 }, all: { documents: 500, bytes: 1_000_000 } },
    },
    {
      ...{ name: 'readings', state: 'waiting' },
      ...{ done: { documents: 0, bytes: 0 }, all: { documents: 1_500, bytes: 3_000_000 } },
    },
  ],
};
const side = (documents: number, sha256: string) => ({ documents, sha256: sha256.repeat(64) });
const compared = [
  { name: 'patients', here: side(500, 'a'), there: side(500, 'a'), isEqual: true },
  { name: 'users', here: side(7, 'b'), there: side(7, 'c'), isEqual: false },
];

type Given = {
  readonly status?: CopyStatus;
  readonly found?: CopyCheck;
  readonly since?: SinceCopied;
  readonly known?: object[];
  readonly isFixed?: string;
  readonly openId?: string;
  readonly role?: Role;
  readonly database?: SessionState['database'];
};

function open(given: Given) {
  const { status = {}, found = ready, known = [here, server], isFixed, role = 'admin' } = given;
  const heard = {
    start: vi.fn(async () => ({})),
    stop: vi.fn(async () => ({})),
    remove: vi.fn(async () => ({})),
    workHereAgain: vi.fn(async () => ({})),
    sinceCopied: vi.fn(async () => given.since ?? { kind: 'told', changes: 0 }),
    use: vi.fn(async () => ({ kind: 'good' })),
  };
  // Only what the page asks for.
  const client = {
    copies: { ...heard, status: async () => status, check: async () => found },
    connections: {
      use: heard.use,
      list: async () => ({
        connections: known,
        open: given.openId ?? 'this-computer',
        needsReopening: false,
        isFixed,
      }),
    },
  } as unknown as ClinicClient;
  const session: SessionState = {
    ...{ database: given.database ?? { kind: 'live', label: 'This computer' }, needsSetUp: false },
    ...{ now: new Date('2026-11-23T10:00:00Z'), version: '0.1.0' },
    user: {
      userId: '0'.repeat(24),
      username: 'ada',
      displayName: 'Ada Okonkwo',
      roles: [role],
      passwordIsWeak: false,
    },
  };
  render(
    <MantineProvider env="test">
      <MemoryRouter>
        <ClinicProvider client={client} session={session} refreshSession={() => undefined}>
          <SavingStrip />
          <CopyPage />
        </ClinicProvider>
      </MemoryRouter>
    </MantineProvider>,
  );
  return heard;
}

const button = (name: string) => screen.findByRole('button', { name });

describe('copying the clinic to another connection', () => {
  it('begins with where to, says what is there and how much goes along, and then copies', async () => {
    const { start } = open({});
    fireEvent.click(await screen.findByRole('radio', { name: /Clinic server/ }));
    fireEvent.click(await button('Look what is there'));
    expect(await screen.findByText('MongoDB 6.0.5, replica set of 3 members')).toBeTruthy();
    expect(screen.getByText('12,480 documents, 4.2 MB')).toBeTruthy();
    fireEvent.click(await button('Copy the clinic to Clinic server'));
    await waitFor(() => expect(start).toHaveBeenCalledWith({ to: serverId }));
  });

  it('says why it cannot go there', async () => {
    const { start } = open({
      found: {
        kind: 'refused',
        reason: 'copyTargetTaken',
        message: 'Something is there.',
        remedy: 'Choose another.',
      },
    });
    fireEvent.click(await screen.findByRole('radio', { name: /Clinic server/ }));
    fireEvent.click(await button('Look what is there'));
    expect((await screen.findByRole('alert')).textContent).toBe('Something is there. Choose another.');
    expect(screen.queryByRole('button', { name: /^Copy the clinic/ })).toBeNull();
    expect(start).not.toHaveBeenCalled();
  });

  it('says that there is nothing to copy to, and that the address is fixed', async () => {
    open({ known: [here] });
    expect(await screen.findByText('There is no connection to copy to')).toBeTruthy();
    cleanup();
    open({ isFixed: 'The address was given at the start.' });
    expect(await screen.findByText('The address was given at the start.')).toBeTruthy();
  });

  it('shows how far it is, kind by kind, and can be stopped', async () => {
    const { stop } = open({ status: { note, run: running } });
    expect(
      await screen.findByText('500 of 2,000 documents · 1 MB of 4 MB · 50 kB a second · about 3 min left'),
    ).toBeTruthy();
    const row = screen.getByRole('row', { name: /Readings/ });
    expect(within(row).getByText('Waits')).toBeTruthy();
    expect(screen.getByText(/^People can go on working/)).toBeTruthy();
    fireEvent.click(await button('Stop'));
    await waitFor(() => expect(stop).toHaveBeenCalled());
  });

  // Seen red while it only looked busy: each press asked once more.
  it('that is being stopped already cannot be stopped again', async () => {
    const { stop } = open({ status: { note, run: running } });
    stop.mockImplementation(() => new Promise(() => undefined));
    fireEvent.click(await button('Stop'));
    expect((await button('Stop')).getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(await button('Stop'));
    expect(stop).toHaveBeenCalledTimes(1);
    cleanup();
    const other = open({ status: { note, run: { ...running, isStopping: true } } });
    fireEvent.click(await button('Stop'));
    expect(other.stop).not.toHaveBeenCalled();
    expect(screen.getByText('It stops once what is under way is written')).toBeTruthy();
  });

  it('says that nobody can save while both sides are compared, and that a lost connection is waited for', async () => {
    open({ status: { note, run: { ...running, stage: 'comparing' } } });
    expect(await screen.findByText(/^Nobody can save now/)).toBeTruthy();
    cleanup();
    open({ status: { note, run: { ...running, isInterrupted: true } } });
    expect(await screen.findByText('The connection was lost.')).toBeTruthy();
    cleanup();
    // Seen red while nothing was said until the copy gave up.
    for (const stage of ['copying', 'comparing'] as const) {
      open({ status: { note, run: { ...running, stage, isInterrupted: true, isTargetAway: true } } });
      const told = await screen.findByText('Clinic server does not answer.');
      expect(told.parentElement?.textContent).toMatch(
        stage === 'copying' ? /tries again by itself/ : /people can save again/,
      );
      expect(screen.queryByText('The connection was lost.')).toBeNull();
      cleanup();
    }
  });

  it('that is not equal shows what is not, first, and does not let anybody open it', async () => {
    const { start } = open({ status: { note, run: { kind: 'different', compared } } });
    const rows = within(await screen.findByRole('table')).getAllByRole('row');
    expect(rows[1]?.textContent).toMatch(/^User.*Not equal$/);
    expect(rows[2]?.textContent).toMatch(/^Patients.*Equal$/);
    expect(screen.queryByRole('button', { name: /^Open/ })).toBeNull();
    fireEvent.click(await button('Go on with the copy'));
    await waitFor(() => expect(start).toHaveBeenCalledWith({ to: serverId }));
  });

  it('that broke off says why, goes on, is removed, or is forgotten', async () => {
    const { remove } = open({
      status: {
        note,
        run: { kind: 'failed', reason: 'noAnswer', message: 'It was lost.', remedy: 'Go on.' },
      },
    });
    expect((await screen.findByRole('alert')).textContent).toBe('It was lost. Go on.');
    fireEvent.click(await button('Delete what was copied…'));
    fireEvent.click(await button('Delete it there'));
    await waitFor(() => expect(remove).toHaveBeenCalledWith({ leavesIt: false }));
    fireEvent.click(await button('Give the copy up…'));
    fireEvent.click(await button('Give it up'));
    await waitFor(() => expect(remove).toHaveBeenCalledWith({ leavesIt: true }));
  });

  // Seen red while it could only be given up: a connection that was forgotten and added again has another id.
  it.each(['begun', 'finishing'] as const)(
    'that is %s goes on over another connection to its place when this computer does not know the first one',
    async (state) => {
      const { start } = open({
        status: { note: { ...note, state, to: { id: 'forgotten', name: 'Old name' } } },
        found: { ...ready, isUnfinished: true },
      });
      expect(await screen.findByText(/^This computer does not know that connection/)).toBeTruthy();
      fireEvent.click(await screen.findByRole('radio', { name: /Clinic server/ }));
      fireEvent.click(await button('Look what is there'));
      fireEvent.click(await button('Go on with the copy'));
      await waitFor(() => expect(start).toHaveBeenCalledWith({ to: serverId }));
    },
  );

  it('that is whole is opened, or the old database is worked in again', async () => {
    const { use, workHereAgain } = open({
      status: {
        note: { ...note, state: 'finished' },
        run: { kind: 'whole', compared: compared.slice(0, 1) },
      },
      database: {
        ...{ kind: 'live', label: 'This computer' },
        saving: {
          kind: 'moved',
          to: 'Clinic server',
          by: 'Ada Okonkwo',
          since: new Date('2026-11-23T09:59:00Z'),
        },
      },
    });
    expect(await screen.findByText('The clinic moved to Clinic server.')).toBeTruthy();
    expect(await screen.findByText('The copy is whole.')).toBeTruthy();
    fireEvent.click(await button('Open Clinic server…'));
    fireEvent.click(await button('Open Clinic server'));
    await waitFor(() => expect(use).toHaveBeenCalledWith({ id: serverId }));
    fireEvent.click(await button('Work here again…'));
    const question = await screen.findByRole('dialog');
    expect(await within(question).findByText('Not yet, from any computer')).toBeTruthy();
    expect(within(question).getByText('Nothing')).toBeTruthy();
    fireEvent.click(await button('Work here again'));
    await waitFor(() => expect(workHereAgain).toHaveBeenCalled());
  });

  const goingBack = async (since: SinceCopied) => {
    open({
      status: { note: { ...note, state: 'finished', since: new Date('2026-11-24T08:00:00Z') } },
      since,
    });
    fireEvent.click(await button('Work here again…'));
    return within(await screen.findByRole('dialog'));
  };
  const openedAt = new Date('2026-11-25T08:00:00Z');

  // Seen red while the question told of nothing that was done on the other side.
  it('says before people go back when it was copied, when it was opened and what was saved there since', async () => {
    const lastChange = new Date('2026-11-26T08:00:00Z');
    const question = await goingBack({ kind: 'told', openedAt, changes: 1_204, lastChange });
    expect((await question.findByRole('alert')).textContent).toBe(
      'People worked at Clinic server. What they saved there will not be here.',
    );
    const { textContent } = await screen.findByRole('dialog');
    for (const words of [/Copied24 Nov/, /Opened there25 Nov/, /1,204 changes, the last one 26 Nov/])
      expect(textContent).toMatch(words);
    expect(textContent).toContain('From now on there are two clinics');
  });

  it('says when nobody can tell what was saved there, and when this computer opened it', async () => {
    const away = { message: 'The server did not answer in time.', remedy: 'Check that it is on.' };
    const question = await goingBack({ kind: 'unknown', openedAt, ...away });
    expect(
      (await question.findByText('What was saved at Clinic server cannot be told now.')).parentElement
        ?.textContent,
    ).toContain(
      'What was saved at Clinic server cannot be told now. The server did not answer in time. Check that it is on.',
    );
    expect(question.getByText(/^25 Nov/)).toBeTruthy();
    expect(question.getByText('Not known')).toBeTruthy();
  });

  // Seen red with "The clinic is being copied", and "Leave it closed" while it is open.
  it('that pauses saving says that this ends by itself, also where nobody copies any more', async () => {
    const since = new Date('2026-11-23T09:59:00Z');
    open({
      status: { note: { ...note, state: 'paused' } },
      database: {
        ...{ kind: 'live', label: 'This computer' },
        saving: { kind: 'paused', to: 'Clinic server', by: 'Ada Okonkwo', since },
      },
    });
    expect(await screen.findByText(/Should the copying have broken off.* within a minute\.$/)).toBeTruthy();
    expect(await screen.findByText(/^Saving pauses, so that the copy at Clinic server/)).toBeTruthy();
    expect(screen.queryByText(/is being copied|on another computer/)).toBeNull();
  });

  it('is cancelled in the words of what is asked', async () => {
    const question = await goingBack({ kind: 'told', changes: 0 });
    fireEvent.click(question.getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says why it cannot go to this computer, and what can be done', async () => {
    const server2 = { ...server, id: 'second', name: 'Second server' };
    open({ known: [here, server, server2], openId: serverId });
    expect(await screen.findByText(/^"This computer" is not offered: a copy goes only into/)).toBeTruthy();
    expect(screen.getByText(/What is saved at Clinic server stays there/)).toBeTruthy();
    cleanup();
    open({});
    await screen.findByRole('radio', { name: /Clinic server/ });
    expect(screen.queryByText(/is not offered/)).toBeNull();
  });

  it('whose last step broke off offers that step, and not to open what cannot be opened', async () => {
    const { start } = open({ status: { note: { ...note, state: 'finishing' } } });
    expect(await screen.findByText('The copy is whole, and one step is left.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Open/ })).toBeNull();
    fireEvent.click(await button('Finish the copy'));
    await waitFor(() => expect(start).toHaveBeenCalledWith({ to: serverId }));
  });

  it('is for administrators', async () => {
    open({ role: 'doctor' });
    expect(await screen.findByText('Your role does not open this page')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });
});
