import { createContext, useContext } from 'react';
import type { ClinicClient, SessionState, SignedIn } from '../../../shared/contract';
import type { Person } from '../../../shared/rules/permissions';
import type { Refresher } from './refresher';
import type { WindowsHere } from './windows-here';

/** Whether records can be read and saved now. */
export type Connection = {
  isLive: boolean;
  /** Which database, in words: "This computer". */
  label: string;
  /** Why it does not answer though nothing is the matter, in the words of the bar: "files are being copied". */
  doing?: string;
  /** Since when it does not answer; absent while live. */
  since?: Date;
  /** What is the matter, one sentence; absent while live. */
  message?: string;
  /** When it is tried again by itself. */
  nextTryAt?: Date;
  tryNow(): void;
};

export type ClinicContextValue = {
  client: ClinicClient;
  session: SessionState;
  refreshSession: () => void;
  connection: Connection;
  refresher: Refresher;
  /** Absent where windows cannot know of one another: typing in the same place is then kept once for all. */
  windows: WindowsHere | undefined;
};

export const ClinicContext = createContext<ClinicContextValue | null>(null);

function useClinic(): ClinicContextValue {
  const value = useContext(ClinicContext);
  if (!value) throw new Error('ClinicProvider is missing above this component');
  return value;
}

/** The contract of Clinic Desk. Errors arrive as ORPCError with a code of the closed set. */
export function useClient(): ClinicClient {
  return useClinic().client;
}

/** Who is signed in, which clinic, how the database is. */
export function useSession(): SessionState {
  return useClinic().session;
}

/** Asks the core again for the session (after signing in or out). */
export function useRefreshSession(): () => void {
  return useClinic().refreshSession;
}

/** The person who is signed in, as the permission rules want them. Throws on pages shown before sign-in. */
export function usePerson(): SignedIn & Person {
  const { user } = useClinic().session;
  if (!user) throw new Error('Nobody is signed in here');
  return user;
}

/** Whether the database answers, since when not, and how to try now. */
export function useOnline(): Connection {
  return useClinic().connection;
}

/** Reads again what shows a record, for pages that change one through `useClient` (`schedule.move`). */
export function useRefresher(): Refresher {
  return useClinic().refresher;
}

export function useWindowsHere(): WindowsHere | undefined {
  return useClinic().windows;
}
