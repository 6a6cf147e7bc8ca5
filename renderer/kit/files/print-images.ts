import { printAlone } from '../base/print-alone';
import styles from './print.module.css';

/** Prints pictures, one on a page, and nothing of the desk around them. Resolves when the print dialog is closed. */
export async function printImages(images: readonly Blob[], title: string): Promise<void> {
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
      paper.append(...pictures);
      return Promise.all(pictures.map((picture) => picture.decode()));
    });
  } finally {
    for (const address of addresses) URL.revokeObjectURL(address);
  }
}
