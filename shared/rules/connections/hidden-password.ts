import { isPlaceholder } from './placeholder';

const port = String.raw`\d{1,5}(?![^,/?\s])`;
/** From the first ":", after which a password may begin, to the last "@": either name or password may hold any sign. */
const beforeHosts = /^([^:]*:)(.*)(@.*)$/is;
/** A "port" that is no number: a password that was cut off before its "@". */
const asPort = new RegExp(`^((?:.*@)?(?:\\[[^\\]]*\\]|:${port}|[^:?[@])*:)(?!${port})([^@]+)()$`, 'is');
/** The same behind the last "@". */
const asPortBehind = new RegExp(
  `^(@(?:\\[[^\\]]*\\]|:${port}|[^:/?[])*)(?::(?!${port}|<port>)|/(?=[^?]*:)(?!<database>)).*$`,
  'is',
);
const quoted = String.raw`"[^"]*"|'[^']*'`;
/** Of a command: a blank ends it. */
const inCommand = String.raw`((?:^|\s)(?:(?:--|[–—])password(?:\s+|=)|-p\s*=?))(${quoted}|\S+)`;
/** The begin of the next setting. */
const setting = String.raw`[\w.-]{1,40}(?: \w{1,20})?["']?\s{0,3}[=:]`;
/** A blank, or one line further unless the next setting stands there. */
const gap = String.raw`(?:[^\S\r\n]{1,3}|\s{1,3}(?!${setting}))`;
const secretWord = String.raw`(?:password|passwd|passwort|kennwort|passphrase|passcode|pwd|pw)`;
/** Words that may mean something else: a sign must stand behind them. */
const doubtful = String.raw`(?:(?<![a-z])pass|(?<=db|user|mongo)pass|secret|token|(?:account|access|private|api)[_-]?key)`;
const suffix = String.raw`(?:[_.-][\w.-]{0,20}|key|\d{1,3})?`;
const begun = String.raw`(?<=^|[\s;,({"'])`;
/** In settings: `DB_PASSWORD=…`. */
const set = String.raw`[\w.-]{0,40}(?:${secretWord}|${doubtful})${suffix}["']?(?:\s{0,3}=>?|\s{0,3}:(?!\/\/))${gap}?`;
/** In a sentence: `the password is …`, `password for desk: …`. Where its value begins nobody knows: the line is hidden. */
const told = String.raw`(?:(?:[\w.-]{0,40}(?:[_.-]|(?=pass)))?${secretWord}(?:${gap}ist?(?=\s))?|${doubtful}${gap}is(?=\s))${gap}`;
/** `log in with desk / …` */
const besideUser = String.raw`\b((?:log(?:ged)?[ -]?(?:in|on)|sign[ -]?(?:in|on)|credentials?|user|account):?[^\S\r\n]{1,3}(?:(?:with|as|is|by)[^\S\r\n]{1,3})?[^\s/]{1,60}[^\S\r\n]{0,3}\/[^\S\r\n]{0,3})(\S+)`;
/** It may have blanks and marks, up to the end of the line, the next option or the next setting. */
const sign = String.raw`(?![;,]\s{0,3}["']?${setting})\S`;
const line = String.raw`(?:${sign})+(?:[^\S\r\n]+(?!(?:--?|[–—])[a-z]|[\w.-]{1,40}\s{0,3}=)(?:${sign})+)*`;
const inText = new RegExp(
  `${inCommand}|${begun}(${set})(${quoted}|${line})|${begun}(${told})([^\\r\\n]+)|${besideUser}`,
  'gi',
);
const ofKey =
  /([?&]tlsCertificateKeyFilePassword=)[^&]*|((?:--|[–—])(?:tlsCertificateKeyFile|sslPEMKey)Password(?:\s+|=))(?:"[^"]*"|'[^']*'|\S+)/gi;

type Hidden = { readonly shown: string; readonly heldBack: string | undefined };

/**
 * An address that cannot be read, as it may stand in sight: what is or may be a password gives way to a placeholder, which
 * `takeApart` takes for none. Rather too much is hidden than too little.
 */
