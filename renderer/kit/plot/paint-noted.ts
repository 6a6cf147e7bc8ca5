import type { Inks } from './inks';
import { type CurveLane, type Noted, type Side, sideOfNoted } from './lanes';
import { type Frame, type Pen, triangle, xOf, yOf } from './frame';

/**
 * Where a value of a visit is drawn: at one place, or as wide as the day where only the day is known and that is wide enough
 * to see. What lies beyond the edge is not of this time.
 */
export function placeOfNoted({ from, to }: Noted, frame: Pick<Frame, 'span' | 'width'>) {
  const [start, end] = [xOf(frame, from), xOf(frame, to)];
  if (end - start <= 14) {
    const x = (start + end) / 2;
    return x < 0 || x > frame.width ? undefined : { left: x, width: 0 };
  }
  const [left, right] = [Math.max(start, 0), Math.min(end, frame.width)];
  return right <= left ? undefined : { left, width: right - left };
}

type NotedLook = { frame: Frame; inks: Inks; side: Side | undefined };

/** Measured at a visit: a diamond or a line; outside the limits in that colour, with the triangle of what is outside. */
function paintOne(pen: Pen, noted: Noted, { frame, inks, side }: NotedLook): void {
  const place = placeOfNoted(noted, frame);
  if (!place) return;
  const { left, width } = place;
  const y = yOf(frame, noted.value);
  pen.strokeStyle = side ? inks.outside : inks.noted;
  pen.fillStyle = inks.ground;
  pen.lineWidth = 1.5;
  pen.beginPath();
  if (width > 0) {
    pen.rect(left, y - 2.5, width, 5);
  } else {
    pen.moveTo(left, y - 5);
    pen.lineTo(left + 5, y);
    pen.lineTo(left, y + 5);
    pen.lineTo(left - 5, y);
    pen.closePath();
  }
  pen.fill();
  pen.stroke();
  if (!side) return;
  pen.fillStyle = inks.outside;
  pen.beginPath();
  triangle(pen, { x: left + width / 2, y: y + (side === 'above' ? -3 : 3), side });
  pen.fill();
}

/** Draws what visits noted over the curves; nothing may be cut off at the edge of the paper. */
export function paintNoted(pen: Pen, lane: CurveLane, { frame, inks }: { frame: Frame; inks: Inks }): void {
  for (const each of lane.noted ?? []) paintOne(pen, each, { frame, inks, side: sideOfNoted(lane, each) });
}
