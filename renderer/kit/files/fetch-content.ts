import type { ClinicClient } from '../../../shared/contract';
import { downloadPiece } from '../../../shared/rules/file-kinds';
import { codeOf } from '../base/error-words';
import { sha256Of } from './sha256';

/** The whole content of a document, found to be as it was stored. */
export type Content = { readonly blob: Blob; readonly filename: string; readonly contentType: string };

/** What has arrived is not what was stored: nothing of it may be shown or saved. */
export class DamagedContent extends Error {
  constructor() {
    super('The content of this document is damaged');
    this.name = 'DamagedContent';
  }
}

type Options = {
  readonly client: Pick<ClinicClient['files'], 'download'>;
  readonly id: string;
  readonly signal: AbortSignal;
  /** Bytes that have arrived, and all. */
  readonly onProgress: (received: number, size: number) => void;
  /** Waits before a piece is asked for again when nothing answers, in milliseconds. */
  readonly waits?: readonly number[];
};

/** The browser sums a file up whole: beyond this many bytes the core's own check of every piece stands alone. */
const summedUpTo = 250_000_000;
const usualWaits = [1_000, 2_000, 5_000, 5_000, 10_000];

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/**
 * Fetches a document piece by piece and puts it together. A lost connection is waited for, and it goes on with the piece
 * that is missing. Rejects with DamagedContent where the whole is not what was stored, and with the core's refusals.
 */
export async function fetchContent(options: Options): Promise<Content> {
  const { client, id, signal, onProgress, waits = usualWaits } = options;
  const pieces: Blob[] = [];
  let received = 0;
  let tries = 0;
  for (;;) {
    signal.throwIfAborted();
    try {
      const piece = await client.download({ id, offset: received, length: downloadPiece }, { signal });
      tries = 0;
      pieces.push(piece.content);
      received += piece.content.size;
      onProgress(received, piece.size);
      const isLast = received >= piece.size;
      if (!isLast && piece.content.size > 0) continue;
      const { filename, contentType } = piece;
      // Its type stays with the record: what the browser thinks a blob is decides whether it runs scripts in it.
      const blob = new Blob(pieces);
      const isWhole = blob.size === piece.size;
      const isSame = blob.size > summedUpTo || (await sha256Of(blob)) === piece.sha256;
      if (!isWhole || !isSame) throw new DamagedContent();
      return { blob, filename, contentType };
    } catch (error) {
      const wait = waits[tries];
      if (error instanceof DamagedContent || codeOf(error) !== 'UNAVAILABLE') throw error;
      if (signal.aborted || wait === undefined) throw error;
      tries += 1;
      await pause(wait, signal);
    }
  }
}
