import type { Content } from './fetch-content';

/** Gives a file to the browser to save; it asks where, or puts it among its downloads. */
export function saveFile({ blob, filename }: Pick<Content, 'blob' | 'filename'>): void {
  const link = document.createElement('a');
  // Without a type of its own it can only be saved.
  const address = URL.createObjectURL(new Blob([blob], { type: 'application/octet-stream' }));
  link.href = address;
  link.download = filename;
  link.click();
  // The browser reads it a moment later.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
