import { describe, expect, it } from 'vitest';
import { firstView, toneOf, windowed } from '../viewing/image-view';
import { type Frame, paintFrame, rangeOf } from './paint-frame';

/** Four pixels of a CT: air, water, bone, metal; stored 1,024 above what they mean. */
const ct: Frame = {
  width: 4,
  height: 1,
  values: new Uint16Array([24, 1024, 2024, 4024]),
  components: 1,
  slope: 1,
  intercept: -1024,
  least: -1000,
  greatest: 3000,
  center: 40,
  windowWidth: 400,
  isInverted: false,
};

const shares = (frame: Frame, center: number, width: number) => {
  const { from, to } = rangeOf(frame);
  return windowed(firstView, { level: (center - from) / (to - from), window: width / (to - from) });
};
const greys = (frame: Frame, view = shares(frame, frame.center, frame.windowWidth)) => {
  const painted = new Uint8ClampedArray(frame.width * frame.height * 4);
  paintFrame(frame, toneOf(view), painted);
  return Array.from({ length: frame.width }, (_, pixel) => painted[pixel * 4]);
};

describe('painting a DICOM picture', () => {
  it('spreads the window of Hounsfield units from black to white', () => {
    // Water (0) lies 160 above the lower end of 400: 0.4 of white.
    expect(greys(ct)).toEqual([0, 102, 255, 255]);
    expect(greys(ct, shares(ct, 1000, 4000))).toEqual([0, 64, 128, 255]);
  });

  it('shows low values white where the file says so, and the other way round when inverted', () => {
    expect(greys({ ...ct, isInverted: true })).toEqual([255, 153, 0, 0]);
    const view = shares(ct, ct.center, ct.windowWidth);
    expect(greys(ct, { ...view, isInverted: true })).toEqual([255, 153, 0, 0]);
  });

  it('paints colours as they are, with and without alpha', () => {
    const colour = {
      ...ct,
      width: 1,
      slope: 9,
      values: new Uint8Array([10, 120, 250]),
      components: 3 as const,
    };
    const painted = new Uint8ClampedArray(4);
    paintFrame(colour, toneOf(firstView), painted);
    expect([...painted]).toEqual([10, 120, 250, 255]);
    paintFrame(
      { ...colour, values: new Uint8Array([1, 2, 3, 0]), components: 4 },
      toneOf(firstView),
      painted,
    );
    expect([...painted]).toEqual([1, 2, 3, 255]);
  });
});
