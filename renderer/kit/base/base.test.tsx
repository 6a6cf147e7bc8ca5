import { MantineProvider } from '@mantine/core';
import { Notifications, notifications } from '@mantine/notifications';
import { ORPCError } from '@orpc/client';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { errors } from '../../../shared/contract/errors';
import { theme } from '../theme';
import { initialsOf } from './Avatar';
import { PrimaryButton } from './Button';
import { ConfirmDialog } from './ConfirmDialog';
import { errorWords } from './error-words';
import { Failure } from './Failure';
import { keysInWords } from './Key';
import { Loading } from './Loading';
import { notify } from './notify';
import { sparklinePath } from './Sparkline';

const draw = (children: ReactNode) =>
  render(
    <MantineProvider theme={theme} env="test">
      <Notifications />
      {children}
    </MantineProvider>,
  );

afterEach(() => {
  act(() => notifications.clean());
  cleanup();
  vi.useRealTimers();
});

describe('what failed', () => {
  it('is told by its code: what happened and what to do, with the reference number of a fault', () => {
    draw(<Failure error={new ORPCError('INTERNAL', { data: { reference: 'K7-22' } })} onRetry={() => {}} />);
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('Something went wrong inside Clinic Desk');
    expect(alert.textContent).toContain('Reference number K7-22.');
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });

  it('offers no second try where the role refuses', () => {
    draw(<Failure error={new ORPCError('FORBIDDEN')} onRetry={() => {}} />);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('is an absent database when the call never arrived, and a fault when it is anything unknown', () => {
    expect(errorWords(new TypeError('Failed to fetch')).code).toBe('UNAVAILABLE');
    expect(errorWords(new Error('x is not a function')).code).toBe('INTERNAL');
    expect(errorWords('odd').code).toBe('INTERNAL');
  });

  it('says of a file that is not as it was chosen to choose it again', () => {
    const changed = new DOMException('The requested file could not be read', 'NotReadableError');
    expect(errorWords(changed)).toMatchObject({ code: 'INVALID', title: 'The file cannot be read' });
    expect(errorWords(changed).text).toContain('Choose it again.');
  });

  it('says the reason that the core gave, but never the inner words of a fault', () => {
    const pending = new ORPCError('FORBIDDEN', { message: 'An administrator has not let you in yet.' });
    expect(errorWords(pending).text).toBe('An administrator has not let you in yet.');
    const empty = new ORPCError('INVALID', { message: 'The file is empty.' });
    expect(errorWords(empty).text).toBe('The file is empty.');
    const atField = new ORPCError('INVALID', { message: '“mood” is no kind of reading' });
    expect(errorWords(atField).text).toBe('“mood” is no kind of reading.');
    for (const message of ['Invalid input', 'Input validation failed', errors.INVALID.message])
      expect(errorWords(new ORPCError('INVALID', { message })).text).toBe(
        'Look at what was entered and save again.',
      );
    expect(errorWords(new ORPCError('INTERNAL', { message: 'E11000 dup key: Fatima' })).text).not.toContain(
      'Fatima',
    );
  });
});

describe('a button that cannot be used now', () => {
  it('tells why, stays reachable, and does nothing', () => {
    const onClick = vi.fn();
    draw(<PrimaryButton label="Book" disabledReason="Choose a patient first" onClick={onClick} />);
    const button = screen.getByRole('button', { name: 'Book' });
    fireEvent.click(button);
    expect(onClick).not.toHaveBeenCalled();
    expect(button.hasAttribute('disabled')).toBe(false);
    expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
      'Choose a patient first',
    );
  });
});

describe('loading', () => {
  it('shows nothing for 300 ms, then rows, and after 8 s offers to try again', () => {
    vi.useFakeTimers();
    const onRetry = vi.fn();
    draw(<Loading rows={3} onRetry={onRetry} />);
    expect(screen.queryByText('Loading')).toBeNull();
    act(() => void vi.advanceTimersByTime(301));
    expect(screen.getByText('Loading')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
    act(() => void vi.advanceTimersByTime(8_000));
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(onRetry).toHaveBeenCalledTimes(1);
  });
});

describe('asking first', () => {
  it('stays open and says why when it did not work', async () => {
    const onClose = vi.fn();
    const onConfirm = () => Promise.reject(new ORPCError('UNAVAILABLE'));
    draw(
      <ConfirmDialog opened title="Remove it?" confirmLabel="Remove" danger {...{ onClose, onConfirm }} />,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Remove' }));
    expect(await screen.findByText('The database does not answer.')).toBeTruthy();
    expect(onClose).not.toHaveBeenCalled();
  });

  it('closes when it is done', async () => {
    const onClose = vi.fn();
    draw(
      <ConfirmDialog
        opened
        title="Remove it?"
        confirmLabel="Remove"
        onClose={onClose}
        onConfirm={async () => {}}
      />,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(onClose).toHaveBeenCalledTimes(1));
  });
});

describe('short news', () => {
  it('has an Undo that takes it back once', async () => {
    const undo = vi.fn(async () => {});
    draw(null);
    act(() => notify.done('Appointment removed', undo));
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(undo).toHaveBeenCalledTimes(1));
    await waitFor(() => expect(screen.queryByText('Appointment removed')).toBeNull());
  });

  it('shows three at a time, the newest on top; an older one comes back when there is room', async () => {
    draw(null);
    const told = () => screen.getAllByRole('alert').map((each) => /^\d/.exec(each.textContent ?? '')?.[0]);
    act(() => ['1 seen', '2 seen', '3 seen', '4 seen'].forEach((text) => notify.done(text, () => {})));
    await waitFor(() => expect(told()).toEqual(['4', '3', '2']));
    fireEvent.click(screen.getAllByRole('button', { name: 'Undo' })[0] ?? document.body);
    await waitFor(() => expect(told()).toEqual(['3', '2', '1']));
  });

  it('replaces what was said before about the same thing, whose undo is over', async () => {
    draw(null);
    const first = vi.fn();
    const second = vi.fn();
    act(() => notify.done('Ana checked in', first, 'a1'));
    act(() => notify.done('Ana sent in', second, 'a1'));
    await waitFor(() => expect(screen.queryByText('Ana checked in')).toBeNull());
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(second).toHaveBeenCalledTimes(1));
    expect(first).not.toHaveBeenCalled();
  });

  it('takes back the newest step without the mouse, then the one before, then nothing', async () => {
    draw(null);
    const first = vi.fn();
    const second = vi.fn();
    act(() => notify.done('Ana checked in', first, 'a1'));
    act(() => notify.done('Ben checked in', second, 'b1'));
    act(() => void notify.undoLatest());
    expect(second).toHaveBeenCalledTimes(1);
    expect(first).not.toHaveBeenCalled();
    act(() => void notify.undoLatest());
    expect(first).toHaveBeenCalledTimes(1);
    expect(notify.undoLatest()).toBe(false);
  });

  it('offers no undo of one person to the next', async () => {
    draw(null);
    const undo = vi.fn();
    act(() => notify.done('Visit removed', undo));
    act(() => notify.personLeft());
    await waitFor(() => expect(screen.queryByText('Visit removed')).toBeNull());
    expect(notify.undoLatest()).toBe(false);
    expect(undo).not.toHaveBeenCalled();
  });

  // Seen red with only the offers to undo taken away.
  it('shows what did not work for one person to nobody else, but why everybody was signed out', async () => {
    draw(null);
    act(() => notify.trouble('The visit was not saved.'));
    act(() => notify.trouble('Berlin was not opened.', { lasts: true }));
    await screen.findByText('Berlin was not opened.');
    act(() => notify.personLeft());
    await waitFor(() => expect(screen.queryByText('The visit was not saved.')).toBeNull());
    expect(screen.getByText('Berlin was not opened.')).toBeTruthy();
  });

  it('waits as long as the keyboard is in it', async () => {
    vi.useFakeTimers();
    draw(null);
    act(() => notify.done('Visit removed', () => {}));
    act(() => void vi.advanceTimersByTime(1_000));
    const button = screen.getByRole('button', { name: 'Undo' });
    act(() => button.focus());
    act(() => void vi.advanceTimersByTime(60_000));
    expect(screen.getByText('Visit removed')).toBeTruthy();
    act(() => button.blur());
    act(() => void vi.advanceTimersByTime(12_000));
    // It fades.
    act(() => void vi.advanceTimersByTime(1_000));
    expect(screen.queryByText('Visit removed')).toBeNull();
  });

  it('says when the undo did not work', async () => {
    draw(null);
    act(() => notify.done('Visit removed', () => Promise.reject(new ORPCError('UNAVAILABLE'))));
    fireEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByText(/The database does not answer/)).toBeTruthy();
  });
});

describe('small drawings', () => {
  it('writes keys as people of this computer do', () => {
    expect(keysInWords('mod+shift+N', true)).toBe('⌘⇧N');
    expect(keysInWords('mod+shift+N', false)).toBe('Ctrl+Shift+N');
    expect(keysInWords('up', false)).toBe('↑');
  });

  it('makes initials of the first and the last name, without titles', () => {
    expect(initialsOf('Dr Meera Joshi')).toBe('MJ');
    expect(initialsOf('Nguyễn Thị Lan')).toBe('NL');
    expect(initialsOf('Øystein')).toBe('Ø');
    expect(initialsOf('')).toBe('');
  });

  it('draws a line from the lowest to the highest point within its box', () => {
    expect(sparklinePath([0, 5, 10], 64, 24)).toBe('2.0,22.0 32.0,12.0 62.0,2.0');
    expect(sparklinePath([3, 3], 64, 24)).toBe('2.0,22.0 62.0,22.0');
  });
});
