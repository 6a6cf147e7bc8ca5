import type { ClinicClient, Uploaded } from '../../../../shared/contract';
import type { Attachment } from '../../../../shared/entities';
import { uploadPiece } from '../../../../shared/rules/file-kinds';
import { codeOf } from '../../base/error-words';
import type { Pauses } from './pauses';
import type { UploadList } from './upload-list';

type Options = {
  readonly files: Pick<ClinicClient['files'], 'upload' | 'uploaded'>;
  readonly list: UploadList;
  readonly pauses: Pauses;
  readonly isGivenUp: (id: string) => boolean;
  /** A piece that is not answered within so many milliseconds is said to be. */
  readonly silentAfter?: number;
};

/** So often in a row an answer may say that nothing more has arrived, before it counts as a fault. */
const patience = 5;

/** The document that a file became, and the one of this patient that it is the same as. */
export type Stored = { readonly record: Attachment; readonly sameAs?: Uploaded['sameAs'] };

/** Nothing answers, or the person has to sign in again first: the file is none the worse for it. */
const isLater = (error: unknown): boolean => ['UNAVAILABLE', 'UNAUTHENTICATED'].includes(codeOf(error));

/**
 * Sends one file piece by piece from what has arrived on. A lost connection is waited for, as is a lost sign-in, and the
 * core is asked how much has arrived. Gives the document, and the one that it is the same as, when all is there, undefined when it was given up; throws what the core refuses.
 */
export function createSender({ files, list, pauses, isGivenUp, silentAfter = 6_000 }: Options) {
  /** Says of a file whose piece is not answered since when it waits. The last piece takes its time: all of it is looked at. */
  async function whileHeard<T>(id: string, call: Promise<T>): Promise<T> {
    const silentSince = new Date();
    const tell = () => {
      if (list.find(id)?.state.kind === 'sending') list.become(id, { kind: 'sending', silentSince });
    };
    const timer = setTimeout(tell, silentAfter);
    try {
      return await call;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Repeats what fails for now. */
  async function persist<T>(id: string, call: () => Promise<T>): Promise<T | undefined> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await call();
      } catch (error) {
        if (!isLater(error)) throw error;
        if (isGivenUp(id)) return undefined;
        list.become(id, { kind: 'away' });
        await pauses.pause(tries);
        if (isGivenUp(id)) return undefined;
      }
    }
  }

  return async (id: string, sum: string | undefined): Promise<Stored | undefined> => {
    const begun = list.find(id);
    if (!begun) return undefined;
    const { file, place } = begun;
    let stuck = 0;
    let offset = begun.sent;
    let isSure = begun.sent === 0;
    while (!isGivenUp(id)) {
      if (!isSure) {
        const known = await persist(id, () => files.uploaded({ upload: id }));
        if (!known) return undefined;
        if (known.record) return { record: known.record, sameAs: known.sameAs };
        isSure = true;
        offset = known.received;
        list.change(id, { sent: offset });
      }
      // All has arrived, but the answer was lost: the last piece asks for it again.
      const from = offset < file.size ? offset : Math.floor((file.size - 1) / uploadPiece) * uploadPiece;
      const chunk = file.slice(from, from + uploadPiece);
      list.become(id, from + chunk.size >= file.size ? { kind: 'checking' } : { kind: 'sending' });
      const { details } = list.find(id) ?? begun;
      try {
        // Read here: that a file is gone is another reason than that the core does not answer.
        const piece = new Blob([await chunk.arrayBuffer()]);
        const call = files.upload({
          upload: id,
          patient: place.patient,
          visit: place.visit,
          doctor: place.doctor,
          ...details,
          filename: file.name,
          size: file.size,
          sha256: sum,
          offset: from,
          chunk: piece,
        });
        const { received, record, sameAs } = await whileHeard(id, call);
        if (record) return { record, sameAs };
        stuck = received > from ? 0 : stuck + 1;
        if (stuck >= patience) throw new Error('An upload does not get on');
        offset = received;
        list.change(id, { sent: received });
      } catch (error) {
        if (!isLater(error) || error instanceof DOMException) throw error;
        if (isGivenUp(id)) return undefined;
        list.become(id, { kind: 'away' });
        await pauses.pause(0);
        isSure = false;
      }
    }
    return undefined;
  };
}
