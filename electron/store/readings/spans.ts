/** A time from `from` (included) to `to` (not), in milliseconds since 1970. */
export type TimeSpan = { readonly from: number; readonly to: number };

export const DAY_MS = 86_400_000;

/** Readings this near each other are looked at together. */
const NEAR_MS = DAY_MS;
/** More separate spans than this are not worth telling apart. */
const MOST_SPANS = 40;
/** So much time is counted in one statement: at a reading every 43 s, 60 days are 120,000. */
const LONGEST_MS = 60 * DAY_MS;

/** Where instants lie: spans, in order, that hold all of them and leave out what is far from any; at most 40. */
export function spansAround(instants: readonly number[]): TimeSpan[] {
  const sorted = [...instants].sort((one, other) => one - other);
  const spans: { from: number; to: number }[] = [];
  for (const at of sorted) {
    const last = spans.at(-1);
    if (last && at - last.to < NEAR_MS) last.to = at + 1;
    else spans.push({ from: at, to: at + 1 });
  }
  const [first, last] = [spans[0], spans.at(-1)];
  return first && last && spans.length > MOST_SPANS ? [{ from: first.from, to: last.to }] : spans;
}

/** The whole steps of `every` milliseconds (from 1970) that a span touches. */
export const wholeSteps = ({ from, to }: TimeSpan, every: number): TimeSpan => ({
  from: Math.floor(from / every) * every,
  to: Math.ceil(to / every) * every,
});

/** The same spans in pieces that one statement counts quickly; `every` divides 60 days. */
export function inPieces(spans: readonly TimeSpan[]): TimeSpan[] {
  return spans.flatMap(({ from, to }) => {
    const pieces: TimeSpan[] = [];
    for (let at = from; at < to; at += LONGEST_MS)
      pieces.push({ from: at, to: Math.min(to, at + LONGEST_MS) });
    return pieces;
  });
}
