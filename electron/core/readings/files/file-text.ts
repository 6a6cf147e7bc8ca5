import { largestFile, tooLargeFile } from '../../../../shared/rules/readings/file-limits';
import { invalid } from '../../refusal';

type Content = { readonly text: string } | { readonly gzip: string };

const tooLarge = () => invalid(['content'], tooLargeFile);
const unreadable = () => invalid(['content'], 'The file arrived damaged. Choose it again.');

/** The text of a file as it was sent, without a byte order mark. INVALID at `content` for none, too much, or a broken one. */
export async function textOf(content: Content): Promise<string> {
  const text = 'text' in content ? content.text : await unzipped(content.gzip);
  const plain = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (plain.trim() === '') throw invalid(['content'], 'The file is empty.');
  if (isNoText(plain)) throw invalid(['content'], 'This is no text file. Export it as CSV or JSON.');
  return plain;
}

/** Of what was never text, such as a spreadsheet or a picture, more is unreadable than a few letters of another alphabet. */
function isNoText(text: string): boolean {
  if (text.includes('\0') || text.startsWith('%PDF-')) return true;
  const start = text.slice(0, 10_000);
  return start.split('\uFFFD').length - 1 > start.length / 20;
}

/** Stops as soon as there is too much: a small file can be told to grow without end. */
async function unzipped(base64: string): Promise<string> {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw unreadable();
  const packed = new Blob([Buffer.from(base64, 'base64')]);
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = packed.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw unreadable();
    });
    if (done) break;
    size += value.length;
    if (size > largestFile) {
      await reader.cancel().catch(() => undefined);
      throw tooLarge();
    }
    parts.push(value);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}
