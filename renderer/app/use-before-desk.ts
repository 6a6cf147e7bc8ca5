import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import type { ClinicClient, SavedConnection, SessionState } from '../../shared/contract';
import { connectionsRoute } from './routes';

/**
 * Whether the first-run set-up is open, and how it is left: it signs in before its last page is read. Another database
 * begins anew: one that is set up has none, an empty one has its own.
 */
export function useSetUp(session: SessionState | undefined): [isOpen: boolean, leave: () => void] {
  const [state, setState] = useState<'notYet' | 'open' | 'over'>('notYet');
  const needed = session?.needsSetUp;
  if (needed && state === 'notYet') setState('open');
  // Somebody else's: nobody came in by setting this one up.
  if (needed === false && state === 'open' && !session?.user) setState('notYet');
  if (needed === false && state === 'over') setState('notYet');
  return [state === 'open', () => setState('over')];
}

const isConnections = (path: string) => path === connectionsRoute || path.startsWith(`${connectionsRoute}/`);

/**
 * Whether another database is being chosen while nobody can sign in to this one: it does not open, is away, or is not set
 * up. The page stays while the chosen one is opened, and says when it does not.
 */
export function useChoosing(session: SessionState | undefined): boolean {
  const { pathname } = useLocation();
  const [isChoosing, setChoosing] = useState(false);
  const isHere = session !== undefined && !session.user && isConnections(pathname);
  const kind = session?.database.kind;
  const isPossible = kind === 'opening' ? isChoosing : kind !== 'live' || session?.needsSetUp === true;
  const next = isHere && isPossible;
  if (next !== isChoosing) setChoosing(next);
  return next;
}

/** What may be done about a database that cannot be opened; `open`: its connection, where this computer knows it. */
export type Choice = { readonly mayChoose: boolean; readonly open?: SavedConnection | undefined };

/** Whether another database may be chosen while this one cannot be opened, and which one this is; asked only then. */
export function useMayChoose(client: ClinicClient, session: SessionState | undefined): Choice {
  const [choice, setChoice] = useState<Choice>({ mayChoose: false });
  useEffect(() => {
    if (!session || session.user || session.database.kind !== 'failed') return;
    let isWanted = true;
    client.connections.list().then(
      ({ isFixed, connections, open }) =>
        isWanted &&
        setChoice({ mayChoose: isFixed === undefined, open: connections.find(({ id }) => id === open) }),
      // Nothing is offered that could not be asked for.
      () => isWanted && setChoice({ mayChoose: false }),
    );
    return () => {
      isWanted = false;
    };
  }, [client, session]);
  return choice;
}
