import { type Chance, seededChance } from '../../electron/core/demo/chance';

/** One way to do something, timed as a whole; `round` counts from 0. */
export type Way = {
  readonly name: string;
  run(round: number): Promise<unknown>;
  /** What has to be so before a run, and is not timed. */
  prepare?(round: number): Promise<unknown>;
  /** What follows a run, and is not timed. */
  finish?(round: number): Promise<unknown>;
  /** What one run is divided by: the number of operations in it. Default 1. */
  readonly operations?: number;
};

/** Milliseconds of one operation, by the name of the way, sorted. */
export type Timings = ReadonlyMap<string, readonly number[]>;

/**
 * Times several ways, interleaved round by round and in another order each round: what else the computer does
 * meanwhile, and what one way leaves behind (in the caches, and work that goes on after its answer, as following a
 * change does), falls on all of them alike.
 */
export async function interleaved(
  ways: readonly Way[],
  { rounds, warmUp = Math.ceil(rounds / 10) }: { rounds: number; warmUp?: number },
): Promise<Timings> {
  const times = new Map<string, number[]>(ways.map(({ name }) => [name, []]));
  const chance = seededChance(20_260_102);
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (const way of shuffled(ways, chance)) {
      await way.prepare?.(round);
      const began = performance.now();
      await way.run(round);
      const took = performance.now() - began;
      await way.finish?.(round);
      if (round >= warmUp) times.get(way.name)?.push(took / (way.operations ?? 1));
    }
  }
  for (const each of times.values()) each.sort((a, b) => a - b);
  return times;
}

function shuffled<T>(list: readonly T[], chance: Chance): T[] {
  return list
    .map((each) => ({ each, place: chance.next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ each }) => each);
}

/** The value below which this share of sorted numbers lies; 0.5 is the median. */
export function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? Number.NaN;
  return below + (above - below) * (place - Math.floor(place));
}
