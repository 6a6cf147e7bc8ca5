import { isTrouble, isUnderWay, type Upload } from './upload';

const counted = (count: number) => (count === 1 ? '1 file' : `${count} files`);

/** The heading of the list. `unfinished`: how many files were on their way when a window ended. */
export function trayWords(uploads: readonly Upload[], unfinished: number): string {
  const busy = uploads.filter(isUnderWay);
  const failed = uploads.filter(({ state }) => state.kind === 'failed').length;
  const added = busy.length > 0 ? 0 : uploads.length - failed;
  const asking = uploads.filter((each) => each.state.kind === 'done' && isTrouble(each)).length;
  const over = [
    { count: added, what: 'added' },
    // Folded, nothing else says so.
    { count: asking, what: 'to look at' },
    { count: failed, what: 'not added' },
    { count: unfinished, what: 'not finished' },
  ].filter(({ count }) => count > 0);
  const overWords = over.map(
    ({ count, what }, index) => `${index === 0 && busy.length === 0 ? counted(count) : count} ${what}`,
  );
  return [...busyWords(busy), ...overWords].join(', ');
}

function busyWords(busy: readonly Upload[]): string[] {
  if (busy.length === 0) return [];
  const files = counted(busy.length);
  if (busy.some(({ state }) => state.kind === 'away')) return [`Waiting for the connection: ${files}`];
  if (busy.some(({ state }) => state.kind === 'sending' && state.silentSince))
    return [`Waiting for an answer: ${files}`];
  return [`Adding ${files}`];
}

/** How much of what is under way has arrived, in whole percent. */
export function percentOf(uploads: readonly Upload[]): number {
  const busy = uploads.filter(isUnderWay);
  const total = busy.reduce((sum, { file }) => sum + file.size, 0);
  const sent = busy.reduce((sum, each) => sum + each.sent, 0);
  return total === 0 ? 0 : Math.floor((sent / total) * 100);
}
