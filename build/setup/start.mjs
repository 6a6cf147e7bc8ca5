import { bundleWhatIsStale } from './bundle.mjs';
import { installDependencies } from './dependencies.mjs';
import { findElectron, noWindowBecause } from './electron-binary.mjs';
import { launch, stopsWithUs } from './launch.mjs';
import { startHelp, startOptions } from './options.mjs';
import { inRoot, root } from './places.mjs';
import { offerSystemPackages } from './system-packages.mjs';

/**
 * `npm start`: sets up what is missing, then runs the application until it ends.
 *
 * @param {string[]} args
 * @param {AbortSignal} signal
 * @returns {Promise<number>} exit code
 */
export async function start(args, signal) {
  const chosen = startOptions(args, process.env.INIT_CWD ?? process.cwd());
  if (chosen.help) {
    console.log(startHelp);
    return 0;
  }
  await offerSystemPackages('run', signal);
  await installDependencies(signal);
  await bundleWhatIsStale(signal);
  const electron = chosen.browser ? undefined : await electronOrWhyNot(signal);
  return electron
    ? launch(electron, [root, ...chosen.pass], signal)
    : launch(process.execPath, [...stopsWithUs, inRoot('out/main/serve.js'), ...chosen.pass], signal);
}

/** @param {AbortSignal} signal @returns {Promise<string | undefined>} */
async function electronOrWhyNot(signal) {
  const isRoot = process.getuid?.() === 0;
  const { platform, env } = process;
  const reason = noWindowBecause({ platform, env, isRoot });
  const electron = reason ? undefined : await findElectron(signal);
  if (!electron) {
    console.log(`${reason ?? 'Electron could not be downloaded'}, so Clinic Desk runs in the browser.`);
  }
  return electron;
}
