import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

/** What a start was asked for on the command line. */
export type StartOptions = {
  /** The loopback host's port; 0 is any free one, undefined the kept one. */
  readonly port: number | undefined;
  readonly home: string | undefined;
  readonly opensBrowser: boolean;
  readonly demo: boolean;
  /** Absolute path of a dump to bring in. */
  readonly adopt: string | undefined;
};

export type AskedStart =
  | { readonly kind: 'start'; readonly options: StartOptions }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'refused'; readonly sentence: string };

const known = {
  port: { type: 'string' },
  home: { type: 'string' },
  'no-open': { type: 'boolean' },
  // Said to `npm start`, which has decided by the time it reaches us.
  browser: { type: 'boolean' },
  demo: { type: 'boolean' },
  adopt: { type: 'string' },
  help: { type: 'boolean' },
} as const;

const helpText = `Clinic Desk
  --port N       use this port for the browser (0: any free one)
  --home DIR     keep the data in this folder
  --no-open      do not open the browser, only print the address
  --browser      open in the browser instead of a window of its own
  --demo         fill an empty database with a demo clinic
  --adopt FILE   bring in an existing database from a dump
  --help         show this list`;

/** Reads a command line; whatever is not understood is refused in one sentence. */
export function readStartOptions(args: readonly string[], from: string): AskedStart {
  const refused = (sentence: string) => ({ kind: 'refused', sentence }) as const;
  const { tokens, values } = parseArgs({ args: [...args], options: known, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    const said = token.kind === 'positional' ? token.value : token.rawName;
    const option =
      token.kind === 'option' && token.rawName.startsWith('--')
        ? known[token.name as keyof typeof known]
        : null;
    if (!option) return refused(`"${said}" is not an option of Clinic Desk; --help lists them.`);
    const value = token.kind === 'option' ? token.value : undefined;
    if (option.type === 'string' && !value) return refused(`${said} needs a value.`);
    if (option.type === 'boolean' && value !== undefined) return refused(`${said} takes no value.`);
  }
  // The loop has made sure of which are texts and which are not.
  const text = (name: 'port' | 'home' | 'adopt') =>
    values[name] === undefined ? undefined : String(values[name]);
  const [givenPort, givenHome, givenDump] = [text('port'), text('home'), text('adopt')];
  if (values.help) return { kind: 'help', text: helpText };
  const port = givenPort === undefined ? undefined : portOf(givenPort);
  if (port === null) return refused('--port needs a number from 0 to 65535.');
  const adopt = givenDump === undefined ? undefined : resolve(from, givenDump);
  if (adopt !== undefined && !existsSync(adopt)) return refused(`There is no file ${adopt} to bring in.`);
  const home = givenHome === undefined ? undefined : resolve(from, givenHome);
  const opensBrowser = values['no-open'] !== true;
  return { kind: 'start', options: { port, home, opensBrowser, demo: values.demo === true, adopt } };
}

/**
 * The same for Electron, which puts switches of its own and paths of opened documents among the arguments: what is
 * not ours is left to it. A `.cddump` that was opened with the application counts as `--adopt`.
 */
export function readWindowOptions(args: readonly string[], from: string): AskedStart {
  const ours: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? '';
    const name = /^--([a-z-]+)(=|$)/.exec(arg)?.[1];
    if (name !== undefined && Object.hasOwn(known, name)) {
      ours.push(arg);
      const next = args[at + 1];
      if (known[name as keyof typeof known].type === 'string' && !arg.includes('=') && next !== undefined) {
        ours.push(next);
        at += 1;
      }
    } else if (isDump(arg)) {
      ours.push('--adopt', arg);
    }
  }
  return readStartOptions(ours, from);
}

export const isDump = (path: string): boolean =>
  !path.startsWith('-') && path.toLowerCase().endsWith('.cddump');

const portOf = (text: string): number | null =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : null;
