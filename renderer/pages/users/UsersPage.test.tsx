import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, describe, expect, it } from 'vitest';
import type { ClinicClient, ListInput, SessionState } from '../../../shared/contract';
import type { User } from '../../../shared/entities';
import { ClinicProvider } from '../../kit/data';
import { UsersPage } from './UsersPage';

afterEach(cleanup);

const asha: User = {
  id: '1'.repeat(24),
  revision: 3,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  username: 'asha',
  displayName: 'Asha Rao',
  status: 'pending',
  roles: [],
};

const clinic = 'c'.repeat(24);
type Doctor = { id: string; firstname?: string; lastname?: string };
const joshi: Doctor = { id: 'd'.repeat(24), firstname: 'Meera', lastname: 'Joshi' };

/** One person waits to be let in; the clinic has the doctors given. */
function clinicWithOneWaiting(
  approve: (input: unknown) => Promise<unknown>,
  doctors: Doctor[] = [],
  lookedUp: Promise<unknown> = Promise.resolve(),
) {
  const client = {
    users: {
      list: ({ filter }: ListInput) => {
        const rows = filter?.status && asha.status === 'pending' ? [asha] : [];
        return Promise.resolve({ rows, total: rows.length, names: {} });
      },
    },
    doctors: {
      list: async ({ text = '' }: ListInput) => {
        await lookedUp;
        const rows = doctors.filter(({ lastname = '' }) => text === '' || text.includes(lastname));
        return { rows, total: rows.length, names: {} };
      },
      get: ({ id }: { id: string }) =>
        Promise.resolve({ record: doctors.find((each) => each.id === id), names: {} }),
    },
    accounts: { approve },
  };
  // Only what this page asks for.
  return client as unknown as ClinicClient;
}

function show(client: ClinicClient, roles: ('admin' | 'doctor')[] = ['admin']) {
  const session: SessionState = {
    database: { kind: 'live', label: 'This computer' },
    clinic: { id: clinic, name: 'Wellness First Clinic', timeZone: 'Europe/London' },
    needsSetUp: false,
    version: '0',
    user: { userId: 'a'.repeat(24), username: 'boss', displayName: 'Boss', roles, passwordIsWeak: false },
  };
  render(
    <MantineProvider>
      <Notifications />
      <ClinicProvider client={client} session={session} refreshSession={() => {}}>
        <MemoryRouter>
          <UsersPage />
        </MemoryRouter>
      </ClinicProvider>
    </MantineProvider>,
  );
}

const dialog = async () => within(await screen.findByRole('dialog'));

