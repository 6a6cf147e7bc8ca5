import { isPlaceholder } from './placeholder';

const port = String.raw`\d{1,5}(?![^,/?\s])`;
/** From the first ":", after which a password may begin, to the last "@": either name or password may hold any sign. */
const beforeHosts = /^([^:]*:)(.*)(@.*)$/is;
/** A "port" that is no number: a password that was cut off before its "@". */
const asPort = new RegExp(`^((?:.*@)?(?:\\[[^\\]]*\\]|:${port}|[^:?[])*:)(?!${port})([^@]+)()$`, 'is');
/** The same behind the last "@". */
const asPortBehind = new RegExp(
  `^(@(?:\\[[^\\]]*\\]|:${port}|[^:/?[])*)(?::(?!${port}|<port>)|/(?=[^?]*:)(?!<database>)).*$`,
  'is',
);
const quoted = String.raw`"[^"]*"|'[^']*'`;
/** Of a command: a blank ends it. */
const inCommand = String.raw`((?:^|\s)(?:(?:--|[–—])password(?:\s+|=)|-p\s*=?))(${quoted}|\S+)`;
/** In settings (`DB_PASSWORD=…`) or in a sentence (`the password is …`). */
const told = String.raw`((?:^|\s)[\w.-]{0,40}(?:password|passwd|pwd)(?:\s{0,3}=\s{0,3}|\s{0,3}:\s{1,3}|\s{1,3}(?:is\s{1,3})?))`;
/** It may have blanks, up to the end of the line, the next option or the next setting. */
const line = String.raw`\S+(?:[^\S\r\n]+(?!(?:--?|[–—])[a-z]|[\w.-]{1,40}\s{0,3}[=:])\S+)*`;
const inText = new RegExp(`${inCommand}|${told}(${quoted}|${line})`, 'gi');
const ofKey =
  /([?&]tlsCertificateKeyFilePassword=)[^&]*|((?:--|[–—])(?:tlsCertificateKeyFile|sslPEMKey)Password(?:\s+|=))(?:"[^"]*"|'[^']*'|\S+)/gi;

type Hidden = { readonly shown: string; readonly heldBack: string | undefined };

/**
 * An address that cannot be read, as it may stand in sight: what is or may be a password gives way to a placeholder, which
 * `takeApart` takes for none. Rather too much is hidden than too little.
 */
export function hidePassword(text: string): Hidden {
  const plain = text.replaceAll(ofKey, (_all, first, second) => `${first ?? second}<passphrase>`);
  const given: string[] = [];
  const hidden = plain.replaceAll(inText, (all, ofCommand, word, ofText, words) => {
    const value: string = word ?? words;
    const [first = ''] = value.split(/\s/);
    if (isPlaceholder(value) || isPlaceholder(first)) return all;
    given.push(value.replace(/^(["'])(.*)\1$/s, '$2'));
    return `${ofCommand ?? ofText}<password>`;
  });
  // "Host: db1, Password: …" is no address.
  if (given.length > 0 && !/@|:(?!\s)/.test(hidden)) return { shown: hidden, heldBack: given[0] };
  const { shown, heldBack } = hideInAddress(hidden);
  return { shown, heldBack: heldBack ?? given[0] };
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
