/** Runs in a worker thread: one task at a time, and its bytes are asked of the main thread. */
import { parentPort } from 'node:worker_threads';
import { type ByteSource, UnfitFile } from '../core/ports/document-reader';
import { examine } from './examine';
import type { FromWorker, Task, ToWorker } from './messages';
import { pictureOf } from './picture-of';

const port = parentPort;
if (!port) throw new Error('This runs in a worker thread only');
const tell = (message: FromWorker) => port.postMessage(message);

type Waiting = { resolve(bytes: Uint8Array<ArrayBuffer>): void; reject(error: Error): void };
const waiting = new Map<number, Waiting>();
let last = 0;

const sourceOf = (size: number): ByteSource => ({
  size,
  read: (offset, length) =>
    new Promise((resolve, reject) => {
      const id = (last += 1);
      waiting.set(id, { resolve, reject });
      tell({ type: 'wants', id, offset, length });
    }),
});

async function run(task: Task): Promise<void> {
  try {
    const source = sourceOf(task.size);
    const result =
      task.kind === 'examine' ? await examine(source, task.filename) : await pictureOf(source, task.request);
    tell({ type: 'done', result });
  } catch (error) {
    if (error instanceof UnfitFile) tell({ type: 'unfit', reason: error.message });
    else
      tell({
        type: 'failed',
        reason: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
  }
}

port.on('message', (message: ToWorker) => {
  if (message.type === 'task') return void run(message.task);
  const asked = waiting.get(message.id);
  waiting.delete(message.id);
  if (message.type === 'bytes') asked?.resolve(message.bytes);
  else asked?.reject(new Error('The bytes of the file could not be read'));
});
