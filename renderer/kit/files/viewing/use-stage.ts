import { type RefCallback, useCallback, useState } from 'react';
import type { Point, Size } from './image-view';

const nothing: Size = { width: 0, height: 0 };

/** A stage, its size as it changes, and where on it an event is, from its middle. */
export function useStage(): {
  ref: RefCallback<HTMLDivElement>;
  element: HTMLDivElement | null;
  stage: Size;
  pointOf: (event: { clientX: number; clientY: number }) => Point;
} {
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const [stage, setStage] = useState(nothing);
  const ref = useCallback((place: HTMLDivElement | null) => {
    setElement(place);
    if (!place) return;
    const measure = () => setStage({ width: place.clientWidth, height: place.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(place);
    return () => observer.disconnect();
  }, []);
  const pointOf = useCallback(
    ({ clientX, clientY }: { clientX: number; clientY: number }): Point => {
      const box = element?.getBoundingClientRect();
      if (!box) return { x: 0, y: 0 };
      return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 };
    },
    [element],
  );
  return { ref, element, stage, pointOf };
}
