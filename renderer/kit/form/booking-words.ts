import type { Conflict } from '../../../shared/contract';
import { clockTimeOf, minuteOfDay } from '../../../shared/rules/slots';
import { formatDate } from '../format';

type Booking = Extract<Conflict, { kind: 'booking' }>;

const list = (times: readonly string[]) => times.slice(0, 2).join(', ');

/** Why a time is taken and what is free, as one or two sentences: "Dr Joshi already sees Tanmay Kulkarni 10:00–10:20." */
export function bookingWords({ holder, clash, freeTimes }: Booking): string {
  const next = freeTimes.length > 0 ? ` Next free ${list(freeTimes)}.` : ' Nothing else is free that day.';
  if (!clash) {
    const who = { doctor: 'This doctor', patient: 'This person', room: 'This room' }[holder];
    return `${who} is taken at that time.${next}`;
  }
  const end = clockTimeOf(Math.min(minuteOfDay(clash.time) + clash.minutes, 1_439));
  const span = `${clash.time}–${end}`;
  const doctor = clash.doctorName ?? 'This doctor';
  const patient = clash.patientName ?? 'someone';
  const sentences = {
    doctor: `${doctor} already sees ${patient} ${span} on ${formatDate(clash.date)}.`,
    patient: `${clash.patientName ?? 'This person'} already has an appointment ${span} with ${doctor}.`,
    room: `${clash.room ?? 'This room'} is taken ${span} by ${doctor}.`,
  };
  return sentences[holder] + next;
}
