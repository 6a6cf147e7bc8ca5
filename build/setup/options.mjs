import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupFailure } from './command.mjs';

/** What `npm start -- …` understands. All but `browser` and `help` are passed on to the application. */
const options = {
  browser: { type: 'boolean', text: '--browser      open in the browser instead of a window of its own' },
  'no-open': { type: 'boolean', text: '--no-open      do not open the browser, only print the address' },
  port: { type: 'string', text: '--port N       use this port for the browser (0: any free one)' },
  home: { type: 'string', text: '--home DIR     keep the data in this folder' },
  demo: { type: 'boolean', text: '--demo         fill an empty database with a demo clinic' },
  adopt: { type: 'string', text: '--adopt FILE   bring in an existing database from a dump' },
  help: { type: 'boolean', text: '--help         show this list' },
};

const list = Object.values(options)
  .map(({ text }) => `  ${text}`)
  .join('\n');

export const startHelp = `npm start -- [options]\n${list}`;

/**
 * @param {string[]} args
 * @param {string} from the folder in which the user typed the command; file arguments are meant from there
 * @returns {{ help: boolean, browser: boolean, pass: string[] }} `pass`: the application's own arguments
 * @throws {SetupFailure} one sentence and the list of options
 */
export function startOptions(args, from) {
  const { tokens } = parseArgs({ args, options: parseTable, strict: false, tokens: true });
  /** @type {{ help: boolean, browser: boolean, pass: string[] }} */
  const chosen = { help: false, browser: false, pass: [] };
  for (const token of tokens) {
    if (token.kind === 'positional') refuse(`"${token.value}" is not an option`);
    if (token.kind !== 'option') continue;
    const option = options[/** @type {keyof typeof options} */ (token.name)];
    if (!option || !token.rawName.startsWith('--')) refuse(`${token.rawName} is not an option`);
    if (option.type === 'boolean' && token.value !== undefined) refuse(`--${token.name} takes no value`);
    if (option.type === 'string' && !token.value) refuse(`--${token.name} needs a value`);
    if (token.name === 'help') chosen.help = true;
    else if (token.name === 'browser') chosen.browser = true;
    else chosen.pass.push(`--${token.name}`, ...value(token.name, token.value, from));
  }
  return chosen;
}

/** @type {Record<string, { type: 'boolean' | 'string' }>} */
const parseTable = Object.fromEntries(
  Object.entries(options).map(([name, { type }]) => [name, { type: /** @type {'boolean'} */ (type) }]),
);

/** @param {string} name @param {string | undefined} given @param {string} from @returns {string[]} */
function value(name, given, from) {
  if (given === undefined) return [];
  if (name !== 'port') return [resolve(from, given)];
  if (!/^\d{1,5}$/.test(given) || Number(given) > 65_535) refuse('--port needs a number from 0 to 65535');
  return [given];
}

/** @param {string} what @returns {never} */
function refuse(what) {
  throw new SetupFailure(`${what}. What there is:\n${startHelp}`);
}
