import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BackupFolder, BackupFailure } from '../core/ports/backup-folder';
import { FolderBackupWriter, PARTIAL } from './backup-writer';
import { errorCode } from './file-failure';

/**
 * Removes what an earlier start left unfinished: only right after the data folder became ours, when no copy is being made.
 * Later, an unfinished one may be somebody's work.
 */
export async function removeUnfinishedCopies(backups: string): Promise<void> {
  for (const name of await readdir(backups)) {
    if (name.endsWith(PARTIAL)) await rm(join(backups, name), { recursive: true, force: true });
  }
}

/** Plain copies in a folder of this computer: `<backups>/<name>/<collection>.jsonl` with a `manifest.json`. */
export function openBackupFolder(backups: string, now = () => new Date()): Promise<BackupFolder> {
  return inBackupWords(backups, async () => {
    await mkdir(backups, { recursive: true, mode: 0o700 });
    return {
      createWriter: async (name) => {
        if (!/^\w[\w.-]*$/.test(name) || name.endsWith(PARTIAL))
          throw new RangeError(`Not a name for a copy: ${name}`);
        return inBackupWords(backups, async () => {
          const path = join(backups, await reserveName(backups, name));
          return new FolderBackupWriter({
            path,
            begunAt: now(),
            now,
            inWords: (work) => inBackupWords(backups, work),
          });
        });
      },
    };
  });
}

/** Creates the unfinished folder under the first name that neither a finished nor an unfinished copy has. */
export async function reserveName(backups: string, wanted: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if ((await readdir(backups)).includes(name)) continue;
    try {
      await mkdir(join(backups, name + PARTIAL), { mode: 0o700 });
      return name;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
}

/** Does something in the folder of copies. Errors of files become `BackupFailure`. */
export async function inBackupWords<Result>(backups: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw failureOf(error, backups);
  }
}

function failureOf(error: unknown, backups: string): unknown {
  const code = errorCode(error);
  if (code === undefined) return error;
  const options = { cause: error };
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
    const remedy = 'Free some space on this disk and try again. The database is unchanged.';
    return new BackupFailure(
      'diskFull',
      `There is not enough space for the copy in ${backups}.`,
      remedy,
      options,
    );
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR' || code === 'EEXIST') {
    const remedy =
      'Give your user write permission for this folder and try again. The database is unchanged.';
    return new BackupFailure('notWritable', `The copy cannot be written to ${backups}.`, remedy, options);
  }
  const remedy = 'Try again. If it happens again, check the disk. The database is unchanged.';
  return new BackupFailure('unknown', `The copy in ${backups} could not be written.`, remedy, options);
}
