/** How often each value is there, in any order. */
export type Frequencies = readonly { readonly value: number; readonly count: number }[];

/**
 * The value below which this share lies, between two neighbours by proportion (Hyndman and Fan, type 7: what R and
 * NumPy do by themselves); null of nothing.
 */
export function quantileOf(frequencies: Frequencies, share: number): number | null {
  const sorted = frequencies.toSorted((one, other) => one.value - other.value);
  const total = sorted.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  const place = (total - 1) * share;
  const at = (index: number): number => {
    let passed = 0;
    for (const { value, count } of sorted) {
      passed += count;
      if (index < passed) return value;
    }
    return sorted.at(-1)?.value ?? 0;
  };
  const below = at(Math.floor(place));
  const above = at(Math.ceil(place));
  return below + (above - below) * (place - Math.floor(place));
}
