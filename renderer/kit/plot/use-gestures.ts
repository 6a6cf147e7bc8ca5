import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { lengthOf, moved, narrowest, type TimeSpan, zoomed } from './time-span';

type Options = {
  /** What takes the gestures; null while it is not there. */
  stage: HTMLElement | null;
  /** From the left edge of the stage to where time begins, and how wide time is, in px. */
  gutter: number;
  width: number;
  span: TimeSpan;
  whole: TimeSpan;
  onSpan: (span: TimeSpan) => void;
};

type Gestures = {
  /** The instant that is pointed at. */
  pointedAt: number | undefined;
  point: (at: number | undefined) => void;
  /** What is being marked to be shown next. */
  marked: TimeSpan | undefined;
  handlers: {
    onPointerDown: (event: PointerEvent) => void;
    onPointerMove: (event: PointerEvent) => void;
    onPointerUp: (event: PointerEvent) => void;
    onPointerCancel: (event: PointerEvent) => void;
    onPointerLeave: (event: PointerEvent) => void;
  };
};

/** A press that moved less is a click, in px. */
const clickReach = 5;
/** One notch of a wheel is about 100 and brings a fifth. */
const wheelStep = 0.0022;

type Press = { startX: number; x: number; isMoving: boolean; marks: boolean };
/** Gathered until the next frame, so that a fast wheel draws once a frame. */
type Pending = { factor: number; at: number; share: number };

/**
 * The wheel zooms at the pointer (sideways or with Shift it moves), a press of the mouse marks what to zoom to (with
 * Shift it moves), one finger moves, two fingers zoom.
 */
export function useGestures({ stage, gutter, width, span, whole, onSpan }: Options): Gestures {
  const [pointedAt, point] = useState<number>();
  const [marked, setMarked] = useState<TimeSpan>();
  const presses = useRef(new Map<number, Press>());
  const latest = useRef({ span, whole, onSpan, gutter, width });
  useEffect(() => {
    latest.current = { span, whole, onSpan, gutter, width };
  });
  const pending = useRef<Pending>(undefined);
  const frame = useRef(0);
  useEffect(() => () => cancelAnimationFrame(frame.current), []);

  const flush = () => {
    frame.current = 0;
    const { current } = pending;
    pending.current = undefined;
    if (!current) return;
    const now = latest.current;
    const closer = current.factor === 1 ? now.span : zoomed(now.span, current.factor, current.at, now.whole);
    now.onSpan(current.share === 0 ? closer : moved(closer, current.share, now.whole));
  };
  const gather = (change: Partial<Pending>) => {
    const before = pending.current ?? { factor: 1, at: 0, share: 0 };
    pending.current = {
      factor: before.factor * (change.factor ?? 1),
      at: change.at ?? before.at,
      share: before.share + (change.share ?? 0),
    };
    frame.current ||= requestAnimationFrame(flush);
  };
  const gathering = useRef(gather);
  useEffect(() => {
    gathering.current = gather;
  });

  const xIn = (clientX: number) => clientX - (stage?.getBoundingClientRect().left ?? 0) - gutter;
  const atOf = (x: number) =>
    span.from + (Math.min(Math.max(x, 0), width) / Math.max(width, 1)) * lengthOf(span);

  useEffect(() => {
    if (!stage) return;
    const turn = (event: WheelEvent) => {
      const now = latest.current;
      const x = event.clientX - stage.getBoundingClientRect().left - now.gutter;
      if (x < 0 || x > now.width) return;
      const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey;
      const turned = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      if (isSideways) {
        event.preventDefault();
        gathering.current({ share: ((event.deltaX || event.deltaY) * turned) / Math.max(now.width, 1) });
        return;
      }
      // At either end the page scrolls again.
      const isOut = event.deltaY > 0;
      if (isOut ? lengthOf(now.span) >= lengthOf(now.whole) : lengthOf(now.span) <= narrowest) return;
      event.preventDefault();
      const step = event.ctrlKey ? wheelStep * 4 : wheelStep;
      const factor = Math.exp(Math.min(Math.max(event.deltaY * turned, -240), 240) * step);
      gathering.current({ factor, at: now.span.from + (x / Math.max(now.width, 1)) * lengthOf(now.span) });
    };
    // React listens passively, and a passive listener cannot keep the page from scrolling.
    stage.addEventListener('wheel', turn, { passive: false });
    return () => stage.removeEventListener('wheel', turn);
  }, [stage]);

  const two = (): [Press, Press] | undefined => {
    const [one, other] = [...presses.current.values()];
    return one && other ? [one, other] : undefined;
  };

  const pinch = (press: Press, x: number, pair: [Press, Press]) => {
    const other = pair[0] === press ? pair[1] : pair[0];
    const before = Math.max(Math.abs(press.x - other.x), 10);
    const now = Math.max(Math.abs(x - other.x), 10);
    gather({
      factor: before / now,
      at: atOf((x + other.x) / 2),
      share: (press.x - x) / 2 / Math.max(width, 1),
    });
  };

  const end = (event: PointerEvent, isWanted: boolean) => {
    const press = presses.current.get(event.pointerId);
    presses.current.delete(event.pointerId);
    if (isWanted && press?.isMoving && press.marks && marked && lengthOf(marked) > 0) {
      const least = Math.max(lengthOf(marked), narrowest);
      onSpan({ from: marked.from, to: marked.from + least });
    }
    setMarked(undefined);
  };

  return {
    pointedAt,
    point,
    marked,
    handlers: {
      onPointerDown: (event) => {
        const x = xIn(event.clientX);
        if (event.button !== 0 || x < 0 || x > width) return;
        const marks = event.pointerType === 'mouse' && !event.shiftKey;
        presses.current.set(event.pointerId, { startX: x, x, isMoving: false, marks });
      },
      onPointerMove: (event) => {
        const x = xIn(event.clientX);
        const press = presses.current.get(event.pointerId);
        point(x < 0 || x > width ? undefined : atOf(x));
        if (!press) return;
        if (!press.isMoving && Math.abs(x - press.startX) >= clickReach) {
          press.isMoving = true;
          // Only now: a captured pointer would take the click from the mark under it.
          stage?.setPointerCapture(event.pointerId);
        }
        const pair = two();
        if (pair) pinch(press, x, pair);
        else if (press.isMoving && press.marks) {
          const [from, to] = [atOf(press.startX), atOf(x)];
          setMarked({ from: Math.min(from, to), to: Math.max(from, to) });
        } else if (press.isMoving) gather({ share: (press.x - x) / Math.max(width, 1) });
        press.x = x;
      },
      onPointerUp: (event) => end(event, true),
      onPointerCancel: (event) => end(event, false),
      onPointerLeave: () => point(undefined),
    },
  };
}
