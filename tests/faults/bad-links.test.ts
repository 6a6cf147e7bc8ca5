import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClinicClient } from '../../shared/contract';
import { Unavailable } from '../../electron/core/ports/records';
import { newRecordId } from '../../shared/rules/record-id';
import { type BadLink, startBadLink } from '../support/bad-link';
import { carriers, openPeople, openTestClinic, type People, type TestClinic } from '../support/clinic';
import { startTestMongod, type TestMongod } from '../support/mongod';

/** What the page allows a call (`renderer/app/desk-link.ts`); every call ends before, with an error that has a type. */
const PAGE_GIVES_UP_MS = 20_000;
/** A link is found out to be bad in some five seconds; a busy computer takes longer to be told. */
const FOUND_OUT = { timeout: 15_000 };

describe('with a bad link to the database', () => {
  let mongod: TestMongod;
  let link: BadLink;
  let clinic: TestClinic;
  let people: People;
  let desk: ClinicClient;

  beforeAll(async () => {
    mongod = await startTestMongod();
  });
  beforeEach(async () => {
    link = await startBadLink(mongod.port);
    const uri = `mongodb://127.0.0.1:${link.port}/link-${newRecordId(new Date())}?directConnection=true`;
    clinic = await openTestClinic({ uri });
    people = await openPeople((await carriers['in-process'](clinic.core)).newCaller);
    desk = people.frontdesk.client;
    return async () => {
      link.mend();
      await people.close();
      await clinic.close();
      await link.close();
    };
  });
  afterAll(() => mongod.dispose());

  const state = () => clinic.core.database.state.kind;
  const becomes = (kind: 'away' | 'live') => expect.poll(state, FOUND_OUT).toBe(kind);
  const someCalls = () => [
    desk.patients.list({ text: String(Math.random()) }),
    desk.patients.get({ id: people.patientId }),
    desk.patients.create({ firstname: 'Ann', lastname: 'Lee' }),
    desk.patients.update({ id: people.patientId, revision: 1, changes: { city: 'Norbridge' } }),
    desk.schedule.day({ date: '2031-01-06' }),
    desk.search.patients({ query: 'lee' }),
  ];
  /** How each ended; "late" for one that outlasts the page. */
  const endsOf = (calls: Promise<unknown>[]) =>
    Promise.all(
      calls.map((call) =>
        Promise.race([
          call.then(
            () => 'done',
            (error) => error.code,
          ),
          pause(PAGE_GIVES_UP_MS, 'late', { ref: false }),
        ]),
      ),
    );
  /** For `someCalls`. */
  const all = (end: string) => Array.from({ length: 6 }, () => end);
  /** The log tells of what is written later, and of nothing that nobody foresaw. */
  const unforeseen = () =>
    clinic.logged.filter((each) => each instanceof Error && !(each instanceof Unavailable));

  it('that is slow, all goes on', async () => {
    link.delay(300);
    expect(await endsOf(someCalls())).toEqual(all('done'));
    link.throttle(20_000);
    expect(
      await endsOf([desk.patients.list({}), desk.patients.create({ firstname: 'Bo', lastname: 'Lee' })]),
    ).toEqual(['done', 'done']);
    expect(state()).toBe('live');
  });

  it('that passes nothing on and closes nothing, every call ends, it is said, and all goes on by itself', async () => {
    const id = newRecordId(new Date());
    link.stall();
    const underWay = [...someCalls(), desk.patients.create({ id, firstname: 'Cy', lastname: 'Stalled' })];
    expect(await endsOf(underWay)).toEqual([...all('UNAVAILABLE'), 'UNAVAILABLE']);
    await becomes('away');
    link.mend();
    await becomes('live');
    await desk.patients.create({ id, firstname: 'Cy', lastname: 'Stalled' });
    expect((await desk.patients.list({ text: 'stalled' })).total).toBe(1);
    expect(unforeseen()).toEqual([]);
  });

  // Seen red without the limit of a call: it outlasted the page.
  it('that has forgotten the connections that were idle, calls end with a type, and the next ones go through', async () => {
    // As many at once as it takes to have idle ones; then the driver's own watch goes on and tells of nothing.
    await Promise.all(Array.from({ length: 12 }, () => desk.patients.list({ text: String(Math.random()) })));
    await pause(3_000);
    link.stall({ onlyIdleFor: 2_500 });
    const ends = await endsOf(someCalls());
    expect(ends).toContain('UNAVAILABLE');
    expect(new Set([...ends, 'done', 'UNAVAILABLE'])).toEqual(new Set(['done', 'UNAVAILABLE']));
    expect(state()).toBe('live');
    await expect
      .poll(async () => (await endsOf(someCalls())).every((end) => end === 'done'), { timeout: 60_000 })
      .toBe(true);
  }, 120_000);

  it('that breaks in the middle of an answer, every call ends, and all goes on by itself', async () => {
    const broken = link.cutAnswerTo('find');
    const ends = endsOf(someCalls());
    await broken;
    await becomes('away');
    link.mend();
    await becomes('live');
    expect(new Set([...(await ends), 'done', 'UNAVAILABLE'])).toEqual(new Set(['done', 'UNAVAILABLE']));
    expect(await endsOf([desk.patients.list({})])).toEqual(['done']);
    expect(unforeseen()).toEqual([]);
  });
});
