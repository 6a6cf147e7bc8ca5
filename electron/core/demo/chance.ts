/** Seeded chance: the same seed gives the same clinic on every computer. */
export type Chance = {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** A whole number between both ends, included. */
  between(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  /** True this often, from 0 (never) to 1 (always). */
  happens(share: number): boolean;
};

/** The generator mulberry32 (public domain, Tommy Ettinger): small, fast, good enough for made-up people. */
export function seededChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick<T>(list: readonly T[]): T {
      const index = Math.floor(next() * list.length);
      // The index lies within the list, which holds T; an empty list has nothing to pick.
      if (list.length === 0) throw new RangeError('Nothing to pick from');
      return list[index] as T;
    },
    happens: (share) => next() < share,
  };
}
