import { fold } from './names';

/** The published system asked for at least 6 characters; 12 are suggested. */
export const minimumPasswordLength = 6;
export const suggestedPasswordLength = 12;

/** The most used passwords of public leaks, folded; also refused with digits or signs at their ends. */
const common = new Set(
  `123456 1234567 12345678 123456789 1234567890 0123456789 111111 000000 222222 333333 444444 555555 666666 777777 888888
  999999 121212 112233 123123 123321 654321 987654321 101010 696969 131313 qwerty qwertz azerty qwertyuiop asdfgh asdfghjkl
  zxcvbn zxcvbnm qazwsx 1q2w3e 1q2w3e4r 1qaz2wsx q1w2e3r4 abc123 abcdef abcdefg abcd1234 password passwort passw0rd p@ssw0rd
  p@ssword motdepasse contrasena senha secret geheim letmein welcome willkommen admin administrator root guest login master
  changeme default test test123 tester demo iloveyou princess sunshine monkey dragon football baseball basketball superman
  batman trustno1 shadow michael jordan jennifer hunter charlie daniel thomas andrew joshua jessica ashley nicole pepper
  cheese ginger summer winter spring autumn flower lovely freedom whatever starwars pokemon computer internet samsung google
  hospital clinic clinicdesk doctor nurse patient medical health`.split(/\s+/),
);

/**
 * Why a password is refused, as one sentence for the person choosing it, or null when it is fine.
 * `about` holds words it must not consist of: user name, email, names.
 */
export function passwordProblem(
  password: string,
  about: readonly (string | undefined)[] = [],
): string | null {
  if ([...password].length < minimumPasswordLength)
    return `Use at least ${minimumPasswordLength} characters.`;
  const folded = fold(password);
  const core = folded.replace(/^[\d\W_]+|[\d\W_]+$/g, '');
  if (common.has(folded) || common.has(core)) return 'Too many people use this password. Choose another.';
  if (new Set(folded).size < 3) return 'Use more different characters.';
  if (about.some((word) => word && fold(word).length > 2 && [folded, core].includes(fold(word)))) {
    return 'Do not use your own name as the password.';
  }
  return null;
}
