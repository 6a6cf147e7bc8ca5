import { momentName } from './moment-name';

/** What someone dropped or pasted: its files, and whether folders were among it, which cannot be added. */
export type Given = { readonly files: readonly File[]; readonly hasFolders: boolean };

/** Read within the event: the browser forgets what was dropped right after. */
export function filesOf(given: DataTransfer): Given {
  const items = Array.from(given.items).filter(({ kind }) => kind === 'file');
  if (items.length === 0) return { files: Array.from(given.files), hasFolders: false };
  let hasFolders = false;
  const files = items.flatMap((item) => {
    if (item.webkitGetAsEntry?.()?.isDirectory) {
      hasFolders = true;
      return [];
    }
    return item.getAsFile() ?? [];
  });
  return { files, hasFolders };
}

/** Browsers call every picture that was copied "image.png": it is named after the moment instead. */
export function namedPaste(file: File, at: Date, timeZone: string): File {
  if (!/^image\.\w+$/.test(file.name)) return file;
  const name = momentName('Pasted', at, timeZone);
  return new File([file], `${name}.${file.name.slice('image.'.length)}`, { type: file.type });
}
