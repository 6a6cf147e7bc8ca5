import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase } from '../../../tests/support/database';
import { startTestMongod, type TestMongod } from '../../../tests/support/mongod';
import { entities } from '../../../shared/entities';
import { newRecordId } from '../../../shared/rules/record-id';
import { TooSlow } from '../../core/ports/records';
import type { ReportQuestion } from '../../core/ports/report-source';
import { databaseOf } from '../connection';
import { modelsOf } from '../models';
import { type MongoStore, openStore } from '../open-store';
import { mongoReportSource } from './report-source';

const at = new Date('2026-01-01T08:00:00Z');
const question = (report: ReportQuestion['report'], by: string): ReportQuestion => ({
  ...{ report, by, from: '2026-01-01', to: '2026-12-31', timeZone: 'Europe/London' },
});
const coding = { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10', display: 'Hypertension' };
const date = '2026-03-01';
const sum = (groups: readonly { count: number }[]) => groups.reduce((total, { count }) => total + count, 0);

describe('figures of one report', () => {
  let store: MongoStore;
  beforeAll(async () => {
    store = await openStore(entities)(testDatabase(), () => undefined);
  });
  afterAll(() => store?.close());

  /** An appointment and its visit, made together or taken away together, again and again until told to stop. */
  function writer() {
    let isOver = false;
    let writes = 0;
    const author = { at };
    const pairs: { appointment: string; visit: string }[] = [];
    const make = () =>
      store.records.change(async (unit) => {
        const patient = newRecordId(at);
        const visit = await unit.insert(
          entities.healthlogs,
          { patient, date, visitPurpose: 'Check', diagnoses: [coding] },
          author,
        );
        const appointment = await unit.insert(
          entities.appointments,
          { patient, date, time: '09:00', minutes: 5, status: 'done' },
          author,
        );
        return { visit: visit.id, appointment: appointment.id };
      });
    const takeAway = (pair: { appointment: string; visit: string }) =>
      store.records.change(async (unit) => {
        await unit.setRemoved(entities.healthlogs, { id: pair.visit, revision: 1 }, true, {}, author);
        await unit.setRemoved(entities.appointments, { id: pair.appointment, revision: 1 }, true, {}, author);
      });
    const working = (async () => {
      while (!isOver) {
        const oldest = pairs.length > 5 ? pairs.shift() : undefined;
        if (oldest) await takeAway(oldest);
        else pairs.push(await make());
        writes += 1;
      }
    })();
    return {
      writes: () => writes,
      stop: () => {
        isOver = true;
        return working;
      },
    };
  }

  // Seen red without `readConcern` at each command (the connection's own wins over the session's): halves of a pair differed.
  it('agree with each other while others write', async () => {
    const writing = writer();
    const seen = new Set<number>();
    try {
      let readings = 0;
      while (readings < 60 || writing.writes() < 60) {
        readings += 1;
        const found = await store.reports.atOneMoment(async (reading) => {
          const appointments = await reading.groups(question('appointments', 'status'));
          const diagnoses = await reading.groups(question('diagnoses', 'code'));
          const visits = await reading.groups(question('visits', 'total'));
          const listed = await reading.facts(question('visits', 'total'), {}, { offset: 0, limit: 100 });
          expect(reading.isOneMoment()).toBe(true);
          return {
            appointments: sum(appointments.groups),
            visits: sum(visits.groups),
            listed: listed.length,
            diagnoses: sum(diagnoses.groups),
            // Everyone has one diagnosis: two aggregations that must say the same.
            people: diagnoses.people,
          };
        });
        const all = found.appointments;
        seen.add(all);
        expect(found).toEqual({
          ...{ appointments: all, visits: all, listed: all, diagnoses: all, people: all },
        });
      }
    } finally {
      await writing.stop();
    }
    // Something did change meanwhile.
    expect(seen.size).toBeGreaterThan(1);
  });

  it('are of the moment of the first reading, to the second, and see nothing that came after', async () => {
    const before = Math.floor(Date.now() / 1_000) * 1_000;
    await store.reports.atOneMoment(async (reading) => {
      expect(reading.asOf().getTime()).toBeGreaterThanOrEqual(before - 1_000);
      const then = await reading.everyone();
      await store.records.insertMany(entities.patients, [{ firstname: 'Just', lastname: 'Come' }], { at });
      expect((await reading.everyone()).size).toBe(then.size);
    });
  });

  it('are given up after a while, as too slow', async () => {
    const reading = store.reports.atOneMoment(async (slow) => {
      const now = Date.now;
      // The time that all of a report may take is over.
      Date.now = () => now() + 60_000;
      try {
        return await slow.everyone();
      } finally {
        Date.now = now;
      }
    });
    await expect(reading).rejects.toBeInstanceOf(TooSlow);
  });
});

describe('pseudonyms', () => {
  it('are the same in one database and others in another, and tell nothing of the id', async () => {
    const [one, other] = await Promise.all(
      [testDatabase(), testDatabase()].map((uri) => openStore(entities)(uri, () => undefined)),
    );
    if (!one || !other) throw new Error('Two stores were opened');
    try {
      const ids = [newRecordId(at), newRecordId(at)];
      // Asked for at once, before there is a key.
      const [first, second] = await Promise.all([
        one.reports.pseudonyms('patients', ids),
        one.reports.pseudonyms('patients', ids),
      ]);
      expect(first).toEqual(second);
      expect(new Set(first).size).toBe(2);
      for (const [index, pseudonym] of first.entries()) {
        expect(pseudonym).toMatch(/^[0-9a-f]{16}$/);
        expect(ids[index]).not.toContain(pseudonym.slice(0, 6));
      }
      expect(await one.reports.pseudonyms('visits', ids)).not.toEqual(first);
      expect(await other.reports.pseudonyms('patients', ids)).not.toEqual(first);
    } finally {
      await one.close();
      await other.close();
    }
  });
});

describe('a server that keeps no history', () => {
  let mongod: TestMongod;
  const connection = mongoose.createConnection();
  beforeAll(async () => {
    mongod = await startTestMongod({ replicaSet: false });
    await connection.openUri(mongod.uri('alone'));
  });
  afterAll(async () => {
    await connection.close();
    await mongod?.dispose();
  });

  it('still counts, and says that it was not one moment', async () => {
    const source = mongoReportSource({
      ...{ client: connection.getClient(), database: databaseOf(connection) },
      stored: modelsOf(connection, entities, () => undefined),
      reachability: { during: (work) => work(() => true) },
    });
    const found = await source.atOneMoment(async (reading) => {
      const { groups } = await reading.groups(question('visits', 'total'));
      return { groups, isOneMoment: reading.isOneMoment() };
    });
    expect(found).toEqual({ groups: [], isOneMoment: false });
  });
});
