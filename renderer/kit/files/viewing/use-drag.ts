import { type PointerEvent, useRef } from 'react';
import type { Point } from './image-view';

type Pointers = {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  onPointerCancel: (event: PointerEvent<HTMLElement>) => void;
};

/** Which button of the mouse is held; touch and pen count as the first. */
export type Held = 'first' | 'other';

/** Tells how far a held pointer moved since the last time, in pixels. */
export function useDrag(onMove: (by: Point, held: Held) => void): Pointers {
  const last = useRef<{ id: number; at: Point; held: Held } | undefined>(undefined);
  const end = () => {
    last.current = undefined;
  };
  return {
    onPointerDown(event) {
      if (last.current) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      last.current = {
        id: event.pointerId,
        at: { x: event.clientX, y: event.clientY },
        held: event.button === 0 ? 'first' : 'other',
      };
    },
    onPointerMove(event) {
      const from = last.current;
      if (!from || from.id !== event.pointerId) return;
      const at = { x: event.clientX, y: event.clientY };
      last.current = { ...from, at };
      onMove({ x: at.x - from.at.x, y: at.y - from.at.y }, from.held);
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}
