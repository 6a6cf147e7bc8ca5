/** A file made by the core, as text in UTF-8. */
export type TextFile = { readonly filename: string; readonly contentType: string; readonly text: string };

/** Long enough for a slow computer to have begun reading the file; its memory is given back then. */
const keptForMs = 60_000;

/** Hands a file to the browser or the desktop window, which saves it where the person has said. */
export function saveFile({ filename, contentType, text }: TextFile): void {
  const address = URL.createObjectURL(new Blob([text], { type: contentType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = filename;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), keptForMs);
}

/** "1.2 kB", of a text in UTF-8. */
export function sizeWords(text: string): string {
  const bytes = new TextEncoder().encode(text).length;
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
