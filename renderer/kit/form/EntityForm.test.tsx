import { MantineProvider } from '@mantine/core';
import { ORPCError } from '@orpc/client';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClinicClient, SessionState } from '../../../shared/contract';
import type { Patient, Role } from '../../../shared/entities';
import { ClinicProvider } from '../data/ClinicProvider';
import { theme } from '../theme';
import { EntityForm, type EntityFormProps } from './EntityForm';

const patientId = '64af00000000000000000009';
const fatima: Patient = {
  id: patientId,
  revision: 3,
  createdAt: new Date('2026-01-01T00:00:00Z'),
  updatedAt: new Date('2026-01-01T00:00:00Z'),
  firstname: 'Fatima',
  lastname: 'Al-Sayed',
  phone: '+44 7700 90 1185',
  city: 'Norbridge',
};

const sessionOf = (role: Role): SessionState => ({
  database: { kind: 'live', label: 'This computer' },
  clinic: { id: '64af00000000000000000003', name: 'Wellness First', timeZone: 'Europe/London' },
  version: '0.1.0',
  user: { userId: 'u1', username: 'rosa', displayName: 'Rosa', roles: [role], passwordIsWeak: false },
});

/** Forms save through `onSave` here and look nothing up; a call to the client would be a fault of the form. */
const client = {} as ClinicClient;

const view = (form: React.ReactNode, role: Role = 'frontdesk') => (
  <MantineProvider theme={theme} env="test">
    <ClinicProvider client={client} session={sessionOf(role)} refreshSession={() => {}}>
      {form}
    </ClinicProvider>
  </MantineProvider>
);

type Update = NonNullable<Extract<EntityFormProps<'patients'>, { record: Patient }>['onSave']>;
const editing = (
  onSave: Update,
  record: Patient = fatima,
  more: Partial<EntityFormProps<'patients'>> = {},
) => (
  <EntityForm
    entity="patients"
    record={record}
    only={['firstname', 'lastname', 'phone', 'city', 'alerts']}
    onSave={onSave}
    onSaved={more.onSaved}
  />
);
const saving = () =>
  vi.fn<Update>(async (changes, revision) => ({
    record: { ...fatima, ...(changes as Partial<Patient>), revision: revision + 1 },
    names: {},
  }));

const field = (label: string | RegExp) => screen.getByLabelText<HTMLInputElement>(label);
const type = (label: string | RegExp, text: string) => {
  const input = field(label);
  fireEvent.focus(input);
  fireEvent.change(input, { target: { value: text } });
};
const leave = (label: string | RegExp) => fireEvent.blur(field(label));
const save = () => fireEvent.click(screen.getByRole('button', { name: /^Save/ }));

beforeEach(() => localStorage.clear());
afterEach(cleanup);

