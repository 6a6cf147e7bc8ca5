/** From the lowest to the highest value of an axis, and its marks. */
export type ValueScale = { readonly low: number; readonly high: number; readonly ticks: readonly number[] };

const roundSteps = [1, 2, 2.5, 5, 10];

/** Round values from `low` to `high`, both included, at most `most` of them and at least one where there is a round one. */
function roundValues(low: number, high: number, most: number): number[] {
  const rough = (high - low) / Math.max(most, 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (roundSteps.find((each) => each * power >= rough * 0.999) ?? 10) * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // Multiplied, not added up: 0.1 + 0.2 would be written out.
  return Array.from({ length: last - first + 1 }, (_, index) => rounded((first + index) * step));
}

/** A scale from `low` to `high` with about `most` round marks in it; one value alone has room around it. */
export function valueScale(low: number, high: number, most: number): ValueScale {
  if (high > low) return { low, high, ticks: roundValues(low, high, most) };
  const room = Math.abs(high) * 0.1 || 1;
  return { low: low - room, high: high + room, ticks: roundValues(low - room, high + room, most) };
}

const rounded = (value: number) => Number(value.toPrecision(12));
