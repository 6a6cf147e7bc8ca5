import { entities } from '../../../shared/entities';
import type { ReportQuestion } from '../../core/ports/report-source';
import { type Expression, hourOf, isOneOf, keyOf, valueOf, weekdayOf, weekOf } from './expressions';
import type { FactSource } from './fact-source';
import { waitOf } from './waiting';

const { appointments } = entities;

const ofAppointment = {
  entity: appointments,
  date: 'date',
  time: 'time',
  doctor: 'doctor',
  clinic: 'clinic',
} as const;
const appointmentRow = ({ by }: ReportQuestion): Expression => {
  const date = valueOf(appointments, 'date');
  switch (by) {
    case 'weekday':
      return weekdayOf(date);
    case 'hour':
      return hourOf(valueOf(appointments, 'time'));
    case 'doctor':
      return keyOf(valueOf(appointments, 'doctor'));
    default:
      return weekOf(date);
  }
};
/** Of rows that are weeks, or weekdays of appointments. */
const rowOfDay = ({ by }: ReportQuestion) =>
  by === 'weekday' ? weekdayOf : by === 'hour' || by === 'doctor' ? null : weekOf;
const status = valueOf(appointments, 'status');

const minutesWaited = { $divide: [{ $subtract: ['$wait.called', '$wait.arrived'] }, 60_000] };
/** Nobody waits for half a day: that somebody was called was noted later. */
const mostMinutes = 12 * 60;

/** What is counted of appointments. */
export const scheduleFacts: Readonly<Record<'appointments' | 'noShows' | 'waitingTimes', FactSource>> = {
  appointments: {
    ...ofAppointment,
    row: () => weekOf(valueOf(appointments, 'date')),
    rowOfDay: () => weekOf,
    column: ({ by }) =>
      by === 'doctor' ? keyOf(valueOf(appointments, 'doctor')) : { $ifNull: [status, ''] },
    values: { status, minutes: valueOf(appointments, 'minutes') },
  },
  noShows: {
    ...ofAppointment,
    where: { [status.slice(1)]: { $ne: 'cancelled' } },
    row: appointmentRow,
    rowOfDay,
    leftOut: () => [[{ $not: [isOneOf(status, ['arrived', 'inRoom', 'done', 'noShow'])] }, 'open']],
    measures: { missed: { $eq: [status, 'noShow'] } },
    values: { status },
  },
  waitingTimes: {
    ...ofAppointment,
    where: { [status.slice(1)]: { $in: ['arrived', 'inRoom', 'done'] } },
    before: () => [{ $set: { wait: waitOf(valueOf(appointments, 'statusTimes')) } }],
    row: (question) =>
      question.by === 'hour'
        ? { $dateToString: { date: '$wait.arrived', format: '%H', timezone: question.timeZone, onNull: '' } }
        : appointmentRow(question),
    rowOfDay,
    leftOut: () => [
      [{ $or: [{ $eq: ['$wait.arrived', null] }, { $eq: ['$wait.called', null] }] }, 'untimed'],
      [{ $lt: ['$wait.called', '$wait.arrived'] }, 'untimed'],
      [{ $gt: [minutesWaited, mostMinutes] }, 'forgotten'],
    ],
    minutes: { $round: [minutesWaited, 1] },
    values: { minutes: { $round: [minutesWaited, 1] } },
  },
};
