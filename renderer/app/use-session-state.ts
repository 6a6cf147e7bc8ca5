import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { ClinicClient, SessionState } from '../../shared/contract';
import { thisComputerName } from '../../shared/rules/connections/fields';
import type { Connection } from '../kit/data';
import type { Carrier } from './carrier';

/** How soon the core is asked again by itself, in milliseconds; while all is well it tells changes. */
const askAgain: Readonly<Record<SessionState['database']['kind'], number | null>> = {
  opening: 700,
  away: 5_000,
  failed: 5_000,
  live: null,
};

export type SessionNews = {
  /** As last heard; undefined until the first answer. */
  session: SessionState | undefined;
  connection: Connection;
  ask: () => void;
  /** After signing out, which works without the database, too. */
  forgetUser: () => void;
};

/** What needs the database to be known is not told while it is away: it is still as last heard. */
function keepKnown(next: SessionState, last: SessionState | undefined): SessionState {
  if (next.database.kind === 'live' || !last) return next;
  const { clinic, needsSetUp, user } = last;
  return {
    ...next,
    clinic: next.clinic ?? clinic,
    needsSetUp: next.needsSetUp ?? needsSetUp,
    user: next.user ?? user,
  };
}

/** Follows `session.state`: asked at the start, after every loss of the link, when the core says so, and until it is live. */
export function useSessionState(client: ClinicClient, carrier: Carrier): SessionNews {
  const link = useSyncExternalStore(carrier.subscribe, carrier.state);
  const [session, setSession] = useState<SessionState>();
  const [nextAt, setNextAt] = useState<Date>();
  const isAsking = useRef(false);
  const isWantedAgain = useRef(false);

  const ask = useCallback(() => {
    if (isAsking.current) {
      isWantedAgain.current = true;
      return;
    }
    isAsking.current = true;
    client.session
      .state()
      .then((next) => setSession((last) => keepKnown(next, last)))
      // Without a link there is nothing to know; the link being up again asks anew.
      .catch(() => undefined)
      .finally(() => {
        isAsking.current = false;
        if (!isWantedAgain.current) return;
        isWantedAgain.current = false;
        ask();
      });
  }, [client]);

  const isUp = link.kind === 'up';
  useEffect(() => {
    if (isUp) ask();
  }, [isUp, ask]);

  const kind = session?.database.kind;
  // A new answer starts a new wait, also when it says the same.
  useEffect(() => {
    const wait = session && isUp ? askAgain[session.database.kind] : null;
    setNextAt(wait === null ? undefined : new Date(Date.now() + wait));
    if (wait === null) return;
    const timer = setTimeout(ask, wait);
    return () => clearTimeout(timer);
  }, [session, isUp, ask]);

  const forgetUser = useCallback(() => {
    setSession((last) => last && { ...last, user: undefined });
    ask();
  }, [ask]);
  const tryNow = useCallback(() => {
    if (carrier.state().kind === 'up') ask();
    else carrier.tryNow();
  }, [carrier, ask]);
  const label = session?.database.label ?? thisComputerName;
  if (link.kind !== 'up') {
    // Trying again helps a refused window only once somebody opened the link: nothing is promised.
    const nextTryAt = link.kind === 'down' ? link.nextTryAt : undefined;
    const connection = {
      isLive: false,
      label,
      since: link.since,
      message: linkWords[link.kind],
      nextTryAt,
      tryNow,
    };
    return { session, connection, ask, forgetUser };
  }
  if (!session || kind === 'live')
    return { session, connection: { isLive: kind === 'live', label, tryNow }, ask, forgetUser };
  return {
    session,
    connection: { ...databaseTrouble(session, nextAt), label, tryNow },
    ask,
    forgetUser,
  };
}

/** What a person reads when the program behind the page does not answer. */
export const linkWords = {
  connecting: 'Clinic Desk does not answer.',
  down: 'Clinic Desk does not answer.',
  refused:
    'Clinic Desk does not know this window any more. Open the link that it printed when it was started (or start it again).',
} as const;

/** A link that is up says nothing of a core that does not answer over it (`useSilence`). */
export const withSilence = (connection: Connection, since: Date | undefined): Connection =>
  connection.isLive && since ? { ...connection, isLive: false, since, message: linkWords.down } : connection;

function databaseTrouble({ database }: SessionState, nextTryAt: Date | undefined) {
  const isLive = false;
  if (database.kind === 'away')
    return { isLive, since: database.since, message: 'The database does not answer.', nextTryAt };
  if (database.kind === 'opening' && database.isBeingCopied)
    return {
      isLive,
      doing: 'files are being copied',
      message: 'The files of the database are being copied. It is opened again by itself.',
    };
  if (database.kind === 'failed')
    return { isLive, message: `${database.message} ${database.remedy}`, nextTryAt };
  return { isLive, message: 'The database is opening.', nextTryAt };
}
