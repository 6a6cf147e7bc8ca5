import { ORPCError } from '@orpc/client';
import { useRef, useState } from 'react';
import { type Conflict, conflictSchema } from '../../../shared/contract';
import type { Appointment, AppointmentStatus } from '../../../shared/entities';
import { notify } from '../base/notify';
import { useClient, useRefresher } from '../data';
import { doneWords, statusOf } from './status';

export type BookingClash = Extract<Conflict, { kind: 'booking' }>;

/** What a refused call says about a taken time; undefined for any other error. */
export function clashOf(error: unknown): BookingClash | undefined {
  const conflict = conflictOf(error);
  return conflict?.kind === 'booking' ? conflict : undefined;
}

function conflictOf(error: unknown): Conflict | undefined {
  if (!(error instanceof ORPCError) || error.code !== 'CONFLICT') return undefined;
  return conflictSchema.safeParse(error.data).data;
}

type Ahead = { record: Appointment; isPending: boolean };

type Options = {
  /** The name in "… checked in". */
  nameOf: (appointment: Appointment) => string;
  /** Putting an appointment back failed because its time is taken now. */
  onClash: (appointment: Appointment, clash: BookingClash) => void;
};

/**
 * Changes of status that show at once: `current` gives appointments as they will be when the core has answered, `step`
 * asks the core, offers to undo, and puts the row back (and says why) when the core refuses.
 */
export function useAppointmentSteps({ nameOf, onClash }: Options): {
  current: (appointments: readonly Appointment[]) => Appointment[];
  step: (appointment: Appointment, status: AppointmentStatus) => void;
} {
  const client = useClient();
  const refresher = useRefresher();
  const [ahead, setAhead] = useState<ReadonlyMap<string, Ahead>>(new Map());
  // A second step waits for the first, whose answer brings the revision that it needs.
  const running = useRef(new Map<string, Promise<Appointment | undefined>>());

  const show = (record: Appointment, isPending: boolean) =>
    setAhead((before) => new Map(before).set(record.id, { record, isPending }));
  const forget = (id: string) => setAhead((before) => new Map([...before].filter(([each]) => each !== id)));

  async function ask(appointment: Appointment, status: AppointmentStatus): Promise<Appointment | undefined> {
    const { id } = appointment;
    const asIf = (from: Appointment): Appointment => ({
      ...from,
      status,
      statusTimes: [...(from.statusTimes ?? []), { status, at: new Date() }],
    });
    show(asIf(appointment), true);
    const before = running.current.get(id);
    const latest = (await before) ?? appointment;
    if (before) show(asIf(latest), true);
    try {
      const { record } = await client.schedule.setStatus({ id, revision: latest.revision, status });
      show(record, false);
      return record;
    } catch (error) {
      forget(id);
      const conflict = conflictOf(error);
      if (conflict?.kind === 'booking') onClash(latest, conflict);
      // Someone else took the same step: what was wanted is there.
      else if (!(conflict?.kind === 'changed' && conflict.current.status === status)) notify.failed(error);
      return undefined;
    } finally {
      refresher.changed({ entity: 'appointments', id, patient: appointment.patient });
    }
  }

  async function step(appointment: Appointment, status: AppointmentStatus): Promise<void> {
    const before = statusOf(appointment);
    const asked = ask(appointment, status);
    running.current.set(appointment.id, asked);
    const record = await asked;
    if (running.current.get(appointment.id) === asked) running.current.delete(appointment.id);
    if (!record) return;
    const takeBack = async () => {
      await ask(record, before);
    };
    notify.done(doneWords[status](nameOf(record)), takeBack, record.id);
  }

  return {
    current: (appointments) =>
      appointments.map((each) => {
        const own = ahead.get(each.id);
        return own && (own.isPending || own.record.revision > each.revision) ? own.record : each;
      }),
    step: (appointment, status) => void step(appointment, status),
  };
}
