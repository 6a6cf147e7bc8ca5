import { createHash } from 'node:crypto';
import type { PasswordHasher } from '../../electron/core/ports/password-hasher';

const digest = (password: string) => createHash('sha256').update(password).digest('base64url');

/** Hashes at no cost: the real hasher takes a tenth of a second, which is its purpose. */
export const cheapHasher: PasswordHasher = {
  hash: async (password) => `$argon2id$v=19$cheap$${digest(password)}`,
  verify: async (kept, password) => kept === `$argon2id$v=19$cheap$${digest(password)}`,
};

/** The moment in all tests of adoptions. */
export const now = new Date('2026-11-23T10:00:00Z');
