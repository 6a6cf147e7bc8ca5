import { passphraseProblem } from '../../../shared/rules/passphrases';
import { passwordProblem, suggestedPasswordLength } from '../../../shared/rules/passwords';

export type Strength = { level: 1 | 2 | 3; word: string };

/** A word for how hard a password is to guess: refused ones first, then by length, which counts most (NIST SP 800-63B). */
export function strengthOf(password: string, about: readonly (string | undefined)[]): Strength {
  if (passwordProblem(password, about)) return { level: 1, word: 'Too weak' };
  const length = [...password].length;
  if (length < suggestedPasswordLength) return { level: 2, word: 'Fair' };
  return { level: 3, word: length >= 16 ? 'Very strong' : 'Strong' };
}

/** The same for the passphrase of a vault, which is guessed at in peace. */
export function passphraseStrengthOf(passphrase: string): Strength {
  if (passphraseProblem(passphrase)) return { level: 1, word: 'Too weak' };
  const { length } = [...passphrase];
  if (length < 20) return { level: 2, word: 'Fair' };
  return { level: 3, word: length >= 28 ? 'Very strong' : 'Strong' };
}
