import { isKnownOption } from './address-options';
import type { CommandOptions, Said } from './command-options';

/** What a program says beside an address; `hasMore`: something about encryption or a sign-in, or a known setting, was not understood. */
export type ProgramSettings = { readonly options: CommandOptions; readonly hasMore: boolean };

/** By their names in small letters. */
const said: Readonly<Record<string, Said>> = {
  ...{ username: 'username', user: 'username', password: 'password', pass: 'password' },
};
/** A text, of a length that has an end: else marks that open and never close are gone through again and again. */
const text = String.raw`"(?:[^"\\\n]|\\.){0,300}"|'(?:[^'\\\n]|\\.){0,300}'`;
/** A setting with its value, or a text or a bracket between settings. */
const parts = new RegExp(
  String.raw`(?<![\w.-])(["'\u0060]?)([a-z_]\w{0,60})\1\s{0,9}(?:=>?(?!=)|:)\s{0,9}(${text}|[\w.-]+)?|(?<!\\)(?:${text})|[()[\]{}]`,
  'gi',
);
/** What no address says, and what weighs more than a limit of time does. */
const weighty =
  /tls|ssl|auth(?!or(?!i))|credential|certif|x509|passw|passphrase|pwd|user(?!s)|^pass$|^dbname$/i;
/** Options of a command, with what belongs to them: they are read elsewhere. */
const ofCommand = /(?<=^|\s)(?:--?|[–—])[a-z][\w-]*(?:(?:\s{1,9}|=)(?:"[^"\n]*"|'[^'\n]*'|[^\s"'–—-]\S*))?/gi;
/** What follows a value that is one. */
const endOfValue = /^[^\S\n]{0,9}(?:[,;)\]}#\n]|\/\/|$)/;
/** A setting of encryption somewhere in a text. */
const encryptionSet = /(?:tls|ssl)\w{0,40}["'`]?\s{0,9}(?:=(?!=)|:(?!\/))/i;
/** The name that the address itself is given. */
const nameOfAddress = /["'`]?[\w.-]{1,60}["'`]?\s{0,9}(?:=>?|:)\s{0,9}$/;

/**
 * `MongoClient("mongodb://…", tls=True)`, `connect('mongodb://…', { tls: true })`: settings that follow a quoted address in
 * the same brackets. Of what stands elsewhere it is only told that there is something about encryption or a sign-in.
 */
export function programSettings(before: string, behind: string): ProgramSettings {
  const given = new Map<Said, string>();
  const query: (readonly [string, string])[] = [];
  let isMissed = false;
  const unread = [before.replace(nameOfAddress, '')];
  let end = 0;
  /** The brackets around, by the name of what they hold: `''` for those of the call or of its options. */
  const around: string[] = [];
  let holder: string | undefined;
  for (const found of /^\s*,/.test(behind) ? behind.matchAll(parts) : []) {
    const [part, , name, value] = found;
    if (/^[([{]$/.test(part)) around.push(holder ?? '');
    else if (/^[)\]}]$/.test(part) && around.pop() === undefined) break;
    unread.push(behind.slice(end, name === undefined ? found.index + part.length : found.index));
    end = found.index + part.length;
    holder = value === undefined ? name?.toLowerCase() : undefined;
    if (name === undefined) continue;
    const wanted = Object.hasOwn(said, name.toLowerCase()) ? said[name.toLowerCase()] : undefined;
    const isOption = isKnownOption(name);
    // In `redis: { user: … }` it is of another server; in `ssl=False if DEV else True` it is not all of the value.
    const isOurs =
      around.every((each) => each === '' || each === 'auth') && endOfValue.test(behind.slice(end));
    const literal = value === undefined || !isOurs ? undefined : literalOf(value);
    if (!wanted && !isOption) isMissed ||= weighty.test(name) && !isOfAuth(name, behind.slice(end, end + 9));
    else if (literal === undefined) isMissed = true;
    else if (wanted) given.set(wanted, literal);
    else query.push([name, literal]);
  }
  unread.push(behind.slice(end));
  return {
    options: { said: given, query, rest: [] },
    hasMore: isMissed || unread.some((rest) => weighty.test(rest.replaceAll(ofCommand, ' '))),
  };
}

/** Whether the lines before an address that is not quoted, those of a file of settings, say something about encryption. */
export const setsEncryption = (before: string): boolean =>
  encryptionSet.test(before.replaceAll(ofCommand, ' ').replace(nameOfAddress, ''));

/** `auth: { username: …`: what stands in it is read for itself. */
const isOfAuth = (name: string, behind: string) => name === 'auth' && /^\s*\{/.test(behind);

/** A text, a number, true or false (True, False); undefined for what only the program knows. */
function literalOf(value: string): string | undefined {
  if (/^["']/.test(value)) return value.slice(1, -1).replaceAll(/\\(.)/g, '$1');
  if (/^(true|false)$/i.test(value)) return value.toLowerCase();
  return /^\d+$/.test(value) ? value : undefined;
}
