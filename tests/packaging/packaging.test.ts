import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { extractFile, listPackage, statFile } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleWhatIsStale } from '../../build/setup/bundle.mjs';
import { run } from '../../build/setup/run.mjs';
import { isDump } from '../../electron/shell/start-options';
import { standInElectron } from './stand-in-electron';

const root = resolve(import.meta.dirname, '../..');
const manifest: { version: string; main: string; devDependencies: Record<string, string> } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
);

describe('the installed application', () => {
  let electron: string;
  let output: string;
  let archive: string;
  /** Every file in the archive, with forward slashes and without a leading one. */
  let packed: string[];

  beforeAll(async () => {
    const { signal } = new AbortController();
    await bundleWhatIsStale(signal);
    electron = standInElectron(manifest.devDependencies.electron ?? '');
    output = mkdtempSync(join(tmpdir(), 'clinic-desk-packed-'));
    const builder = join(root, 'node_modules/electron-builder/cli.js');
    const settings = [`-c.electronDist=${electron}`, `-c.directories.output=${output}`];
    const ended = await run(
      process.execPath,
      [builder, '--dir', '--linux', '--x64', '--publish=never', ...settings],
      { signal },
    );
    if (ended.code !== 0) throw new Error(`electron-builder failed:\n${ended.output}`);
    archive = join(output, 'linux-unpacked/resources/app.asar');
    packed = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/').slice(1));
  }, 300_000);

  afterAll(() => {
    for (const folder of [electron, output]) rmSync(folder, { recursive: true, force: true });
  });

  test('brings a program of its own name', () => {
    expect(existsSync(join(output, 'linux-unpacked/clinic-desk'))).toBe(true);
  });

  test('brings the main process, the preload and the pages', () => {
    expect(packed).toEqual(
      expect.arrayContaining([
        'out/main/main.js',
        'out/main/document-worker.js',
        'out/preload/preload.cjs',
        'out/renderer/index.html',
        'LICENSE',
      ]),
    );
    const { main } = JSON.parse(extractFile(archive, 'package.json').toString());
    expect(packed).toContain(main);
  });

  test('brings the codes of ICD-10-CM, byte for byte', () => {
    const name = 'codes/icd-10-cm-2026.tsv.br';
    const kept = readFileSync(join(root, 'electron', name));
    expect(extractFile(archive, `out/main/${name}`).equals(kept)).toBe(true);
  });

  test('brings every script and style that its page asks for', () => {
    const page = extractFile(archive, 'out/renderer/index.html').toString();
    const wanted = [...page.matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+)"/g)].map(
      ([, file]) => `out/renderer/${file}`,
    );
    expect(wanted.length).toBeGreaterThan(0);
    expect(packed).toEqual(expect.arrayContaining(wanted));
  });

  test('brings every package that its main process imports', () => {
    const entries = packed.filter((path) => /^out\/main\/.*\.js$/.test(path));
    const imported = entries.flatMap((path) => importedPackages(extractFile(archive, path).toString()));
    expect(imported).toContain('mongoose');
    const missing = imported.filter((name) => !packed.includes(`node_modules/${name}`));
    // keytar is optional: where it could not be compiled, the other keychain library stands in.
    expect(missing.filter((name) => name !== 'keytar')).toEqual([]);
  });

  test('brings no source, no test and no map', () => {
    const ours = packed.filter((path) => !path.startsWith('node_modules/'));
    expect(ours.filter((path) => !/^(out(\/|$)|package\.json$|LICENSE$|node_modules$)/.test(path))).toEqual(
      [],
    );
    expect(
      packed.filter((path) => /\.(ts|tsx|mts|cts|map)$|(^|\/)(tests?|__tests__)(\/|$)/.test(path)),
    ).toEqual([]);
  });

  test('brings no tool of development', () => {
    const tools = Object.keys(manifest.devDependencies).filter((name) => !name.startsWith('@types/'));
    expect(tools).toContain('vitest');
    expect(tools.filter((name) => packed.includes(`node_modules/${name}/package.json`))).toEqual([]);
  });

  test('brings the pages’ libraries only once, inside their bundle', () => {
    const inBundle = ['react-dom', '@mantine/core', '@tabler/icons-react', 'recharts'];
    expect(inBundle.filter((name) => packed.includes(`node_modules/${name}`))).toEqual([]);
  });

  test('keeps native modules outside the archive, where the system can load them', () => {
    // The last is no module but the library that sharp's module loads.
    const reading = ['@napi-rs/canvas', '@img/sharp-linux', '@img/sharp-libvips'];
    const native = packed.filter((path) => /[.](node|so[.\d]*|dylib|dll)$/.test(path));
    for (const library of ['@node-rs/argon2', '@napi-rs/keyring', ...reading, ...installedKeytar()]) {
      expect(native.some((path) => path.startsWith(`node_modules/${library}`))).toBe(true);
    }
    for (const path of native) {
      expect(statFile(archive, path)).toMatchObject({ unpacked: true });
      expect(existsSync(join(`${archive}.unpacked`, path))).toBe(true);
    }
  });
});

describe('the installers', () => {
  const settings = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
  /** The text of one top-level key, up to the next. */
  const section = (key: string) =>
    settings.split(/^(?=\S)/m).find((part) => part.startsWith(`${key}:`)) ?? '';

  test('are made for all three systems', () => {
    expect(section('win')).toMatch(/target: nsis\s+arch: \[x64, arm64\]/);
    expect(section('mac')).toMatch(
      /target: dmg\s+arch: \[x64, arm64\]\s+- target: zip\s+arch: \[x64, arm64\]/,
    );
    expect(section('linux')).toContain('target: [AppImage, deb, rpm]');
  });

  test.each([
    ['win', [0, 0, 1, 0]],
    ['mac', [...Buffer.from('icns')]],
  ])('have the icon of %s', (system, firstBytes) => {
    const icon = /icon: (\S+)/.exec(section(system))?.[1] ?? '';
    expect([...readFileSync(join(root, icon)).subarray(0, 4)]).toEqual(firstBytes);
  });

  test('leave the patients’ records alone when Clinic Desk is removed', () => {
    expect(section('nsis')).toContain('deleteAppDataOnUninstall: false');
  });

  test('open an export of a database by the ending that Clinic Desk takes for one', () => {
    const [, ending] = /ext: (\w+)/.exec(section('fileAssociations')) ?? [];
    expect(isDump(`old clinic.${ending}`)).toBe(true);
    expect(isDump('old clinic.json')).toBe(false);
  });
});

/** Packages that a bundled file imports and does not hold, without Node's own and Electron. */
function importedPackages(code: string): string[] {
  const found = [
    ...code.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)["']((?:@[\w.-]+\/)?[\w.-]+)(?:\/[^"']*)?["']/g),
  ];
  return [...new Set(found.map(([, name]) => name ?? ''))].filter(
    (name) => name !== 'electron' && !name.startsWith('.') && !isBuiltin(name),
  );
}

function installedKeytar(): string[] {
  return existsSync(join(root, 'node_modules/keytar')) ? ['keytar'] : [];
}
