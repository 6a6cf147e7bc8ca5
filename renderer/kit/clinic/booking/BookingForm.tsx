import { IconInfoCircle } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { type Appointment, entities } from '../../../../shared/entities';
import { reach } from '../../../../shared/rules/permissions';
import { Banner } from '../../base/Banner';
import { DefaultButton } from '../../base/Button';
import { codeOf } from '../../base/error-words';
import { Failure } from '../../base/Failure';
import { Grid } from '../../base/Layout';
import { Link } from '../../base/Link';
import { notify } from '../../base/notify';
import { useClient, useOnline, usePerson, useSession, useToday, useTypingName } from '../../data';
import { FieldInput } from '../../inputs/FieldInput';
import { useReferenceName } from '../../inputs/reference-name';
import { useClock } from '../use-clock';
import { BookingFoot } from './BookingFoot';
import { assumedWords, busyWords, closedWords, pastWords } from './booking-words';
import { ClashNotice } from './ClashNotice';
import styles from './booking.module.css';
import { type BookingDraft, type BookingField, usableIn } from './draft';
import { FreeTimes } from './FreeTimes';
import { bookingPlace } from './kept-booking';
import { type BookingRequest, initialOf, isPatientGiven } from './request';
import { RoomInput } from './RoomInput';
import { useBooking } from './use-booking';
import { nextFreeDay, useFreeTimes } from './use-free-times';
import { useWorkplace } from './use-workplace';

const { fields } = entities.appointments;

type Props = {
  request: BookingRequest;
  names: Readonly<Record<string, string>>;
  onClose: () => void;
  onBooked?: (appointment: Appointment) => void;
};

/** Who, with whom, when and why; starts anew with each request. */
export function BookingForm(props: Props) {
  const keptName = useTypingName(bookingPlace(props.request));
  return keptName && <OneBooking {...props} keptName={keptName} />;
}

function OneBooking({ request, names, keptName, onClose, onBooked }: Props & { keptName: string }) {
  const person = usePerson();
  const client = useClient();
  const today = useToday();
  const now = useClock();
  const [isOverbooking, setIsOverbooking] = useState(false);
  /** Why the next free day could not be looked up. */
  const [unfound, setUnfound] = useState<unknown>(null);
  const ownDoctor = useSession().user?.doctor;
  const [initial] = useState(() => initialOf(request, today, ownDoctor));
  const booking = useBooking({
    initial,
    request,
    keptName,
    onDone: (appointment) => {
      onClose();
      onBooked?.(appointment);
    },
  });
  const { draft, set, errors, clash, submit } = booking;
  const usable = usableIn(draft);
  const free = useFreeTimes(usable, now);
  const workplace = useWorkplace(usable.doctor);
  const doctorName = useReferenceName('doctors', usable.doctor ?? null, names);
  const { isLive } = useOnline();
  const past = pastWords(usable, now);
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
    setUnfound(null);
  };
  const input = (field: BookingField, autoFocus = false) => (
    <FieldInput
      name={field}
      field={fields[field]}
      value={draft[field]}
      onChange={change(field)}
      onBlur={() => booking.check(field)}
      error={errors[field]}
      {...{ names, autoFocus }}
    />
  );
  const choose = (time: string) => {
    setIsOverbooking(false);
    setUnfound(null);
    set({ time, overbookedReason: undefined });
  };
  const findNextDay = async () => {
    setUnfound(null);
    // For another doctor, or another length, it is no answer any more.
    const isStillAsked = () => {
      const { doctor, minutes } = usableIn(booking.now());
      return doctor === usable.doctor && minutes === usable.minutes;
    };
    try {
      const next = await nextFreeDay(client, usable);
      if (!isStillAsked()) return;
      if (next) set(next);
      else notify.done('No free time in the next 60 days. Try a shorter length or another doctor.');
    } catch (error) {
      if (isStillAsked()) setUnfound(error);
    }
  };
  const placed = placedFields(request, isOverbooking);
  const unplaced = Object.entries(errors).flatMap(([field, error]) =>
    placed.has(field as BookingField) ? [] : [error],
  );
  const send = () => submit(isOverbooking ? {} : { overbookedReason: undefined });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    if (isLive) send();
  };

  return (
    // The keys belong to the whole form, whichever field has the focus.
    <form
      className={styles.form}
      noValidate
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        if (isLive) send();
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
      {past && kind === 'ask' && <Notice>This day is past. Choose one to come.</Notice>}
      {usable.doctor && usable.date && usable.minutes !== undefined && !(past && kind === 'ask') && (
        <FreeTimes
          answer={free}
          date={usable.date}
          closed={closedWords(workplace.hoursOn(usable.date), usable.date, doctorName)}
          assumed={kind === 'ask' ? undefined : assumedWords(workplace.hoursOn(usable.date), doctorName)}
          chosen={draft.time}
          onChoose={choose}
          onNextDay={kind === 'walkIn' ? undefined : () => void findNextDay()}
          error={kind === 'ask' ? errors.time : undefined}
        />
      )}
      {unfound !== null && <Failure error={unfound} inline onRetry={() => void findNextDay()} />}
      {kind === 'ask' ? (
        input('reason')
      ) : (
        <Grid columns={3} min={150} gap={12}>
          {input('time')}
          <RoomInput
            rooms={workplace.rooms}
            value={draft.room}
            onChange={change('room')}
            error={errors.room}
          />
          {kind !== 'move' && input('reason')}
        </Grid>
      )}
      {past && kind !== 'ask' && <Notice>{past}</Notice>}
      {unplaced.length > 0 && <Notice>{unplaced.join(' ')}</Notice>}
      {clash && !isOverbooking && (
        <ClashNotice
          clash={clash}
          from={draft.date === now.date ? now.time : undefined}
          onChoose={choose}
          onOverbook={mayOverbook ? () => setIsOverbooking(true) : undefined}
        />
      )}
      {isOverbooking && input('overbookedReason', true)}
      {booking.failure !== undefined &&
        (isLive && codeOf(booking.failure) === 'UNAVAILABLE' ? (
          <Notice action={<DefaultButton size="small" label="Try again" onClick={send} />}>
            {busyWords}
          </Notice>
        ) : (
          <Failure error={booking.failure} inline onRetry={send} />
        ))}
      <BookingFoot {...{ booking, kind, isOverbooking, onClose }} time={usable.time} />
    </form>
  );
}

/** Fields that stand in the form of this request and show what is wrong with them. */
function placedFields(request: BookingRequest, isOverbooking: boolean): ReadonlySet<BookingField> {
  const { kind } = request;
  const isAsked = kind === 'ask';
  const isPlaced = {
    patient: !isAsked && kind !== 'move' && !isPatientGiven(request),
    doctor: true,
    date: kind !== 'walkIn',
    minutes: !isAsked,
    time: true,
    room: !isAsked,
    reason: kind !== 'move',
    overbookedReason: isOverbooking,
  } satisfies Record<BookingField, boolean>;
  return new Set((Object.keys(isPlaced) as BookingField[]).filter((field) => isPlaced[field]));
}

/** Something to know before booking; said politely. */
function Notice({ children, action }: { children: string; action?: ReactNode }) {
  return (
    <Banner tone="warn" icon={IconInfoCircle} action={action} boxed>
      {children}
    </Banner>
  );
}
