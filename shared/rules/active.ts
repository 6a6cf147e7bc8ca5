/** Whether an allergy or a problem counts: active, as far as is known, and not refuted. */
export const isActive = ({ status, verification }: { status?: string; verification?: string }): boolean =>
  (status === undefined || status === 'active') && verification !== 'refuted';

/**
 * Whether a prescription counts on a day: active, as far as is known (those of older systems have no status), and not
 * past its last day. One that is yet to start counts too: it will be taken beside what is prescribed now.
 */
export const isTaken = ({ status, endsOn }: { status?: string; endsOn?: string }, today: string): boolean =>
  (status === undefined || status === 'active') && !(endsOn !== undefined && endsOn < today);

/** The last day of a prescription that is ended on a day; one that was yet to start ends on the day it would have started. */
export const endedOn = ({ startsOn }: { startsOn?: string }, today: string): string =>
  startsOn !== undefined && startsOn > today ? startsOn : today;
