/** Width and height in pixels. */
export type Size = { readonly width: number; readonly height: number };
/** A place on the stage in pixels, counted from its middle. */
export type Point = { readonly x: number; readonly y: number };

/**
 * How an image is looked at. `scale`: pixels of the screen for one of the image; undefined fits it to the stage.
 * `offset`: how far the middle of the image lies from that of the stage. `level` and `window` in shares of the range of
 * brightness from black (0) to white (1), as in radiology: what lies half a window above the level is white.
 */
export type ImageView = {
  readonly scale: number | undefined;
  readonly offset: Point;
  /** The largest scale that fitting gives: 1 leaves a small picture as it is. */
  readonly largestFit: number;
  /** Turns to the right by 90°. */
  readonly turns: 0 | 1 | 2 | 3;
  readonly level: number;
  readonly window: number;
  readonly isInverted: boolean;
};

const middle: Point = { x: 0, y: 0 };

export const firstView: ImageView = {
  scale: undefined,
  offset: middle,
  largestFit: 1,
  turns: 0,
  level: 0.5,
  window: 1,
  isInverted: false,
};

const largestScale = 16;
export const smallestWindow = 0.001;
export const largestWindow = 2;

const turned = ({ width, height }: Size, turns: number): Size =>
  turns % 2 === 1 ? { width: height, height: width } : { width, height };

const between = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);

/** The scale at which the whole image is on the stage, no larger than `largest`. */
export function fittingScale(image: Size, stage: Size, turns = 0, largest = 1): number {
  const { width, height } = turned(image, turns);
  if (width === 0 || height === 0 || stage.width === 0 || stage.height === 0) return 1;
  return Math.min(stage.width / width, stage.height / height, largest);
}

/** The scale that a view has on this stage. */
export const scaleOf = (view: ImageView, image: Size, stage: Size): number =>
  view.scale ?? fittingScale(image, stage, view.turns, view.largestFit);

/** Nothing is pushed off the stage: an edge of the image goes no further than the middle of it. */
function kept(offset: Point, scale: number, image: Size, turns: number): Point {
  const { width, height } = turned(image, turns);
  const [farX, farY] = [(width * scale) / 2, (height * scale) / 2];
  return { x: between(offset.x, -farX, farX), y: between(offset.y, -farY, farY) };
}

/** Larger or smaller by a factor, with what lies under `at` staying there. */
export function zoomed(
  view: ImageView,
  by: { factor: number; at?: Point },
  { image, stage }: { image: Size; stage: Size },
): ImageView {
  const { factor, at = middle } = by;
  const before = scaleOf(view, image, stage);
  const least = Math.min(fittingScale(image, stage, view.turns) / 2, 1);
  const scale = between(before * factor, least, largestScale);
  const ratio = scale / before;
  const offset = {
    x: at.x - (at.x - view.offset.x) * ratio,
    y: at.y - (at.y - view.offset.y) * ratio,
  };
  return { ...view, scale, offset: kept(offset, scale, image, view.turns) };
}

/** One pixel of the image on one of the screen, around the middle of the stage. */
export function atFullSize(view: ImageView, sizes: { image: Size; stage: Size }): ImageView {
  return zoomed(view, { factor: 1 / scaleOf(view, sizes.image, sizes.stage) }, sizes);
}

export function panned(
  view: ImageView,
  by: Point,
  { image, stage }: { image: Size; stage: Size },
): ImageView {
  const offset = { x: view.offset.x + by.x, y: view.offset.y + by.y };
  return { ...view, offset: kept(offset, scaleOf(view, image, stage), image, view.turns) };
}

/** A quarter to the right (1) or to the left (-1); a turned image is shown whole again. */
export function rotated(view: ImageView, by: 1 | -1): ImageView {
  const turns = ((view.turns + by + 4) % 4) as ImageView['turns'];
  return { ...view, turns, scale: undefined, offset: middle };
}

export const fitted = (view: ImageView): ImageView => ({ ...view, scale: undefined, offset: middle });

/** Another window and level, each kept where something can be seen. */
export function windowed(view: ImageView, to: { level?: number; window?: number }): ImageView {
  return {
    ...view,
    level: between(to.level ?? view.level, 0, 1),
    window: between(to.window ?? view.window, smallestWindow, largestWindow),
  };
}

/** Brightness of the screen for brightness of the image: `slope · value + intercept`, cut at black and white. */
export function toneOf({ level, window, isInverted }: ImageView): { slope: number; intercept: number } {
  const slope = 1 / window;
  const intercept = 0.5 - level / window;
  return isInverted ? { slope: -slope, intercept: 1 - intercept } : { slope, intercept };
}

/** As CSS moves, turns and scales it from the middle of the stage. */
export const transformOf = (view: ImageView, image: Size, stage: Size): string =>
  `translate(${view.offset.x}px, ${view.offset.y}px) rotate(${view.turns * 90}deg) scale(${scaleOf(view, image, stage)})`;