describe('saving a form', () => {
  it('sends only what was changed, with the revision it was read at', async () => {
    const onSave = saving();
    render(view(editing(onSave)));
    type('Phone', '+44 7700 90 4471');
    save();
    await waitFor(() => expect(onSave).toHaveBeenCalledWith({ phone: '+44 7700 90 4471' }, 3));
    expect(await screen.findByText(/^Saved \d\d:\d\d$/)).toBeTruthy();
  });

  it('saves with Ctrl+S and Ctrl+Enter from within a field', async () => {
    const onSave = saving();
    render(view(editing(onSave)));
    type('City', 'Easton');
    fireEvent.keyDown(field('City'), { key: 's', code: 'KeyS', ctrlKey: true });
    await waitFor(() => expect(onSave).toHaveBeenCalledTimes(1));
    type('City', 'Westham');
    fireEvent.keyDown(field('City'), { key: 'Enter', code: 'Enter', ctrlKey: true });
    await waitFor(() => expect(onSave).toHaveBeenCalledTimes(2));
    expect(onSave.mock.lastCall).toEqual([{ city: 'Westham' }, 4]);
  });

  // Seen red with the form started anew from the answer: the words typed during the save were gone.
  it('keeps what is typed while a save is under way, and sends it with the next one', async () => {
    let answer: (saved: Awaited<ReturnType<Update>>) => void = () => undefined;
    const onSave = vi.fn<Update>(() => new Promise((resolve) => (answer = resolve)));
    const onSaved = vi.fn();
    render(view(editing(onSave, fatima, { onSaved })));
    type('City', 'Easton');
    save();
    await waitFor(() => expect(onSave).toHaveBeenCalledTimes(1));
    type('City', 'Easton on Sea');
    answer({ record: { ...fatima, city: 'Easton', revision: 4 }, names: {} });
    await waitFor(() => expect(screen.queryByText(/Saving/)).toBeNull());
    expect(field('City').value).toBe('Easton on Sea');
    expect(onSaved).not.toHaveBeenCalled();
    save();
    await waitFor(() => expect(onSave.mock.lastCall).toEqual([{ city: 'Easton on Sea' }, 4]));
  });

  it('sends nothing when nothing was changed, and is done', async () => {
    const onSave = saving();
    const onSaved = vi.fn();
    render(view(editing(onSave, fatima, { onSaved })));
    save();
    await waitFor(() => expect(onSaved).toHaveBeenCalledTimes(1));
    expect(onSave).not.toHaveBeenCalled();
  });

  it('starts a new record with the cursor in the first field that is not filled yet', () => {
    render(view(<EntityForm entity="patients" initial={{ firstname: 'Fatima' }} />));
    expect(document.activeElement).toBe(field(/Family name/));
  });

  it('sends a new record once, however often Save is pressed', async () => {
    const onSave = vi.fn(async (draft: object) => ({ record: { ...fatima, ...draft }, names: {} }));
    const form = <EntityForm entity="patients" initial={{ city: 'Norbridge' }} onSave={onSave} />;
    render(view(form));
    type(/First name/, 'Fatima');
    type(/Family name/, 'Al-Sayed');
    save();
    save();
    await waitFor(() => expect(onSave).toHaveBeenCalledTimes(1));
    expect(onSave).toHaveBeenCalledWith({ firstname: 'Fatima', lastname: 'Al-Sayed', city: 'Norbridge' });
  });
});

describe('checking what is typed', () => {
  it('says at the field what is wrong once it is left, and takes it back when it is right', () => {
    render(view(editing(saving())));
    type('Phone', 'call me');
    expect(screen.queryByText(/Digits, spaces/)).toBeNull();
    leave('Phone');
    expect(screen.getByText(/Digits, spaces/)).toBeTruthy();
    expect(field('Phone').getAttribute('aria-invalid')).toBe('true');
    type('Phone', '+44 1 2 3');
    expect(screen.queryByText(/Digits, spaces/)).toBeNull();
  });

  it('does not send what is wrong, and puts the cursor where it is wrong', async () => {
    const onSave = saving();
    render(view(editing(onSave)));
    type(/Family name/, '');
    type('Phone', 'call me');
    save();
    expect(await screen.findByText('Fill this in')).toBeTruthy();
    expect(document.activeElement).toBe(field(/Family name/));
    expect(onSave).not.toHaveBeenCalled();
  });

  it('shows what the core refuses at its field', async () => {
    const issues = [{ path: ['changes', 'city'], message: 'No such city here' }];
    const onSave = vi.fn<Update>(() => Promise.reject(new ORPCError('INVALID', { data: { issues } })));
    render(view(editing(onSave)));
    type('City', 'Atlantis');
    save();
    expect(await screen.findByText('No such city here')).toBeTruthy();
    expect(field('City').value).toBe('Atlantis');
  });
});

describe('what was typed and not saved', () => {
  it('is back after the window was closed, and gone from this computer once saved', async () => {
    const onSave = saving();
    render(view(editing(onSave)));
    type('City', 'Easton');
    cleanup();
    render(view(editing(onSave)));
    expect(field('City').value).toBe('Easton');
    expect(screen.getByText(/did not save is back/)).toBeTruthy();
    save();
    await waitFor(() => expect(onSave).toHaveBeenCalledWith({ city: 'Easton' }, 3));
    await waitFor(() => expect(localStorage.length).toBe(0));
  });

  it('can be discarded', () => {
    render(view(editing(saving())));
    type('City', 'Easton');
    cleanup();
    render(view(editing(saving())));
    fireEvent.click(screen.getByRole('button', { name: 'Discard it' }));
    expect(field('City').value).toBe('Norbridge');
    expect(localStorage.length).toBe(0);
  });

  it('does not come back in the form of another patient', () => {
    const note = (patient: string) => (
      <EntityForm entity="healthlogs" initial={{ patient }} only={['visitPurpose']} />
    );
    render(view(note(patientId), 'doctor'));
    type(/Purpose/, 'Chest pain');
    cleanup();
    render(view(note('64af00000000000000000010'), 'doctor'));
    expect(field(/Purpose/).value).toBe('');
  });

  it('stays in the form, and is said to be kept, when the database is away', async () => {
    const onSave = saving();
    onSave.mockRejectedValueOnce(new ORPCError('UNAVAILABLE'));
    render(view(editing(onSave)));
    type('City', 'Easton');
    save();
    expect(await screen.findByText('Not saved, kept on this computer.')).toBeTruthy();
    expect(field('City').value).toBe('Easton');
    fireEvent.click(screen.getByRole('button', { name: 'Save now' }));
    await waitFor(() => expect(onSave).toHaveBeenCalledTimes(2));
    await waitFor(() => expect(screen.queryByText('Not saved, kept on this computer.')).toBeNull());
  });
});

