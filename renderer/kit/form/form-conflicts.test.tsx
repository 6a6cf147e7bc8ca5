import { ORPCError } from '@orpc/client';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Patient } from '../../../shared/entities';
import { EntityForm } from './EntityForm';
import {
  editing,
  fatima,
  field,
  patientId,
  save,
  saving,
  type,
  view,
} from '../../../tests/support/form-stage';

beforeEach(() => localStorage.clear());
afterEach(cleanup);

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
    expect(onSave.mock.lastCall).toEqual([
      { id: expect.any(String), ...initial, time: '10:40', reason: 'Cough' },
    ]);
    // What was refused was never stored: it is the same booking that is asked for again.
    const [first, second] = onSave.mock.calls.map(([draft]) => (draft as { id?: string }).id);
    expect(second).toBe(first);
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
