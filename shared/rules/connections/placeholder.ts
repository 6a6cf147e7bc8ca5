/**
 * True for what programs write where a name or a password belongs: `<db_password>`, `****`, and what a program puts in
 * itself, `{user}`, `${process.env.PW}`. Nothing else in brackets is one: people type their password between those that
 * Atlas shows.
 */
export const isPlaceholder = (text: string): boolean => shown.test(text.trim()) || filled.test(text.trim());

const shown = /^(<(your[ _-]?)?(db[ _-]?)?(password|passwd|pwd|passphrase|user|username)>|\*{3,})$/i;
const named = String.raw`[^{}\s]{0,60}(?:user|name|login|pass|pwd|pw|secret|cred)[^{}\s]{0,60}`;
/** A name in single brackets has to be one of a user or a password; behind "$" or in two it may be any. */
const filled = new RegExp(
  String.raw`^(?:[$#]\{[^{}\s]+\}|\$?\{\{\s*[^{}]+\}\}|\{(?:[a-z]|${named})\}|\$[a-z_]*(?:user|pass|pwd|pw|secret)[a-z_]*|%s|%\(\w+\)s)$`,
  'i',
);
