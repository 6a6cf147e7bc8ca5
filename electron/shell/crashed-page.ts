/** A page that crashes again and again is not helped by being loaded again: so often in so many milliseconds, no more. */
const MOST_RELOADS = 3;
const WITHIN_MS = 60_000;

export type CrashedPageParts = {
  /** Asks the person whether to try again; false: they would rather close. */
  readonly ask: () => Promise<boolean>;
  readonly close: () => void;
  /** Milliseconds of a clock that only goes on. */
  readonly now?: () => number;
};

/** The words in which a person is asked. */
export const crashedPageWords = {
  type: 'error' as const,
  title: 'Clinic Desk',
  message: 'The window of Clinic Desk keeps failing.',
  detail:
    'What was saved is safe. Close other programs, or restart the computer if it goes on. The log file in the ' +
    'folder "logs" says more.',
  buttons: ['Try again', 'Close Clinic Desk'],
  defaultId: 0,
  cancelId: 1,
  noLink: true,
};

/** Returns what is to be done with a page each time it has crashed: load it again, or ask the person when that is of no use. */
export function afterCrash({ ask, close, now = () => performance.now() }: CrashedPageParts) {
  let reloads: number[] = [];
  let isAsking = false;
  return async (reload: () => void): Promise<void> => {
    reloads = reloads.filter((at) => now() - at < WITHIN_MS);
    if (reloads.length < MOST_RELOADS) {
      reloads.push(now());
      reload();
      return;
    }
    if (isAsking) return;
    isAsking = true;
    const again = await ask().finally(() => {
      isAsking = false;
    });
    if (!again) return close();
    reloads = [now()];
    reload();
  };
}
