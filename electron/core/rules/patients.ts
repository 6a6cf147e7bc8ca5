import { type Allergy, entities } from '../../../shared/entities';
import { isActive } from '../../../shared/rules/active';
import type { EntityRule, Step } from '../entity-rule';
import type { HomeClinicReader } from '../home-clinic';
import type { Query, UnitOfWork } from '../ports/records';
import { invalid, Refusal } from '../refusal';
import { refuseRemovalWithAppointmentsAhead } from './appointments-ahead';
import { refuseDaysToCome } from './future';

/** Gives new patients the next record number, as in WF-000412: the clinic's initials and a number never given twice. */
export function patientRule(homeClinic: HomeClinicReader): EntityRule {
  return {
    async prepare(step) {
      await refuseRemovalWithAppointmentsAhead(step, 'patient');
      await refuseDaysToCome('patients', step, homeClinic);
      await requireNoAllergies(step);
      if (step.action !== 'create' || step.after.recordNumber) return {};
      const initials = initialsOf((await homeClinic.read())?.name ?? '');
      // Looking first whether a number is free would cost every new patient what few need: the index refuses a taken one.
      const number = step.refused.has(INDEX)
        ? await freeNumber(step.unit, initials)
        : await step.unit.nextNumber(COUNTER);
      return { recordNumber: inWords(initials, number) };
    },
    mayTryAgain: (index, given) => index === INDEX && !given.recordNumber,
  };
}

/** Nobody has allergies and none at once. */
async function requireNoAllergies({ sent, before, unit }: Step): Promise<void> {
  if (sent.noKnownAllergies !== true || !before) return;
  const filter = { patient: { is: before.id } };
  const found = await unit.find(entities.allergies, {
    filter,
    limit: mostAllergies,
    fields: ['status', 'verification'],
  });
  if (!found.some((each) => isActive(each as Partial<Allergy>))) return;
  throw invalid(['noKnownAllergies'], 'This person has active allergies. Resolve or remove them first.');
}

/** Of one person; far beyond what a chart holds. */
const mostAllergies = 500;

const COUNTER = 'patients.recordNumber';
const INDEX = 'recordNumber';
/** Numbers that are looked at in one read, and how often at most. */
const window = 1_000;
const mostTurns = 20;

/**
 * Steps over numbers that were typed by hand or brought in from elsewhere: by looking at the next thousand, and past
 * the highest of all where these are taken to the last.
 */
async function freeNumber(unit: UnitOfWork, initials: string): Promise<number> {
  let number = await unit.nextNumber(COUNTER);
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const candidates = Array.from({ length: window }, (_, index) => number + index);
    const filter = { recordNumber: { is: candidates.map((each) => inWords(initials, each)) } };
    const taken = new Set(await recordNumbers(unit, { filter, limit: window }));
    const free = candidates.find((each) => !taken.has(inWords(initials, each)));
    if (free === number) return number;
    const next = free ?? Math.max(number + window, (await highestNumber(unit, initials)) + 1);
    // Others may draw meanwhile: what is drawn now may be taken as well, and is looked at again.
    number = await unit.nextNumber(COUNTER, next);
  }
  throw new Refusal(
    'UNAVAILABLE',
    undefined,
    'Very many record numbers are taken already. Try again, or type a record number yourself.',
  );
}

/** The highest number that a patient bears after these initials, as far as it can be told; 0 when there is none. */
async function highestNumber(unit: UnitOfWork, initials: string): Promise<number> {
  const filter = { recordNumber: { startsWith: `${initials}-` } };
  const sort = [{ field: 'recordNumber', direction: 'descending' as const }];
  const highest = await recordNumbers(unit, { filter, sort, limit: 100 });
  // What was typed by hand may go on in any way, and beyond all counting.
  const numbers = highest.map((each) => /^\d{1,9}$/.exec(String(each).slice(initials.length + 1))?.[0]);
  return Math.max(0, ...numbers.map((digits) => Number(digits ?? 0)));
}

/** The record numbers of live and removed patients. */
async function recordNumbers(unit: UnitOfWork, query: Query): Promise<unknown[]> {
  const fields = ['recordNumber'];
  const live = await unit.find(entities.patients, { ...query, fields });
  const removed = await unit.find(entities.patients, { ...query, fields, removed: true });
  return [...live, ...removed].map(({ recordNumber }) => recordNumber);
}

const inWords = (initials: string, number: number) => `${initials}-${String(number).padStart(6, '0')}`;

/** Up to three initials of a clinic's name ("Wellness First Clinic" → "WF"; the word clinic is no name). */
export function initialsOf(clinicName: string): string {
  const words = clinicName
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word && !/^(clinic|the|of|and)$/i.test(word));
  const initials = words
    .slice(0, 3)
    .map((word) => [...word][0]?.toUpperCase() ?? '')
    .join('');
  return initials || 'P';
}
