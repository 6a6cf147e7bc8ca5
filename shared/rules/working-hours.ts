import { weekdays } from '../entities/weekdays';

/** From one clock time to another on one day. */
export type Span = { readonly from: string; readonly to: string };

/** Where neither the doctor nor the clinic states hours. */
export const usualHours: Span = { from: '08:00', to: '18:00' };

/** The hours of one day, and who states them: none when the stated ones leave that day out. */
export type HoursOfDay = { readonly spans: readonly Span[]; readonly stated: 'doctor' | 'clinic' | 'nobody' };

type Stated =
  | readonly { readonly weekday?: string; readonly from?: string; readonly to?: string }[]
  | undefined;

/** When a doctor can be booked on a day: in their own hours, else while the clinic is open, else from 08:00 to 18:00. */
export function hoursOn(date: string, { doctor, clinic }: { doctor: Stated; clinic: Stated }): HoursOfDay {
  for (const [stated, list] of [
    ['doctor', doctor],
    ['clinic', clinic],
  ] as const) {
    if (!list || list.length === 0) continue;
    const weekday = weekdays[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7]?.value;
    const spans = list.flatMap(({ weekday: day, from, to }) =>
      day === weekday && from && to ? [{ from, to }] : [],
    );
    return { spans: spans.toSorted((one, other) => one.from.localeCompare(other.from)), stated };
  }
  return { spans: [usualHours], stated: 'nobody' };
}
