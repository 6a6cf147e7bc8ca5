/** The words in which a person is asked before the window closes over files that are still on their way. */
export const leaveQuestion = {
  type: 'question' as const,
  title: 'Clinic Desk',
  message: 'Files are still being added.',
  detail:
    'Closing now gives those up that have not arrived; what came of them is removed within a day. Files already added stay.',
  buttons: ['Stay', 'Close and give them up'],
  defaultId: 0,
  cancelId: 0,
  noLink: true,
};

type Contents = {
  on(event: 'will-prevent-unload', listener: (event: { preventDefault(): void }) => void): unknown;
};

/**
 * A page that does not want to be left would hold the window open without a word: Electron, unlike a browser, asks
 * nobody. `ask` answers which button was pressed.
 */
export function askBeforeLeaving(contents: Contents, ask: (question: typeof leaveQuestion) => number): void {
  contents.on('will-prevent-unload', (event) => {
    // Preventing the event lets the page go.
    if (ask(leaveQuestion) === 1) event.preventDefault();
  });
}
