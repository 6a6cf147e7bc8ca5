import { describe, expect, it } from 'vitest';
import {
  atFullSize,
  firstView,
  fittingScale,
  panned,
  rotated,
  scaleOf,
  toneOf,
  windowed,
  zoomed,
} from './image-view';

const image = { width: 4000, height: 3000 };
const stage = { width: 800, height: 600 };
const sizes = { image, stage };

/** Which point of the image, from its middle, lies under a point of the stage (unturned). */
const under = (view: typeof firstView, at: { x: number; y: number }) => {
  const scale = scaleOf(view, image, stage);
  return { x: (at.x - view.offset.x) / scale, y: (at.y - view.offset.y) / scale };
};

describe('looking at an image', () => {
  it('fits a large image to the stage, also when it is turned, and leaves a small one as it is', () => {
    expect(fittingScale(image, stage)).toBeCloseTo(0.2);
    expect(fittingScale(image, stage, 1)).toBeCloseTo(0.15);
    expect(fittingScale({ width: 100, height: 50 }, stage)).toBe(1);
  });

  it('keeps what lies under the pointer there while it zooms', () => {
    const at = { x: 150, y: -90 };
    const before = under(firstView, at);
    const closer = zoomed(zoomed(firstView, { factor: 1.5, at }, sizes), { factor: 2, at }, sizes);
    expect(scaleOf(closer, image, stage)).toBeCloseTo(0.6);
    expect(under(closer, at).x).toBeCloseTo(before.x);
    expect(under(closer, at).y).toBeCloseTo(before.y);
  });

  it('zooms no further than 16 pixels for one, and not so far away that nothing is left', () => {
    const near = zoomed(firstView, { factor: 1e6 }, sizes);
    const far = zoomed(firstView, { factor: 1e-6 }, sizes);
    expect(near.scale).toBe(16);
    expect(far.scale).toBeCloseTo(0.1);
    expect(atFullSize(firstView, sizes).scale).toBeCloseTo(1);
  });

  it('never pushes an image off the stage', () => {
    const away = panned(firstView, { x: 100_000, y: -100_000 }, sizes);
    expect(away.offset).toEqual({ x: 400, y: -300 });
  });

  it('shows an image whole again after it was turned, and is as before after four turns', () => {
    const near = zoomed(firstView, { factor: 5 }, sizes);
    const once = rotated(near, 1);
    expect(once).toMatchObject({ turns: 1, scale: undefined, offset: { x: 0, y: 0 } });
    expect(rotated(once, -1).turns).toBe(0);
    expect(rotated(firstView, -1).turns).toBe(3);
  });

  it('spreads the window around the level from black to white, the other way round when inverted', () => {
    const narrow = windowed(firstView, { level: 0.4, window: 0.2 });
    const shown = (value: number, view = narrow) => {
      const { slope, intercept } = toneOf(view);
      return slope * value + intercept;
    };
    expect(toneOf(firstView)).toEqual({ slope: 1, intercept: 0 });
    expect(shown(0.3)).toBeCloseTo(0);
    expect(shown(0.4)).toBeCloseTo(0.5);
    expect(shown(0.5)).toBeCloseTo(1);
    expect(shown(0.3, { ...narrow, isInverted: true })).toBeCloseTo(1);
    expect(windowed(firstView, { window: 0 }).window).toBeGreaterThan(0);
  });
});
