import { useEffect, useState } from 'react';
import { Banner, DefaultButton } from '../base';
import { type Connection, useNow, useOnline } from '../data';

/** A blink of the link is no news. */
const patience = 500;

function useLasting(isAway: boolean): boolean {
  const [isLasting, setLasting] = useState(false);
  useEffect(() => {
    if (!isAway) {
      setLasting(false);
      return;
    }
    const timer = setTimeout(() => setLasting(true), patience);
    return () => clearTimeout(timer);
  }, [isAway]);
  return isAway && isLasting;
}

/** "Trying again in 6 s." The seconds are not announced: the sentence before them is. */
function Countdown({ until }: { until: Date }) {
  const now = useNow(250);
  const seconds = Math.ceil((until.getTime() - now.getTime()) / 1_000);
  return <span aria-hidden>{seconds > 0 ? `Trying again in ${seconds} s.` : 'Trying again.'}</span>;
}

function Strip({ connection }: { connection: Connection }) {
  const { message = 'The database does not answer.', doing, nextTryAt, tryNow } = connection;
  return (
    <Banner tone="warn" action={!doing && <DefaultButton label="Try now" size="small" onClick={tryNow} />}>
      <strong>{message}</strong> {nextTryAt && <Countdown until={nextTryAt} />}
    </Banner>
  );
}

/** The amber strip while records can be neither read nor saved. */
export function AwayStrip() {
  const connection = useOnline();
  const isShown = useLasting(!connection.isLive);
  return isShown ? <Strip connection={connection} /> : null;
}
