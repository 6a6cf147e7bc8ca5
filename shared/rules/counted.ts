const inGroups = new Intl.NumberFormat('en');

/** `1,523 documents`, `1 visit`: a count with the word for what is counted, in its number. */
export function counted(
  count: number,
  { one, many }: { readonly one: string; readonly many: string },
): string {
  return `${inGroups.format(count)} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}
