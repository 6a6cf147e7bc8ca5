import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readStartOptions, readWindowOptions } from './start-options';

const folder = mkdtempSync(join(tmpdir(), 'clinic-desk-options-'));
const dump = join(folder, 'old clinic.cddump');
writeFileSync(dump, '{}');
afterAll(() => rmSync(folder, { recursive: true }));

const read = (...args: string[]) => readStartOptions(args, folder);
const usual = { port: undefined, home: undefined, opensBrowser: true, demo: false, adopt: undefined };

describe('a start in the browser', () => {
  it('needs no options', () => {
    expect(read()).toEqual({ kind: 'start', options: usual });
  });

  it('takes the port, the folder and what to fill it with', () => {
    expect(read('--port', '0', '--home', 'desk', '--no-open', '--demo', '--browser')).toEqual({
      kind: 'start',
      options: { ...usual, port: 0, home: join(folder, 'desk'), opensBrowser: false, demo: true },
    });
    expect(read('--port=47005')).toMatchObject({ options: { port: 47_005 } });
    expect(read('--adopt', 'old clinic.cddump')).toMatchObject({ options: { adopt: dump } });
  });

  it.each([
    [['--prot', '1'], '"--prot" is not an option of Clinic Desk; --help lists them.'],
    [['demo'], '"demo" is not an option of Clinic Desk; --help lists them.'],
    [['-h'], '"-h" is not an option of Clinic Desk; --help lists them.'],
    [['--port'], '--port needs a value.'],
    [['--port', '65536'], '--port needs a number from 0 to 65535.'],
    [['--port', '-1'], '--port needs a number from 0 to 65535.'],
    [['--port', '1e3'], '--port needs a number from 0 to 65535.'],
    [['--home='], '--home needs a value.'],
    [['--demo=yes'], '--demo takes no value.'],
    [['--adopt', 'missing.json'], `There is no file ${join(folder, 'missing.json')} to bring in.`],
  ])('says in one sentence what is wrong with %j', (args, sentence) => {
    expect(readStartOptions(args, folder)).toEqual({ kind: 'refused', sentence });
  });

  it('lists its options', () => {
    expect(read('--help')).toEqual({ kind: 'help', text: expect.stringContaining('--adopt FILE') });
  });
});

describe('a start in a window', () => {
  it('leaves to Electron what is not ours', () => {
    const args = [
      '--inspect=0',
      '--remote-debugging-port=0',
      '.',
      '--home',
      folder,
      '--enable-features',
      'X',
      '--demo',
    ];
    expect(readWindowOptions(args, folder)).toEqual({
      kind: 'start',
      options: { ...usual, home: folder, demo: true },
    });
  });

  it('brings in the dump that was opened with it', () => {
    expect(readWindowOptions([dump], folder)).toMatchObject({ options: { adopt: dump } });
  });

  it('still says what is wrong with an option of ours', () => {
    expect(readWindowOptions(['--port', 'x'], folder)).toMatchObject({ kind: 'refused' });
  });
});
