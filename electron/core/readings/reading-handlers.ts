import { type Issue, mostDaysAtOnce, type procedures } from '../../../shared/contract';
import { entities } from '../../../shared/entities';
import { readingKindOf } from '../../../shared/rules/readings/kinds';
import {
  checkReading,
  type GivenReading,
  type KeptReading,
  pressureProblems,
} from '../../../shared/rules/readings/values';
import { isOutside, type ReadingBand } from '../../../shared/rules/readings/bands';
import { addDays } from '../../../shared/rules/time';
import { type ReadingCode, readingCodes } from '../../../shared/schema';
import { type Call, personOf } from '../call';
import type { HomeClinicReader } from '../home-clinic';
import type { ReadingStore, StoredReading } from '../ports/readings';
import type { AuditDraft, Records } from '../ports/records';
import { invalid, invalidAt, notFound } from '../refusal';
import type { HandlersOf } from '../router';
import type { Trail } from '../trail';
import { reachedPatient } from './reached-patient';
import { RecentReads } from '../recent-reads';

/** How far back "lately" goes, in milliseconds. */
const LATELY_MS = 30 * 86_400_000;
/** No more issues are told of one call. */
const mostIssues = 100;

export type ReadingDependencies = {
  readonly records: Records;
  readonly readings: ReadingStore;
  readonly trail: Trail;
  readonly homeClinic: HomeClinicReader;
};

type Handlers = HandlersOf<(typeof procedures)['readings']>;

/** Everything about readings but files of them. */
export function readingHandlers({
  records,
  readings,
  trail,
  homeClinic,
}: ReadingDependencies): Omit<
  Handlers,
  'previewImport' | 'import' | 'countFile' | 'withdrawFile' | 'reinstateFile'
> {
  const recent = new RecentReads();
  /** Whoever zooms through a curve asks a hundred times; that they looked is kept once. */
  const noteRead = (call: Call, patient: string) => {
    const person = personOf(call);
    if (!recent.isNew(`${person.userId} ${patient}`, call.now)) return;
    const read = { entity: 'readings', record: patient, patient, at: call.now };
    trail.noteRead(person, call.session.device, read);
  };

  const setWithdrawn = async (
    call: Call,
    at: { patient: string; kind: ReadingCode; id: string; takenAt: Date },
    reason: string | null,
  ) => {
    const person = personOf(call);
    await reachedPatient(records, person, 'remove', at.patient);
    const action = reason === null ? 'reinstate' : 'withdraw';
    const audit: AuditDraft = {
      ...entryOf(call, at.patient, action),
      record: at.id,
      ...(reason === null ? {} : { reason }),
    };
    const by = { id: person.userId, name: person.displayName };
    const reading = await readings.setWithdrawn({ ...at, reason, at: call.now, by, audit });
    if (!reading) throw notFound();
    const bands = (await readings.bandsOf(at.patient)).bands.get(at.kind) ?? [];
    const [row] = await rowsOf(records, [reading], bands);
    if (!row) throw new Error('A reading that was found has no row');
    return { row };
  };

  return {
    async record({ patient, readings: given, device, note }, call) {
      const person = personOf(call);
      await reachedPatient(records, person, 'create', patient);
      const [done] = await readings.record([
        {
          patient,
          readings: checkAll(given, call.now),
          from: { origin: 'entered', ...(device ? { name: device } : {}) },
          ...(note ? { note } : {}),
          at: call.now,
          by: { id: person.userId, name: person.displayName },
          audit: (count) => ({ ...entryOf(call, patient, 'record'), reason: counted(count) }),
        },
      ]);
      if (!done) throw new Error('A batch has no outcome');
      return { recorded: done.fresh, alreadyThere: done.alreadyThere, differing: done.differing };
    },

    async series({ patient, kinds, from, to, points }, call) {
      if (from >= to) throw invalid(['to'], 'The end is before the beginning.');
      await reachedPatient(records, personOf(call), 'read', patient);
      const curves = await readings.curves({
        patient,
        kinds: kinds === 'usual' ? kinds : [...new Set(kinds)],
        from,
        to,
        points,
      });
      noteRead(call, patient);
      return {
        curves: curves.map(({ kind, every, spans, bands, isBeingCounted }) => ({
          kind,
          isBeingCounted,
          unit: unitOf(kind),
          every,
          count: spans.reduce((sum, { count }) => sum + count, 0),
          points: spans.map(({ sum, ...span }) => ({ ...span, mean: sum / span.count })),
          bands: [...bands],
        })),
      };
    },

    async summary({ patient }, call) {
      await reachedPatient(records, personOf(call), 'read', patient);
      // First, because it begins to count again what was counted with other bands, and waits for a little of it.
      const { bands, beingCounted } = await readings.bandsOf(patient);
      const [kinds, withdrawn, outside] = await Promise.all([
        readings.summaryOf(patient),
        readings.withdrawnOf(patient),
        readings.outsideSince(patient, new Date(call.now.getTime() - LATELY_MS)),
      ]);
      noteRead(call, patient);
      return {
        withdrawn,
        kinds: kinds.map(({ kind, count, first, latest }) => ({
          ...{ kind, unit: unitOf(kind), count, first, last: latest.takenAt, latest },
          isBeingCounted: beingCounted.has(kind),
          outsideLately: outside.get(kind) ?? 0,
          bands: [...(bands.get(kind) ?? [])],
        })),
      };
    },

    async days({ patient, from, to }, call) {
      if (from > to) throw invalid(['to'], 'The last day is before the first.');
      if (addDays(from, mostDaysAtOnce) <= to)
        throw invalid(['to'], `At most ${mostDaysAtOnce} days at once.`);
      await reachedPatient(records, personOf(call), 'read', patient);
      const timeZone = await homeClinic.timeZone();
      // First, as in `summary`.
      const { beingCounted } = await readings.bandsOf(patient);
      const days = await readings.days({ patient, from, to, timeZone });
      noteRead(call, patient);
      return {
        days: days.toSorted(
          (one, other) => other.date.localeCompare(one.date) || placeOf(one.kind) - placeOf(other.kind),
        ),
        beingCounted: [...beingCounted],
      };
    },

    async list({ patient, kind, from, to, only, page }, call) {
      await reachedPatient(records, personOf(call), 'read', patient);
      const [{ rows, total }, { bands }] = await Promise.all([
        readings.list({ patient, kind, from, to, only, ...page }),
        readings.bandsOf(patient),
      ]);
      noteRead(call, patient);
      return { rows: await rowsOf(records, rows, bands.get(kind) ?? []), total };
    },

    withdraw: ({ reason, ...at }, call) => setWithdrawn(call, at, reason),
    reinstate: (at, call) => setWithdrawn(call, at, null),
  };
}

