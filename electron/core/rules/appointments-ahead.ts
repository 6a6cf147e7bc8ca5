import { entities } from '../../../shared/entities';
import { wallClockOf } from '../../../shared/rules/time';
import type { Step } from '../entity-rule';
import { HomeClinicReader, knownTimeZone } from '../home-clinic';
import { Refusal } from '../refusal';

/** Statuses that end a day's course are not ahead any more. */
const open = ['booked', 'confirmed', 'arrived', 'inRoom'];
const mostCounted = 1_000;

/**
 * Refuses (CONFLICT, in words) to remove someone, or a place, that people are still booked with from today on: they
 * would come in vain. A booking that is made at the very moment of the removal is not seen; it names a removed doctor
 * then, and shows in the day like any other.
 */
export async function refuseRemovalWithAppointmentsAhead(
  step: Step,
  field: 'doctor' | 'patient' | 'clinic',
): Promise<void> {
  if (step.action !== 'remove' || !step.before) return;
  const home = await new HomeClinicReader(step.unit).read();
  const today = wallClockOf(step.now, knownTimeZone(home?.timeZone)).date;
  const filter = { [field]: { is: step.before.id }, date: { from: today }, status: { is: open } };
  const found = await step.unit.find(entities.appointments, { filter, limit: mostCounted, fields: [] });
  if (found.length === 0) return;
  const count = found.length === mostCounted ? `${mostCounted} or more` : String(found.length);
  const [appointments, them] = found.length === 1 ? ['appointment', 'it'] : ['appointments', 'them'];
  const remedy = field === 'patient' ? `Cancel ${them}` : `Move or cancel ${them}`;
  throw new Refusal(
    'CONFLICT',
    undefined,
    `This ${field} has ${count} ${appointments} from today on. ${remedy} first, then remove the ${field}.`,
  );
}
