import { ORPCError } from '@orpc/client';
import { useRef, useState } from 'react';
import { type Appointment, entities } from '../../../../shared/entities';
import { newRecordId } from '../../../../shared/rules/record-id';
import { may } from '../../../../shared/rules/permissions';
import { notify } from '../../base/notify';
import { dropTyping, useClient, usePerson, useRefresher, useSaver, useToday } from '../../data';
import { formatDate } from '../../format';
import { type BookingClash, clashOf } from '../use-appointment-steps';
import {
  type BookingDraft,
  type BookingErrors,
  type BookingField,
  bookingOf,
  errorAt,
  errorsIn,
} from './draft';
import { keepBooking, readBooking } from './kept-booking';
import { type BookingRequest, definedOf, requestWords } from './request';

type Options = {
  initial: BookingDraft;
  request: BookingRequest;
  /** Under which what is typed is kept (`useTypingName`). */
  keptName: string;
  onDone: (appointment: Appointment) => void;
};

export type Booking = {
  draft: BookingDraft;
  /** The draft as it is by now, for what was asked for a while ago. */
  now: () => BookingDraft;
  set: (changes: BookingDraft) => void;
  errors: BookingErrors;
  /** Says at once, at the field, when what was typed there cannot be. */
  check: (field: BookingField) => void;
  /** The chosen time is taken. */
  clash: BookingClash | undefined;
  failure: unknown;
  isBusy: boolean;
  submit: (over?: BookingDraft) => void;
  /** What is shown was typed before and kept. */
  isKept: boolean;
  startAnew: () => void;
};

/** What the request itself says, which counts more than what was kept. */
function givenIn(request: BookingRequest): BookingDraft {
  return request.kind === 'new' ? definedOf(request.initial ?? {}) : {};
}

