import { stat } from 'node:fs/promises';
import { StartFailure } from '../core/ports/start-failure';

const DISK_FULL = new Set(['ENOSPC', 'EDQUOT']);
const NOT_WRITABLE = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EEXIST',
  'EISDIR',
  'ENAMETOOLONG',
  'EINVAL',
]);

/** The `code` of an operating system error ("ENOENT"), if it is one. */
export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

export const isMissing = (error: unknown): boolean => errorCode(error) === 'ENOENT';

/** Puts an error met while writing into the data folder into words for the person in front of the computer. */
export function startFailureOfFile(error: unknown, folder: string): unknown {
  const code = errorCode(error);
  if (code === undefined) return error;
  if (DISK_FULL.has(code)) return diskFull(folder, { cause: error });
  if (NOT_WRITABLE.has(code)) return folderNotWritable(folder, { cause: error });
  return error;
}

export function folderNotWritable(folder: string, options?: ErrorOptions): StartFailure {
  return new StartFailure(
    'folderNotWritable',
    `Clinic Desk may not write to its data folder ${folder}.`,
    'Give your user write permission for this folder, or choose another one with --home or CLINIC_HOME.',
    options,
  );
}

/** Of a folder that was there before: null while it is where it was, else a failure that says so. Rejects when it cannot be looked at. */
export async function failureOfMissing(folder: string): Promise<StartFailure | null> {
  try {
    await stat(folder);
    return null;
  } catch (error) {
    if (!isMissing(error)) throw startFailureOfFile(error, folder);
    return new StartFailure(
      'folderMissing',
      `The data folder is not where it was: ${folder} is gone.`,
      'Somebody renamed, moved or deleted it while Clinic Desk was running. Put it back, and the records open again by themselves. Should it stay at its new place, close Clinic Desk and start it with --home or CLINIC_HOME leading there; started without that, it begins with an empty clinic.',
      { cause: error },
    );
  }
}

export function diskFull(folder: string, options?: ErrorOptions): StartFailure {
  return new StartFailure(
    'diskFull',
    `The disk that holds ${folder} is full.`,
    'Free at least 300 MB on it and start Clinic Desk again. Nothing that was saved is lost.',
    options,
  );
}
