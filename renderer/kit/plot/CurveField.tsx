import { useLayoutEffect, useMemo, useRef } from 'react';
import { useInks } from './inks';
import type { CurveLane } from './lanes';
import { besidePaper, yOf } from './frame';
import { paintCurves } from './paint';
import styles from './plot.module.css';
import { formatNumber } from '../format';
import { scaleOf } from './scale-of';
import type { TimeSpan } from './time-span';

type Props = {
  lane: CurveLane;
  span: TimeSpan;
  width: number;
  height: number;
  /** Instants with a line from top to bottom. */
  ticks: readonly number[];
};

/** The curves of one lane with their axis of values. What is drawn here is told in words by the plot. */
export function CurveField({ lane, span, width, height, ticks }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const inks = useInks(canvas);
  const scale = useMemo(() => scaleOf(lane, span, height), [lane, span, height]);

  useLayoutEffect(() => {
    const paper = canvas.current;
    const pen = paper?.getContext('2d');
    if (!paper || !pen || !inks || width <= 0) return;
    const dots = window.devicePixelRatio || 1;
    const [wide, high] = [Math.round((width + 2 * besidePaper) * dots), Math.round(height * dots)];
    // Setting a size empties the canvas and costs more than clearing it.
    if (paper.width !== wide) paper.width = wide;
    if (paper.height !== high) paper.height = high;
    pen.setTransform(dots, 0, 0, dots, besidePaper * dots, 0);
    paintCurves(pen, lane, { span, scale, width, height }, inks, ticks);
  }, [lane, span, scale, width, height, inks, ticks]);

  return (
    <>
      <div className={styles.values} aria-hidden>
        {scale.ticks.map((value) => (
          <span key={value} style={{ top: yOf({ scale, height }, value) }}>
            {formatNumber(value)}
          </span>
        ))}
      </div>
      <canvas
        ref={canvas}
        className={styles.paper}
        style={{ width: width + 2 * besidePaper, height, marginInlineStart: -besidePaper }}
        aria-hidden
      />
    </>
  );
}
