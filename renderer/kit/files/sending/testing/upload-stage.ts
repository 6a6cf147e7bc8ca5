import { ORPCError } from '@orpc/client';
import { afterEach, expect, vi } from 'vitest';
import type { Attachment } from '../../../../../shared/entities';
import { uploadPiece } from '../../../../../shared/rules/file-kinds';
import type { Upload } from '../upload';
import { createUploadQueue } from '../upload-queue';

export type Queue = ReturnType<typeof createUploadQueue>;
type Sent = { upload: string; offset: number; size: number; title?: string | null };

export const place = { patient: 'b'.repeat(24), patientName: 'Ruth Abebe' };
export const fileOf = (pieces: number, name = 'scan.pdf') =>
  new File([new Uint8Array(pieces * uploadPiece - 10)], name);
export const away = () => new ORPCError('UNAVAILABLE');

/** A core that keeps what it is sent as the contract says, and may be made to fail. */
export function core() {
  const stored = new Map<string, { received: number; record?: Attachment }>();
  const calls: Sent[] = [];
  const cancelled: string[] = [];
  const removed: string[] = [];
  let sameAs: Upload['sameAs'];
  const changed: object[] = [];
  let isAway = false;
  let asked = 0;
  let refusal: Error | undefined;
  let losesNextAnswer = false;
  let gate = Promise.resolve();
  const answer = <T>(value: T) => {
    if (isAway) throw away();
    return value;
  };
  const client = {
    files: {
      upload: async (piece: {
        upload: string;
        offset: number;
        size: number;
        title?: string | null;
        chunk: Blob;
      }) => {
        await Promise.resolve();
        calls.push(piece);
        await gate;
        answer(undefined);
        if (refusal) throw refusal;
        const before = stored.get(piece.upload)?.received ?? 0;
        const received = piece.offset === before ? before + piece.chunk.size : before;
        const record =
          received < piece.size
            ? undefined
            : ({ id: piece.upload, revision: 1, title: piece.title, patient: place.patient } as Attachment);
        stored.set(piece.upload, { received, record });
        if (losesNextAnswer) {
          losesNextAnswer = false;
          throw away();
        }
        return { received, record, ...(record && { sameAs }) };
      },
      uploaded: async ({ upload }: { upload: string }) => {
        asked += 1;
        const known = stored.get(upload) ?? { received: 0 };
        return answer('record' in known && known.record ? { ...known, sameAs } : known);
      },
      cancel: async ({ upload }: { upload: string }) => {
        answer(undefined);
        cancelled.push(upload);
        const isCancelled = stored.get(upload) !== undefined && !stored.get(upload)?.record;
        if (isCancelled) stored.delete(upload);
        return { isCancelled };
      },
    },
    attachments: {
      update: async ({ changes }: { changes: object }) => {
        changed.push(changes);
        return { record: { id: 'x', revision: 2, ...changes } };
      },
    },
  };
  return {
    client: client as unknown as Parameters<typeof createUploadQueue>[0]['client'],
    stored,
    calls,
    cancelled,
    changed,
    removed,
    remove: async ({ id }: Pick<Attachment, 'id'>) => {
      if (isAway) return false;
      removed.push(id);
      return true;
    },
    /** The document of which all that is sent is another copy. */
    hasSame: (same: Upload['sameAs']) => {
      sameAs = same;
    },
    asked: () => asked,
    setAway: (now: boolean) => {
      isAway = now;
    },
    refuse: (error: Error | undefined) => {
      refusal = error;
    },
    loseAnswer: () => {
      losesNextAnswer = true;
    },
    /** Answers no piece until it is let go. */
    hold: () => {
      let letGo = () => {};
      gate = new Promise((resolve) => (letGo = resolve));
      return letGo;
    },
  };
}

const queues: Queue[] = [];
afterEach(() => {
  for (const queue of queues.splice(0)) queue.stop();
});

export function queueFor(desk: ReturnType<typeof core>, begun: readonly Upload[] = []): Queue {
  let count = 0;
  const queue = createUploadQueue({
    client: desk.client,
    begun,
    newId: () => String((count += 1)),
    sha256: async () => 'a'.repeat(64),
    remove: desk.remove,
    onStored: () => undefined,
    // Long: a test wakes the queue itself, as the return of the connection does.
    waits: [60_000],
  });
  queues.push(queue);
  return queue;
}

export const add = (queue: Queue, ...files: File[]) =>
  queue.add(files.map((file) => ({ file, place, details: { title: file.name } })));
export const states = (queue: Queue) => queue.all().map(({ state }) => state.kind);
export const become = (queue: Queue, ...kinds: string[]) =>
  vi.waitFor(() => expect(states(queue)).toEqual(kinds), { interval: 1 });
