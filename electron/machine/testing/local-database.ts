import { administerServer } from '../../store/server-admin';
import { LocalMongod } from '../local-database';
import { type ClinicComputer, silently } from './clinic-computer';

/** The database of a computer with its care; `shown`: the folders that were to be seen on the screen. */
export function careOf(computer: ClinicComputer) {
  const { folders, settings, log } = computer;
  const mongod = computer.mongod();
  let isRunning = false;
  const shown: string[] = [];
  const close = async () => {
    isRunning = false;
    await mongod.close();
  };
  const local = new LocalMongod({
    ...{ folders, log, settings: () => settings, administer: administerServer },
    isRunning: () => isRunning,
    stop: close,
    reveal: async (folder) => shown.push(folder) > 0,
  });
  return {
    ...{ computer, local, shown, close },
    open: async (onProgress: (sentence: string) => void = silently) => {
      const address = await mongod.open(onProgress);
      isRunning = true;
      return address;
    },
  };
}