export function hidePassword(text: string): Hidden {
  const plain = text.replaceAll(ofKey, (_all, first, second) => `${first ?? second}<passphrase>`);
  if (isSignIn.test(plain)) return hideInAddress(plain);
  const given: string[] = [];
  let isTold = false;
  const hidden = plain.replaceAll(inText, (all: string, ...groups: unknown[]) => {
    // What stands in front of the value, and the value.
    const [before = '', value = ''] = groups
      .slice(0, 8)
      .filter((group) => group !== undefined)
      .map(String);
    const plainValue = value.replace(/^(["'])(.*)\1$/s, '$2');
    isTold = true;
    if (isPlaceholder(plainValue.replace(/(?<=[>*])[\s)\]}.]{1,9}$/, ''))) return all;
    given.push(plainValue);
    return `${before}<password>`;
  });
  const isAddress = !isTold || schemeFirst.test(hidden);
  const { shown, heldBack } = isAddress ? hideInAddress(hidden) : hideInPieces(hidden);
  return { shown, heldBack: heldBack ?? given[0] };
}

/** One word alone that begins as a user with a password does: `desk:secret@db1`. */
const isSignIn = new RegExp(`^(?!\\S*${secretWord}:)[^\\s:=;,]+:[^\\s;]+$`, 'i');
const schemeFirst = /^\s*(?:mongodb(?:\+srv)?|https?):\/\//i;
/** A server or a user in a list of settings, where its value may follow at once. */
const labelled =
  /^[\w.-]{0,30}(?:host|hostname|server|port|user|username|database|db|cluster|name):[^@,:]*(?::\d{1,5})?$/i;
/** Where a sign-in may begin; a server with its port begins none. */
const mayBegin = new RegExp(`(?<![^\\s;])[^\\s:;]{1,200}:(?!${port})\\S`);

/** Settings or a sentence: whatever in it looks as a sign-in does is hidden, and the rest may be read. */
function hideInPieces(text: string): Hidden {
  let held: string | undefined;
  const hide = (piece: string) => {
    const found = hideInAddress(piece);
    held ??= found.heldBack;
    return found.shown;
  };
  const shown = text.replaceAll(/[^\r\n]+/g, (line) => {
    const end = line.length - (line.split('@').at(-1) ?? '').replace(/^\S*/, '').length;
    const begin = line.includes('@') ? line.slice(0, end).search(mayBegin) : -1;
    // A password may have blanks, up to the last "@".
    const [before, whole, behind] =
      begin < 0 ? [line, '', ''] : [line.slice(0, begin), line.slice(begin, end), line.slice(end)];
    const [first, last] = [before, behind].map((part) =>
      part.replaceAll(/[^\s;]+/g, (piece) =>
        /:./.test(piece) && !labelled.test(piece) ? hide(piece) : piece,
      ),
    );
    return `${first}${whole && hide(whole)}${last}`;
  });
  return { shown, heldBack: held };
}

function hideInAddress(text: string): Hidden {
  const [, scheme = '', rest = ''] = /^(\s*(?:mongodb(?:\+srv)?|https?):\/\/)?(.*)$/is.exec(text) ?? [];
  const [, before = '', password = '', after = ''] = beforeHosts.exec(rest) ?? asPort.exec(rest) ?? [];
  if (password === '') return { shown: scheme + rest, heldBack: undefined };
  const behind = after.replace(asPortBehind, (all, hosts: string) =>
    all.charAt(hosts.length) === ':' ? `${hosts}:<port>` : `${hosts}/<database>`,
  );
  if (isPlaceholder(password)) return { shown: scheme + before + password + behind, heldBack: undefined };
  return { shown: `${scheme}${before}<password>${behind}`, heldBack: password };
}

/** Whom the password of an address belongs to: the user and the servers around the placeholder that it gave way to. */
export function ownerIn(shown: string): string | undefined {
  const [, user, hosts] = /^\s*(?:mongodb(?:\+srv)?:\/\/)?([^:]*):<password>@([^/?\s]+)/i.exec(shown) ?? [];
  return user === undefined || hosts === undefined ? undefined : `${user}@${hosts.toLowerCase()}`;
}
