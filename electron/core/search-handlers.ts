import type { FoundPatient, procedures } from '../../shared/contract';
import { type Appointment, entities, type Patient } from '../../shared/entities';
import { wordsOf } from '../../shared/rules/names';
import {
  hasWholeName,
  isSimilarOnly,
  matchReasons,
  type PatientQuery,
  parsePatientQuery,
  soundsAlike,
} from '../../shared/rules/patient-matches';
import { oneOf } from '../../shared/rules/search-tokens';
import { wallClockOf } from '../../shared/rules/time';
import { type Call, personOf } from './call';
import type { EntityRecords } from './entity-records';
import { computerTimeZone, type HomeClinicReader } from './home-clinic';
import { NameVocabulary } from './name-vocabulary';
import type { Records, StoredRecord } from './ports/records';
import type { HandlersOf } from './router';
import { takeTurns } from './turns';

const { appointments, patients } = entities;
const usualLimit = 8;
/** Candidates that are ranked; more matches than this means too few letters to rank by. */
const mostCandidates = 100;
/** Of words that may be mistyped. Each is compared with every name there is. */
const mostLookedUp = 8;
/** Of words that are told as reasons: more than anybody types, and few enough for a hundred candidates. */
const mostTold = 16;

type Candidate = { readonly patient: StoredRecord & Patient; readonly reasons: string[] };
type Matches = { readonly candidates: readonly Candidate[]; readonly total: number };
const noMatches: Matches = { candidates: [], total: 0 };

/**
 * Finds patients by anything one knows of them. Those who match come first: two kinds of match before one, today's
 * patients before others. Room that is left is filled with patients whose names are like what was typed.
 */
export function searchHandlers(
  records: Records,
  entityRecords: EntityRecords,
  homeClinic: HomeClinicReader,
): Pick<HandlersOf<(typeof procedures)['search']>, 'patients'> {
  const vocabulary = new NameVocabulary(records, patients, ['lastname', 'firstname']);

  /** Today's next appointment of these patients. */
  async function todays(ids: readonly string[], now: Date): Promise<Map<string, Appointment>> {
    const timeZone = (await homeClinic.read())?.timeZone ?? computerTimeZone();
    const filter = {
      date: { is: wallClockOf(now, timeZone).date },
      patient: { is: [...ids] },
      status: { is: ['booked', 'confirmed', 'arrived', 'inRoom', 'done'] },
    };
    const sort = [{ field: 'time', direction: 'descending' as const }];
    const found = ids.length > 0 ? await records.find(appointments, { filter, sort, limit: 200 }) : [];
    return new Map(found.map((record) => [String(record.patient), record as Appointment]));
  }

  /** Patients whom this person may find and who have all words of `text`; reasons by what was typed. */
  async function matching(query: PatientQuery, text: string, call: Call): Promise<Matches> {
    const person = personOf(call);
    const filter = query.dateOfBirth ? { dateOfBirth: { is: query.dateOfBirth } } : undefined;
    const selection = entityRecords.selectionFor(patients, { filter, text: text || undefined }, person);
    if (!selection) return noMatches;
    const told = { ...query, text: [...new Set(wordsOf(query.text))].slice(0, mostTold).join(' ') };
    const [found, total] = await Promise.all([
      records.find(patients, { ...selection, sort: patients.defaultSort, limit: mostCandidates }),
      records.count(patients, selection),
    ]);
    const candidates: Candidate[] = [];
    const turns = takeTurns();
    for (const record of found) {
      if (turns.isOver()) await turns.next();
      const patient = entityRecords.visible(patients, record, person) as StoredRecord & Patient;
      candidates.push({ patient, reasons: matchReasons(told, patient) });
    }
    return { candidates, total };
  }

  /** Patients whose names are like what was typed, without those who have it. */
  async function resembling(query: PatientQuery, known: Matches, call: Call): Promise<Matches> {
    // Where something begins as typed, only names as long as what was typed are worth the room.
    const isWhole = known.total > 0;
    const words: string[] = [];
    let lookedUp = 0;
    for (const word of query.text.split(/\s+/)) {
      const [only, ...others] = wordsOf(word);
      const isLookedUp = only && others.length === 0 && lookedUp < mostLookedUp;
      if (isLookedUp) lookedUp += 1;
      words.push(isLookedUp ? oneOf([only, ...(await vocabulary.similarTo(only, call.now, isWhole))]) : word);
    }
    const text = words.join(' ');
    if (!text.includes(oneOf(['', '']))) return noMatches;
    const { candidates, total } = await matching(query, text, call);
    const ids = new Set(known.candidates.map(({ patient }) => patient.id));
    const similar = candidates.filter(
      ({ patient, reasons }) => !ids.has(patient.id) && isSimilarOnly(reasons),
    );
    return { candidates: similar, total: total > mostCandidates ? total - known.total : similar.length };
  }

  return {
    async patients({ query: typed, limit = usualLimit }, call) {
      const query = parsePatientQuery(typed);
      if (!query.text && !query.dateOfBirth) return { patients: [], total: 0 };
      const exact = await matching(query, query.text, call);
      const similar = exact.total < limit ? await resembling(query, exact, call) : noMatches;
      const today = await todays(
        [...exact.candidates, ...similar.candidates].map(({ patient }) => patient.id),
        call.now,
      );
      const inOrder = ({ candidates }: Matches) =>
        candidates
          .map((candidate) => ({ ...candidate, rank: rankOf(candidate, query, today) }))
          .sort((a, b) => compareRanks(b.rank, a.rank));
      return {
        patients: [...inOrder(exact), ...inOrder(similar)]
          .slice(0, limit)
          .map(({ patient, reasons }) => found(patient, reasons, today.get(patient.id))),
        total: exact.total + similar.total,
      };
    },
  };
}

/** The larger the earlier, place by place. What is the same stays in the order of the list. */
function rankOf(
  { patient, reasons }: Candidate,
  query: PatientQuery,
  today: ReadonlyMap<string, unknown>,
): number[] {
  const isHeard = reasons.includes(soundsAlike);
  return [reasons.length, today.has(patient.id), hasWholeName(query, patient), !isHeard].map(Number);
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) {
    const difference = value - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function found(patient: Patient, reasons: string[], today: Appointment | undefined): FoundPatient {
  const { id, dateOfBirth, sex, recordNumber, phone } = patient;
  const appointment =
    today?.time && today.status
      ? { id: today.id, time: today.time, status: today.status, doctorName: today.doctorName }
      : undefined;
  return {
    id,
    name: patients.title(patient),
    dateOfBirth,
    sex,
    recordNumber,
    phone,
    reasons,
    today: appointment,
  };
}
