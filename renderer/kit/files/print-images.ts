import { printAlone } from '../base/print-alone';
import styles from './print.module.css';

/**
 * Prints pictures, one on a page, and nothing of the desk around them; above each, whose it is and what, where that is not in
 * it. Resolves when the print dialog is closed.
 */
export async function printImages(images: readonly Blob[], title: string, caption?: string): Promise<void> {
  const addresses = images.map((image) => URL.createObjectURL(image));
  const pictures = addresses.map((address) => {
    const picture = document.createElement('img');
    picture.className = styles.picture ?? '';
    picture.src = address;
    picture.alt = '';
    return picture;
  });
  try {
    await printAlone(title, (paper) => {
      for (const picture of pictures) {
        const sheet = document.createElement('figure');
        sheet.className = styles.sheet ?? '';
        if (caption) {
          const words = document.createElement('figcaption');
          words.textContent = caption;
          sheet.append(words);
        }
        sheet.append(picture);
        paper.append(sheet);
      }
      return Promise.all(pictures.map((picture) => picture.decode()));
    });
  } finally {
    for (const address of addresses) URL.revokeObjectURL(address);
  }
}
