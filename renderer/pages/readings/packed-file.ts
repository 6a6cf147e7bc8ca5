import { longestFileText } from '../../../shared/contract/readings';

/** A file as one call carries it: its text, or that gzipped in base64 where the text is too long. */
export async function packedFile(text: string): Promise<{ text: string } | { gzip: string }> {
  if (text.length <= longestFileText) return { text };
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  const pieces: string[] = [];
  // All at once would be more arguments than a call takes.
  for (let at = 0; at < bytes.length; at += 32_768) {
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 32_768)));
  }
  return { gzip: btoa(pieces.join('')) };
}
