/** Longest side in px and longest data URL in characters of a picture that the contract takes. */
const longestSide = 480;
const longestText = 150_000;
const qualities = [0.85, 0.7, 0.5, 0.3];

/**
 * A picture file as a small JPEG data URL. Throws an Error with a sentence for people when the file is no picture that
 * the browser can read, or stays too large.
 */
export async function shrinkPicture(file: Blob): Promise<string> {
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) throw new Error('This file is no picture that Clinic Desk can read. JPEG, PNG and WebP work.');
  const scale = Math.min(1, longestSide / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('This computer cannot read pictures just now. Start Clinic Desk again.');
  // JPEG has no transparency: what was see-through becomes white, not black.
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const small = qualities
    .map((quality) => canvas.toDataURL('image/jpeg', quality))
    .find((url) => url.length <= longestText);
  if (!small) throw new Error('This picture is too large, even made smaller. Choose another.');
  return small;
}
