import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ClinicClient, ClinicEvent, SessionState } from '../../../shared/contract';
import { ClinicContext, type ClinicContextValue, type Connection } from './clinic-context';
import { createQueryClient } from './query-client';
import { createRefresher } from './refresher';
import { ShortcutProvider } from './shortcuts';
import type { WindowsHere } from './windows-here';

/** Where `changed`, `gap` and `ready` come from; returns how to stop listening. */
export type LiveEvents = (listener: (event: ClinicEvent) => void) => () => void;

type Props = {
  client: ClinicClient;
  session: SessionState;
  refreshSession: () => void;
  /** Left out: read off `session.database`. */
  connection?: Connection;
  /** Left out: nothing follows changes made elsewhere (tests). */
  live?: LiveEvents;
  /** Left out: this is the only window (tests). */
  windows?: WindowsHere;
  children: ReactNode;
};

function connectionOf(session: SessionState, tryNow: () => void): Connection {
  const { database } = session;
  if (database.kind === 'live') return { isLive: true, label: database.label, tryNow };
  const since = database.kind === 'away' ? database.since : undefined;
  return { isLive: false, label: database.label, since, tryNow };
}

/** What one person reads: a cache of their own and what keeps it fresh. */
function PersonProvider({ client, session, refreshSession, connection, live, windows, children }: Props) {
  const refreshRef = useRef(refreshSession);
  useEffect(() => {
    refreshRef.current = refreshSession;
  });
  const [queries] = useState(() => createQueryClient(() => refreshRef.current()));
  const [refresher] = useState(() => createRefresher(queries));
  useEffect(() => () => refresher.stop(), [refresher]);

  useEffect(
    () =>
      live?.((event) => {
        if (event.type === 'changed') {
          refresher.changed(event);
          // Its name, time zone and units are part of the session.
          if (event.entity === 'clinics') refreshRef.current();
        } else if (event.type === 'gap' || event.type === 'ready') refresher.everything();
      }),
    [live, refresher],
  );

  const current = connection ?? connectionOf(session, refreshSession);
  const wasLive = useRef(current.isLive);
  useEffect(() => {
    if (current.isLive && !wasLive.current) refresher.everything();
    wasLive.current = current.isLive;
  }, [current.isLive, refresher]);

  const value: ClinicContextValue = {
    client,
    session,
    refreshSession,
    connection: current,
    refresher,
    windows,
  };
  return (
    <ClinicContext value={value}>
      <QueryClientProvider client={queries}>
        <ShortcutProvider>{children}</ShortcutProvider>
      </QueryClientProvider>
    </ClinicContext>
  );
}

/**
 * Client, session, query cache, live updates and shortcuts for everything below. All of it, and all that stands on the
 * screen, begins anew with another person: nobody sees what another read or typed.
 */
export function ClinicProvider(props: Props) {
  const { user } = props.session;
  return <PersonProvider key={user ? `${user.userId} ${user.roles.join(' ')}` : ''} {...props} />;
}
