import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodeRefusal } from './node-version.mjs';
import { startOptions } from './options.mjs';

const typedIn = resolve('/somewhere/else');

describe('npm start', () => {
  test('passes the application its own options on', () => {
    const { pass, browser } = startOptions(['--demo', '--no-open', '--port', '0', '--browser'], typedIn);
    expect(pass).toEqual(['--demo', '--no-open', '--port', '0']);
    expect(browser).toBe(true);
  });

  test('means files and folders from where the user typed the command', () => {
    const { pass } = startOptions(['--adopt', '../dump.json', '--home=data'], typedIn);
    expect(pass).toEqual(['--adopt', resolve('/somewhere/dump.json'), '--home', join(typedIn, 'data')]);
  });

  test.each([
    ['an unknown option', ['--fast'], '--fast is not an option'],
    ['a short option', ['-x'], '-x is not an option'],
    ['a stray word', ['demo'], '"demo" is not an option'],
    ['a port that is no number', ['--port', 'http'], '--port needs a number from 0 to 65535'],
    ['a port that is too large', ['--port', '70000'], '--port needs a number from 0 to 65535'],
    ['a missing folder', ['--home'], '--home needs a value'],
    ['a value where none belongs', ['--demo=yes'], '--demo takes no value'],
  ])('refuses %s in one sentence and shows what there is', (_what, args, sentence) => {
    expect(() => startOptions(args, typedIn)).toThrow(`${sentence}. What there is:\nnpm start -- [options]`);
  });

  test.each(['20.18.3', '18.20.4'])('asks for a newer Node than %s', (version) => {
    expect(nodeRefusal(version)).toContain(`needs Node.js 20.19 or newer and this is ${version}`);
  });

  test.each(['20.19.0', '22.1.0', '26.10.0'])('is content with Node %s', (version) => {
    expect(nodeRefusal(version)).toBeUndefined();
  });
});
