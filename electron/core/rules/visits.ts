import { entities, type Visit } from '../../../shared/entities';
import { latestDay } from '../../../shared/rules/days-to-come';
import { isOwnVisit, isSigned } from '../../../shared/rules/visit-signing';
import type { EntityDefinition } from '../../../shared/schema';
import type { EntityRule, Step } from '../entity-rule';
import type { HomeClinicReader } from '../home-clinic';
import type { StoredRecord } from '../ports/records';
import { forbidden, invalid, Refusal } from '../refusal';
import { requireAgreed } from './agreed';
import { doctorNameRule } from './clinical';
import { refuseDaysToCome } from './future';

const doctorName = doctorNameRule('doctorName');
const { healthlogs } = entities;

/**
 * A signed visit stays as it is, whoever asks and by whichever way. It is looked at inside the unit of work that writes,
 * which is stored only if the visit is still at the revision that was looked at: of a signature and a change at once, the
 * second sees the first. A day to come is no day of a visit: it is neither written nor signed.
 */
export function visitRule(homeClinic: HomeClinicReader): EntityRule {
  return {
    async prepare(step) {
      if (step.before) refuseIfSigned(healthlogs, step.before);
      if ('signedAt' in step.sent) {
        requireSignable(step, latestDay(step.now, await homeClinic.timeZones()));
        return {};
      }
      await refuseDaysToCome('healthlogs', step, homeClinic);
      requireAgreed('healthlogs', step);
      return { ...(await doctorName.prepare(step)), ...(await originalOf(step)) };
    },
  };
}

/** CONFLICT for a signed visit, nothing for any other record: also for what writes by another way than the rules. */
export function refuseIfSigned(entity: EntityDefinition, before: StoredRecord): void {
  if (entity.name !== healthlogs.name || !isSigned(before)) return;
  throw new Refusal('CONFLICT', undefined, 'This visit is signed. Add an amendment.');
}

function requireSignable({ after, person }: Step, latest: string): void {
  const visit = after as Partial<Visit>;
  if (!isOwnVisit(person, visit)) throw forbidden('Only who wrote this visit, or its doctor, can sign it.');
  if (!visit.patient) throw invalid(['patient'], 'Say whose visit this is before you sign it.');
  if (visit.date && visit.date > latest)
    throw invalid(['date'], 'The date of this visit is in the future. Correct it before you sign it.');
  if (visit.amends && !saysSomething(visit))
    throw invalid(['notes'], 'This amendment says nothing yet. Write what it adds before you sign it.');
}

/** Signed, it stays for good, and the visit is called amended. */
const saysSomething = ({ notes, diagnoses, procedures, vitals, heightIn, weightLb }: Partial<Visit>) =>
  Boolean(notes?.trim()) ||
  [diagnoses, procedures].some((each) => each && each.length > 0) ||
  Object.values(vitals ?? {}).some((each) => each !== undefined) ||
  heightIn !== undefined ||
  weightLb !== undefined;

/** What an amendment amends: a signed visit of the same patient, and of an amendment the visit that it amends itself. */
async function originalOf({ action, after, sent, unit }: Step): Promise<Record<string, unknown>> {
  const { amends, patient } = after as Partial<Visit>;
  const isAsked = action === 'create' || 'amends' in sent || 'patient' in sent;
  if (!amends || !isAsked) return {};
  const found: (Partial<Visit> & { id: string }) | null = await unit.get(healthlogs, amends);
  if (!found || found.patient !== patient)
    throw invalid(['amends'], 'An amendment is for the patient whose visit it amends.');
  if (!isSigned(found)) throw invalid(['amends'], 'This visit is not signed yet. Change it instead.');
  return { amends: found.amends ?? found.id };
}
