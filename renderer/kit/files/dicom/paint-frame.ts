/** One picture of a file, decoded. */
export type Frame = {
  readonly width: number;
  readonly height: number;
  /** Stored values: one a pixel, or red, green, blue (and alpha) where `components` is 3 (4). */
  readonly values: ArrayLike<number>;
  readonly components: 1 | 3 | 4;
  /** What a stored value means: `slope · value + intercept`, in the units of the modality (Hounsfield for CT). */
  readonly slope: number;
  readonly intercept: number;
  /** The least and the greatest meaning in it. */
  readonly least: number;
  readonly greatest: number;
  /** As the file asks to be shown, in the same units. */
  readonly center: number;
  readonly windowWidth: number;
  /** Low values are white (MONOCHROME1). */
  readonly isInverted: boolean;
};

/** The range of a frame that counts as 0 to 1 in a view: what is in it and what the file asks to be shown. */
export function rangeOf({ components, least, greatest, center, windowWidth }: Frame): {
  from: number;
  to: number;
} {
  if (components > 1) return { from: 0, to: 255 };
  const from = Math.min(least, center - windowWidth / 2);
  const to = Math.max(greatest, center + windowWidth / 2);
  return { from, to: to > from ? to : from + 1 };
}

type Tone = { readonly slope: number; readonly intercept: number };

/**
 * Paints a frame as RGBA. `tone`: brightness on the screen (0 to 1) for the place of a value in `rangeOf`. Linear between
 * the ends of the window, black and white beyond (DICOM PS3.3 C.11.2.1.3.2, LINEAR_EXACT).
 */
export function paintFrame(frame: Frame, tone: Tone, into: Uint8ClampedArray): void {
  const { from, to } = rangeOf(frame);
  const { values, components, width, height } = frame;
  const sign = frame.isInverted ? -1 : 1;
  const lift = frame.isInverted ? 1 : 0;
  // All steps at once: brightness = gain · stored + offset.
  const share = tone.slope / (to - from);
  const meaning = components === 1 ? frame : { slope: 1, intercept: 0 };
  const gain = 255 * sign * share * meaning.slope;
  const offset = 255 * (lift + sign * (tone.intercept + share * (meaning.intercept - from)));
  const pixels = width * height;
  for (let pixel = 0, at = 0, source = 0; pixel < pixels; pixel += 1, at += 4, source += components) {
    const red = gain * (values[source] ?? 0) + offset;
    into[at] = red;
    into[at + 1] = components === 1 ? red : gain * (values[source + 1] ?? 0) + offset;
    into[at + 2] = components === 1 ? red : gain * (values[source + 2] ?? 0) + offset;
    into[at + 3] = 255;
  }
}
