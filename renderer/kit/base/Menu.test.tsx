import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { type ReactElement, useState } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { theme } from '../theme';
import { DefaultButton } from './Button';
import { Dialog } from './Dialog';
import { Menu } from './Menu';

afterEach(cleanup);

const button = () => screen.getByRole('button', { name: 'More for Fatima' });
const isOpen = () => button().getAttribute('aria-expanded') === 'true';

function draw(onSelect = vi.fn(), target?: ReactElement) {
  render(
    <MantineProvider theme={theme} env="test">
      <Menu label="More for Fatima" target={target} items={[{ label: 'Sign', onSelect }]} />
    </MantineProvider>,
  );
  return onSelect;
}

describe('a menu that is no more than its button until it is pressed', () => {
  it('opens at the first press without anybody having pointed at it, and does what is chosen', async () => {
    const onSelect = draw();
    expect(button().getAttribute('aria-haspopup')).toBe('menu');
    expect(isOpen()).toBe(false);
    fireEvent.click(button());
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Sign' }));
    expect(onSelect).toHaveBeenCalledOnce();
    await waitFor(() => expect(isOpen()).toBe(false));
  });

  it('gives the focus back to its button when it is closed by the keyboard', async () => {
    draw();
    act(() => button().focus());
    fireEvent.click(button());
    const menu = await screen.findByRole('menu');
    await waitFor(() => expect(menu.contains(document.activeElement)).toBe(true));
    fireEvent.keyDown(menu, { key: 'Escape' });
    await waitFor(() => expect(isOpen()).toBe(false));
    await waitFor(() => expect(document.activeElement).toBe(button()));
  });

  // Seen red without `byArrow`: an arrow did nothing, at the first time and later.
  it('is opened and gone into by an arrow, at the first time and later, whatever its button', async () => {
    const opened = async (key: string) => {
      fireEvent.keyDown(button(), { key });
      const menu = await screen.findByRole('menu');
      await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('menuitem')));
      fireEvent.keyDown(menu, { key: 'Escape' });
      await waitFor(() => expect(isOpen()).toBe(false));
    };
    draw();
    act(() => button().focus());
    await opened('ArrowDown');
    await opened('ArrowUp');
    cleanup();
    const target = <DefaultButton label="More for Fatima" />;
    draw(vi.fn(), target);
    await opened('ArrowDown');
  });

  // Seen red with the first item for either arrow.
  it('is gone into at its end by an arrow that points up, past what cannot be done', async () => {
    const items = [
      { label: 'Sign', onSelect: vi.fn() },
      { label: 'Print', onSelect: vi.fn() },
      { label: 'Remove', onSelect: vi.fn(), disabledReason: 'It is signed' },
    ];
    render(
      <MantineProvider theme={theme} env="test">
        <Menu label="More for Fatima" items={items} />
      </MantineProvider>,
    );
    act(() => button().focus());
    for (const [key, name] of [
      ['ArrowUp', 'Print'],
      ['ArrowDown', 'Sign'],
      ['ArrowUp', 'Print'],
    ] as const) {
      fireEvent.keyDown(button(), { key });
      const menu = await screen.findByRole('menu');
      await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('menuitem', { name })));
      fireEvent.keyDown(menu, { key: 'Escape' });
      await waitFor(() => expect(isOpen()).toBe(false));
      await waitFor(() => expect(document.activeElement).toBe(button()));
    }
  });

  // Seen red with a button that became another one when a mouse came by: a press of quick hands was lost.
  it('is one and the same button until it is pressed', () => {
    draw();
    const first = button();
    for (const pointerType of ['mouse', 'pen', 'touch']) fireEvent.pointerEnter(first, { pointerType });
    fireEvent.mouseDown(first);
    act(() => first.focus());
    expect(button()).toBe(first);
  });

  // Seen red with the focus nowhere: the item that opened the dialog is gone when it closes.
  it('has the focus again when a dialog that one of its items opened is closed, or taken away', async () => {
    for (const isTaken of [false, true]) {
      function Page() {
        const [opened, setOpened] = useState(false);
        const close = () => setOpened(false);
        return (
          <MantineProvider theme={theme} env="test">
            <Menu label="More for Fatima" items={[{ label: 'Move…', onSelect: () => setOpened(true) }]} />
            {(opened || !isTaken) && (
              <Dialog opened={opened} onClose={close} title="Move">
                <button type="button" onClick={close}>
                  Keep
                </button>
              </Dialog>
            )}
          </MantineProvider>
        );
      }
      render(<Page />);
      fireEvent.click(button());
      fireEvent.click(await screen.findByRole('menuitem', { name: 'Move…' }));
      const dialog = await screen.findByRole('dialog');
      await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
      fireEvent.click(screen.getByRole('button', { name: 'Keep' }));
      await waitFor(() => expect(document.activeElement).toBe(button()));
      cleanup();
    }
  });
});
