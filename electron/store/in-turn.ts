import { asDuplicateKey } from './errors';

/**
 * A unit of work does one thing at a time, also when its work asks for several at once. What broke it once is thrown by
 * everything after, so that work that swallows an error cannot go on as if nothing had happened.
 */
export function oneAtATime() {
  let last: Promise<unknown> = Promise.resolve();
  let broken: { readonly by: unknown } | undefined;
  return {
    get brokenBy(): unknown {
      return broken?.by;
    },
    inTurn<T>(step: () => Promise<T>): Promise<T> {
      const run = async () => {
        if (broken) throw broken.by;
        try {
          return await step();
        } catch (error) {
          broken = { by: asDuplicateKey(error) ?? error };
          throw broken.by;
        }
      };
      const next = last.then(run, run);
      last = next.catch(() => undefined);
      return next;
    },
  };
}
