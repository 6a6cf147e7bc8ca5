/** Work longer than this, in milliseconds, lets others have their turn in between. */
const longest = 5;

/** For long work on the main thread: where `isOver`, `await next()` lets calls and windows go on before it does. */
export function takeTurns() {
  let since = performance.now();
  return {
    isOver: (): boolean => performance.now() - since > longest,
    async next(): Promise<void> {
      await new Promise((resolve) => setImmediate(resolve));
      since = performance.now();
    },
  };
}
