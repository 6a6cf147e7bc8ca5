/**
 * A new id of a record, as MongoDB makes them (ObjectId): the second it was made in, and chance; 24 hexadecimal digits.
 * Whoever asks for a record to be made may give it one, so that asking again does not make a second record.
 */
export function newRecordId(at: Date): string {
  const second = Math.floor(at.getTime() / 1_000)
    .toString(16)
    .padStart(8, '0');
  const chance = crypto.getRandomValues(new Uint8Array(8));
  return second + Array.from(chance, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
