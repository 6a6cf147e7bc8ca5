import type { HoursOfDay } from '../../../../shared/rules/working-hours';
import { usualHours } from '../../../../shared/rules/working-hours';
import { formatLongDate } from '../../format';
import type { WallClock } from '../status';
import type { BookingDraft } from './draft';

const weekdayOf = (date: string) => formatLongDate(date).split(' ')[0] ?? '';

/** Why a doctor has no time at all on a day: "Dr Meera Joshi does not work on Sundays." */
export function closedWords(
  hours: HoursOfDay | undefined,
  date: string,
  doctor: string | undefined,
): string | undefined {
  if (!hours || hours.spans.length > 0) return undefined;
  const day = `${weekdayOf(date)}s`;
  return hours.stated === 'clinic'
    ? `The clinic is closed on ${day}.`
    : `${doctor ?? 'This doctor'} does not work on ${day}.`;
}

/** On what the offered times rest where the doctor's own hours are not known. */
export function assumedWords(hours: HoursOfDay | undefined, doctor: string | undefined): string | undefined {
  if (!hours || hours.stated === 'doctor') return undefined;
  const used =
    hours.stated === 'clinic'
      ? 'these times are within the opening hours of the clinic'
      : `these times are from ${usualHours.from} to ${usualHours.to}`;
  return `No working hours are entered for ${doctor ?? 'this doctor'}; ${used}.`;
}

/** That a day or time is past, and what booking it then means; undefined for one to come. */
export function pastWords({ date, time }: BookingDraft, now: WallClock): string | undefined {
  if (!date || date > now.date) return undefined;
  if (date < now.date)
    return `${formatLongDate(date)} is past. Book it only to record an appointment that took place.`;
  if (!time || time >= now.time) return undefined;
  return `${time} has passed. Book it only to record an appointment that took place.`;
}

/** A refusal that nobody can do anything about but try again: the database answers, but too many write at once. */
export const busyWords = 'Many changes are being saved at this moment, and this one was not. Try again.';
