import type { Side } from './lanes';
import { lengthOf, type TimeSpan } from './time-span';
import type { ValueScale } from './value-scale';

/** Where things stand on the paper, in px. */
export type Frame = {
  readonly span: TimeSpan;
  readonly scale: ValueScale;
  readonly width: number;
  readonly height: number;
};

export type Pen = CanvasRenderingContext2D;

/** Above and below the scale, for the marks of what is at its ends. */
const air = 9;

export const xOf = ({ span, width }: Pick<Frame, 'span' | 'width'>, at: number): number =>
  ((at - span.from) / lengthOf(span)) * width;

export const yOf = ({ scale, height }: Pick<Frame, 'scale' | 'height'>, value: number): number =>
  height - air - ((value - scale.low) / (scale.high - scale.low || 1)) * (height - 2 * air);

/** Room at both sides of the paper, in px: what visits noted at its edge is drawn whole. */
export const besidePaper = 7;

/** Points up above the band and down below it. */
export function triangle(pen: Pen, { x, y, side }: { x: number; y: number; side: Side }): void {
  const up = side === 'above' ? -1 : 1;
  pen.moveTo(x - 4, y + up * 4);
  pen.lineTo(x + 4, y + up * 4);
  pen.lineTo(x, y + up * 10);
  pen.closePath();
}
