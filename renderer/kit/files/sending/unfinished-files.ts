import { z } from 'zod';
import { dropTyping, keepTyping, typingName, typingUnder, type WholeStore } from '../../data';
import { isUnderWay, type Upload } from './upload';
import type { UploadQueue } from './upload-queue';

/**
 * A file that was on its way when its window ended. The file itself is gone: a page cannot keep it. Which one it was is
 * kept as typing is, on this computer and for its person only, so that they are told to add it again.
 */
export type UnfinishedFile = {
  /** Of its upload, and of the document if it arrived after all. */
  readonly id: string;
  readonly filename: string;
  /** In bytes. */
  readonly size: number;
  readonly patient: string;
  readonly patientName: string;
};

/** Whose files, and in which window (`WindowsHere`). */
export type Keeper = { readonly userId: string; readonly window: string };

const keptSchema = z.object({
  window: z.string(),
  filename: z.string(),
  size: z.number(),
  patient: z.string(),
  patientName: z.string(),
});

const beginningFor = (userId: string) => typingName(userId, 'upload:');

function keep(store: WholeStore, { userId, window }: Keeper, { id, ...file }: UnfinishedFile, at: Date) {
  keepTyping(store, beginningFor(userId) + id, { ...file, window }, at);
}

export function dropUnfinished(store: WholeStore, userId: string, id: string): void {
  dropTyping(store, beginningFor(userId) + id);
}

/** What windows that are not open any more left, and this one before it was loaded again; it is this window's from now on. */
export function claimUnfinished(
  store: WholeStore,
  keeper: Keeper,
  open: ReadonlySet<string>,
  now: Date,
): readonly UnfinishedFile[] {
  const beginning = beginningFor(keeper.userId);
  return typingUnder(store, beginning, now).flatMap(({ name, typed }) => {
    const read = keptSchema.safeParse(typed);
    if (!read.success) return [];
    const { window, ...kept } = read.data;
    if (window !== keeper.window && open.has(window)) return [];
    const file = { id: name.slice(beginning.length), ...kept };
    keep(store, keeper, file, typed.at);
    return [file];
  });
}

/** Nobody has decided about it: it is neither in the record nor given up, nor refused for what it is. */
const isOpen = (upload: Upload): boolean =>
  isUnderWay(upload)
    ? upload.state.kind !== 'cancelling'
    : upload.state.kind === 'failed' && !upload.state.problem.isFinal;

/** Keeps which files of a queue are not in the record yet, for as long as they are not. Returns how to stop. */
export function keepUnfinished(
  store: WholeStore,
  keeper: Keeper,
  queue: Pick<UploadQueue, 'all' | 'subscribe'>,
): () => void {
  let kept: ReadonlySet<string> = new Set();
  const look = () => {
    const open = queue.all().filter(isOpen);
    for (const upload of open)
      if (!kept.has(upload.id)) keep(store, keeper, unfinishedOf(upload), new Date());
    const now = new Set(open.map(({ id }) => id));
    for (const id of kept) if (!now.has(id)) dropUnfinished(store, keeper.userId, id);
    kept = now;
  };
  look();
  return queue.subscribe(look);
}

function unfinishedOf({ id, file, place }: Upload): UnfinishedFile {
  const { patient, patientName } = place;
  return { id, filename: file.name, size: file.size, patient, patientName };
}

/** True for a file that was added again, under another id. */
export const isSameFile = ({ filename, size, patient }: UnfinishedFile, { file, place }: Upload): boolean =>
  file.name === filename && file.size === size && place.patient === patient;
