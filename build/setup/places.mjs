import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout, wherever the command was called from. */
export const root = resolve(fileURLToPath(import.meta.url), '../../..');

/** @param {...string} parts path inside the checkout */
export const inRoot = (...parts) => join(root, ...parts);

/** Left-overs of the commands that may be thrown away at any time. Not in git. */
export const cache = inRoot('.cache');
