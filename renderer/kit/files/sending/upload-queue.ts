import type { ClinicClient } from '../../../../shared/contract';
import type { Attachment } from '../../../../shared/entities';
import { codeOf } from '../../base/error-words';
import { isUnderWay, type Upload, type UploadDetails, type UploadPlace, type UploadState } from './upload';
import { createPauses } from './pauses';
import { createSender } from './send-file';
import { createUploadList } from './upload-list';
import { problemBefore, problemOf } from './upload-problem';

type Calls = {
  files: Pick<ClinicClient['files'], 'upload' | 'uploaded' | 'cancel'>;
  attachments: Pick<ClinicClient['attachments'], 'update'>;
};

type Options = {
  readonly client: Calls;
  readonly newId: () => string;
  readonly sha256: (file: Blob) => Promise<string>;
  /** What another queue of the same person had not finished (`left`): it goes on from what has arrived. */
  readonly begun?: readonly Upload[];
  /** What is to be said of a file that is in the record now; it never fails. */
  readonly warningOf?: (file: File, record: Attachment) => Promise<string | undefined>;
  /** Removes a document that is stored, and says so; false when it failed, which has then been said. */
  readonly remove: (record: Attachment) => Promise<boolean>;
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
  /** Gives up everything, and empties the list; when nothing of it is left. Waits as long as the core does not answer. */
  cancelAll(): Promise<void>;
  tryAgain(id: string): void;
  /**
   * Removes a document that is the same as another one, as long as that one is there: of two lines of this window, one always
   * stays. Never rejects: resolves when it is done, or when its line says why it was not.
   */
  takeBack(id: string): Promise<void>;
  /** Takes what is over (done or failed) off the list. */
  dismiss(id?: string): void;
  /** The connection is back: what waits for it goes on now. */
  wake(): void;
  isBusy(): boolean;
  start(): void;
  /** Sends nothing more. What has arrived stays where it is, for who goes on with it. */
  stop(): void;
  /** What is not in the record yet, or has a word to be read: for the next queue of the same person. */
  left(): readonly Upload[];
};

/** The browser reads a file whole to sum it up: beyond this many bytes the core alone does, which sums up every file. */
const summedUpTo = 100_000_000;
const usualWaits = [1_000, 2_000, 5_000, 10_000];
/**
 * Sends files in pieces, a few at a time, in the order they were added. A lost connection is waited for, and the core is
 * asked how much has arrived: nothing is sent twice from its beginning.
 */
