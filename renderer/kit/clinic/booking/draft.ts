import { type DraftNamed, entities } from '../../../../shared/entities';
import { minuteOfDay } from '../../../../shared/rules/slots';

/** What is being booked or moved; fields are empty until they are chosen. */
export type BookingDraft = {
  patient?: string;
  doctor?: string;
  date?: string;
  time?: string;
  minutes?: number;
  room?: string;
  reason?: string;
  overbookedReason?: string;
};
export type BookingField = keyof BookingDraft;
export type BookingErrors = Partial<Record<BookingField, string>>;

const { fields } = entities.appointments;

const needed: readonly (readonly [BookingField, string])[] = [
  ['patient', 'Choose who is booked'],
  ['doctor', 'Choose a doctor'],
  ['date', 'Choose a day'],
  ['minutes', 'Choose how long'],
  ['time', 'Choose a time'],
];

/** What of a draft can be used as it is: half-typed dates and names not chosen are left out. */
export function usableIn(draft: BookingDraft): BookingDraft {
  const isUsable = (field: string, value: unknown) =>
    fields[field as BookingField].input.safeParse(value).success;
  return Object.fromEntries(
    Object.entries(draft).filter(([field, value]) => value !== undefined && isUsable(field, value)),
  );
}

/** Why what stands in a field is no value of it; undefined when it is one, and while it is empty. */
export function errorAt(field: BookingField, value: unknown): string | undefined {
  const parsed = value === undefined ? undefined : fields[field].input.safeParse(value);
  return parsed?.success === false ? (parsed.error.issues[0]?.message ?? 'Look at this again') : undefined;
}

/** Sentences at the fields that lack something or are no value yet; empty when it can be booked. */
export function errorsIn(draft: BookingDraft): BookingErrors {
  const wrong = Object.entries(draft).flatMap(([field, value]) => {
    const error = errorAt(field as BookingField, value);
    return error ? [[field, error]] : [];
  });
  const missing = needed.filter(([field]) => draft[field] === undefined);
  return Object.fromEntries([...wrong, ...missing]);
}

/** The call that books a complete draft; undefined while something is missing. */
export function bookingOf(draft: BookingDraft, isWalkIn: boolean): DraftNamed<'appointments'> | undefined {
  const { patient, doctor, date, time, minutes, ...rest } = draft;
  if (!patient || !doctor || !date || !time || minutes === undefined) return undefined;
  return { patient, doctor, date, time, minutes, ...rest, ...(isWalkIn && { status: 'arrived' as const }) };
}

/**
 * Free times to offer: of all starts, those that leave whole appointments side by side, from the first of each gap.
 * `from` drops what is already past.
 */
export function offeredTimes(starts: readonly string[], minutes: number, from = '00:00'): string[] {
  const offered: string[] = [];
  let next = Number.NEGATIVE_INFINITY;
  let before = Number.NEGATIVE_INFINITY;
  for (const start of starts.filter((each) => each >= from).toSorted()) {
    const minute = minuteOfDay(start);
    const isNewGap = minute - before > Math.max(10, minutes);
    before = minute;
    if (minute < next && !isNewGap) continue;
    offered.push(start);
    next = minute + minutes;
  }
  return offered;
}
