/** Long enough for a slow computer to have begun reading the file; its memory is given back then. */
const keptForMs = 60_000;

/** Hands a file to the browser or the desktop window, which saves it where the person has said. */
export function saveFile(filename: string, content: Blob | string): void {
  // Without a type of its own it can only be saved.
  const address = URL.createObjectURL(new Blob([content], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = filename;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), keptForMs);
}
