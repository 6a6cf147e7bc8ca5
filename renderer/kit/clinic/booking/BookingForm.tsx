import { type KeyboardEvent, useEffect, useEffectEvent, useState } from 'react';
import { type Appointment, entities } from '../../../../shared/entities';
import { reach } from '../../../../shared/rules/permissions';
import { Failure } from '../../base/Failure';
import { Grid } from '../../base/Layout';
import { Link } from '../../base/Link';
import { notify } from '../../base/notify';
import { useClient, usePerson, useToday } from '../../data';
import { FieldInput } from '../../inputs/FieldInput';
import { useReferenceName } from '../../inputs/reference-name';
import { useClock } from '../use-clock';
import { BookingFoot } from './BookingFoot';
import { ClashNotice } from './ClashNotice';
import styles from './booking.module.css';
import { type BookingDraft, type BookingField, usableIn } from './draft';
import { FreeTimes } from './FreeTimes';
import { type BookingRequest, initialOf, isPatientGiven } from './request';
import { useBooking } from './use-booking';
import { nextFreeDay, useFreeTimes } from './use-free-times';

const { fields } = entities.appointments;

type Props = {
  request: BookingRequest;
  names: Readonly<Record<string, string>>;
  onClose: () => void;
  onBooked?: (appointment: Appointment) => void;
};

/** Who, with whom, when and why; starts anew with each request. */
export function BookingForm({ request, names, onClose, onBooked }: Props) {
  const person = usePerson();
  const client = useClient();
  const today = useToday();
  const now = useClock();
  const [isOverbooking, setIsOverbooking] = useState(false);
  const [initial] = useState(() => initialOf(request, today));
  const booking = useBooking({
    initial,
    request,
    onDone: (appointment) => {
      onClose();
      onBooked?.(appointment);
    },
  });
  const { draft, set, errors, clash, submit } = booking;
  const usable = usableIn(draft);
  const free = useFreeTimes(usable, now);
  const patientName = useReferenceName('patients', usable.patient ?? null, names);
  const mayOverbook = reach(person, 'create', entities.appointments) === 'all';
  const { kind } = request;

  // A walk-in takes the first free time of the doctor unless another is chosen.
  const firstFree = kind === 'walkIn' && !draft.time ? free.times?.[0] : undefined;
  const takeFirst = useEffectEvent((time: string) => set({ time }));
  useEffect(() => {
    if (firstFree) takeFirst(firstFree);
  }, [firstFree]);

  const change = (field: BookingField) => (value: unknown) => {
    // Inputs give the type of their field, null when emptied; text that is no value yet is refused on sending.
    const changes: BookingDraft = { [field]: value ?? undefined };
    set(field === 'doctor' || field === 'date' ? { ...changes, time: undefined } : changes);
    if (field !== 'overbookedReason') setIsOverbooking(false);
  };
  const input = (field: BookingField, autoFocus = false) => (
    <FieldInput
      name={field}
      field={fields[field]}
      value={draft[field]}
      onChange={change(field)}
      error={errors[field]}
      {...{ names, autoFocus }}
    />
  );
  const choose = (time: string) => {
    setIsOverbooking(false);
    set({ time, overbookedReason: undefined });
  };
  const findNextDay = async () => {
    try {
      const next = await nextFreeDay(client, usable);
      if (next) set(next);
      else notify.done('No free time in the next 60 days. Try a shorter length or another doctor.');
    } catch (error) {
      notify.failed(error);
    }
  };
  const send = () => submit(isOverbooking ? {} : { overbookedReason: undefined });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };

  return (
    // The keys belong to the whole form, whichever field has the focus.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      className={styles.form}
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {kind !== 'ask' &&
        kind !== 'move' &&
        (isPatientGiven(request) ? (
          <p className={styles.patient}>{patientName}</p>
        ) : (
          <div>
            {input('patient', true)}
            <p className={styles.help}>
              Not in the list? <Link to="/patients/new">Register a new patient</Link>
            </p>
          </div>
        ))}
      <Grid columns={kind === 'new' || kind === 'move' ? 3 : 2} min={150} gap={12}>
        {input('doctor', isPatientGiven(request) || kind === 'ask')}
        {kind !== 'walkIn' && input('date')}
        {kind !== 'ask' && input('minutes')}
      </Grid>
      {usable.doctor && usable.date && (
        <FreeTimes
          answer={free}
          date={usable.date}
          chosen={draft.time}
          onChoose={choose}
          onNextDay={kind === 'walkIn' ? undefined : () => void findNextDay()}
          error={kind === 'ask' ? errors.time : undefined}
        />
      )}
      {kind === 'ask' ? (
        input('reason')
      ) : (
        <Grid columns={3} min={150} gap={12}>
          {input('time')}
          {input('room')}
          {kind !== 'move' && input('reason')}
        </Grid>
      )}
      {clash && !isOverbooking && (
        <ClashNotice
          clash={clash}
          from={draft.date === now.date ? now.time : undefined}
          onChoose={choose}
          onOverbook={mayOverbook ? () => setIsOverbooking(true) : undefined}
        />
      )}
      {isOverbooking && input('overbookedReason', true)}
      {booking.failure !== undefined && <Failure error={booking.failure} inline onRetry={send} />}
      <BookingFoot {...{ booking, kind, isOverbooking, onClose }} time={usable.time} />
    </form>
  );
}
