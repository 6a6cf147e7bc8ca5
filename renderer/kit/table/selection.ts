/** Selected records by id; the record itself is kept because removing needs the revision it was read at. */
export type Selection<R> = ReadonlyMap<string, R>;

/** Adds the record, or takes it out when it was in. */
export function toggled<R extends { readonly id: string }>(selection: Selection<R>, record: R): Selection<R> {
  const next = new Map(selection);
  if (!next.delete(record.id)) next.set(record.id, record);
  return next;
}

/**
 * The selection after it was extended from the row where it began to the row where it now ends. What an earlier
 * extension from the same start had covered and this one does not is let go again, as in any list of a desktop.
 * Rows that are not read yet cannot be selected and are left out.
 */
export function extended<R extends { readonly id: string }>(
  selection: Selection<R>,
  span: { readonly start: number; readonly before: number; readonly now: number },
  recordAt: (index: number) => R | undefined,
): Selection<R> {
  const next = new Map(selection);
  const indexes = (a: number, b: number) => {
    const [low, high] = a < b ? [a, b] : [b, a];
    return Array.from({ length: high - low + 1 }, (_, offset) => low + offset);
  };
  for (const index of indexes(span.start, span.before)) {
    const record = recordAt(index);
    if (record) next.delete(record.id);
  }
  for (const index of indexes(span.start, span.now)) {
    const record = recordAt(index);
    if (record) next.set(record.id, record);
  }
  return next;
}
