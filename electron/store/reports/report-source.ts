import type mongoose from 'mongoose';
import { entities } from '../../../shared/entities';
import type {
  FactSelection,
  Histogram,
  Page,
  ReportQuestion,
  ReportReading,
  ReportSource,
} from '../../core/ports/report-source';
import { translated } from '../errors';
import type { StoredEntities } from '../models';
import { objectIdOf, pathOf } from '../query';
import type { Reachability } from '../reachability';
import { cohortPatients } from './cohort-patients';
import { factSources } from './fact-sources';
import {
  groupStages,
  histogramStages,
  matchOf,
  peopleStages,
  selectedStages,
  type Surroundings,
} from './fact-stages';
import { hasNoHistory, isMomentGone, Moment, type Way } from './moment';
import { type FactDocument, factOf, type GroupDocument, groupsOf } from './counted-documents';
import { readMerged } from './merged-patients';
import { patientPages } from './patient-pages';
import { pseudonymsOf } from './pseudonyms';

const { patients, doctors, prescriptions } = entities;

/** How often a report is begun again because the server let its moment go. */
const MOST_ATTEMPTS = 3;

/** One patient in so many is few. */
const FEW = 20;

type ObjectId = mongoose.mongo.ObjectId;
type Around = {
  readonly client: mongoose.mongo.MongoClient;
  readonly database: mongoose.mongo.Db;
  readonly stored: StoredEntities;
  readonly reachability: Pick<Reachability, 'during'>;
};

/** The `ReportSource` port on MongoDB: aggregations that see one snapshot. */
export function mongoReportSource({ client, database, stored, reachability }: Around): ReportSource {
  const asked = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await reachability.during(work);
    } catch (error) {
      throw translated(error);
    }
  };

  async function atOneMoment<T>(work: (reading: ReportReading) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      const session = client.startSession({ snapshot: true });
      try {
        const moment = await begun(session);
        return await work(readingAt(moment, database, stored));
      } catch (error) {
        if (!isMomentGone(error) || attempt >= MOST_ATTEMPTS) throw error;
      } finally {
        await session.endSession();
      }
    }
  }

  /** The first reading fixes the moment; a server without a history is found out by it. */
  async function begun(session: mongoose.mongo.ClientSession): Promise<Moment> {
    const any = [{ $limit: 1 }, { $project: { _id: 1 } }];
    const moment = new Moment(session);
    try {
      await moment.all(database.collection(patients.name), any);
      return moment;
    } catch (error) {
      if (!hasNoHistory(error)) throw error;
      return new Moment(undefined);
    }
  }

  return {
    atOneMoment: (work) => asked(() => atOneMoment(work)),
    pseudonyms: (kind, ids) => asked(() => pseudonymsOf(database, kind, ids)),
  };
}

function readingAt(moment: Moment, database: mongoose.mongo.Db, stored: StoredEntities): ReportReading {
  const collection = (name: string) => database.collection(name);
  const merged = once(() => readMerged(moment, collection(patients.name)));

  async function around(question: ReportQuestion, isOneByOne = false): Promise<Surroundings> {
    const { hasPeople, clinic } = factSources[question.report];
    const needsMerged = hasPeople || isOneByOne || question.patients !== undefined;
    return {
      merged: needsMerged ? await merged() : new Map(),
      ...(question.clinic && clinic === 'doctor'
        ? { doctorsOfClinic: await doctorsOf(question.clinic) }
        : {}),
    };
  }

  async function doctorsOf(clinic: string): Promise<ObjectId[]> {
    const ofClinic = { [pathOf(doctors, 'clinic')]: objectIdOf(clinic) };
    const found = await moment.all<{ _id: ObjectId }>(collection(doctors.name), [
      { $match: ofClinic },
      { $project: { _id: 1 } },
    ]);
    return found.map(({ _id }) => _id);
  }

  const of = (question: ReportQuestion) => collection(factSources[question.report].entity.name);

  /**
   * Most of a collection is read faster as it lies than one by one after an index, which the server would choose
   * (measured over ten years of 200,000 appointments: 1.5 times). So a period that is half of all days or more is.
   */
  async function wayOf(question: ReportQuestion): Promise<Way> {
    const { date, entity } = factSources[question.report];
    if (!date || question.doctor || (await isNarrow(question))) return {};
    const path = pathOf(entity, date);
    const end = async (direction: 1 | -1) => {
      const [found] = await moment.all<{ day: unknown }>(of(question), [
        { $match: { removed: false, [path]: { $gt: '' } } },
        { $sort: { [path]: direction } },
        { $limit: 1 },
        { $project: { day: `$${path}` } },
      ]);
      return Date.parse(`${String(found?.day)}T00:00:00Z`);
    };
    const [first, last] = await Promise.all([end(1), end(-1)]);
    const from = Math.max(first, Date.parse(question.from));
    const to = Math.min(last, Date.parse(question.to));
    return { isInOrderOfStorage: to - from >= (last - first) / 2 };
  }

  /** Few patients are followed through an index; of many, all records are read and theirs kept (measured over 60,000 patients: twice as fast). */
  async function isNarrow({ patients: wanted }: ReportQuestion): Promise<boolean> {
    if (!wanted) return false;
    return wanted.size < (await collection(patients.name).estimatedDocumentCount()) / FEW;
  }

  return {
    asOf: () => moment.asOf,
    isOneMoment: () => moment.isOneMoment,

    async groups(question, { isOnlyCounts } = { isOnlyCounts: false }) {
      const source = factSources[question.report];
      const hasPeople = source.hasPeople === true && !isOnlyCounts;
      const [where, way] = await Promise.all([around(question), wayOf(question)]);
      const [found, [people], [dateless]] = await Promise.all([
        moment.all<GroupDocument>(of(question), groupStages(question, where, { hasPeople }), way),
        hasPeople ? moment.all<{ people: number }>(of(question), peopleStages(question, where), way) : [],
        source.date && !isOnlyCounts
          ? moment.all<{ count: number }>(of(question), [
              matchOf(question, where, false),
              { $count: 'count' },
            ])
          : [],
      ]);
      return groupsOf(
        found,
        people?.people ?? 0,
        dateless?.count ?? 0,
        Object.keys({ ...source.measures, ...source.sums }),
      );
    },

    async histogram(question): Promise<Histogram[]> {
      const found = await moment.all<{ _id: { row: string; minutes: number }; count: number }>(
        of(question),
        histogramStages(question, await around(question)),
        await wayOf(question),
      );
      return found.map(({ _id, count }) => ({ row: _id.row, value: _id.minutes, count }));
    },

    async facts(question, selection: FactSelection, page: Page) {
      const stages = selectedStages(question, await around(question, true), selection, page);
      const found = await moment.all<FactDocument>(of(question), stages);
      return found.map(factOf);
    },

    ...cohortPatients({ moment, collection, merged }),

    async medicineNames() {
      const name = pathOf(prescriptions, 'prescriptionName');
      const code = pathOf(prescriptions, 'medication');
      const found = await moment.all<{ _id: string; name: string; code?: string | null }>(
        collection(prescriptions.name),
        [
          { $match: { removed: false } },
          {
            $group: {
              _id: `$sortKeys.${name}`,
              name: { $min: `$${name}` },
              code: { $min: `$${code}.display` },
            },
          },
        ],
        { isInOrderOfStorage: true },
      );
      return found
        .filter(({ _id }) => typeof _id === 'string')
        .map(({ _id, name: written, code: coded }) => ({
          key: _id,
          name: written,
          ...(coded ? { code: coded } : {}),
        }));
    },

    ...patientPages({ moment, collection, stored }),
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
