import { type RefObject, useLayoutEffect, useState } from 'react';

export type Room = {
  /** Width inside the scroll bar, in px. */
  readonly width: number;
  /** Text size: 1 at 16 px. Rows grow with it. */
  readonly scale: number;
};

/** How much room a table has, followed when the window or the text size changes. */
export function useTableRoom(scroller: RefObject<HTMLElement | null>): Room {
  const [room, setRoom] = useState<Room>({ width: 0, scale: 1 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const measure = () => {
      const size = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const next = { width: element.clientWidth, scale: size > 0 ? size / 16 : 1 };
      setRoom((now) => (now.width === next.width && now.scale === next.scale ? now : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return room;
}

/** Width of the column of checkboxes, in px. */
export const leadWidth = (room: Room): number => Math.round(52 * room.scale);
