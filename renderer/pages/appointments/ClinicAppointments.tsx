import { IconPlus } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';
import { appointmentStatuses, type AppointmentStatus, entities } from '../../../shared/entities';
import { DefaultButton, Page, PrimaryButton, Row, Segmented, Stepper } from '../../kit/base';
import { useDayActions, weekOf } from '../../kit/clinic';
import { useList, useSession, useShortcut, useToday } from '../../kit/data';
import { formatDayAndMonth, formatLongDate, formatMonth } from '../../kit/format';
import { SelectField } from '../../kit/inputs';
import { DayView } from './DayView';
import { MonthView } from './MonthView';
import { UnfinishedView } from './UnfinishedView';
import { addressOf, stepFrom, type View, viewOf, views } from './view';
import { WeekView } from './WeekView';

const everyone = { value: 'all', label: 'All doctors' };
const everyStatus = { value: 'all' as const, label: 'All but cancelled' };

/** All appointments by month, week and day, of one doctor or all, in one status or all. */
export function ClinicAppointments() {
  const today = useToday();
  const [address, setAddress] = useSearchParams();
  const view = viewOf(address, { date: today, doctor: useSession().user?.doctor });
  const show = (changes: Partial<View>) => setAddress(addressOf({ ...view, ...changes }), { replace: true });
  const doctors = useList('doctors', { page: { offset: 0, limit: 200 } });
  const doctorNames = Object.fromEntries(
    (doctors.data?.rows ?? []).map((doctor) => [doctor.id, entities.doctors.title(doctor)]),
  );
  const { actions, current, book, dialog } = useDayActions({ names: doctorNames });
  const isUnfinished = view.name === 'unfinished';
  const bookHere = () => book?.({ kind: 'new', initial: { date: view.date, doctor: view.doctor } });

  useShortcut('T', () => show({ date: today }), 'Today', { isOn: !isUnfinished });
  useShortcut('ArrowLeft', () => show({ date: stepFrom(view, -1) }), 'Back', { isOn: !isUnfinished });
  useShortcut('ArrowRight', () => show({ date: stepFrom(view, 1) }), 'Forward', { isOn: !isUnfinished });

  const parts = { view, show, actions, current, doctors: doctors.data?.rows ?? [], today };
  const unit = view.name === 'unfinished' ? 'day' : view.name;
  return (
    <Page
      title={isUnfinished ? 'Never finished' : titleOf(view)}
      subtitle={isUnfinished ? 'Appointments of the last 30 days that were left open' : view.date.slice(0, 4)}
      flush
      beside={
        !isUnfinished && (
          <Stepper
            label={`A ${unit} at a time`}
            back={{
              label: `A ${unit} back`,
              shortcut: 'ArrowLeft',
              onClick: () => show({ date: stepFrom(view, -1) }),
            }}
            middle={{ label: 'Today', onClick: () => show({ date: today }) }}
            forward={{
              label: `A ${unit} forward`,
              shortcut: 'ArrowRight',
              onClick: () => show({ date: stepFrom(view, 1) }),
            }}
          />
        )
      }
      actions={
        <>
          {isUnfinished ? (
            <DefaultButton label="All appointments" onClick={() => show({ name: 'month', date: today })} />
          ) : (
            <Segmented
              label="Appointments by"
              value={view.name}
              onChange={(name) => show({ name })}
              options={views.map((each) => ({ ...each }))}
            />
          )}
          {book && <PrimaryButton label="New appointment" icon={IconPlus} onClick={bookHere} />}
        </>
      }
      toolbar={
        isUnfinished ? undefined : (
          <Row>
            <SelectField
              label="Doctor"
              hideLabel
              searchable
              width={220}
              value={view.doctor ?? everyone.value}
              onChange={(value) => show({ doctor: value === everyone.value ? undefined : value })}
              options={[everyone, ...Object.entries(doctorNames).map(([value, label]) => ({ value, label }))]}
            />
            <SelectField<AppointmentStatus | 'all'>
              label="Status"
              hideLabel
              width={180}
              value={view.status ?? everyStatus.value}
              onChange={(value) => show({ status: value === 'all' ? undefined : value })}
              options={[everyStatus, ...appointmentStatuses]}
            />
          </Row>
        )
      }
    >
      {view.name === 'month' && <MonthView {...parts} />}
      {view.name === 'week' && <WeekView {...parts} />}
      {view.name === 'day' && <DayView {...parts} book={book && bookHere} />}
      {isUnfinished && <UnfinishedView {...parts} />}
      {dialog}
    </Page>
  );
}

function titleOf({ name, date }: View): string {
  if (name === 'day') return formatLongDate(date);
  if (name === 'month') return formatMonth(date).split(' ')[0] ?? '';
  const [monday = date, , , , , , sunday = date] = weekOf(date);
  return `${formatDayAndMonth(monday)} – ${formatDayAndMonth(sunday)}`;
}
