const inGroups = new Intl.NumberFormat('en');

/** `1,523 documents`, `1 visit`: a count with the word for what is counted, in its number. */
export function counted(
  count: number,
  { one, many }: { readonly one: string; readonly many: string },
): string {
  return `${inGroups.format(count)} ${count === 1 ? one : many}`;
}

/** `a`, `a and b`, `a, b and c`; what has a comma of its own is closed by one: `a, which is open, and b`. */
export function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  const before = parts.slice(0, -1);
  return `${before.join(', ')}${before.at(-1)?.includes(', ') ? ',' : ''} and ${parts.at(-1) ?? ''}`;
}
