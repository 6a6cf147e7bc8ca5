/** A file made by the core, as text in UTF-8. */
export type TextFile = { readonly filename: string; readonly contentType: string; readonly text: string };

/** "1.2 kB", of a text in UTF-8. */
export function sizeWords(text: string): string {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
