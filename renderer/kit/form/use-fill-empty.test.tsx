import { Notifications, notifications } from '@mantine/notifications';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { field, type, view } from '../../../tests/support/form-stage';
import { EntityForm } from './EntityForm';

beforeEach(() => localStorage.clear());
afterEach(() => {
  notifications.clean();
  cleanup();
});

const template = { lastname: 'From template', city: 'Norbridge', createdBy: 'never' };
const stage = () =>
  render(
    view(
      <>
        <Notifications />
        <EntityForm
          entity="patients"
          startFrom={(fill) => (
            <button type="button" onClick={() => fill(template, 'Usual')}>
              Start from Usual
            </button>
          )}
        />
      </>,
    ),
  );
const start = () => fireEvent.click(screen.getByRole('button', { name: 'Start from Usual' }));
const undo = async () => fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));

describe('starting a record from something', () => {
  // Seen red without the look at what the field holds: the typed name was replaced.
  it('fills what is empty and leaves what is typed', async () => {
    stage();
    type(/Family name/, 'Al-Sayed');
    start();
    await waitFor(() => expect(field('City').value).toBe('Norbridge'));
    expect(field(/Family name/).value).toBe('Al-Sayed');
  });

  it('is undone, but for what was typed into a filled field since', async () => {
    stage();
    start();
    await waitFor(() => expect(field('City').value).toBe('Norbridge'));
    type('City', 'Norbridge North');
    await undo();
    await waitFor(() => expect(field(/Family name/).value).toBe(''));
    expect(field('City').value).toBe('Norbridge North');
  });
});
