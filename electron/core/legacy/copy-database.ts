import { BackupFailure, type BackupFolder } from '../ports/backup-folder';
import type { LegacyDatabase } from '../ports/legacy-database';
import { Refusal } from '../refusal';

/**
 * Copies every collection into the backup folder, makes sure that the copy holds as many documents as were read, and
 * gives the path of the copy. Rejects with `Refusal` in words, and leaves nothing then.
 */
export async function copyDatabase(
  backupFolder: () => Promise<BackupFolder>,
  database: LegacyDatabase,
  now: Date,
): Promise<string> {
  try {
    const folder = await backupFolder();
    const day = now.toISOString().slice(0, 16).replace(/[T:]/g, '-');
    const writer = await folder.createWriter(`before-adoption-${day}`);
    try {
      const expected = new Map<string, number>();
      for (const { name } of await database.collections()) {
        await writer.begin(name);
        let count = 0;
        for await (const line of database.lines(name)) {
          await writer.write(name, line);
          count += 1;
        }
        expected.set(name, count);
      }
      const { path, collections } = await writer.finish();
      const isWhole =
        collections.length === expected.size &&
        collections.every(({ collection, count }) => expected.get(collection) === count);
      if (!isWhole)
        throw refused('The copy of the database is not complete, so nothing was changed. Try again.');
      return path;
    } catch (error) {
      await writer.abort();
      throw error;
    }
  } catch (error) {
    throw error instanceof BackupFailure ? refused(`${error.message} ${error.remedy}`) : error;
  }
}

const refused = (message: string) => new Refusal('UNAVAILABLE', undefined, message);