export function createUploadQueue(options: Options): UploadQueue {
  const { client, newId, sha256, remove, onStored, begun = [], limit = 2, waits = usualWaits } = options;
  const { warningOf = async () => undefined } = options;
  const list = createUploadList(begun);
  const pauses = createPauses(waits);
  const running = new Set<string>();
  let isStopped = false;
  const isGivenUp = (id: string) => isStopped || list.isCalledOff(id);
  const sendAll = createSender({ files: client.files, list, pauses, isGivenUp });

  /** What was written about it while it was being stored. */
  async function keepWords(id: string, stored: Attachment): Promise<Attachment> {
    const wanted = list.find(id)?.details;
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
        const { record, sameAs } = isCancelled ? {} : await client.files.uploaded({ upload: id });
        if (record) {
          onStored(record);
          const problem = { message: 'It was stored before it could be cancelled.' };
          list.change(id, { sameAs, state: { kind: 'done', record, problem } });
        } else list.drop(id);
        return;
      } catch (error) {
        if (codeOf(error) !== 'UNAVAILABLE') return list.drop(id);
        if (isStopped) return;
        await pauses.pause(tries);
      }
    }
    list.drop(id);
  }

  async function run(id: string): Promise<void> {
    try {
      const upload = list.find(id);
      if (!upload) return;
      list.become(id, { kind: 'sending' });
      const { file } = upload;
      const sum = file.size <= summedUpTo ? await sha256(file) : undefined;
      const sent = await sendAll(id, sum);
      if (list.isCalledOff(id)) return await giveUp(id);
      if (!sent) return;
      const { record: stored, sameAs } = sent;
      list.change(id, { sent: file.size, sameAs, state: { kind: 'done', record: stored } });
      onStored(stored);
      void warningOf(file, stored).then((warning) => warning && list.change(id, { warning }));
      const record = await keepWords(id, stored);
      if (record !== stored) {
        list.become(id, { kind: 'done', record });
        onStored(record);
      }
    } catch (error) {
      const now = list.find(id);
      if (now?.state.kind === 'cancelling') await giveUp(id);
      else if (now?.state.kind === 'done') list.become(id, { ...now.state, problem: problemOf(error) });
      else list.become(id, { kind: 'failed', problem: problemOf(error) });
    } finally {
      running.delete(id);
      startNext();
    }
  }

  function cancel(id: string): void {
    const upload = list.find(id);
    if (!upload || !isUnderWay(upload)) return;
    if (!running.has(id)) return list.drop(id);
    list.become(id, { kind: 'cancelling' });
    pauses.wake();
  }

  /** Nobody goes on with it: what came of it is removed now, or should that fail, within a day. */
  const discard = async (id: string): Promise<void> => {
    await client.files.cancel({ upload: id }).catch(() => undefined);
  };

  function startNext(): void {
    if (isStopped) return;
    for (const { id, state } of list.all()) {
      if (running.size >= limit) return;
      if (state.kind !== 'waiting' || running.has(id)) continue;
      running.add(id);
      void run(id);
    }
  }

  /** One after the other: of two that are the same, the second must see that the first is gone. */
  let takingBack = Promise.resolve();

  async function takeBack(id: string): Promise<void> {
    const state = list.find(id)?.state;
    if (state?.kind !== 'done') return;
    try {
      // As it is now: somebody may have removed the other one meanwhile, or this one.
      const { record = state.record, sameAs } = await client.files.uploaded({ upload: id });
      if (!sameAs) {
        const problem = { message: 'The other one is not there any more, so this one stays.' };
        list.change(id, { sameAs, state: { ...state, problem } });
      } else if (await remove(record)) list.drop(id);
    } catch (error) {
      list.become(id, { ...state, problem: problemOf(error) });
    }
  }

  return {
    all: list.all,
    subscribe: list.subscribe,
    add(files) {
      const added = files.map(({ file, place, details }): Upload => {
        const problem = problemBefore(file);
        const state: UploadState = problem ? { kind: 'failed', problem } : { kind: 'waiting' };
        return { id: newId(), file, place, details, state, sent: 0 };
      });
      list.set([...list.all(), ...added]);
      startNext();
    },
    describe(id, details) {
      const upload = list.find(id);
      if (!upload) return;
      list.change(id, { details });
      const { state } = upload;
      if (state.kind !== 'done') return;
      keepWords(id, state.record).then(
        (record) => {
          list.become(id, { kind: 'done', record });
          onStored(record);
        },
        (error: unknown) => list.become(id, { ...state, problem: problemOf(error) }),
      );
    },
    cancel,
    tryAgain(id) {
      const state = list.find(id)?.state;
      if (state?.kind !== 'failed' || state.problem.isFinal) return;
      list.become(id, { kind: 'waiting' });
      startNext();
    },
    takeBack(id) {
      takingBack = takingBack.then(() => takeBack(id));
      return takingBack;
    },
    dismiss(id) {
      const stays = (each: Upload) =>
        (id === undefined ? each.state.kind !== 'done' : each.id !== id) || isUnderWay(each);
      const left = list.all().filter((each) => !stays(each) && isLeftHalfWay(each));
      for (const each of left) void discard(each.id);
      list.set(list.all().filter(stays));
    },
    async cancelAll() {
      for (const { id } of list.all()) cancel(id);
      const left = list.all().filter(isLeftHalfWay);
      await Promise.all([list.settled(), ...left.map(({ id }) => discard(id))]);
      list.set([]);
    },
    wake: pauses.wake,
    isBusy: list.isBusy,
    start() {
      isStopped = false;
      startNext();
    },
    stop() {
      isStopped = true;
      pauses.wake();
    },
    left: () => list.all().filter(isLeft).map(asWaiting),
  };
}

const isLeft = ({ state, warning, sameAs }: Upload): boolean =>
  state.kind === 'done' ? (state.problem ?? warning ?? sameAs) !== undefined : state.kind !== 'cancelling';
const asWaiting = (upload: Upload): Upload =>
  isUnderWay(upload) ? { ...upload, state: { kind: 'waiting' } } : upload;

const isLeftHalfWay = ({ state, sent }: Upload): boolean => state.kind === 'failed' && sent > 0;

/** The words that differ from those of the document, as changes to it. */
function differing(record: Attachment, wanted: UploadDetails): Partial<UploadDetails> {
  const names = ['title', 'kind', 'documentDate'] as const;
  return Object.fromEntries(
    names
      .filter((name) => wanted[name] !== undefined && wanted[name] !== record[name])
      .map((name) => [name, wanted[name]]),
  );
}
