import { MantineProvider } from '@mantine/core';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClinicClient } from '../../../shared/contract';
import { field, patientId, sessionOf } from '../../../tests/support/form-stage';
import { ClinicProvider } from '../data/ClinicProvider';
import { EntityForm } from './EntityForm';

beforeEach(() => localStorage.clear());
afterEach(cleanup);

const rows = [
  { id: '1'.repeat(24), name: 'lungs clear', text: 'Lungs clear.\nNo wheeze.' },
  { id: '2'.repeat(24), name: 'lungs obstructive', text: 'Wheeze on both sides since ___ days.' },
  { id: '3'.repeat(24), name: 'throat', text: 'Throat red.' },
];

type Asked = { text?: string; filter?: object };
type Listed = { rows: typeof rows; total: number };
const few = (): Listed => ({ rows, total: rows.length });

/** The form of a new visit; the snippets are there once its button is. */
async function stage(role: 'doctor' | 'nurse' = 'doctor', list: (asked: Asked) => Listed = few) {
  const client = { snippets: { list: async (asked: Asked) => ({ ...list(asked), names: {} }) } };
  render(
    <MantineProvider env="test">
      {/* Only what it asks for. */}
      <ClinicProvider
        client={client as unknown as ClinicClient}
        session={sessionOf(role)}
        refreshSession={() => {}}
      >
        <EntityForm
          entity="healthlogs"
          initial={{ patient: patientId, date: '2026-11-23' }}
          only={['visitPurpose', 'notes']}
          onSave={vi.fn()}
        />
      </ClinicProvider>
    </MantineProvider>,
  );
  await screen.findByRole('button', { name: /^Insert a snippet/ });
  return screen.getByRole<HTMLInputElement>('textbox', { name: 'Notes' });
}

/** Typed text with the cursor after it. */
const typed = (input: HTMLInputElement, text: string) => {
  fireEvent.focus(input);
  fireEvent.change(input, { target: { value: text } });
};
const press = (input: HTMLInputElement, key: string) => fireEvent.keyDown(input, { key });
const offered = () => screen.queryAllByRole('option').map((each) => each.firstChild?.textContent);
const marked = (input: HTMLInputElement) =>
  document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.firstChild?.textContent;

describe('snippets in the note of a visit', () => {
  it('are listed after "/", narrowed by what follows, and Enter brings in the marked one', async () => {
    const notes = await stage();
    typed(notes, 'Cough. /');
    await waitFor(() => expect(offered()).toEqual(['lungs clear', 'lungs obstructive', 'throat']));
    typed(notes, 'Cough. /lu');
    expect(offered()).toEqual(['lungs clear', 'lungs obstructive']);
    expect(marked(notes)).toBe('lungs clear');
    press(notes, 'ArrowDown');
    expect(marked(notes)).toBe('lungs obstructive');
    press(notes, 'Enter');
    expect(notes.value).toBe('Cough. Wheeze on both sides since ___ days.');
    expect(notes.value.slice(notes.selectionStart ?? 0, notes.selectionEnd ?? 0)).toBe('___');
    expect(offered()).toEqual([]);
  });

  it('are put away by Esc and stay away for that word; the text stays as it is typed', async () => {
    const notes = await stage();
    typed(notes, '/t');
    await waitFor(() => expect(offered()).toEqual(['throat']));
    press(notes, 'Escape');
    expect(offered()).toEqual([]);
    typed(notes, '/th');
    expect(offered()).toEqual([]);
    expect(notes.value).toBe('/th');
    typed(notes, '/th /');
    await waitFor(() => expect(offered()).toHaveLength(3));
  });

  it('leave Enter alone where none answers', async () => {
    const notes = await stage();
    typed(notes, '/knee');
    expect(press(notes, 'Enter')).toBe(true);
    expect(notes.value).toBe('/knee');
  });

  it('come from the button as well, at the cursor, without a "/" in the text', async () => {
    const notes = await stage('nurse');
    typed(notes, 'Cough. Rest.');
    notes.setSelectionRange(7, 7);
    fireEvent.click(screen.getByRole('button', { name: /^Insert a snippet/ }));
    await waitFor(() => expect(offered()).toHaveLength(3));
    expect(document.activeElement).toBe(notes);
    press(notes, 'ArrowUp');
    press(notes, 'Enter');
    expect(notes.value).toBe('Cough. Throat red.Rest.');
  });

  it('of one line can be brought into the purpose; those of several cannot', async () => {
    await stage();
    const purpose = field(/^Purpose/);
    typed(purpose, '/');
    await waitFor(() => expect(offered()).toEqual(['lungs obstructive', 'throat']));
  });

  describe('of which there are more than one page', () => {
    const far = [{ id: '4'.repeat(24), name: 'zoster', text: 'Vesicles in one dermatome.' }];
    const forKnees = [{ id: '5'.repeat(24), name: 'knee', text: 'Knee stable.', visitPurpose: 'Knee pain' }];
    const more = 'There are more. Type more of the name.';
    const many = ({ text, filter }: Asked): Listed => {
      if (filter) return { rows: forKnees, total: 1 };
      return text ? { rows: far, total: text === 'z' ? 300 : 1 } : { rows, total: 412 };
    };

    // Seen red while only the first page was searched: nothing was offered, and nothing said so.
    it('are looked for by what is typed, and the list says while some are left out', async () => {
      const notes = await stage('doctor', many);
      typed(notes, '/');
      await waitFor(() => expect(offered()).toHaveLength(3));
      expect(screen.getByText(more)).toBeTruthy();
      typed(notes, '/z');
      await waitFor(() => expect(offered()).toEqual(['zoster']));
      expect(screen.getByText(more)).toBeTruthy();
      typed(notes, '/zoster');
      await waitFor(() => expect(screen.queryByText(more)).toBeNull());
      press(notes, 'Enter');
      expect(notes.value).toBe('Vesicles in one dermatome.');
    });

    it('are offered first where they are for the purpose of the visit', async () => {
      const notes = await stage('doctor', many);
      typed(field(/^Purpose/), 'Knee pain');
      typed(notes, '/');
      await waitFor(() => expect(offered()[0]).toBe('knee'));
    });
  });
});
