import type { CohortPerson, procedures } from '../../../shared/contract';
import { entities } from '../../../shared/entities';
import { counted as inWords } from '../../../shared/rules/counted';
import { hasDuty } from '../../../shared/rules/permissions';
import type { CohortDefinition } from '../../../shared/rules/reports/cohort-issues';
import { ageOn, wallClockOf } from '../../../shared/rules/time';
import { type Call, personOf } from '../call';
import type { EntityRecords } from '../entity-records';
import type { HomeClinicReader } from '../home-clinic';
import type { ReadingStore } from '../ports/readings';
import type { Records, StoredRecord } from '../ports/records';
import type { ReportReading, ReportSource } from '../ports/report-source';
import { forbidden, invalid } from '../refusal';
import type { HandlersOf } from '../router';
import type { SignedInPerson } from '../session';
import type { Trail } from '../trail';
import { cohortFile } from './cohort-file';
import type { LookedAt } from './cohort-criteria';
import { membersOf } from './cohort-members';
import { criteriaOf } from './report-question';
import { atOneMoment } from './report-reading';

export type CohortSurroundings = {
  readonly records: Pick<Records, 'get'>;
  readonly source: ReportSource;
  readonly readings: Pick<ReadingStore, 'carryOut' | 'settle'>;
  readonly entityRecords: EntityRecords;
  readonly homeClinic: HomeClinicReader;
  readonly trail: Trail;
};

const usualPage = { offset: 0, limit: 50 };
/** Rows of one file: what a spreadsheet still opens and a call still carries. */
const mostPeople = 100_000;
const patient = { one: 'patient', many: 'patients' };

type Handlers = Pick<HandlersOf<(typeof procedures)['reports']>, 'countCohort' | 'cohort' | 'exportCohort'>;

/** Who has something in common: how many, who, and as a file. */
export function cohortHandlers(around: CohortSurroundings): Handlers {
  const { records, source, readings, entityRecords, homeClinic, trail } = around;

  const lookedAt = async (on: string | undefined, call: Call): Promise<LookedAt> => {
    const timeZone = await homeClinic.timeZone();
    return { on: on ?? wallClockOf(call.now, timeZone).date, timeZone };
  };

  const looking = async <T>(
    criteria: CohortDefinition,
    path: string[],
    work: (moment: ReportReading) => Promise<T>,
  ): Promise<T> => {
    // Counted beforehand: what was decided and not carried out is carried out first.
    if (criteria.readings?.length) await readings.carryOut();
    return atOneMoment(source, { what: 'cohort', path }, work);
  };

  /** With what they have in common: a name says it today, and another day something else. */
  const note = (call: Call, action: 'list' | 'export', what: string, met: readonly { label: string }[]) =>
    trail.noteReport(personOf(call), call.session.device, {
      ...{ action, record: 'cohort', at: call.now },
      reason: [what, ...met.map(({ label }) => label)].join(', '),
    });

  const people = (found: readonly StoredRecord[], person: SignedInPerson, day: string) =>
    found.map((stored) => cohortPerson(entityRecords.visible(entities.patients, stored, person), day));

  return {
    async countCohort({ criteria: asked, on }, call) {
      const at = await lookedAt(on, call);
      const criteria = await criteriaOf(asked, ['criteria'], records);
      return looking(criteria, ['criteria'], async (moment) => {
        const found = await membersOf(moment, criteria, at);
        const { size: count } = found.members;
        trail.noteCount(personOf(call), call.session.device, {
          ...{ record: 'cohort', at: call.now },
          reason: [`${at.on}: ${inWords(count, patient)}`, ...found.criteria.map(({ label }) => label)].join(
            ', ',
          ),
        });
        return {
          ...{ count, of: found.of, asOf: moment.asOf() },
          criteria: found.criteria.map((each) => ({ ...each, path: [...each.path] })),
          notes: moment.isOneMoment() ? [] : ['The figures may not agree: others changed records meanwhile.'],
        };
      });
    },

    async cohort({ cohort, on, page = usualPage }, call) {
      const person = personOf(call);
      const at = await lookedAt(on, call);
      const criteria = await criteriaOf(cohort, ['cohort'], records);
      return looking(criteria, ['cohort'], async (moment) => {
        const { members, criteria: met } = await membersOf(moment, criteria, at);
        const found = await moment.patients(members, page);
        note(call, 'list', `${about(cohort, criteria, at)}: ${inWords(found.length, patient)}`, met);
        return { rows: people(found, person, at.on), total: members.size, asOf: moment.asOf() };
      });
    },

    async exportCohort({ cohort, on }, call) {
      const person = personOf(call);
      // Whoever may read a cohort sees it; what leaves the desk is for those who may take reports along.
      if (!hasDuty(person, 'runReports')) throw forbidden();
      const at = await lookedAt(on, call);
      const criteria = await criteriaOf(cohort, ['cohort'], records);
      return looking(criteria, ['cohort'], async (moment) => {
        const { members, criteria: met } = await membersOf(moment, criteria, at);
        if (members.size > mostPeople)
          throw invalid(['cohort'], 'More than 100,000 patients. Add a criterion and export fewer.');
        const found = await moment.patients(members, { offset: 0, limit: mostPeople });
        const much = `${inWords(found.length, patient)}, by name`;
        note(call, 'export', `${about(cohort, criteria, at)}: ${much}`, met);
        return { files: [cohortFile(people(found, person, at.on), at.on)], asOf: moment.asOf() };
      });
    },
  };
}

/** A saved cohort by name and id, one that is not saved by its criteria alone; and the day it was looked at. */
function about(asked: unknown, criteria: CohortDefinition, { on }: LookedAt): string {
  const saved =
    typeof asked === 'string' ? ` "${'name' in criteria ? String(criteria.name) : ''}" (${asked})` : '';
  return `cohort${saved}, ${on}`;
}

function cohortPerson(stored: StoredRecord, day: string): CohortPerson {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const dateOfBirth = text(stored.dateOfBirth);
  return {
    ...{ id: stored.id, name: entities.patients.title(stored) },
    ...{ recordNumber: text(stored.recordNumber), dateOfBirth, sex: text(stored.sex) },
    age: dateOfBirth ? (ageOn(dateOfBirth, day) ?? undefined) : undefined,
  };
}
