import type { Upload } from './upload';

/** The files of people who have to sign in again in this window: nobody else sees them, and theirs go on. */
export type UploadsLeft = {
  of(userId: string): readonly Upload[];
  keep(userId: string, uploads: readonly Upload[]): void;
};

/** Lives as long as the page. */
export function createUploadsLeft(): UploadsLeft {
  const left = new Map<string, readonly Upload[]>();
  return {
    of: (userId) => left.get(userId) ?? [],
    keep(userId, uploads) {
      if (uploads.length > 0) left.set(userId, uploads);
      else left.delete(userId);
    },
  };
}
