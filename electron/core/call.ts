import { Refusal } from './refusal';
import type { SendingDevice, Session, SignedInPerson } from './session';

/** What every handler gets besides its input. */
export type Call = {
  readonly session: Session;
  /** Null when nobody is signed in; only public procedures are reached then. */
  readonly person: SignedInPerson | null;
  /** Set where a device calls; only procedures for devices are reached then. */
  readonly sender?: SendingDevice;
  readonly now: Date;
  /** Ends when the caller stops listening. */
  readonly signal: AbortSignal | undefined;
};

/** The person behind a call that requires a sign-in. */
export function personOf(call: Call): SignedInPerson {
  if (!call.person) throw new Refusal('UNAUTHENTICATED');
  return call.person;
}

/** The device behind a call that requires a device's token. */
export function senderOf(call: Call): SendingDevice {
  if (!call.sender) throw new Refusal('UNAUTHENTICATED');
  return call.sender;
}
