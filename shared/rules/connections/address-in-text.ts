import { hidePassword } from './hidden-password';
import { commandIn, withCommand, withOptions } from './mongosh-command';
import { type PastedAddress, takeApart } from './pasted';
import { programSettings, setsEncryption } from './program-settings';

/** What stood behind the address and was not read: a second one, or words that may have been part of it. */
export type LeftOut = 'another' | 'words';

/** What became of a text that should be an address. */
export type AddressRead =
  | { readonly kind: 'taken'; readonly pasted: PastedAddress; readonly left?: LeftOut }
  | {
      readonly kind: 'unreadable';
      /** What may stand in sight: what is or may be a password gave way to a placeholder. */
      readonly shown: string;
      /** What the placeholder stands for, as it was written; for the password field only. */
      readonly heldBack: string | undefined;
      /** Neither `mongodb://` nor `mongodb+srv://` is in it. */
      readonly lacksScheme: boolean;
      /** It begins as the address of a web page does. */
      readonly isWebPage: boolean;
      readonly left?: LeftOut;
    };

/** Reads an address with whatever was copied along with it: quotes, the name of a setting, a command and its options. */
export function readAddress(text: string): AddressRead {
  const found = addressIn(text) ?? encodedIn(text) ?? ofCommand(text) ?? bareIn(text);
  const pasted = found && takeApart(found.address);
  const left = found?.left && { left: found.left };
  if (pasted) return { kind: 'taken', pasted, ...left };
  return {
    ...{ kind: 'unreadable', ...hidePassword(found?.address ?? text.trim()), ...left },
    ...{ lacksScheme: found === null, isWebPage: found === null && /^\s*https?:\/\//i.test(text) },
  };
}

/** True for text that holds an address, so that it is taken apart wherever it is pasted. */
export const holdsAddress = (text: string): boolean => schemeIn.test(text) || encodedScheme.test(text);

/** True for text such as "desk:secret@db.example": an address that lost its beginning, with a password in it. */
export function holdsSignIn(text: string): boolean {
  const word = text.trim();
  // A path of Windows begins so. Looked at sign by sign: an expression takes minutes for a long text.
  if (/\s/.test(word) || /^[a-z]:[\\/]/i.test(word)) return false;
  const colon = word.indexOf(':', 1);
  return colon > 0 && word.lastIndexOf('@', word.length - 2) > colon + 1;
}

/** Also `mongodb:/` and `mongodb//`, as they are mistyped. */
const schemeIn = /mongodb(\+srv)?(?::[/\\]{1,3}|[/\\]{2})/i;
const closingOf: Readonly<Record<string, string>> = {
  ...{ '"': '"', "'": "'", '`': '`', '<': '>', '(': ')', '[': ']' },
  ...{ '“': '”', '„': '“', '‘': '’', '«': '»' },
};

type Found = { readonly address: string; readonly left?: LeftOut };

/** The address that a text holds, its scheme written as it must be; null when it holds none. */
function addressIn(text: string): Found | null {
  const found = schemeIn.exec(text);
  if (!found) return null;
  const behind = text.slice(found.index + found[0].length);
  const another = schemeIn.exec(behind);
  const after = another ? behind.slice(0, another.index) : behind;
  const closing = closingOf[text[found.index - 1] ?? ''];
  const quoted = closing && upTo(closing, after);
  const joined = quoted === undefined ? joinedLines(after) : after;
  const rest = quoted ?? unquoted(joined);
  const scheme = `mongodb${(found[1] ?? '').toLowerCase()}://`;
  const plain = withoutMarks(rest).replaceAll(/\s*[\r\n]+\s*/g, '');
  const tail = joined.slice(rest.length);
  // Options may stand before the address, too.
  const before = text.slice(0, found.index).replace(/["'`<([“„‘«]$/, '');
  const plainAddress = scheme + closedUp(plain);
  // What stands behind a closing quote is of the file or the program that the address was copied from.
  const program = quoted === undefined ? undefined : programSettings(before, tail.slice(1));
  const full = program ? withOptions(plainAddress, program.options) : plainAddress;
  const { address, hasMore } = withCommand(full, before, tail.replace(closedBy, ''));
  const isLess = program ? program.hasMore : hasMore || setsEncryption(before);
  const left = another ? 'another' : isLess ? 'words' : undefined;
  return { address, ...(left && { left }) };
}

/** The closing mark and what ends a sentence. */
const closedBy = /^[;,.\\"'`”’»)\]}>]+/;

/** `mongodb%3A%2F%2F…`: an address as it stands within another one. */
const encodedScheme = /mongodb(?:(?:\+|%2b)srv)?%3a%2f%2f[^\s"'`<>&;]*/i;

function encodedIn(text: string): Found | null {
  const [word] = encodedScheme.exec(text) ?? [];
  if (word === undefined) return null;
  const plain = word.replaceAll(/(?:%[0-9a-f]{2})+/gi, (signs) => {
    try {
      return decodeURIComponent(signs);
    } catch {
      return signs;
    }
  });
  const found = addressIn(plain);
  const behind = text.slice(text.indexOf(word) + word.length);
  return found && !found.left && /[^\s"'`<>&;,.)\]}]/.test(behind) ? { ...found, left: 'words' } : found;
}

function ofCommand(text: string): Found | null {
  const found = commandIn(text);
  return found && { address: found.address, ...(found.hasMore && { left: 'words' }) };
}

/** Without the marks of the sentence that it stood in. */
function withoutMarks(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s;,.\\"'`”’»)\]]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Blanks between servers go; those of a password stay. */
const closedUp = (address: string): string => {
  const hosts = address.lastIndexOf('@') + 1;
  return address.slice(0, hosts) + address.slice(hosts).replaceAll(/(?<=,)\s+|\s+(?=,)/g, '');
};

/** An address that mail broke over several lines is one again, where the break can be nothing else. */
const joinedLines = (text: string): string =>
  text
    .replaceAll(/(?<=[@?&=,])[^\S\r\n]*[\r\n]+\s*(?=\S)|^\s*[\r\n]+\s*/g, '')
    .replaceAll(/(?<=\S)[^\S\r\n]*[\r\n]+\s*(?=[@?&=,/]|:\d)/g, '')
    .replace(/(?<=^[^\s/]+\/)[^\S\r\n]*[\r\n]+\s*(?=[^\s:@?]*\?\S+=)/, '');

/** `db1.clinic.example:27017/clinic`: servers that lack the beginning alone. A user and a password look otherwise. */
function bareIn(text: string): Found | null {
  const server = String.raw`(?:localhost|\[[0-9a-f:]+\]|[a-z0-9-]+(?:\.[a-z0-9-]+)+)`;
  const bare = new RegExp(
    String.raw`^${server}(?::\d{1,5}(?:,${server}(?::\d{1,5})?)*(?:/[\w-]*)?|/[\w-]+)(?:\?[\w=&.-]*)?$`,
    'i',
  );
  const address = text.trim().replaceAll(/\s*,\s*/g, ',');
  return bare.test(address) ? { address: `mongodb://${address}` } : null;
}

/** Up to a closing mark behind which the word ends; a password may hold the same sign. */
function upTo(mark: string, text: string): string | undefined {
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1))
    if (/^$|^[\s;,.)\]}\\]/.test(text.slice(at + mark.length))) return text.slice(0, at);
  return undefined;
}

/** A port, which no password follows: behind a name with a dot, or the usual one. */
const endsInPort = /(?:^|,)\s*(?:[^:,]*\.[^:,]*|localhost):\d{1,5}$|:2701[5-9]$/;

/** Up to the first space; one behind a comma between servers, or in what may be a password, is no end. */
function unquoted(text: string): string {
  const [word = ''] = /^(?:[^\s/?]|(?<=,)\s+(?=[^\s,]*[.:])|\s+(?=,\s*[^\s,]*[.:]))*\S*/.exec(text) ?? [];
  if (word.includes('@') || !word.includes(':') || endsInPort.test(word)) return word;
  const [longer] = /^[^@]*@\S*/.exec(text) ?? [];
  return longer === undefined || /\s-/.test(longer) ? word : longer;
}
