import type { ClinicClient } from '../../../../shared/contract';
import type { Attachment } from '../../../../shared/entities';
import { uploadPiece } from '../../../../shared/rules/file-kinds';
import { codeOf } from '../../base/error-words';
import { isUnderWay, type Upload, type UploadDetails, type UploadPlace, type UploadState } from './upload';
import { problemBefore, problemOf } from './upload-problem';

type Calls = {
  files: Pick<ClinicClient['files'], 'upload' | 'uploaded' | 'cancel'>;
  attachments: Pick<ClinicClient['attachments'], 'update'>;
};

type Options = {
  readonly client: Calls;
  readonly newId: () => string;
  readonly sha256: (file: Blob) => Promise<string>;
  /** A document is stored or was changed. */
  readonly onStored: (record: Attachment) => void;
  /** Files that are sent at the same time. */
  readonly limit?: number;
  /** Waits before an upload whose connection is lost asks again by itself, in milliseconds; the last one repeats. */
  readonly waits?: readonly number[];
};

export type NewUpload = { readonly file: File; readonly place: UploadPlace; readonly details: UploadDetails };

export type UploadQueue = {
  all(): readonly Upload[];
  subscribe(listener: () => void): () => void;
  add(files: readonly NewUpload[]): void;
  /** Other words about a document; one that is stored already is changed. */
  describe(id: string, details: UploadDetails): void;
  /** Gives it up: nothing of it is left. One that is stored meanwhile stays, and says so. */
  cancel(id: string): void;
  tryAgain(id: string): void;
  /** Takes what is over (done or failed) off the list. */
  dismiss(id?: string): void;
  /** The connection is back: what waits for it goes on now. */
  wake(): void;
  isBusy(): boolean;
  start(): void;
  /** Gives up everything that is under way. */
  stop(): void;
};

/** The browser reads a file whole to sum it up: beyond this many bytes the core alone does, which sums up every file. */
const summedUpTo = 100_000_000;
const usualWaits = [1_000, 2_000, 5_000, 10_000];
/** So often in a row an answer may say that nothing more has arrived, before it counts as a fault. */
const patience = 5;

/**
 * Sends files in pieces, a few at a time, in the order they were added. A lost connection is waited for, and the core is
 * asked how much has arrived: nothing is sent twice from its beginning.
 */