/** The state of booking or moving one appointment. What was typed for a new one is kept until it is booked. */
export function useBooking({ initial, request, keptName, onDone }: Options): Booking {
  const moved = request.kind === 'move' ? request.appointment : undefined;
  const isWalkIn = request.kind === 'walkIn';
  const client = useClient();
  const saver = useSaver('appointments');
  const refresher = useRefresher();
  const person = usePerson();
  const today = useToday();
  const [start] = useState(() =>
    moved ? undefined : readBooking(localStorage, keptName, { at: new Date(), today }),
  );
  const { id: keptId, ...typed } = start ?? {};
  const [firstId] = useState(() => keptId ?? newRecordId(new Date()));
  const newId = useRef(firstId);
  /** It was asked for before: what is empty now may have been stored with it. */
  const isAgain = useRef(false);
  const startAnotherOne = () => {
    newId.current = newRecordId(new Date());
    isAgain.current = false;
  };
  const [draft, setDraft] = useState<BookingDraft>(() => ({ ...initial, ...typed, ...givenIn(request) }));
  const latest = useRef(draft);
  const [errors, setErrors] = useState<BookingErrors>({});
  const [clash, setClash] = useState<BookingClash>();
  const [failure, setFailure] = useState<unknown>();
  const [isBusy, setIsBusy] = useState(false);
  const isSending = useRef(false);
  const [isKept, setIsKept] = useState(start !== undefined);

  const clear = () => {
    setErrors({});
    setClash(undefined);
    setFailure(undefined);
  };

  const set = (changes: BookingDraft) => {
    // Not from the last drawing: what was typed while something was looked up stays.
    const next = { ...latest.current, ...changes };
    // Of another person it is another appointment: the one before may be stored already, if the answer was lost.
    if (next.patient !== latest.current.patient) startAnotherOne();
    latest.current = next;
    setDraft(next);
    clear();
    if (!moved) keepBooking(localStorage, keptName, { ...next, id: newId.current }, new Date());
  };

  async function send(whole: BookingDraft): Promise<Appointment | undefined> {
    if (!moved) {
      const booking = bookingOf(whole, isWalkIn);
      const emptied = isAgain.current ? { room: null, reason: null } : {};
      isAgain.current = true;
      return booking && (await saver.create({ ...emptied, ...booking, id: newId.current })).record;
    }
    const { date, time, doctor, minutes, room, overbookedReason } = whole;
    if (!date || !time || !doctor || minutes === undefined) return undefined;
    const { id, revision } = moved;
    const place = { date, time, doctor, minutes, room: room ?? null };
    // A move keeps others out; an overbooking does not, so it is a change of the record with its reason.
    if (overbookedReason) return (await saver.update(id, revision, { ...place, overbookedReason })).record;
    const { record } = await client.schedule.move({ id, revision, ...place });
    refresher.changed({ entity: 'appointments', id, patient: record.patient });
    return record;
  }

  async function submit(over: BookingDraft = {}): Promise<void> {
    // Keys held down, or pressed before the button is drawn as busy.
    if (isSending.current) return;
    const whole = { ...latest.current, ...over };
    latest.current = whole;
    setDraft(whole);
    clear();
    const wrong = errorsIn(whole);
    if (Object.keys(wrong).length > 0) return setErrors(wrong);
    isSending.current = true;
    setIsBusy(true);
    try {
      const record = await send(whole);
      if (!record) return;
      if (!moved) dropTyping(localStorage, keptName);
      tellDone(record);
      onDone(record);
    } catch (error) {
      const taken = clashOf(error);
      const issues = issuesOf(error);
      if (taken) setClash(taken);
      else if (issues) setErrors(issues);
      else setFailure(error);
    } finally {
      isSending.current = false;
      setIsBusy(false);
    }
  }

  function tellDone(record: Appointment): void {
    const words = requestWords[request.kind];
    const when = `${formatDate(record.date ?? '')} ${record.time ?? ''}`;
    if (!moved) {
      notify.done(`${words.done} ${when}`, () => takeBack(record));
      return;
    }
    notify.done(`${words.done} ${when}`, () => putBack(record.revision, moved));
  }

  /** To where it was; what was overbooked there is so again, for the same reason. */
  async function putBack(revision: number, to: Appointment): Promise<void> {
    const { id, date, time, doctor, minutes, overbookedReason } = to;
    if (!date || !time) return;
    const place = { date, time, doctor, minutes, room: to.room ?? null };
    if (overbookedReason) await saver.update(id, revision, { ...place, overbookedReason });
    else await client.schedule.move({ id, revision, ...place });
    refresher.changed({ entity: 'appointments', id, patient: to.patient });
  }

  /** Patients cannot remove what they asked for, but call it off. */
  async function takeBack(record: Appointment): Promise<void> {
    const { id, revision } = record;
    if (may(person, 'remove', entities.appointments)) {
      await saver.remove(record);
      return;
    }
    await client.schedule.setStatus({ id, revision, status: 'cancelled' });
    refresher.changed({ entity: 'appointments', id, patient: record.patient });
  }

  return {
    draft,
    now: () => latest.current,
    set,
    errors,
    check: (field) => {
      const error = errorAt(field, draft[field]);
      if (error) setErrors((before) => ({ ...before, [field]: error }));
    },
    clash,
    failure,
    isBusy,
    submit: (over) => void submit(over),
    isKept,
    startAnew: () => {
      dropTyping(localStorage, keptName);
      setIsKept(false);
      startAnotherOne();
      latest.current = initial;
      setDraft(initial);
      clear();
    },
  };
}

/** What the core says of single fields; undefined for any other error. */
function issuesOf(error: unknown): BookingErrors | undefined {
  if (!(error instanceof ORPCError) || error.code !== 'INVALID') return undefined;
  const data = error.data as { issues?: { path: (string | number)[]; message: string }[] } | undefined;
  if (!data?.issues?.length) return undefined;
  // Fields of appointments bear the same names here.
  return Object.fromEntries(
    data.issues.map(({ path, message }) => [String(path.at(-1) ?? 'time') as BookingField, message]),
  );
}
