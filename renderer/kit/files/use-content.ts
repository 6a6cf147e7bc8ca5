import { useCallback, useEffect, useState } from 'react';
import { useClient } from '../data';
import { type Content, fetchContent } from './fetch-content';

/** Where the content of a document is at. */
export type ContentState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'loading'; readonly received: number; readonly size: number }
  | { readonly kind: 'here'; readonly content: Content }
  | { readonly kind: 'failed'; readonly error: unknown };

export type HeldContent = {
  state: ContentState;
  /** Fetches it, or gives what is here; undefined when it was cancelled or failed, which `state` says. */
  fetch: () => Promise<Content | undefined>;
  cancel: () => void;
};

/** The content of one document, fetched when it is asked for and held as long as the page is there. */
export function useContent(id: string): HeldContent {
  const client = useClient();
  const [state, setState] = useState<ContentState>({ kind: 'idle' });
  const [work, setWork] = useState<AbortController>();
  useEffect(() => () => work?.abort(), [work]);

  const here = state.kind === 'here' ? state.content : undefined;
  const fetch = useCallback(async () => {
    if (here) return here;
    const stop = new AbortController();
    setWork(stop);
    setState({ kind: 'loading', received: 0, size: 0 });
    try {
      const content = await fetchContent({
        client: client.files,
        id,
        signal: stop.signal,
        onProgress: (received, size) => !stop.signal.aborted && setState({ kind: 'loading', received, size }),
      });
      if (stop.signal.aborted) return undefined;
      setState({ kind: 'here', content });
      return content;
    } catch (error) {
      if (!stop.signal.aborted) setState({ kind: 'failed', error });
      return undefined;
    }
  }, [client, here, id]);
  const cancel = useCallback(() => {
    work?.abort();
    setState({ kind: 'idle' });
  }, [work]);
  return { state, fetch, cancel };
}
