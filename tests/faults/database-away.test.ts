import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClinicEvent } from '../../shared/contract';
import { carriers, openPeople, openTestClinic, type People, type TestClinic } from '../support/clinic';
import { startTestMongod, type TestMongod } from '../support/mongod';

describe('while the database is away', () => {
  let mongod: TestMongod;
  let clinic: TestClinic;
  let people: People;

  beforeAll(async () => {
    mongod = await startTestMongod();
    clinic = await openTestClinic({ uri: mongod.uri('away') });
    people = await openPeople((await carriers['in-process'](clinic.core)).newCaller);
  });
  afterAll(async () => {
    await people?.close();
    await clinic?.close();
    await mongod?.dispose();
  });

  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (error) => error.code,
    );

  it('every call says so at once, nothing is stored, and all goes on by itself when it is back', async () => {
    const desk = people.frontdesk.client;
    const { record } = await desk.patients.create({ firstname: 'Before', lastname: 'Outage' });
    const told: ClinicEvent[] = [];
    const stop = new AbortController();
    const reading = (async () => {
      for await (const event of await desk.events.watch(undefined, { signal: stop.signal })) told.push(event);
    })();
    await expect.poll(() => told.some((event) => event.type === 'ready')).toBe(true);

    await mongod.stop('SIGKILL');
    await expect
      .poll(async () => (await desk.session.state()).database.kind, { timeout: 10_000 })
      .toBe('away');
    expect(await codeOf(desk.patients.list({}))).toBe('UNAVAILABLE');
    expect(await codeOf(desk.patients.create({ firstname: 'During', lastname: 'Outage' }))).toBe(
      'UNAVAILABLE',
    );
    expect(told.some((event) => event.type === 'connection')).toBe(true);

    await mongod.start();
    await expect
      .poll(async () => (await desk.session.state()).database.kind, { timeout: 20_000 })
      .toBe('live');
    const { rows } = await desk.patients.list({ text: 'Outage' });
    expect(rows.map((row) => row.firstname)).toEqual(['Before']);
    const { record: after } = await desk.patients.update({
      id: record.id,
      revision: 1,
      changes: { city: 'Norbridge' },
    });
    expect(after.revision).toBe(2);
    const followed = () =>
      told.some(
        (event) =>
          event.type === 'gap' ||
          (event.type === 'changed' && event.id === record.id && event.revision === 2),
      );
    await expect.poll(followed, { timeout: 10_000 }).toBe(true);
    stop.abort();
    await reading.catch(() => undefined);
  });
});
