import { MantineProvider } from '@mantine/core';
import { ClinicProvider } from '../data/ClinicProvider';
import { EntityForm } from '../form/EntityForm';
import { theme } from '../theme';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { add, client, lookup, sessionOf, type, answer } from './testing/coding-stage';

beforeEach(() => void lookup.mockReset().mockImplementation(answer));
afterEach(cleanup);

describe('a code in a form', () => {
  const codeInput = () => screen.getByLabelText<HTMLInputElement>(/^Code(?! system)/, { selector: 'input' });
  const nameInput = () => screen.getByLabelText<HTMLInputElement>(/^Name/, { selector: 'input' });
  const isWrong = () => codeInput().getAttribute('aria-invalid') === 'true';
  function drawForm(entity: 'problems' | 'healthlogs', only: string) {
    render(
      <MantineProvider theme={theme} env="test">
        <ClinicProvider client={client} session={sessionOf('doctor')} refreshSession={() => {}}>
          <EntityForm
            entity={entity}
            only={[only]}
            onSave={async () => expect.fail('Saved with half a code')}
          />
          <button type="button">Elsewhere</button>
        </ClinicProvider>
      </MantineProvider>,
    );
  }
  const go = (to: HTMLElement) => act(() => to.focus());

  beforeEach(() => localStorage.clear());

  // Seen red with a field that is left with each of its inputs.
  it.each([
    ['of a problem', () => drawForm('problems', 'coding')],
    [
      'of a diagnosis',
      () => {
        drawForm('healthlogs', 'diagnoses');
        add('diagnoses');
      },
    ],
  ])(
    '%s is not told to be missing while its name is typed, and is once its row was left',
    (_what, drawIt) => {
      drawIt();
      go(nameInput());
      type(nameInput(), 'pain in');
      go(codeInput());
      go(nameInput());
      type(nameInput(), 'pain in the knee');
      expect(isWrong()).toBe(false);
      go(screen.getByRole('button', { name: 'Elsewhere' }));
      expect(isWrong()).toBe(true);
      expect(screen.getByText('Fill this in')).toBeTruthy();
    },
  );

  // Seen red with the button of the row taken for what is outside of it.
  it('is not told to be missing at the button that removes its row, and is after that', () => {
    drawForm('healthlogs', 'diagnoses');
    add('diagnoses');
    go(nameInput());
    type(nameInput(), 'pain in');
    go(screen.getByRole('button', { name: 'Remove Diagnoses, 1' }));
    expect(isWrong()).toBe(false);
    go(screen.getByRole('button', { name: 'Elsewhere' }));
    expect(isWrong()).toBe(true);
  });

  // Seen red with a window that is left taken for the row.
  it('is not told to be missing when another window is looked at', () => {
    drawForm('problems', 'coding');
    go(nameInput());
    type(nameInput(), 'pain in');
    // The input stays the one that is typed in, as it does where a window is left.
    fireEvent.focusOut(nameInput());
    expect(document.activeElement).toBe(nameInput());
    expect(isWrong()).toBe(false);
  });

  it('is told to be missing when it is saved without one', async () => {
    drawForm('problems', 'coding');
    go(nameInput());
    type(nameInput(), 'pain in');
    fireEvent.click(screen.getByRole('button', { name: /^Save/ }));
    await waitFor(() => expect(isWrong()).toBe(true));
  });
});
