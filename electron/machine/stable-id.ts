import { createHash } from 'node:crypto';

/** An id of 24 hexadecimal digits that is the same whenever it is made of the same parts. */
export function stableId(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);
}
