import { type ComponentType, useEffect, useState } from 'react';
import { Loading } from '../kit/base';

/** A page whose code is fetched when it is first opened, or earlier by `fetchCode`. */
export type PageWithCode<Props> = ComponentType<Props> & {
  /** Resolves once the page can be shown at once; fetches only once, unless that failed. */
  readonly fetchCode: () => Promise<void>;
};

/**
 * The page that `load` gives. Not React's `lazy`: after its fallback was shown for a moment, React holds the page back
 * until 300 ms have passed, however soon the code is there.
 */
export function pageOf<Props extends object>(load: () => Promise<ComponentType<Props>>): PageWithCode<Props> {
  let Page: ComponentType<Props> | undefined;
  let fetching: Promise<void> | undefined;
  const fetchCode = () =>
    (fetching ??= load().then(
      (loaded) => {
        Page = loaded;
      },
      (error: unknown) => {
        fetching = undefined;
        throw error;
      },
    ));
  function Opened(props: Props) {
    const [failure, setFailure] = useState<{ error: unknown }>();
    const [hasCode, setHasCode] = useState(Page !== undefined);
    useEffect(() => {
      if (hasCode) return undefined;
      let isShown = true;
      fetchCode().then(
        () => isShown && setHasCode(true),
        (error: unknown) => isShown && setFailure({ error }),
      );
      return () => {
        isShown = false;
      };
    }, [hasCode]);
    // Told by the boundary around the page.
    if (failure) throw failure.error;
    return Page ? <Page {...props} /> : <Loading />;
  }
  return Object.assign(Opened, { fetchCode });
}

/** Safari has no notion of quiet. */
const inQuiet = (work: () => void): (() => void) => {
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(work, 200);
    return () => clearTimeout(timer);
  }
  const waiting = requestIdleCallback(work);
  return () => cancelIdleCallback(waiting);
};

/** How long somebody who waits is left alone before it is looked again whether they still do. */
const pauseMs = 100;

/**
 * Fetches the code of these pages, one after the other, whenever the window has nothing else to do and nobody waits for an
 * answer: `isQuiet` tells that. A page that cannot be fetched says so when it is opened. Returns what stops it.
 */
export function fetchCodeInQuiet(
  pages: readonly { readonly fetchCode: () => Promise<void> }[],
  isQuiet: () => boolean,
): () => void {
  let isStopped = false;
  let forget = () => {};
  const next = (index: number) => {
    const page = pages[index];
    if (!page || isStopped) return;
    const goOn = () => next(index + 1);
    forget = inQuiet(() => {
      if (isQuiet()) return void page.fetchCode().then(goOn, goOn);
      const timer = setTimeout(() => next(index), pauseMs);
      forget = () => clearTimeout(timer);
    });
  };
  next(0);
  return () => {
    isStopped = true;
    forget();
  };
}
