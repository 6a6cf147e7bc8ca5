import { mkdirSync } from 'node:fs';
import type { Log } from './log';
import { type LogFile, openLogFile } from './log-file';

/**
 * A log for a data folder that may not be there yet, or may not be writable: the file is opened with the first line
 * that can be written. Lines before that are lost; the start failure that causes it is told on screen and in the terminal.
 */
export function openPatientLog(folder: string): { readonly log: Log; close(): void } {
  let file: LogFile | null = null;
  const opened = (): Log | null => {
    // Goes on in its file, also when that was moved with its folder: made anew, the folder would stand in its way back.
    if (file) return file.log;
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      file = openLogFile(folder);
      return file.log;
    } catch {
      // Said by the start itself; a log must not be what stops the app.
      return null;
    }
  };
  return {
    log: {
      info: (details, sentence) => opened()?.info(details, sentence),
      warn: (details, sentence) => opened()?.warn(details, sentence),
      error: (details, sentence) => opened()?.error(details, sentence),
    },
    close: () => file?.close(),
  };
}
