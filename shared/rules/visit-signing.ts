import { addDays } from './time';

type Signer = { readonly userId: string; readonly doctor?: string };
type Visit = { readonly doctor?: unknown; readonly createdBy?: unknown; readonly signedAt?: unknown };

/**
 * Whether a visit is one that this person signs: their own. Doctors and nurses sign what they wrote and what is written
 * down as their visit, and nobody signs for somebody else, because a signature says "this is what I found". That they may
 * write visits at all is said by the table of permissions.
 */
export const isOwnVisit = (person: Signer, visit: Visit): boolean =>
  visit.createdBy === person.userId || (person.doctor !== undefined && visit.doctor === person.doctor);

export const isSigned = ({ signedAt }: Visit): boolean => signedAt !== undefined && signedAt !== null;

/**
 * Whether a visit was written before signatures were kept: no account of this desk wrote it, so it came with an older
 * system that knew none. Nobody forgot to sign it, though whose visit it is may still do so.
 */
export const isBeforeSignatures = (visit: Visit): boolean =>
  !isSigned(visit) && (visit.createdBy === undefined || visit.createdBy === null);

/** The days whose visits should be signed by now: not today's, which may still be written, and not those of long ago. */
export const daysToSign = (today: string) => ({ from: addDays(today, -30), to: addDays(today, -1) });
