import { describe, expect, it } from 'vitest';
import { placeToKeep, placeToOpen } from './window-state';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const monitor = { x: 1440, y: 0, width: 1920, height: 1080 };
const kept = { x: 1600, y: 100, width: 1500, height: 900, maximised: false };

describe('the window opens', () => {
  it('where it was left', () => {
    expect(placeToOpen(kept, [laptop, monitor])).toEqual({ x: 1600, y: 100, width: 1500, height: 900 });
  });

  it('in the middle of the screen that is left when its own is gone, and no larger than that', () => {
    expect(placeToOpen(kept, [laptop])).toEqual({ width: 1440, height: 875 });
  });

  it('within reach: not with its title bar above or beside every screen', () => {
    for (const place of [{ y: -200 }, { y: 1070 }, { x: 3_300 }, { x: 5_000 }]) {
      expect(placeToOpen({ ...kept, ...place }, [monitor])).not.toHaveProperty('x');
    }
  });

  it('in a usual size the first time, or smaller where the screen is', () => {
    expect(placeToOpen(undefined, [monitor])).toEqual({ width: 1280, height: 832 });
    expect(placeToOpen(undefined, [{ x: 0, y: 0, width: 1024, height: 768 }])).toEqual({
      width: 1024,
      height: 768,
    });
    expect(placeToOpen(undefined, [])).toEqual({ width: 1280, height: 832 });
  });

  it('never too small to work in', () => {
    expect(placeToOpen({ ...kept, width: 3, height: 3 }, [monitor])).toMatchObject({
      width: 800,
      height: 560,
    });
  });
});

it('keeps whole pixels, and that the window was maximised', () => {
  const normal = { x: 10.4, y: 20.6, width: 800.5, height: 600 };
  expect(placeToKeep(normal, true)).toEqual({ x: 10, y: 21, width: 801, height: 600, maximised: true });
});
