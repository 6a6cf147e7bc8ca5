import { entities, type Prescription } from '../../../shared/entities';
import { isTaken } from '../../../shared/rules/active';
import {
  isSameFinding,
  type KeptCheck,
  needDecision,
  prescribedOf,
  sayFinding,
} from '../../../shared/rules/check-prescription';
import { wallClockOf } from '../../../shared/rules/time';
import type { EntityRule, Step } from '../entity-rule';
import type { HomeClinicReader } from '../home-clinic';
import { checkAgainstRecord } from '../medicine-check';
import { conflict, Refusal } from '../refusal';
import { requireAgreed } from './agreed';
import { doctorNameRule } from './clinical';

/**
 * Checks what a person is to take against their allergies and what else they take: when it is prescribed, when it becomes
 * another medicine or another person's, and when it counts again. The result is kept with it. What needs a decision is
 * refused (CONFLICT of kind `medicine`) without a reason; what could not be checked never is.
 *
 * Of two prescriptions for one person that are written at once, the second is checked against the first. An allergy that
 * is written at the same moment may not be seen: then both are stored, as when it is found out a minute later, and the
 * chart, which checks anew whenever it is read, shows the warning at once.
 */
export function prescriptionRule(homeClinic: HomeClinicReader): EntityRule {
  const naming = doctorNameRule('doctorprescribed', { status: 'active' });
  return {
    async prepare(step) {
      requireAgreed('prescriptions', step);
      const named = await naming.prepare(step);
      const today = wallClockOf(step.now, await homeClinic.timeZone()).date;
      return { ...named, ...(await checked(step, today)) };
    },
  };
}

const identifying = ['prescriptionName', 'medication', 'patient'] as const;

const isOtherMedicine = ({ sent }: Step) => identifying.some((name) => name in sent);

async function checked(step: Step, today: string): Promise<Record<string, unknown>> {
  const after = step.after as Partial<Prescription>;
  const { patient } = after;
  if (step.action === 'remove') return {};
  if (!patient || !isTaken(after, today)) {
    // What was found about one medicine, and said about it, is nothing about another.
    const isStale = step.action === 'update' && isOtherMedicine(step);
    return isStale ? { checkResult: undefined, overrideReason: givenReason(step) } : {};
  }
  if (!isToCheck(step, today)) return {};
  if (step.action === 'create' && after.renews) await refuseSecondRenewal(step, after, today);
  const { result } = await checkAgainstRecord(step.unit, {
    patient,
    prescribed: prescribedOf(after),
    except: step.before?.id,
    today,
  });
  const overrideReason = reasonFor(step, result);
  if (!overrideReason && needDecision(result).length > 0 && !isFoundOwner(step)) throw refusal(result);
  // Last, so that who is refused stands in nobody's way.
  await step.unit.takeTurn(`prescriptions of ${patient}`);
  return { checkResult: result, overrideReason };
}

function isToCheck(step: Step, today: string): boolean {
  const isNewlyTaken = step.action !== 'update' || !isTaken(step.before as Partial<Prescription>, today);
  return isNewlyTaken || isOtherMedicine(step) || 'overrideReason' in step.sent;
}

/** A record of an older system of which it is found out whose it is: nothing is decided by that, and nothing refused. */
const isFoundOwner = ({ action, before, sent }: Step) =>
  action === 'update' &&
  before?.patient === undefined &&
  Object.keys(sent).every((name) => name === 'patient');

const givenReason = ({ given, after }: Step): string | undefined =>
  'overrideReason' in given ? (after as Partial<Prescription>).overrideReason : undefined;

/** The reason for this step. One given before holds for the same medicine only, and against what was found then. */
function reasonFor(step: Step, result: KeptCheck): string | undefined {
  const { overrideReason } = step.after as Partial<Prescription>;
  if (step.action === 'create' || 'overrideReason' in step.given) return overrideReason;
  if (isOtherMedicine(step)) return undefined;
  const known = (step.before as Partial<Prescription> | null)?.checkResult?.findings ?? [];
  const isKnown = needDecision(result).every((finding) => known.some((each) => isSameFinding(each, finding)));
  return isKnown ? overrideReason : undefined;
}

function refusal(result: KeptCheck): Refusal {
  const [worst, ...others] = needDecision(result);
  const more = others.length > 0 ? ` ${others.length} more to decide on.` : '';
  return conflict({ kind: 'medicine', result }, `${worst ? sayFinding(worst) : ''}${more}`);
}

/** Asked twice at once, or in two windows: it is renewed once. */
async function refuseSecondRenewal(
  step: Step,
  { patient = '', renews = '' }: Partial<Prescription>,
  today: string,
): Promise<void> {
  const found = await step.unit.find(entities.prescriptions, {
    filter: { patient: { is: patient }, renews: { is: renews } },
    limit: 100,
    fields: ['status', 'endsOn'],
  });
  if (found.some((each) => isTaken(each as Partial<Prescription>, today)))
    throw new Refusal('CONFLICT', undefined, 'This prescription was renewed already.');
}
