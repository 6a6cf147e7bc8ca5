import type { ShellWord } from './shell-words';

/** Whom and what a command names beside the options that stand in an address too. */
export type Said = 'username' | 'password' | 'host' | 'port' | 'db';

/** What the words behind `mongosh` say. */
export type CommandOptions = {
  readonly said: ReadonlyMap<Said, string>;
  /** As the query of an address has them; such as it has not stand there by the name of the option, without a value. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** What is no option: a server, a database, other words. */
  readonly rest: readonly string[];
};

/** By their names in small letters, those of older programs too. */
const said: Readonly<Record<string, Said>> = {
  ...{ username: 'username', u: 'username', password: 'password', p: 'password' },
  ...{ host: 'host', h: 'host', port: 'port', db: 'db', d: 'db' },
};
const inQuery: Readonly<Record<string, string>> = {
  ...{ authenticationdatabase: 'authSource', authenticationmechanism: 'authMechanism' },
  ...{ tls: 'tls', ssl: 'ssl', tlscafile: 'tlsCAFile', sslcafile: 'tlsCAFile' },
  ...{ tlscertificatekeyfile: 'tlsCertificateKeyFile', sslpemkeyfile: 'tlsCertificateKeyFile' },
  tlscertificatekeyfilepassword: 'tlsCertificateKeyFilePassword',
  sslpemkeypassword: 'tlsCertificateKeyFilePassword',
  tlsallowinvalidcertificates: 'tlsAllowInvalidCertificates',
  sslallowinvalidcertificates: 'tlsAllowInvalidCertificates',
  tlsallowinvalidhostnames: 'tlsAllowInvalidHostnames',
  sslallowinvalidhostnames: 'tlsAllowInvalidHostnames',
  ...{ tlscrlfile: 'tlsCRLFile', sslcrlfile: 'tlsCRLFile' },
};
/** They stand alone: the word behind is none of theirs. */
const alone = new Set([
  ...['tls', 'ssl', 'tlsallowinvalidcertificates', 'sslallowinvalidcertificates', 'tlsallowinvalidhostnames'],
  ...['sslallowinvalidhostnames', 'quiet', 'norc', 'nodb', 'shell', 'verbose', 'ipv6', 'help', 'version'],
  ...['apistrict', 'apideprecationerrors', 'retrywrites', 'skipstartupwarnings', 'tlsusesystemca'],
  ...['tlsfipsmode', 'sslfipsmode'],
]);

const of = <Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
const isKnown = (name: string) =>
  of(said, name) !== undefined || of(inQuery, name) !== undefined || alone.has(name);

type Option = { readonly name: string; readonly written: string; readonly value: string | undefined };

/** `--tls`, `--port=27018`, `-u`, `-pSecret`; mail programs make a dash of "--". Undefined for another word. */
function optionOf({ text, isQuoted }: ShellWord): Option | undefined {
  if (isQuoted) return undefined;
  const [, dash = '', written = '', value] = /^(--?|[–—])([a-z][\w-]*)(?:=(.*))?$/is.exec(text) ?? [];
  const name = written.toLowerCase();
  if (dash !== '' && (dash !== '-' || written.length === 1 || isKnown(name)))
    return { name, written: `${dash === '-' ? '-' : '--'}${written}`, value };
  const [, letter, attached] = /^-([up])(.+)$/s.exec(text) ?? [];
  return letter === undefined ? undefined : { name: letter, written: `-${letter}`, value: attached };
}

/** Whether a word is the value of the option in front of it; a password may begin with "-" too. */
const isValueOf = (name: string, word: ShellWord): boolean =>
  !optionOf(word) || (of(said, name) === 'password' && /^-[^-]{2}/.test(word.text));

export function commandOptions(words: readonly ShellWord[]): CommandOptions {
  const found = new Map<Said, string>();
  const query: (readonly [string, string])[] = [];
  const rest: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at];
    const option = word && optionOf(word);
    if (!option) {
      if (word) rest.push(word.text);
      continue;
    }
    const { name, written } = option;
    const wanted = of(said, name);
    const values = option.value === undefined ? [] : [option.value];
    let next = words[at + 1];
    // Servers may have blanks between them.
    const isWanting = () =>
      values.length === 0 ? !alone.has(name) : wanted === 'host' && values.at(-1)?.endsWith(',');
    while (next && isWanting() && isValueOf(name, next)) {
      values.push(next.text);
      at += 1;
      next = words[at + 1];
    }
    const value = values.length === 0 ? undefined : values.join('');
    const known = of(inQuery, name);
    if (known) query.push([known, value ?? (alone.has(name) ? 'true' : '')]);
    else if (!wanted) query.push([written, '']);
    else if (found.has(wanted)) query.push([`--${wanted}`, '']);
    // A password that is left out is asked for.
    else if (value !== undefined) found.set(wanted, value);
  }
  return { said: found, query, rest };
}
