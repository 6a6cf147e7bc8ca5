import type { RawDocument, RawValue } from '../ports/legacy-database';

/** What stands where a password stood. The plain copy from before the adoption still has it. */
export const notKept = '(a password, not kept)';

const passwordNames = /password|passwd|passphrase|passcode|pwd|^pass$|^pw$/i;

/** True for names under which programs keep passwords; a passport number is none. */
export const isPasswordName = (name: string): boolean => passwordNames.test(name);

const hashForms = [
  /^\$argon2(id|i|d)\$v=/,
  /^\$2[abxy]?\$\d\d\$[./A-Za-z0-9]{53}$/,
  /^pbkdf2[_:$]/i,
  /^scrypt[:$]/i,
  /^\{(SSHA|SHA|SMD5|MD5)\d*\}/i,
  /^\$[156]\$/,
  // The digests of MD5, SHA-1, SHA-256 and SHA-512: to take one for a password would let in whoever read the old database.
  /^([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i,
];

/** True for what another program made of a password, which says nothing about the password itself. */
export const isPasswordHash = (text: string): boolean => hashForms.some((form) => form.test(text));

/**
 * The document with every password in it, at any depth, replaced by a note: nothing but its hash may outlive an
 * adoption. Parts without a password are the very same objects as before.
 */
export function withoutPasswords(document: RawDocument): RawDocument {
  return masked(document, false) as RawDocument;
}

function masked(raw: RawValue, isPassword: boolean): RawValue {
  if (raw === null || raw === undefined || typeof raw === 'boolean') return raw;
  if (typeof raw === 'string') return isPassword && raw !== '' && !isPasswordHash(raw) ? notKept : raw;
  if (typeof raw !== 'object') return isPassword ? notKept : raw;
  if (isPassword && isTagged(raw)) return notKept;
  const parts = Object.entries(raw).map(
    ([name, part]) =>
      [name, part, masked(part, isPassword || (!Array.isArray(raw) && isPasswordName(name)))] as const,
  );
  if (parts.every(([, before, after]) => before === after)) return raw;
  if (Array.isArray(raw)) return parts.map(([, , after]) => after);
  return Object.fromEntries(parts.map(([name, , after]) => [name, after]));
}

/** A value of Extended JSON that is no document: a number, a date, binary data. */
const isTagged = (raw: object): boolean => (Object.keys(raw)[0] ?? '').startsWith('$');
