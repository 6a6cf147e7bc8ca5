/** Where a person was in a list, so that Back leads to the same rows. */
export type ScrollPlace = { readonly first: number; readonly focused: number };

const prefix = 'clinic-desk:place:';
const top: ScrollPlace = { first: 0, focused: -1 };

/** What react-router calls every entry that it did not make itself (a typed address): several pages share the name. */
const anyEntry = 'default';

/** The place kept for one entry of the browser's history; the top of the list when there is none. */
export function readPlace(entry: string): ScrollPlace {
  if (entry === anyEntry) return top;
  try {
    const { first, focused } = JSON.parse(
      sessionStorage.getItem(prefix + entry) ?? '{}',
    ) as Partial<ScrollPlace>;
    return { first: Number(first) || 0, focused: typeof focused === 'number' ? focused : -1 };
  } catch {
    // A browser that keeps nothing starts at the top, as without this.
    return top;
  }
}

export function keepPlace(entry: string, place: ScrollPlace): void {
  if (entry === anyEntry) return;
  try {
    sessionStorage.setItem(prefix + entry, JSON.stringify(place));
  } catch {
    // Full or forbidden storage costs the place in the list, nothing else.
  }
}
