import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';

/** A file of this name marks an Electron that is none: the packaging test packs with one. */
const standInMark = 'STAND-IN';

/**
 * Closes Electron's switches that an attacker with a shell could use to run code as Clinic Desk (electron-builder's
 * `afterPack`). Anything but the marked stand-in without fuses is an error: a program is never shipped open.
 *
 * @param {import('electron-builder').AfterPackContext} context
 */
export default async function afterPack({ appOutDir, electronPlatformName, packager }) {
  if (existsSync(join(appOutDir, standInMark))) {
    console.log('  • no fuses set: this is the stand-in for Electron, not a program');
    return;
  }
  const name = packager.appInfo.productFilename;
  const program = {
    darwin: join(`${name}.app`, 'Contents/MacOS', name),
    mas: join(`${name}.app`, 'Contents/MacOS', name),
    win32: `${name}.exe`,
    linux: packager.config.linux?.executableName ?? name,
  }[/** @type {'darwin' | 'mas' | 'win32' | 'linux'} */ (electronPlatformName)];
  const checksArchive = electronPlatformName !== 'linux';
  await flipFuses(join(appOutDir, program), {
    version: FuseVersion.V1,
    // Signing comes after this step; until then a Mac with Apple's processor wants an ad-hoc signature.
    resetAdHocDarwinSignature: electronPlatformName === 'darwin',
    strictlyRequireAllFuses: false,
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: checksArchive,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  });
}
