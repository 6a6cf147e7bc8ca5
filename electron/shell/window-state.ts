import type { WindowPlace } from './desk';

/** In screen pixels, as Electron gives them. */
export type Area = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

export const SMALLEST = { width: 800, height: 560 } as const;
const USUAL = { width: 1280, height: 832 } as const;
/** So much of the title bar must be in reach to drag the window back. */
const REACH = { width: 120, height: 40 } as const;

/** Where the window opens: as it was left, unless the screen that it stood on is gone. Without a place it is centred. */
export function placeToOpen(
  kept: WindowPlace | undefined,
  screens: readonly Area[],
): { x?: number; y?: number; width: number; height: number } {
  const first = screens[0];
  const size = kept ?? USUAL;
  const screen = screens.find((each) => isInReach(kept, each));
  const room = screen ?? first;
  const width = Math.max(SMALLEST.width, Math.min(size.width, room?.width ?? size.width));
  const height = Math.max(SMALLEST.height, Math.min(size.height, room?.height ?? size.height));
  if (!screen || kept?.x === undefined || kept.y === undefined) return { width, height };
  return { x: kept.x, y: kept.y, width, height };
}

/** What to keep of a window; `normal` are its bounds when it is not maximised. */
export function placeToKeep(normal: Area, maximised: boolean): WindowPlace {
  const { x, y, width, height } = normal;
  return {
    x: Math.round(x),
    y: Math.round(y),
    width: Math.round(width),
    height: Math.round(height),
    maximised,
  };
}

function isInReach(kept: WindowPlace | undefined, screen: Area): boolean {
  if (kept?.x === undefined || kept.y === undefined) return false;
  const across = Math.min(kept.x + kept.width, screen.x + screen.width) - Math.max(kept.x, screen.x);
  const isTopVisible = kept.y >= screen.y && kept.y + REACH.height <= screen.y + screen.height;
  return across >= REACH.width && isTopVisible;
}