/** `recordNumber` where readings of several patients come together. */
type Incoming = GivenReading & { readonly recordNumber?: string | undefined };

/** All of them as they are kept; INVALID at each one that is not fit. */
export function checkAll(given: readonly Incoming[], now: Date): KeptReading[] {
  const issues: Issue[] = [];
  const kept = given.flatMap(({ recordNumber: of = '', ...reading }, index) => {
    const checked = checkReading(reading, now);
    if ('kept' in checked) return [{ ...checked.kept, of, index }];
    const { at, message } = checked.problem;
    issues.push({ path: ['readings', index, at], message });
    return [];
  });
  for (const { part, message } of pressureProblems(kept))
    issues.push({ path: ['readings', part.index, 'value'], message });
  if (issues.length > 0) throw invalidAt(issues.slice(0, mostIssues));
  return kept.map(({ of: _of, index: _index, ...reading }) => reading);
}

const placeOf = (kind: ReadingCode): number => readingCodes.findIndex(({ value }) => value === kind);
const unitOf = (kind: ReadingCode): string => readingKindOf(kind)?.unit ?? '';

export const counted = (count: number): string => (count === 1 ? '1 reading' : `${count} readings`);

/** The start of an audit entry about readings of a patient. */
export function entryOf(call: Call, patient: string, action: string): AuditDraft {
  const { userId, displayName } = personOf(call);
  return {
    ...{ at: call.now, user: userId, userName: displayName, device: call.session.device },
    ...{ action, entity: 'readings', patient, outcome: 'done' },
  };
}

/** Rows as they are told, with devices by their names. */
async function rowsOf(
  records: Pick<Records, 'getMany'>,
  found: readonly StoredReading[],
  bands: readonly ReadingBand[],
) {
  const ids = found.flatMap(({ from }) => (from.origin === 'device' && from.name ? [from.name] : []));
  const devices = ids.length > 0 ? await records.getMany(entities.devices, ids, ['name']) : [];
  const names = new Map(devices.map((device) => [device.id, entities.devices.title(device)] as const));
  return found.map(({ id, kind, value, takenAt, given, from, recordedAt, byName, note, withdrawn }) => ({
    ...{ id, kind, value, unit: unitOf(kind), takenAt, given, origin: from.origin, recordedAt, note },
    source: from.origin === 'device' ? names.get(from.name ?? '') : from.name,
    recordedBy: byName,
    outside: isOutside(bands, value, takenAt),
    withdrawn: withdrawn && { at: withdrawn.at, by: withdrawn.byName, reason: withdrawn.reason },
  }));
}
