import classes from './print-alone.module.css';

/**
 * Prints what `fill` puts on a paper, and nothing of the desk around it; resolves when the print dialog is closed. A frame
 * of its own would be simpler; the content security policy allows none.
 */
export async function printAlone(
  title: string,
  fill: (paper: HTMLElement) => void | Promise<unknown>,
): Promise<void> {
  const paper = document.createElement('div');
  paper.className = classes.paper ?? '';
  paper.dataset.paper = '';
  document.body.append(paper);
  const before = document.title;
  try {
    await fill(paper);
    // Printers and "Save as PDF" name the job after the page.
    document.title = title;
    window.print();
  } finally {
    document.title = before;
    paper.remove();
  }
}
