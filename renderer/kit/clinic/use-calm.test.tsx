import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useCalm } from './use-calm';

function List({ order, day = 'today' }: { order: string; day?: string }) {
  const area = useRef<HTMLDivElement>(null);
  const shown = useCalm(order, { area, key: day, isSame: (one, other) => one === other });
  return (
    <div ref={area} data-testid="list">
      {shown}
    </div>
  );
}
const list = () => screen.getByTestId('list');

beforeEach(() => vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('a list that changes elsewhere', () => {
  it('follows at once while nobody points or types in it', () => {
    const { rerender } = render(<List order="Ana, Ben" />);
    rerender(<List order="Ben, Ana" />);
    expect(list().textContent).toBe('Ben, Ana');
  });

  it('does not re-sort under the pointer until two seconds after the last movement', () => {
    const { rerender } = render(<List order="Ana, Ben" />);
    fireEvent.pointerMove(list());
    rerender(<List order="Ben, Ana" />);
    expect(list().textContent).toBe('Ana, Ben');
    act(() => {
      vi.advanceTimersByTime(1_500);
    });
    fireEvent.keyDown(list(), { key: 'ArrowDown' });
    act(() => {
      vi.advanceTimersByTime(1_900);
    });
    expect(list().textContent).toBe('Ana, Ben');
    act(() => {
      vi.advanceTimersByTime(200);
    });
    expect(list().textContent).toBe('Ben, Ana');
  });

  it('shows another day at once', () => {
    const { rerender } = render(<List order="Ana, Ben" />);
    fireEvent.pointerMove(list());
    rerender(<List order="Chiara" day="tomorrow" />);
    expect(list().textContent).toBe('Chiara');
  });
});
