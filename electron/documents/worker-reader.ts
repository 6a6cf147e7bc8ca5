import { Worker } from 'node:worker_threads';
import {
  type ByteSource,
  type DocumentFacts,
  type DocumentReader,
  UnfitFile,
} from '../core/ports/document-reader';
import type { FromWorker, PictureMade, Task, ToWorker } from './messages';

/** How long a task may take, in milliseconds. */
const limits = { examine: 60_000, picture: 20_000 } as const satisfies Record<Task['kind'], number>;
/** How much the memory of the whole program may grow by tasks under way, in bytes. */
const mostMemory = 1_000_000_000;
const watchEvery = 100;
/** Tasks at once; others wait. Two, so that a large file does not hold up the pictures of a chart. */
const mostWorkers = 2;
/** A worker that nobody needs is ended after so long: what pdf.js holds is given back. */
const idleFor = 30_000;

type Job = {
  readonly task: Task;
  readonly source: ByteSource;
  /** The second try: nothing else is read beside it. */
  readonly isAlone: boolean;
  resolve(result: DocumentFacts | PictureMade): void;
  reject(error: unknown): void;
};
type Idle = { readonly worker: Worker; readonly ending: NodeJS.Timeout };

export type WorkerReaderOptions = {
  /** Where the bundled `document-worker` is. */
  readonly workerFile: string;
  readonly limits?: Partial<Record<Task['kind'], number>>;
  readonly mostMemory?: number;
};

/**
 * The `DocumentReader` port: every task runs in a worker thread, which is ended when it takes too much. That may have
 * come from what ran beside it, and whoever calls deletes what is unfit: so a file is judged only after a second try for
 * which everything else of the reader waits. What memory is watched is that of the whole program, because pictures are
 * decoded outside of the worker's heap.
 */
export function workerReader(options: WorkerReaderOptions): DocumentReader {
  const waiting: Job[] = [];
  const again: Job[] = [];
  const idle: Idle[] = [];
  const all = new Set<Worker>();
  let busy = 0;
  let isOneAlone = false;
  let isClosed = false;

  const ask = (task: Task, source: ByteSource) =>
    new Promise<DocumentFacts | PictureMade>((resolve, reject) => {
      if (isClosed) return reject(new Error('Files are not read any more: the desk is being closed'));
      waiting.push({ task, source, isAlone: false, resolve, reject });
      next();
    });

  function next(): void {
    // Who waits to be alone goes first, once those under way are done: nobody new comes between.
    if (busy >= (again.length > 0 || isOneAlone ? 1 : mostWorkers)) return;
    const job = again.shift() ?? waiting.shift();
    if (!job) return;
    busy += 1;
    isOneAlone = job.isAlone;
    const rested = idle.pop();
    if (rested) clearTimeout(rested.ending);
    const worker = rested?.worker ?? start();
    void run(worker, job).finally(() => {
      busy -= 1;
      if (job.isAlone) isOneAlone = false;
      for (let free = busy; free < mostWorkers; free += 1) next();
    });
  }

  function start(): Worker {
    const resourceLimits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 64 };
    // Its own words go nowhere: they may be of a patient's file.
    const worker = new Worker(options.workerFile, { resourceLimits, stdout: true, stderr: true });
    worker.stdout.resume();
    worker.stderr.resume();
    // Every error of a task is told by the task; without a listener this one would end the program.
    worker.on('error', () => undefined);
    worker.once('exit', () => all.delete(worker));
    worker.unref();
    all.add(worker);
    return worker;
  }

  async function run(worker: Worker, job: Job): Promise<void> {
    const { task, source } = job;
    const limit = options.limits?.[task.kind] ?? limits[task.kind];
    const before = process.memoryUsage.rss();
    const most = before + (options.mostMemory ?? mostMemory);
    const tell = (message: ToWorker) => worker.postMessage(message);
    let sourceFailed: { readonly by: unknown } | undefined;
    const isSound = await new Promise<boolean>((settle) => {
      const end = (isFit: boolean) => {
        clearTimeout(tooLong);
        clearInterval(tooMuch);
        worker.removeListener('message', onMessage);
        worker.removeListener('exit', takesTooMuch);
        settle(isFit);
      };
      const giveUp = (error: unknown) => {
        job.reject(error);
        end(false);
      };
      const onMessage = (message: FromWorker) => {
        switch (message.type) {
          case 'wants':
            source.read(message.offset, message.length).then(
              (bytes) =>
                worker.postMessage({ type: 'bytes', id: message.id, bytes } satisfies ToWorker, [
                  bytes.buffer,
                ]),
              (error: unknown) => {
                sourceFailed = { by: error };
                tell({ type: 'noBytes', id: message.id });
              },
            );
            return;
          case 'done':
            job.resolve(message.result);
            return end(true);
          case 'unfit':
            job.reject(sourceFailed ? sourceFailed.by : new UnfitFile(message.reason));
            return end(!sourceFailed);
          case 'failed':
            return giveUp(
              sourceFailed ? sourceFailed.by : new Error(`Reading a file failed: ${message.reason}`),
            );
        }
      };
      const takesTooMuch = () => {
        if (isClosed) return giveUp(new Error('The desk is being closed'));
        // Of a picture nothing is kept or deleted.
        if (job.isAlone || task.kind === 'picture') return giveUp(beyondMeasure());
        again.push({ ...job, isAlone: true });
        end(false);
      };
      const tooLong = setTimeout(takesTooMuch, limit);
      const tooMuch = setInterval(() => {
        if (process.memoryUsage.rss() > most) takesTooMuch();
      }, watchEvery);
      worker.on('message', onMessage);
      worker.on('exit', takesTooMuch);
      tell({ type: 'task', task });
    });
    // What a failed task left behind in it is not trusted with the next file.
    if (!isSound || isClosed) {
      await worker.terminate();
      return;
    }
    const ending = setTimeout(() => {
      const at = idle.findIndex((each) => each.worker === worker);
      if (at >= 0) idle.splice(at, 1);
      void worker.terminate();
    }, idleFor).unref();
    idle.push({ worker, ending });
  }

  return {
    // The task that is asked for decides which of the two comes back.
    examine: (source, filename) =>
      ask({ kind: 'examine', size: source.size, filename }, source) as Promise<DocumentFacts>,
    picture: async (source, request) => {
      try {
        const made = await ask({ kind: 'picture', size: source.size, request }, source);
        return made as PictureMade;
      } catch (error) {
        // What cannot be pictured can still be downloaded.
        if (error instanceof UnfitFile) return { image: null };
        throw error;
      }
    },
    async close() {
      isClosed = true;
      for (const job of [...waiting.splice(0), ...again.splice(0)])
        job.reject(new Error('The desk is being closed'));
      for (const { ending } of idle.splice(0)) clearTimeout(ending);
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

const beyondMeasure = () =>
  new UnfitFile('Reading this file takes too much time or memory. It may be damaged or made to do harm.');
