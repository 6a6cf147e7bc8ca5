/** A row as the list shows it; `isGone` when it was removed or moved out of reach while the list is held still. */
export type Shown<R> = { readonly record: R; readonly isGone: boolean };

/** One page as it was read last. */
export type ReadPage<R> = { readonly rows: readonly R[]; readonly total: number; readonly readAt: number };

/** One page as it is shown. `isHeld`: its order is not the one that was read last. */
export type ShownPage<R> = {
  readonly source: readonly R[];
  readonly rows: readonly Shown<R>[];
  readonly isHeld: boolean;
};

/** What is on screen. `key` names the question (filter, sort, text) that it answers. */
export type ShownList<R> = {
  readonly key: string;
  readonly total: number;
  readonly pages: ReadonlyMap<number, ShownPage<R>>;
};

type Identified = { readonly id: string };

/**
 * The rows of one page in the order people are looking at, with what they hold now. A record that `latest` lacks is
 * unknown yet and stays as it was, unless `gone` names it.
 */
function inHeldOrder<R extends Identified>(
  shown: readonly Shown<R>[],
  latest: ReadonlyMap<string, R>,
  gone: ReadonlySet<string>,
): readonly Shown<R>[] {
  const rows = shown.map((row) => {
    const record = latest.get(row.record.id);
    if (record) return record === row.record && !row.isGone ? row : { record, isGone: false };
    return gone.has(row.record.id) && !row.isGone ? { record: row.record, isGone: true } : row;
  });
  return rows.every((row, index) => row === shown[index]) ? shown : rows;
}

function isSameOrder<R extends Identified>(shown: readonly Shown<R>[], fresh: readonly R[]): boolean {
  return (
    shown.length === fresh.length &&
    shown.every((row, index) => row.record.id === fresh[index]?.id && !row.isGone)
  );
}

function inNewOrder<R>(before: ShownPage<R> | undefined, fresh: readonly R[]): ShownPage<R> {
  if (before && before.source === fresh && !before.isHeld) return before;
  const known = new Map(before?.rows.map((row) => [row.record, row]));
  // Rows that hold the same record stay the same object, so that they are not drawn again.
  const rows = fresh.map((record) => {
    const row = known.get(record);
    return row && !row.isGone ? row : { record, isGone: false };
  });
  return { source: fresh, rows, isHeld: false };
}

function stillHeld<R extends Identified>(
  before: ShownPage<R>,
  fresh: readonly R[],
  latest: ReadonlyMap<string, R>,
  gone: ReadonlySet<string>,
): ShownPage<R> {
  const rows = inHeldOrder(before.rows, latest, gone);
  if (rows === before.rows && before.source === fresh) return before;
  return { source: fresh, rows, isHeld: !isSameOrder(rows, fresh) };
}

/** What was read: the pages that are wanted now, by number, and records read beside them. */
export type Fresh<R> = {
  readonly key: string;
  readonly pages: ReadonlyMap<number, ReadPage<R>>;
  /** Records looked up because a held row stands on none of the pages any more. */
  readonly strays: readonly R[];
  /** Ids that were looked up and not found: removed, or not of this list any more. */
  readonly gone: ReadonlySet<string>;
  /** False while the pointer or the keys move over the list: nothing may jump. */
  readonly mayReorder: boolean;
};

/**
 * What to show next. Nothing jumps under the pointer: while it moves, records change in place, rows that belong elsewhere
 * by now keep their place, and new rows wait. The list of an earlier question stays until the first page of the new one
 * is there. Gives back the same object when there is nothing new.
 */
export function nextShown<R extends Identified>(
  before: ShownList<R> | null,
  fresh: Fresh<R>,
): ShownList<R> | null {
  if (fresh.pages.size === 0) return before;
  const same = before?.key === fresh.key ? before : null;
  const latest = new Map<string, R>();
  for (const record of fresh.strays) latest.set(record.id, record);
  for (const page of fresh.pages.values()) for (const record of page.rows) latest.set(record.id, record);

  const pages = new Map<number, ShownPage<R>>();
  for (const [number, page] of fresh.pages) {
    const shown = same?.pages.get(number);
    const next =
      shown && !fresh.mayReorder
        ? stillHeld(shown, page.rows, latest, fresh.gone)
        : inNewOrder(shown, page.rows);
    pages.set(number, next);
  }
  const isWaiting = [...pages.values()].some((page) => page.isHeld);
  const newest = [...fresh.pages.values()].reduce((a, b) => (b.readAt > a.readAt ? b : a));
  const total = isWaiting && same ? same.total : newest.total;
  const isUnchanged =
    same &&
    same.total === total &&
    same.pages.size === pages.size &&
    [...pages].every(([number, page]) => same.pages.get(number) === page);
  return isUnchanged ? same : { key: fresh.key, total, pages };
}

/** Ids of held rows that stand on none of the pages read last: they are looked up one by one. */
export function straysOf<R extends Identified>(list: ShownList<R> | null): string[] {
  if (!list) return [];
  const held = [...list.pages.values()].filter((page) => page.isHeld);
  if (held.length === 0) return [];
  const read = new Set([...list.pages.values()].flatMap((page) => page.source.map((record) => record.id)));
  return held.flatMap((page) => page.rows.flatMap(({ record }) => (read.has(record.id) ? [] : [record.id])));
}
