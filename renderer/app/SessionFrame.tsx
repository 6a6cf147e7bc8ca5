import { useCallback, useEffect, useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { ClinicClient, ClinicEvent } from '../../shared/contract';
import { notify } from '../kit/base';
import { ClinicProvider, type LiveEvents, type WindowsHere } from '../kit/data';
// Not from the index of its room: what only pages need would come with it.
import { createUploadsLeft } from '../kit/files/sending/uploads-left';
import { dropOldDrafts } from '../kit/form';
import type { MenuCommands } from '../kit/shell';
import {
  CannotOpenPage,
  connectionName,
  OpeningPage,
  SecretsLockedPage,
  waitsForSecret,
} from '../pages/start-state';
import type { Carrier } from './carrier';
import { ChoosingRoutes, connectionsRoute, DeskRoutes, SetUpRoute, SignedOutRoutes } from './routes';
import { followEvents, isNewsOfSession } from './live-events';
import { type Choice, useChoosing, useMayChoose, useSetUp } from './use-before-desk';
import { useSilence } from './use-silence';
import { linkWords, type SessionNews, useSessionState, withSilence } from './use-session-state';

/** The stream of events, told to everyone below. The core asks for each event who is signed in and what they may read. */
function useLiveEvents(client: ClinicClient, onConnection: () => void): LiveEvents {
  const listeners = useMemo(() => new Set<(event: ClinicEvent) => void>(), []);
  useEffect(() => {
    const stop = new AbortController();
    const tell = (event: ClinicEvent) => {
      if (isNewsOfSession(event)) onConnection();
      for (const listener of listeners) listener(event);
    };
    void followEvents(client, tell, stop.signal);
    return () => stop.abort();
  }, [client, onConnection, listeners]);
  return useCallback(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    [listeners],
  );
}

/** What stands in the way of opening the desk, as a page; null when nothing does. */
function obstacle(
  news: SessionNews,
  { client, carrier }: Pick<Props, 'client' | 'carrier'>,
  { mayChoose, open }: Choice,
) {
  const { session, connection } = news;
  const link = carrier.state().kind;
  const onTryAgain = connection.tryNow;
  if (!session) {
    if (link === 'refused') {
      return (
        <CannotOpenPage
          kind="link"
          message="This window is not signed in"
          remedy={linkWords.refused}
          onTryAgain={onTryAgain}
        />
      );
    }
    if (link === 'down') {
      const remedy =
        'The program behind this page may have been closed. Start it again; this page then goes on by itself.';
      return (
        <CannotOpenPage
          kind="link"
          message="Clinic Desk does not answer"
          remedy={remedy}
          onTryAgain={onTryAgain}
        />
      );
    }
    return <OpeningPage step="Reaching Clinic Desk." onTryAgain={onTryAgain} />;
  }
  // Someone who works keeps their page, with what was read last and a strip that says what is the matter.
  if (session.user) return null;
  const { database, version } = session;
  if (database.kind === 'opening')
    return <OpeningPage step={database.step} version={version} onTryAgain={onTryAgain} />;
  if (database.kind === 'failed') {
    const chooseAnother = mayChoose ? connectionsRoute : undefined;
    if (waitsForSecret(database))
      return <SecretsLockedPage {...{ database, client, version, onChange: onTryAgain, chooseAnother }} />;
    const { message, remedy, label } = database;
    const change = mayChoose && open?.fields && `${connectionsRoute}/${open.id}`;
    const which = connectionName(label, open);
    return (
      <CannotOpenPage
        kind="database"
        {...{ which, message, remedy, version, onTryAgain, chooseAnother }}
        change={change || undefined}
      />
    );
  }
  return null;
}

type Props = { client: ClinicClient; carrier: Carrier; windows?: WindowsHere; onMenu?: MenuCommands };

/** From the state of the session to what is shown: opening, failed, set-up, sign-in, or the desk. */
export function SessionFrame({ client, carrier, windows, onMenu }: Props) {
  const news = useSessionState(client, carrier);
  const { session, ask, forgetUser } = news;
  const navigate = useNavigate();
  const live = useLiveEvents(client, ask);
  const connection = withSilence(news.connection, useSilence(live));
  const [isSettingUp, leaveSetUp] = useSetUp(session);
  const isChoosing = useChoosing(session);
  const choice = useMayChoose(client, session);

  const [uploadsLeft] = useState(createUploadsLeft);
  const userId = session?.user?.userId;
  useEffect(() => dropOldDrafts(localStorage, new Date()), [userId]);

  const signOut = useCallback(async () => {
    try {
      await client.session.signOut();
    } catch (error) {
      notify.failed(error);
      return;
    }
    forgetUser();
    await navigate('/');
  }, [client, forgetUser, navigate]);

  const blocked = isChoosing ? null : obstacle(news, { client, carrier }, choice);
  if (blocked || !session) return blocked;
  const page = () => {
    if (isChoosing) return <ChoosingRoutes />;
    if (isSettingUp) {
      const leave = (to: string) => {
        leaveSetUp();
        void navigate(to);
      };
      return <SetUpRoute onDone={leave} />;
    }
    if (!session.user) return <SignedOutRoutes />;
    return <DeskRoutes onSignOut={signOut} {...{ onMenu, uploadsLeft }} />;
  };
  // Signing in begins everything anew; the set-up goes on to its last page first.
  const told = isSettingUp ? { ...session, user: undefined } : session;
  return (
    <ClinicProvider {...{ client, connection, live, windows }} session={told} refreshSession={ask}>
      {page()}
    </ClinicProvider>
  );
}