export function createUploadQueue(options: Options): UploadQueue {
  const { client, newId, sha256, onStored, limit = 2, waits = usualWaits } = options;
  const listeners = new Set<() => void>();
  const running = new Set<string>();
  const awake = new Set<() => void>();
  let uploads: readonly Upload[] = [];
  let isStopped = false;

  function set(next: readonly Upload[]): void {
    uploads = next;
    for (const listener of listeners) listener();
  }
  const find = (id: string) => uploads.find((each) => each.id === id);
  const change = (id: string, changes: Partial<Upload>) =>
    set(uploads.map((each) => (each.id === id ? { ...each, ...changes } : each)));
  const isCalledOff = (id: string) => find(id)?.state.kind === 'cancelling';
  /** Nothing but its end follows what was called off. */
  function become(id: string, state: UploadState): void {
    if (!isCalledOff(id) || !isUnderWay({ state })) change(id, { state });
  }
  const drop = (id: string) => set(uploads.filter((each) => each.id !== id));
  const isGivenUp = (id: string) => isStopped || isCalledOff(id);

  /** Until the connection is said to be back, or the time is over. */
  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        awake.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      awake.add(end);
    });
  }

  /** Repeats what fails because nothing answers. */
  async function persist<T>(id: string, call: () => Promise<T>): Promise<T | undefined> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await call();
      } catch (error) {
        if (codeOf(error) !== 'UNAVAILABLE') throw error;
        if (isGivenUp(id)) return undefined;
        become(id, { kind: 'away' });
        await pause(waits[Math.min(tries, waits.length - 1)] ?? 1_000);
        if (isGivenUp(id)) return undefined;
      }
    }
  }

  /** Sends from what has arrived on; the document when all is there, undefined when it was given up. */
  async function sendAll(id: string, sum: string | undefined): Promise<Attachment | undefined> {
    const begun = find(id);
    if (!begun) return undefined;
    const { file, place } = begun;
    let stuck = 0;
    let offset = begun.sent;
    let isSure = begun.sent === 0;
    while (!isGivenUp(id)) {
      if (!isSure) {
        const known = await persist(id, () => client.files.uploaded({ upload: id }));
        if (!known) return undefined;
        if (known.record) return known.record;
        isSure = true;
        offset = known.received;
        change(id, { sent: offset });
      }
      // All has arrived, but the answer was lost: the last piece asks for it again.
      const from = offset < file.size ? offset : Math.floor((file.size - 1) / uploadPiece) * uploadPiece;
      const chunk = file.slice(from, from + uploadPiece);
      become(id, from + chunk.size >= file.size ? { kind: 'checking' } : { kind: 'sending' });
      const { details } = find(id) ?? begun;
      try {
        // Read here: that a file is gone is another reason than that the core does not answer.
        const piece = new Blob([await chunk.arrayBuffer()]);
        const { received, record } = await client.files.upload({
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
        if (record) return record;
        stuck = received > from ? 0 : stuck + 1;
        if (stuck >= patience) throw new Error('An upload does not get on');
        offset = received;
        change(id, { sent: received });
      } catch (error) {
        if (codeOf(error) !== 'UNAVAILABLE' || error instanceof DOMException) throw error;
        if (isGivenUp(id)) return undefined;
        become(id, { kind: 'away' });
        await pause(waits[0] ?? 1_000);
        isSure = false;
      }
    }
    return undefined;
  }

  /** What was written about it while it was being stored. */
  async function keepWords(id: string, stored: Attachment): Promise<Attachment> {
    const wanted = find(id)?.details;
    const changes = wanted ? differing(stored, wanted) : {};
    if (Object.keys(changes).length === 0) return stored;
    const { record } = await client.attachments.update({
      id: stored.id,
      revision: stored.revision,
      changes,
    });
    return record;
  }

  async function giveUp(id: string): Promise<void> {
    // Goes on after the list is left: what was begun must not lie in the database.
    for (let tries = 0; tries < 20; tries += 1) {
      try {
        const { isCancelled } = await client.files.cancel({ upload: id });
        const { record } = isCancelled ? {} : await client.files.uploaded({ upload: id });
        if (record) {
          onStored(record);
          const problem = { message: 'It was stored before it could be cancelled.' };
          become(id, { kind: 'done', record, problem });
        } else drop(id);
        return;
      } catch (error) {
        if (codeOf(error) !== 'UNAVAILABLE') return drop(id);
        if (isStopped) return;
        await pause(waits[Math.min(tries, waits.length - 1)] ?? 1_000);
      }
    }
    drop(id);
  }

  async function run(id: string): Promise<void> {
    try {
      const upload = find(id);
      if (!upload) return;
      become(id, { kind: 'sending' });
      const { file } = upload;
      const sum = file.size <= summedUpTo ? await sha256(file) : undefined;
      const stored = await sendAll(id, sum);
      if (!stored || isGivenUp(id)) {
        await giveUp(id);
        return;
      }
      change(id, { sent: file.size, state: { kind: 'done', record: stored } });
      onStored(stored);
      const record = await keepWords(id, stored);
      if (record !== stored) {
        become(id, { kind: 'done', record });
        onStored(record);
      }
    } catch (error) {
      const now = find(id);
      if (now?.state.kind === 'cancelling') await giveUp(id);
      else if (now?.state.kind === 'done') become(id, { ...now.state, problem: problemOf(error) });
      else become(id, { kind: 'failed', problem: problemOf(error) });
    } finally {
      running.delete(id);
      startNext();
    }
  }

  function startNext(): void {
    if (isStopped) return;
    for (const { id, state } of uploads) {
      if (running.size >= limit) return;
      if (state.kind !== 'waiting' || running.has(id)) continue;
      running.add(id);
      void run(id);
    }
  }

  return {
    all: () => uploads,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add(files) {
      const added = files.map(({ file, place, details }): Upload => {
        const problem = problemBefore(file);
        const state: UploadState = problem ? { kind: 'failed', problem } : { kind: 'waiting' };
        return { id: newId(), file, place, details, state, sent: 0 };
      });
      set([...uploads, ...added]);
      startNext();
    },
    describe(id, details) {
      const upload = find(id);
      if (!upload) return;
      change(id, { details });
      const { state } = upload;
      if (state.kind !== 'done') return;
      keepWords(id, state.record).then(
        (record) => {
          become(id, { kind: 'done', record });
          onStored(record);
        },
        (error: unknown) => become(id, { ...state, problem: problemOf(error) }),
      );
    },
    cancel(id) {
      const upload = find(id);
      if (!upload || !isUnderWay(upload)) return;
      if (!running.has(id)) return drop(id);
      become(id, { kind: 'cancelling' });
      for (const wake of awake) wake();
    },
    tryAgain(id) {
      const upload = find(id);
      if (upload?.state.kind !== 'failed') return;
      const problem = problemBefore(upload.file);
      become(id, problem ? { kind: 'failed', problem } : { kind: 'waiting' });
      startNext();
    },
    dismiss(id) {
      const stays = (each: Upload) =>
        (id === undefined ? each.state.kind !== 'done' : each.id !== id) || isUnderWay(each);
      for (const { id: left, state, sent } of uploads.filter((each) => !stays(each))) {
        // Nobody goes on with it: what came of it is removed now, or should that fail, within a day.
        if (state.kind === 'failed' && sent > 0) client.files.cancel({ upload: left }).catch(() => undefined);
      }
      set(uploads.filter(stays));
    },
    wake() {
      for (const wake of awake) wake();
    },
    isBusy: () => uploads.some(isUnderWay),
    start() {
      isStopped = false;
      startNext();
    },
    stop() {
      isStopped = true;
      for (const wake of awake) wake();
    },
  };
}

/** The words that differ from those of the document, as changes to it. */
function differing(record: Attachment, wanted: UploadDetails): Partial<UploadDetails> {
  const names = ['title', 'kind', 'documentDate'] as const;
  return Object.fromEntries(
    names
      .filter((name) => wanted[name] !== undefined && wanted[name] !== record[name])
      .map((name) => [name, wanted[name]]),
  );
}
