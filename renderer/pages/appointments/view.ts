import { appointmentStatuses, type AppointmentStatus } from '../../../shared/entities';
import { addDays } from '../../../shared/rules/time';
import { isCalendarDate } from '../../../shared/schema';
import { addMonths } from '../../kit/clinic';

export const views = [
  { value: 'day', label: 'Day' },
  { value: 'week', label: 'Week' },
  { value: 'month', label: 'Month' },
] as const;
export type ViewName = (typeof views)[number]['value'] | 'unfinished';

/** What the page shows, as its address says it. */
export type View = {
  name: ViewName;
  date: string;
  doctor?: string;
  status?: AppointmentStatus;
};

/** Reads the address; whatever it does not say, or says wrongly, is as usual. */
export function viewOf(address: URLSearchParams, usual: { date: string; doctor?: string }): View {
  const name = address.get('view');
  const date = address.get('date') ?? '';
  const status = address.get('status');
  const doctor = address.get('doctor');
  const isName = (text: string | null): text is ViewName =>
    text === 'unfinished' || views.some((each) => each.value === text);
  return {
    name: isName(name) ? name : 'month',
    date: isCalendarDate(date) ? date : usual.date,
    // An empty word is the choice of all doctors; none at all leaves the usual one.
    doctor: doctor === null ? usual.doctor : doctor || undefined,
    status: appointmentStatuses.find((each) => each.value === status)?.value,
  };
}

/** The address of a view. */
export function addressOf({ name, date, doctor, status }: View): URLSearchParams {
  return new URLSearchParams({ view: name, date, doctor: doctor ?? '', ...(status && { status }) });
}

/** The day that a step back or forward leads to: a day, a week or a month away. */
export function stepFrom({ name, date }: View, step: 1 | -1): string {
  if (name === 'month') return addMonths(date, step);
  return addDays(date, name === 'week' ? 7 * step : step);
}
