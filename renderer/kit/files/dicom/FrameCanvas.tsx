import { type RefObject, useEffect } from 'react';
import { type ImageView, toneOf } from '../viewing/image-view';
import { type Frame, paintFrame } from './paint-frame';
import classes from '../viewing/viewer.module.css';

type Props = {
  frame: Frame;
  view: ImageView;
  label: string;
  canvas: RefObject<HTMLCanvasElement | null>;
};

/** A frame as it looks through a window and level. Painted by the processor: no graphics card is needed. */
export function FrameCanvas({ frame, view, label, canvas }: Props) {
  const { slope, intercept } = toneOf(view);
  const { width, height } = frame;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    // Dragging changes the window more often than the screen is drawn.
    const waiting = requestAnimationFrame(() => {
      const picture = context.createImageData(width, height);
      paintFrame(frame, { slope, intercept }, picture.data);
      context.putImageData(picture, 0, 0);
    });
    return () => cancelAnimationFrame(waiting);
  }, [canvas, frame, slope, intercept, width, height]);
  return (
    <canvas
      ref={canvas}
      className={classes.image}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    />
  );
}