describe('a record that changes elsewhere', () => {
  const elsewhere: Patient = { ...fatima, revision: 4, city: 'Easton', phone: '+44 7700 90 4417' };

  it('shows what changed in fields at rest, and never touches what is being typed', () => {
    const { rerender } = render(view(editing(saving())));
    type('Phone', '+44 7700 90 4471');
    rerender(view(editing(saving(), elsewhere)));
    expect(field('City').value).toBe('Easton');
    expect(field('Phone').value).toBe('+44 7700 90 4471');
    expect(screen.getByText(/Was changed to “\+44 7700 90 4417” elsewhere meanwhile/)).toBeTruthy();
  });

  it('does not replace text under the cursor, and follows once the field is left as it was', async () => {
    const { rerender } = render(view(editing(saving())));
    fireEvent.focus(field('City'));
    rerender(view(editing(saving(), elsewhere)));
    expect(field('City').value).toBe('Norbridge');
    expect(field('Phone').value).toBe('+44 7700 90 4417');
    fireEvent.blur(field('City'));
    expect(field('City').value).toBe('Easton');
  });

  it('is saved against the revision that was typed on, so that nothing is overwritten unseen', async () => {
    const onSave = saving();
    const { rerender } = render(view(editing(onSave)));
    type('Phone', '+44 7700 90 4471');
    rerender(view(editing(onSave, elsewhere)));
    save();
    await waitFor(() => expect(onSave).toHaveBeenCalledWith({ phone: '+44 7700 90 4471' }, 3));
  });

  const clash = (fields: string[], current: Patient) =>
    new ORPCError('CONFLICT', {
      data: { kind: 'changed', current, yours: {}, fields, changedBy: 'Asha Rao' },
    });

  it('asks which version is right and sends the chosen one against the record as it is', async () => {
    const onSave = saving();
    onSave.mockRejectedValueOnce(clash(['phone'], elsewhere));
    render(view(editing(onSave)));
    type('Phone', '+44 7700 90 4471');
    save();
    expect(await screen.findByRole('heading', { name: 'Which phone is right?' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Use Asha’s phone' })).toBeTruthy();
    fireEvent.click(screen.getByRole('radio', { name: /Yours/ }));
    fireEvent.click(screen.getByRole('button', { name: 'Use my phone' }));
    await waitFor(() => expect(onSave).toHaveBeenCalledTimes(2));
    expect(onSave.mock.lastCall).toEqual([{ phone: '+44 7700 90 4471' }, 4]);
  });

  it('takes the other version without sending anything', async () => {
    const onSave = saving();
    const onSaved = vi.fn();
    onSave.mockRejectedValueOnce(clash(['phone'], elsewhere));
    render(view(editing(onSave, fatima, { onSaved })));
    type('Phone', '+44 7700 90 4471');
    save();
    fireEvent.click(await screen.findByRole('button', { name: 'Use Asha’s phone' }));
    await waitFor(() => expect(onSaved).toHaveBeenCalledTimes(1));
    expect(onSave).toHaveBeenCalledTimes(1);
    expect(field('Phone').value).toBe('+44 7700 90 4417');
    expect(localStorage.length).toBe(0);
  });

  it('keeps what was typed when the question is closed, and asks again on request', async () => {
    const onSave = saving();
    onSave.mockRejectedValueOnce(clash(['phone'], elsewhere));
    render(view(editing(onSave)));
    type('Phone', '+44 7700 90 4471');
    save();
    fireEvent.click(await screen.findByRole('button', { name: 'Close' }));
    expect(field('Phone').value).toBe('+44 7700 90 4471');
    expect(localStorage.length).toBe(1);
    fireEvent.click(await screen.findByRole('button', { name: 'Choose…' }));
    expect(await screen.findByRole('heading', { name: 'Which phone is right?' })).toBeTruthy();
  });

  it('asks about alerts without an answer chosen', async () => {
    const onSave = saving();
    const before = { ...fatima, alerts: 'Falls risk' };
    onSave.mockRejectedValueOnce(
      clash(['alerts'], { ...before, revision: 4, alerts: 'Falls risk. Hearing aid.' }),
    );
    render(view(editing(onSave, before), 'doctor'));
    type('Alerts', 'Falls risk. Stick.');
    save();
    const button = await screen.findByRole('button', { name: 'Use the chosen one' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(button);
    expect(onSave).toHaveBeenCalledTimes(1);
    fireEvent.click(screen.getByRole('button', { name: 'Keep both' }));
    await waitFor(() => expect(onSave).toHaveBeenCalledTimes(2));
    expect(onSave.mock.lastCall).toEqual([{ alerts: 'Falls risk. Hearing aid.\n\nFalls risk. Stick.' }, 4]);
  });
});

describe('booking a time that is taken', () => {
  const initial = {
    patient: patientId,
    doctor: '64af00000000000000000001',
    date: '2026-11-23',
    time: '10:00',
    minutes: 20,
  };
  const taken = new ORPCError('CONFLICT', {
    data: { kind: 'booking', holder: 'doctor', freeTimes: ['10:40', '11:20', '12:00'] },
  });

  it('says so and books one of the free times with one press', async () => {
    const record = { ...fatima, ...initial };
    const onSave =
      vi.fn<(draft: object) => Promise<{ record: typeof record; names: Record<string, string> }>>();
    onSave.mockRejectedValueOnce(taken).mockResolvedValueOnce({ record, names: {} });
    render(
      view(
        <EntityForm
          entity="appointments"
          initial={initial}
          only={['time', 'reason']}
          onSave={onSave}
          saveLabel="Book"
        />,
      ),
    );
    type('Reason', 'Cough');
    fireEvent.click(screen.getByRole('button', { name: /^Book/ }));
    expect(
      await screen.findByText('This doctor is taken at that time. Next free 10:40, 11:20.'),
    ).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Book 10:40' }));
    await waitFor(() => expect(onSave).toHaveBeenCalledTimes(2));
    expect(onSave.mock.lastCall).toEqual([{ ...initial, time: '10:40', reason: 'Cough' }]);
  });

  it('asks for the reason before it overbooks', async () => {
    const onSave = vi.fn<() => Promise<never>>().mockRejectedValue(taken);
    render(
      view(
        <EntityForm
          entity="appointments"
          initial={initial}
          only={['time', 'overbookedReason']}
          onSave={onSave}
          saveLabel="Book"
        />,
      ),
    );
    expect(screen.queryByLabelText('Reason for overbooking')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: /^Book/ }));
    fireEvent.click(await screen.findByRole('button', { name: 'Overbook…' }));
    expect(await screen.findByLabelText('Reason for overbooking')).toBeTruthy();
  });
});

describe('what a person may not write', () => {
  it('is shown as text, and sensitive text not at all', () => {
    render(
      view(<EntityForm entity="patients" record={{ ...fatima, alerts: 'Falls risk' }} onSave={saving()} />),
    );
    expect(screen.queryByText('Falls risk')).toBeNull();
    cleanup();
    const own = { ...sessionOf('patient') };
    const session: SessionState = { ...own, user: own.user && { ...own.user, patient: patientId } };
    render(
      <MantineProvider theme={theme} env="test">
        <ClinicProvider client={client} session={session} refreshSession={() => {}}>
          {editing(saving())}
        </ClinicProvider>
      </MantineProvider>,
    );
    expect(screen.queryByLabelText(/Family name/)).toBeNull();
    expect(screen.getByText('Al-Sayed')).toBeTruthy();
    expect(field('Phone').value).toBe('+44 7700 90 1185');
  });

  it('says that the role does not allow it when there is nothing to write', () => {
    render(view(<EntityForm entity="healthlogs" />, 'frontdesk'));
    expect(screen.getByText('Your role does not open this page')).toBeTruthy();
  });
});
