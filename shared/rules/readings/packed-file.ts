/** Text up to this many characters travels as it is; longer text is worth packing. */
const SMALL = 200_000;

/**
 * The content of a file as `readings.previewImport` and `readings.import` take it: small ones as text, larger ones
 * gzipped in base64, because one call carries 4 MiB and text of readings shrinks to a tenth. @public
 */
export async function packedFile(text: string): Promise<{ text: string } | { gzip: string }> {
  if (text.length <= SMALL) return { text };
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  const bytes = new Uint8Array(await new Response(packed).arrayBuffer());
  let binary = '';
  // In pieces: an engine takes only so many arguments at once.
  for (let at = 0; at < bytes.length; at += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return { gzip: btoa(binary) };
}
