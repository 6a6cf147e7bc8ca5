import { fold } from './names';
import { passwordProblem } from './passwords';

/**
 * A vault can be carried away and guessed at for years, so its passphrase is longer than a password: NIST SP 800-63B-4
 * (section 3.1.1.1) asks for 15 characters where nothing else protects.
 */
export const minimumPassphraseLength = 15;

/** Different letters, so that "abcabcabcabcabc" is none. */
const fewestDifferent = 6;

/** Why a passphrase is refused, as one sentence for the person choosing it, or null when it is fine. */
export function passphraseProblem(passphrase: string): string | null {
  if ([...passphrase.trim()].length < minimumPassphraseLength)
    return `Use at least ${minimumPassphraseLength} characters, such as four words that do not belong together.`;
  const problem = passwordProblem(passphrase);
  if (problem) return problem.replace('this password', 'this passphrase');
  return new Set(fold(passphrase)).size < fewestDifferent ? 'Use more different characters.' : null;
}
