import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import type { AfterPackContext } from 'electron-builder';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import afterPack from './after-pack.mjs';

/** How Electron marks the place of its fuses: the sentinel, a version, a length, then one character for each. */
const fuseWire = `dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\u0001\u0008${'1'.repeat(8)}`;
const on = '1'.charCodeAt(0);
const off = '0'.charCodeAt(0);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clinic-desk-fuses-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const packed = () =>
  ({
    appOutDir: folder,
    electronPlatformName: 'linux',
    packager: {
      appInfo: { productFilename: 'Clinic Desk' },
      config: { linux: { executableName: 'clinic-desk' } },
    },
  }) as unknown as AfterPackContext;

describe('a packed program', () => {
  test('cannot be used to run foreign code as Clinic Desk', async () => {
    const program = join(folder, 'clinic-desk');
    writeFileSync(program, `machine code ${fuseWire} machine code`);
    await afterPack(packed());
    const wire = await getCurrentFuseWire(program);
    expect(wire[FuseV1Options.RunAsNode]).toBe(off);
    expect(wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(off);
    expect(wire[FuseV1Options.EnableNodeCliInspectArguments]).toBe(off);
    expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(on);
    expect(wire[FuseV1Options.EnableCookieEncryption]).toBe(on);
    expect(wire[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(off);
  });

  test('is refused when its fuses cannot be set', async () => {
    writeFileSync(join(folder, 'clinic-desk'), 'a program without fuses');
    await expect(afterPack(packed())).rejects.toThrow(/sentinel/i);
  });

  test('is left as it is only when it is the marked stand-in', async () => {
    writeFileSync(join(folder, 'STAND-IN'), '');
    await expect(afterPack(packed())).resolves.toBeUndefined();
  });
});
