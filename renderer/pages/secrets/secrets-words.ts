import type { SecretsStatus } from '../../../shared/contract';

/** Where passwords of databases are on this computer, in a sentence or two. */
export function keptWords({ place, words, vault, keychain }: SecretsStatus): string {
  if (place === 'vault') return `They are kept in ${words}. It is open until Clinic Desk is closed.`;
  if (place === 'keychain') return `They are kept in ${words}.`;
  if (vault === 'unreadable') return 'They are in a vault that cannot be read.';
  if (vault === 'locked') return 'They are in a vault, which is locked.';
  if (keychain === 'locked') return 'They are in the keychain of this computer, which is locked.';
  return 'This computer has no keychain, so none is kept. That of the database on this computer is another one at each start.';
}

/** About what an older version left behind; null when there is nothing. */
export const unprotectedWords = (count: number): string | null =>
  count === 0
    ? null
    : `An older version left ${count === 1 ? 'a password' : `${count} passwords`} in a file that everybody who gets at your files can read. With a vault, ${count === 1 ? 'it goes' : 'they go'} into it and the file is removed.`;