describe('letting people in', () => {
  it('asks for a role first, then lets them in with it', async () => {
    const asked: unknown[] = [];
    show(clinicWithOneWaiting((input) => Promise.resolve(asked.push(input))));
    await screen.findByText('1 person waits for approval');
    fireEvent.click(screen.getByRole('button', { name: 'Approve… Asha Rao' }));
    const open = await dialog();
    fireEvent.click(open.getByRole('button', { name: 'Approve' }));
    expect(asked).toEqual([]);
    fireEvent.click(open.getByRole('checkbox', { name: 'Front desk' }));
    fireEvent.click(open.getByRole('button', { name: 'Approve' }));
    await screen.findByText('Asha Rao can sign in now');
    expect(asked).toEqual([{ id: asha.id, roles: ['frontdesk'], doctor: null, patient: null }]);
  });

  it('says at the field why someone cannot be let in like this', async () => {
    const issues = [{ path: ['patient'], message: 'Choose which patient this person is.' }];
    const refusal = Object.assign(new Error('refused'), { code: 'INVALID', data: { issues } });
    show(clinicWithOneWaiting(() => Promise.reject(refusal)));
    fireEvent.click(await screen.findByRole('button', { name: 'Approve… Asha Rao' }));
    const open = await dialog();
    fireEvent.click(open.getByRole('checkbox', { name: 'Patient' }));
    fireEvent.click(open.getByRole('button', { name: 'Approve' }));
    await open.findByText('Choose which patient this person is.');
    expect(open.getByRole('combobox').getAttribute('aria-invalid')).toBe('true');
  });

  it('makes the doctor record of a new doctor in the same step, with their name', async () => {
    const asked: unknown[] = [];
    show(clinicWithOneWaiting((input) => Promise.resolve(asked.push(input)), [joshi]));
    fireEvent.click(await screen.findByRole('button', { name: 'Approve… Asha Rao' }));
    const open = await dialog();
    fireEvent.click(open.getByRole('checkbox', { name: 'Doctor' }));
    expect((await open.findByLabelText<HTMLInputElement>(/^First name/)).value).toBe('Asha');
    expect(open.getByLabelText<HTMLInputElement>(/^Family name/).value).toBe('Rao');
    fireEvent.change(open.getByLabelText(/^Field/), { target: { value: 'Heart' } });
    fireEvent.click(open.getByRole('button', { name: 'Approve' }));
    await screen.findByText('Asha Rao can sign in now');
    const newDoctor = { firstname: 'Asha', lastname: 'Rao', specialty: 'Heart', clinic };
    expect(asked).toEqual([{ id: asha.id, roles: ['doctor'], newDoctor, patient: null }]);
  });

  it('does not make a Dr of a nurse', async () => {
    const asked: unknown[] = [];
    show(clinicWithOneWaiting((input) => Promise.resolve(asked.push(input))));
    fireEvent.click(await screen.findByRole('button', { name: 'Approve… Asha Rao' }));
    const open = await dialog();
    fireEvent.click(open.getByRole('checkbox', { name: 'Nurse' }));
    fireEvent.click(await open.findByRole('radio', { name: 'Make one' }));
    expect(open.getByLabelText<HTMLInputElement>(/^Profession/).value).toBe('Nurse');
    fireEvent.click(open.getByRole('button', { name: 'Approve' }));
    await screen.findByText('Asha Rao can sign in now');
    const newDoctor = { firstname: 'Asha', lastname: 'Rao', profession: 'nurse', clinic };
    expect(asked).toEqual([{ id: asha.id, roles: ['nurse'], newDoctor, patient: null }]);
  });

  // Seen red with a new record offered until the search had answered: a quick Approve made a second Dr Asha Rao.
  it('waits with Approve until it is known whether there is a doctor of that name', async () => {
    const asked: unknown[] = [];
    const rao = { id: 'b'.repeat(24), firstname: 'Asha', lastname: 'Rao' };
    let answer = () => {};
    const lookedUp = new Promise<void>((resolve) => {
      answer = resolve;
    });
    show(clinicWithOneWaiting((input) => Promise.resolve(asked.push(input)), [rao], lookedUp));
    fireEvent.click(await screen.findByRole('button', { name: 'Approve… Asha Rao' }));
    const open = await dialog();
    fireEvent.click(open.getByRole('checkbox', { name: 'Doctor' }));
    open.getAllByText('Looking for Asha Rao among the doctors…');
    fireEvent.click(open.getByRole('button', { name: 'Approve' }));
    expect(open.queryByLabelText(/^First name/)).toBeNull();
    answer();
    await open.findByDisplayValue('Dr Asha Rao');
    expect(asked).toEqual([]);
    fireEvent.click(open.getByRole('button', { name: 'Approve' }));
    await screen.findByText('Asha Rao can sign in now');
    expect(asked).toEqual([{ id: asha.id, roles: ['doctor'], doctor: rao.id, patient: null }]);
  });

  it('asks which doctor they are when it cannot be found out', async () => {
    const asked: unknown[] = [];
    const lookedUp = Promise.reject(Object.assign(new Error('refused'), { code: 'FORBIDDEN' }));
    // Nobody asks before the dialog is open.
    lookedUp.catch(() => undefined);
    show(clinicWithOneWaiting((input) => Promise.resolve(asked.push(input)), [], lookedUp));
    fireEvent.click(await screen.findByRole('button', { name: 'Approve… Asha Rao' }));
    const open = await dialog();
    fireEvent.click(open.getByRole('checkbox', { name: 'Doctor' }));
    await open.findByRole('radio', { name: 'Choose one', checked: true });
    fireEvent.click(open.getByRole('button', { name: 'Approve' }));
    await open.findByText('Choose one from the list, or None');
    expect(asked).toEqual([]);
  });

  it('takes the doctor record that has their name already', async () => {
    const asked: unknown[] = [];
    const rao = { id: 'c'.repeat(24), firstname: 'Asha', lastname: 'Rao' };
    show(clinicWithOneWaiting((input) => Promise.resolve(asked.push(input)), [joshi, rao]));
    fireEvent.click(await screen.findByRole('button', { name: 'Approve… Asha Rao' }));
    const open = await dialog();
    fireEvent.click(open.getByRole('checkbox', { name: 'Doctor' }));
    await open.findByDisplayValue('Dr Asha Rao');
    fireEvent.click(open.getByRole('button', { name: 'Approve' }));
    await screen.findByText('Asha Rao can sign in now');
    expect(asked).toEqual([{ id: asha.id, roles: ['doctor'], doctor: rao.id, patient: null }]);
  });

  it('lets a doctor in without a doctor record, and says what that means', async () => {
    const asked: unknown[] = [];
    show(clinicWithOneWaiting((input) => Promise.resolve(asked.push(input))));
    fireEvent.click(await screen.findByRole('button', { name: 'Approve… Asha Rao' }));
    const open = await dialog();
    fireEvent.click(open.getByRole('checkbox', { name: 'Doctor' }));
    fireEvent.click(await open.findByRole('radio', { name: 'None' }));
    open.getByText(/nobody can be booked with Asha Rao/);
    fireEvent.click(open.getByRole('button', { name: 'Approve' }));
    await screen.findByText('Asha Rao can sign in now');
    expect(asked).toEqual([{ id: asha.id, roles: ['doctor'], doctor: null, patient: null }]);
  });

  it('says who was first when two administrators let the same person in', async () => {
    const current = { ...asha, status: 'active', roles: ['nurse'] };
    const data = { kind: 'changed', current, yours: {}, fields: ['status'], changedBy: 'Rosa Méndez' };
    const refusal = Object.assign(new Error('refused'), { code: 'CONFLICT', data });
    show(clinicWithOneWaiting(() => Promise.reject(refusal)));
    fireEvent.click(await screen.findByRole('button', { name: 'Approve… Asha Rao' }));
    const open = await dialog();
    fireEvent.click(open.getByRole('checkbox', { name: 'Front desk' }));
    fireEvent.click(open.getByRole('button', { name: 'Approve' }));
    await open.findByText('Rosa Méndez let Asha Rao in meanwhile as Nurse.');
    expect(open.queryByRole('button', { name: 'Approve' })).toBeNull();
  });

  it('turns someone down, and takes that back', async () => {
    const asked: unknown[] = [];
    const client = clinicWithOneWaiting(() => Promise.resolve({}));
    Object.assign(client.accounts, { disable: (input: unknown) => Promise.resolve(asked.push(input)) });
    show(client);
    fireEvent.click(await screen.findByRole('button', { name: 'Turn down Asha Rao' }));
    await screen.findByText('Asha Rao was turned down');
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await screen.findByText('Asha Rao waits for approval again');
    expect(asked).toEqual([
      { id: asha.id, disabled: true },
      { id: asha.id, disabled: false },
    ]);
  });

  it('is not for a doctor', async () => {
    show(
      clinicWithOneWaiting(() => Promise.resolve({})),
      ['doctor'],
    );
    await screen.findByText('Your role does not open this page');
  });
});
