/**
 * A small PDF of typewritten pages: `pages` hold lines, of which the first is a heading. ISO 32000-1, sections 7.5 and
 * 9.4; with the Helvetica that every reader has, so letters beyond Latin-1 become question marks.
 */
export function pdfOf(pages: readonly (readonly string[])[]): Uint8Array<ArrayBuffer> {
  const contents = pages.map(contentOf);
  const firstPage = 4;
  const kids = pages.map((_page, index) => `${firstPage + index * 2} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...contents.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${firstPage + index * 2 + 1} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ];
  let file = '%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n';
  const offsets = objects.map((object, index) => {
    const at = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = file.length;
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return latin1(file);
}

function contentOf(lines: readonly string[]): string {
  const [heading = '', ...rest] = lines.map(escaped);
  const body = rest.map((line) => `(${line}) Tj T*`).join('\n');
  return `BT /F1 18 Tf 56 770 Td (${heading}) Tj ET\nBT /F1 11 Tf 16 TL 56 735 Td\n${body}\nET`;
}

const escaped = (line: string) =>
  line.replace(/[\\()]/g, (sign) => `\\${sign}`).replace(/[^\u0020-\u007e\u00a0-\u00ff]/g, '?');

function latin1(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes;
}
