import type { RequestOptions } from 'node:https';
import type { MongodSource } from './mongod-source';

/** The newest series that every system still in use at clinics can run (Ubuntu 20.04, Debian 11, Windows 10). */
const VERSION = '7.0.14';
/** How long the server may say nothing. */
const SILENCE_MS = 15_000;

/**
 * MongoDB's own build for this system, by mongodb-memory-server. Only its downloader is used: its lock file and
 * its own cache would outlive a failure, and it retries for half a minute where the network refuses at once.
 */
export const mongodbDownload: MongodSource = {
  name: 'MongoDB’s download site',
  isFor: () => true,
  fetch: async ({ folder, onProgress, signal }) => {
    // Loaded only when it is needed: at almost every start it is not.
    const [{ MongoBinaryDownload }, { getOS }] = await Promise.all([
      import('mongodb-memory-server-core/lib/util/MongoBinaryDownload.js'),
      import('mongodb-memory-server-core/lib/util/getos/index.js'),
    ]);

    class Download extends MongoBinaryDownload {
      #shown = -1;

      override printDownloadProgress(chunk: { length: number }): void {
        this.dlProgress.current += chunk.length;
        const { current, length } = this.dlProgress;
        const percent = length > 0 ? Math.floor((100 * current) / length) : 0;
        // The checksum file that follows is too small to speak of.
        if (percent === this.#shown || length < 1_000_000) return;
        this.#shown = percent;
        onProgress(`Fetching MongoDB, ${percent} %`);
      }

      override httpDownload(
        url: URL,
        options: RequestOptions,
        to: string,
        temporary: string,
      ): Promise<string> {
        // The package would accept any certificate unless npm's configuration happens to forbid it.
        const strict = { ...options, rejectUnauthorized: true, signal };
        return super.httpDownload(url, strict, to, temporary, 1, 0, SILENCE_MS);
      }
    }

    const download = new Download({
      version: VERSION,
      downloadDir: folder,
      os: await getOS(),
      checkMD5: true,
    });
    return download.getMongodPath();
  },
};
