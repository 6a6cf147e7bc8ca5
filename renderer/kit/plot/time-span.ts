/** A stretch of time, in milliseconds since 1970; `from` is before `to`. */
export type TimeSpan = { readonly from: number; readonly to: number };

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Nothing is measured so often that less would show more. */
export const narrowest = 5 * minute;

export const lengthOf = ({ from, to }: TimeSpan): number => to - from;

/** The same stretch, no shorter than `narrowest`, no longer than the whole and moved inside of it. */
export function within(span: TimeSpan, whole: TimeSpan): TimeSpan {
  const length = Math.min(Math.max(lengthOf(span), narrowest), Math.max(lengthOf(whole), narrowest));
  const middle = (span.from + span.to) / 2;
  const from = length === lengthOf(span) ? span.from : middle - length / 2;
  const latest = Math.max(whole.to - length, whole.from);
  const start = Math.min(Math.max(from, whole.from), latest);
  return { from: start, to: start + length };
}

/** `factor` below 1 comes closer, above 1 goes away. What is at `at` stays where it is, as far as the whole allows. */
export function zoomed(span: TimeSpan, factor: number, at: number, whole: TimeSpan): TimeSpan {
  const length = lengthOf(span);
  const wanted = Math.min(Math.max(length * factor, narrowest), Math.max(lengthOf(whole), narrowest));
  const share = (at - span.from) / length;
  const from = at - share * wanted;
  return within({ from, to: from + wanted }, whole);
}

/** Moved by a share of its own length; negative is back in time. */
export function moved(span: TimeSpan, share: number, whole: TimeSpan): TimeSpan {
  const by = lengthOf(span) * share;
  return within({ from: span.from + by, to: span.to + by }, whole);
}

export type Preset = 'day' | 'week' | 'month' | 'year' | 'all';

const presetLengths: Readonly<Record<Exclude<Preset, 'all'>, number>> = {
  day,
  week: 7 * day,
  month: 30 * day,
  year: 365 * day,
};

/** The stretch of a preset: up to the end of what is shown, at the latest to now, so that one looks back from there. */
export function presetSpan(preset: Preset, span: TimeSpan, whole: TimeSpan, now: number): TimeSpan {
  if (preset === 'all') return whole;
  const length = presetLengths[preset];
  // A little of what is to come, so that the last value does not stand on the edge.
  const to = Math.min(span.to, now + length * 0.02);
  return within({ from: to - length, to }, whole);
}

/** Which preset is shown, if it is one. */
export function presetOf(span: TimeSpan, whole: TimeSpan): Preset | undefined {
  const isAbout = (one: number, other: number) => Math.abs(one - other) < other * 0.005;
  if (isAbout(lengthOf(span), lengthOf(whole))) return 'all';
  const found = Object.entries(presetLengths).find(([, length]) => isAbout(lengthOf(span), length));
  // Its keys are presets by type.
  return found?.[0] as Preset | undefined;
}

/**
 * What is asked for to show a stretch: half of it more at each side, so that moving finds something there, in steps, so
 * that small moves ask for the same again. A stretch twice as long has steps twice as long.
 */
export function askedSpan(span: TimeSpan): TimeSpan {
  const step = 2 ** Math.ceil(Math.log2(lengthOf(span) / 4));
  const margin = lengthOf(span) / 2;
  return {
    from: Math.floor((span.from - margin) / step) * step,
    to: Math.ceil((span.to + margin) / step) * step,
  };
}
