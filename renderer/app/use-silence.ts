import { useEffect, useState } from 'react';
import type { LiveEvents } from '../kit/data';

/** The core says every four seconds that it is there; two of these may come late. In milliseconds. */
const patienceMs = 12_000;

/**
 * Since when nothing was heard of a core that may be there and does not answer: stopped, or busy with itself. The link
 * does not tell, which is up as long as the process is there. Undefined while all is well.
 */
export function useSilence(live: LiveEvents): Date | undefined {
  const [since, setSince] = useState<Date>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      const heardAt = new Date();
      clearTimeout(timer);
      timer = setTimeout(() => setSince(heardAt), patienceMs);
    };
    wait();
    const leave = live(() => {
      setSince(undefined);
      wait();
    });
    return () => {
      leave();
      clearTimeout(timer);
    };
  }, [live]);
  return since;
}
