import { z } from 'zod';
import { dropTyping, keepTyping, readTyping, type TextStore } from '../../data';
import type { BookingDraft } from './draft';
import type { BookingRequest } from './request';

/** `id`: of the appointment that it is to become; it may be there already, if the answer was lost. */
type KeptBooking = BookingDraft & { readonly id?: string };

/** What is no text any more is left out, and the rest is kept. Every field is checked again before it is sent. */
const text = z.string().optional().catch(undefined);
const keptSchema = z.object({
  patient: text,
  doctor: text,
  date: text,
  time: text,
  minutes: z.number().optional().catch(undefined),
  room: text,
  reason: text,
  overbookedReason: text,
  id: text,
} satisfies Record<keyof KeptBooking, z.ZodType>);

/** The place in which a half-typed booking is kept: typing for one patient must not come back for another. */
export function bookingPlace(request: BookingRequest): string {
  const about = request.kind === 'ask' ? request.patient : request.kind === 'new' && request.initial?.patient;
  return `booking:${about || request.kind}`;
}

/** Keeps what is typed once it says whom or what for; a day and a length alone are what every booking begins with. */
export function keepBooking(store: TextStore, name: string, draft: KeptBooking, at: Date): void {
  if (draft.patient || draft.reason) keepTyping(store, name, draft, at);
  else dropTyping(store, name);
}

/** What was typed before; days that are past meanwhile are left out with their times. `today`: `YYYY-MM-DD`. */
export function readBooking(
  store: TextStore,
  name: string,
  now: { readonly at: Date; readonly today: string },
): KeptBooking | undefined {
  const parsed = keptSchema.safeParse(readTyping(store, name, now.at));
  if (!parsed.success) return undefined;
  const { date, time, ...rest } = parsed.data;
  const kept = date && date >= now.today ? { ...rest, date, time } : rest;
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}
