import { MantineProvider } from '@mantine/core';
import { ORPCError } from '@orpc/client';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionState } from '../../../shared/contract';
import { ClinicProvider } from '../data/ClinicProvider';
import { theme } from '../theme';
import { EntityForm } from './EntityForm';
import {
  client,
  editing,
  fatima,
  field,
  leave,
  patientId,
  save,
  saving,
  sessionOf,
  type,
  type Update,
  view,
} from '../../../tests/support/form-stage';

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

  // Seen red with `worksUnderDialog` alone: "Remove?" was answered by saving, or signing, what lay under it.
  it('saves nothing by keyboard while a question stands over it', async () => {
    const onSave = saving();
    render(
      view(
        <>
          {editing(onSave, fatima)}
          <div role="dialog" aria-modal="true">
            <button type="button">Keep</button>
          </div>
        </>,
      ),
    );
    type('City', 'Easton');
    const keep = screen.getByRole('button', { name: 'Keep' });
    keep.focus();
    for (const key of ['Enter', 's'])
      fireEvent.keyDown(keep, { key, code: key === 's' ? 'KeyS' : key, ctrlKey: true });
    expect(onSave).not.toHaveBeenCalled();
    keep.blur();
    field('City').focus();
    fireEvent.keyDown(field('City'), { key: 's', code: 'KeyS', ctrlKey: true });
    await waitFor(() => expect(onSave).toHaveBeenCalledTimes(1));
  });

  // Seen red with the keys answered from within the fields alone.
  it('saves with Ctrl+Enter also when the cursor is in no field, as after opening it', async () => {
    const onSave = saving();
    render(view(editing(onSave)));
    type('City', 'Easton');
    fireEvent.keyDown(document.body, { key: 'Enter', code: 'Enter', ctrlKey: true });
    await waitFor(() => expect(onSave).toHaveBeenCalledWith({ city: 'Easton' }, 3));
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

  // Seen red with fields looked at only once they were left: nobody leaves what an address filled.
  it('says at once of a date that it was started with, that it is in the future', async () => {
    const at = (date: string) => (
      <EntityForm entity="symptomjournals" initial={{ patient: patientId, symptomDate: date }} />
    );
    render(view(at('2100-01-05'), 'doctor'));
    expect(await screen.findByText('This is in the future.')).toBeTruthy();
    cleanup();
    render(view(at('2020-01-05'), 'doctor'));
    await screen.findByLabelText(/^Date(?!:)/);
    expect(screen.queryByText('This is in the future.')).toBeNull();
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
    expect(onSave).toHaveBeenCalledWith({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      firstname: 'Fatima',
      lastname: 'Al-Sayed',
      city: 'Norbridge',
    });
  });

  // Seen red without an id of the form's own: a save whose answer was lost was stored again by "Save now".
  it('asks for the same new record again when it is not known whether it was stored, also after the window was closed', async () => {
    const onSave = vi.fn(async (draft: object) => ({ record: { ...fatima, ...draft }, names: {} }));
    const form = () => view(<EntityForm entity="patients" onSave={onSave} />);
    render(form());
    type(/First name/, 'Fatima');
    type(/Family name/, 'Al-Sayed');
    onSave.mockRejectedValueOnce(new ORPCError('UNAVAILABLE'));
    save();
    await screen.findByText('Not saved, kept on this computer.');
    cleanup();
    render(form());
    type('City', 'Norbridge');
    save();
    await waitFor(() => expect(onSave).toHaveBeenCalledTimes(2));
    const ids = onSave.mock.calls.map(([draft]) => (draft as { id?: string }).id);
    expect(ids[0]).toMatch(/^[0-9a-f]{24}$/);
    expect(ids[1]).toBe(ids[0]);
    await waitFor(() => expect(localStorage.length).toBe(0));
    type(/First name/, 'Another');
    type(/Family name/, 'Al-Sayed');
    save();
    await waitFor(() => expect(onSave).toHaveBeenCalledTimes(3));
    const [last] = onSave.mock.calls.slice(-1).flat();
    expect(last).toMatchObject({ firstname: 'Another' });
    expect(last).not.toMatchObject({ id: ids[0] });
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

  it('names beside Save what is wrong, leads there, and is quiet once it is mended', async () => {
    render(view(editing(saving())));
    type(/Family name/, '');
    type('Phone', 'call me');
    save();
    const notice = await screen.findByRole('alert');
    expect(notice.textContent).toBe('Not saved. 2 fields need another look: Family name, Phone.');
    fireEvent.click(screen.getByRole('button', { name: 'Phone' }));
    expect(document.activeElement).toBe(field('Phone'));
    type('Phone', '+44 7700 90 4471');
    expect(notice.textContent).toBe('Not saved. One field needs another look: Family name.');
    type(/Family name/, 'Abebe');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  // Seen red with the end said only by the core, once the refills were mended.
  it('names what is wrong in one field and what disagrees with another at once, and sends nothing', async () => {
    const onSave = vi.fn();
    const only = ['prescriptionName', 'dateprescribed', 'refills', 'startsOn', 'endsOn'];
    const start = { patient: patientId, prescriptionName: 'Ibuprofen', dateprescribed: '2026-11-28' };
    const initial = { ...start, endsOn: '2026-11-01' };
    Object.assign(client, { medicines: { check: () => new Promise(() => {}) } });
    render(view(<EntityForm entity="prescriptions" {...{ initial, only, onSave }} />, 'doctor'));
    type('Refills', '100');
    save();
    const notice = await screen.findByText(/^One field needs|fields need/);
    expect(notice.textContent).toContain('2 fields need another look: Refills, Ends on.');
    expect(onSave).not.toHaveBeenCalled();
    // Seen red with it gone as soon as the cursor left it for the first that is wrong.
    fireEvent.focus(field('Ends on'));
    leave('Ends on');
    expect(notice.textContent).toContain('2 fields need another look: Refills, Ends on.');
    type(/^Prescribed on \*$/, '1 Oct 2026');
    expect(notice.textContent).toContain('One field needs another look: Refills.');
  });

  it('says why it is not saved next to the button that was pressed', async () => {
    const onSave = saving();
    onSave.mockRejectedValueOnce(new ORPCError('UNAVAILABLE'));
    render(view(editing(onSave)));
    type('City', 'Easton');
    save();
    const notice = (await screen.findByText('Not saved, kept on this computer.')).closest('[role="status"]');
    const button = screen.getByRole('button', { name: 'Save' });
    // The bar that stays in sight at the lower edge holds both.
    expect(notice?.parentElement?.contains(button)).toBe(true);
    expect(notice?.parentElement?.contains(field('City'))).toBe(false);
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
    // Where typing left off; in a dialog, the cross that closes it would have the cursor otherwise.
    expect(document.activeElement).toBe(field('City'));
    save();
    await waitFor(() => expect(onSave).toHaveBeenCalledWith({ city: 'Easton' }, 3));
    await waitFor(() => expect(localStorage.length).toBe(0));
  });

  // Seen red while the first field had the cursor: the next key went into the record.
  it('can be discarded, and no field of the record has the cursor then', () => {
    render(view(editing(saving())));
    type('City', 'Easton');
    cleanup();
    render(view(editing(saving())));
    fireEvent.click(screen.getByRole('button', { name: 'Discard it' }));
    expect(field('City').value).toBe('Norbridge');
    expect(localStorage.length).toBe(0);
    const cursor = document.activeElement;
    expect(cursor?.tagName).toBe('FORM');
    expect(cursor?.contains(field(/^First name/))).toBe(true);
  });

  it('of a new record can be discarded, and typing begins where it does in any new one', () => {
    const making = <EntityForm entity="patients" initial={{ lastname: 'Abebe' }} />;
    render(view(making));
    type('City', 'Easton');
    cleanup();
    render(view(making));
    fireEvent.click(screen.getByRole('button', { name: 'Discard it' }));
    expect(field('City').value).toBe('');
    expect(document.activeElement).toBe(field(/^First name/));
  });

  // Seen red with the person taken out of `typingName`.
  it('is never shown to another person who signs in on this computer', () => {
    render(view(editing(saving())));
    type('City', 'Easton');
    cleanup();
    render(view(editing(saving()), 'frontdesk', 'u2'));
    expect(field('City').value).toBe('Norbridge');
    expect(screen.queryByText(/did not save is back/)).toBeNull();
    cleanup();
    render(view(editing(saving())));
    expect(field('City').value).toBe('Easton');
  });

  it('does not come back after two weeks', () => {
    vi.useFakeTimers({ now: new Date('2026-11-01T09:00:00Z'), toFake: ['Date'] });
    try {
      render(view(editing(saving())));
      type('City', 'Easton');
      cleanup();
      vi.setSystemTime(new Date('2026-11-16T09:00:00Z'));
      render(view(editing(saving())));
      expect(field('City').value).toBe('Norbridge');
    } finally {
      vi.useRealTimers();
    }
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
