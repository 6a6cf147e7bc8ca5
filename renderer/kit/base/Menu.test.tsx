import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { theme } from '../theme';
import { Menu } from './Menu';

afterEach(cleanup);

const button = () => screen.getByRole('button', { name: 'More for Fatima' });
const isOpen = () => button().getAttribute('aria-expanded') === 'true';

function draw(onSelect = vi.fn()) {
  render(
    <MantineProvider theme={theme} env="test">
      <Menu label="More for Fatima" items={[{ label: 'Sign', onSelect }]} />
    </MantineProvider>,
  );
  return onSelect;
}

describe('a menu that is no more than its button until somebody comes near', () => {
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

  it('keeps the focus when a mouse comes by, and the button under a finger', () => {
    draw();
    act(() => button().focus());
    fireEvent.pointerEnter(button(), { pointerType: 'mouse' });
    expect(document.activeElement).toBe(button());
    expect(isOpen()).toBe(false);
    cleanup();
    draw();
    const touched = button();
    fireEvent.pointerEnter(touched, { pointerType: 'touch' });
    expect(button()).toBe(touched);
  });
});
