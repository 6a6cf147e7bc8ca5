import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from './places.mjs';

/**
 * A small fact kept between runs, so that what took long or failed is not tried at every start.
 * It counts only while `key` is the same; a lost or damaged file means "not known".
 *
 * @param {string} name file name inside the cache
 * @param {string} key what the fact depends on (a version, a hash, a day)
 */
export function remembered(name, key) {
  const file = join(cache, name);
  return {
    /** @returns {string | undefined} what was kept under this key */
    get() {
      try {
        const kept = JSON.parse(readFileSync(file, 'utf8'));
        return kept.key === key ? String(kept.value) : undefined;
      } catch {
        return undefined; // Not kept yet, or cut off while it was written: both are "not known".
      }
    },
    /** @param {string} value */
    set(value) {
      mkdirSync(cache, { recursive: true });
      writeFileSync(file, JSON.stringify({ key, value }));
    },
    forget() {
      rmSync(file, { force: true });
    },
  };
}

/** Today, as the part of a key that makes a failed attempt worth repeating tomorrow. */
export const today = () => new Date().toISOString().slice(0, 10);
