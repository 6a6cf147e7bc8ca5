import styles from './print.module.css';

/**
 * Prints pictures, one on a page, and nothing of the desk around them. Resolves when the print dialog is closed. A frame
 * of its own would be simpler; the content security policy allows none.
 */
export async function printImages(images: readonly Blob[], title: string): Promise<void> {
  const paper = document.createElement('div');
  paper.className = styles.paper ?? '';
  paper.dataset.paper = '';
  const addresses = images.map((image) => URL.createObjectURL(image));
  const pictures = addresses.map((address) => {
    const picture = document.createElement('img');
    picture.src = address;
    picture.alt = '';
    return picture;
  });
  paper.append(...pictures);
  document.body.append(paper);
  const before = document.title;
  try {
    await Promise.all(pictures.map((picture) => picture.decode()));
    // Printers and "Save as PDF" name the job after the page.
    document.title = title;
    window.print();
  } finally {
    document.title = before;
    paper.remove();
    for (const address of addresses) URL.revokeObjectURL(address);
  }
}
