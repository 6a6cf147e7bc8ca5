/**
 * True for what programs write where a name or a password belongs: `<db_password>`, `****`. Nothing else in brackets is
 * one: people type their password between those that Atlas shows.
 */
export const isPlaceholder = (text: string): boolean =>
  /^(<(your[ _-]?)?(db[ _-]?)?(password|passwd|pwd|passphrase|user|username)>|\*{3,})$/i.test(text.trim());
