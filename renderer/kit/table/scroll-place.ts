/** Where a person was in a list, so that Back leads to the same rows. */
export type ScrollPlace = { readonly first: number; readonly focused: number };

const prefix = 'clinic-desk:place:';

/** The place kept for one entry of the browser's history; the top of the list when there is none. */
export function readPlace(entry: string): ScrollPlace {
  try {
    const { first, focused } = JSON.parse(
      sessionStorage.getItem(prefix + entry) ?? '{}',
    ) as Partial<ScrollPlace>;
    return { first: Number(first) || 0, focused: typeof focused === 'number' ? focused : -1 };
  } catch {
    // A browser that keeps nothing starts at the top, as without this.
    return { first: 0, focused: -1 };
  }
}

export function keepPlace(entry: string, place: ScrollPlace): void {
  try {
    sessionStorage.setItem(prefix + entry, JSON.stringify(place));
  } catch {
    // Full or forbidden storage costs the place in the list, nothing else.
  }
}
