import type { CodeTable } from '../ports/code-systems';

/** A small table that is part of the program. */
export function codeTable({
  codes,
  ...about
}: Omit<CodeTable, 'read'> & { readonly codes: Readonly<Record<string, string>> }): CodeTable {
  const rows = Object.entries(codes).map(([code, display]) => ({ code, display }));
  return {
    ...about,
    async *read() {
      yield rows;
    },
  };
}
