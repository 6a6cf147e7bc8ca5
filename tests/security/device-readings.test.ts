import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openWebHost, type WebHost } from '../../electron/hosts/web';
import { carriers, openPeople, openTestClinic, type People, type TestClinic } from '../support/clinic';
import { askRaw, CONTROL_SECRET } from './stand-in-desk';

const now = new Date('2026-11-27T09:00:00Z');

describe('What devices send', () => {
  let clinic: TestClinic;
  let people: People;
  let host: WebHost;
  let time: number;
  beforeAll(async () => {
    clinic = await openTestClinic({ clock: () => now });
    people = await openPeople((await carriers['in-process'](clinic.core)).newCaller);
  });
  afterAll(async () => {
    await people?.close();
    await clinic?.close();
  });
  beforeEach(async () => {
    time = 0;
    host = await openWebHost({
      ...{ router: clinic.core.router, rendererFolder: 'nowhere', port: 0, controlSecret: CONTROL_SECRET },
      onUnexpected: (error) => {
        throw error;
      },
      now: () => time,
    });
  });
  afterEach(() => host.close());

  const newDevice = async (values: { kind: 'sensor' | 'gateway'; patient?: string; active?: boolean }) => {
    const { record } = await people.admin.client.devices.create({ name: 'Omron M7', ...values });
    const { token } = await people.admin.client.gateway.issueToken({ id: record.id });
    return { id: record.id, token };
  };
  const newPatient = async () =>
    (await people.doctor.client.patients.create({ firstname: 'Bo', lastname: 'Ray' })).record;
  const reading = (value = 72, more: object = {}) => ({
    ...{ kind: '8867-4', value, unit: '/min', takenAt: '2026-11-27T08:00:00Z' },
    ...more,
  });
  const send = async (token: string, readings: unknown, headers: Record<string, string> = {}) => {
    const {
      status,
      body,
      headers: told,
    } = await askRaw(host.port, '/devices/readings', {
      method: 'POST',
      headers: {
        host: `127.0.0.1:${host.port}`,
        'content-type': 'application/json',
        authorization: `Bearer ${token}`,
        ...headers,
      },
      body: typeof readings === 'string' ? readings : JSON.stringify({ readings }),
    });
    return { status, told, answer: JSON.parse(body) as Record<string, unknown> };
  };
  const countOf = async (patient: string) =>
    (await people.doctor.client.readings.summary({ patient })).kinds[0]?.count ?? 0;

  it('is kept once under its patient, with the device in the trail and no person', async () => {
    const { id: patient } = await newPatient();
    const { id, token } = await newDevice({ kind: 'sensor', patient });
    expect(await send(token, [reading(72)])).toMatchObject({
      status: 200,
      answer: { recorded: 1, alreadyThere: 0 },
    });
    expect(await send(token, [reading(72)])).toMatchObject({
      status: 200,
      answer: { recorded: 0, alreadyThere: 1 },
    });
    expect(await countOf(patient)).toBe(1);
    const { rows } = await people.admin.client.auditentries.list({
      filter: { patient: { is: patient }, action: { is: 'record' } },
    });
    expect(rows).toMatchObject([{ device: 'Omron M7', record: id, entity: 'readings', reason: '1 reading' }]);
    expect(rows[0]).not.toHaveProperty('user');
    expect((await people.admin.client.devices.get({ id })).record.lastSeen).toEqual(now);
  });

  // Seen red with `isRight` made true (a wrong secret came in), with the hash kept on revocation, and with `active` not asked for.
  it('is refused in the same words whatever is wrong with the token', async () => {
    const { id: patient } = await newPatient();
    const { id, token } = await newDevice({ kind: 'sensor', patient });
    const unused = await newDevice({ kind: 'sensor', patient });
    const { record } = await people.admin.client.devices.get({ id: unused.id });
    await people.admin.client.devices.update({
      id: unused.id,
      revision: record.revision,
      changes: { active: false },
    });
    const replaced = token;
    const { token: fresh } = await people.admin.client.gateway.issueToken({ id });
    const revoked = await newDevice({ kind: 'sensor', patient });
    await people.admin.client.gateway.revokeToken({ id: revoked.id });
    const removed = await newDevice({ kind: 'sensor', patient });
    const { record: last } = await people.admin.client.devices.get({ id: removed.id });
    await people.admin.client.devices.remove({ id: removed.id, revision: last.revision });
    const bad = [
      `${id}.${'A'.repeat(43)}`,
      `${'0'.repeat(24)}.${fresh.split('.')[1]}`,
      ...[`${id}.`, id, 'x', replaced, revoked.token, unused.token, removed.token],
    ];
    const answers = await Promise.all(bad.map((each) => send(each, [reading()])));
    expect(new Set(answers.map(({ status, answer }) => `${status} ${String(answer.message)}`))).toEqual(
      new Set(['401 Show a good token.']),
    );
    // An unfit reading is not told to who shows no good token.
    expect((await send('x', [reading(9_999)])).answer).not.toHaveProperty('data');
    expect(await countOf(patient)).toBe(0);
    expect((await send(fresh, [reading()])).status).toBe(200);
  });

  // Seen red with the token kept by the rule of devices: readings came in for the other patient, and after a restoring.
  it('needs a new token once the device is of another patient, another kind, or was removed', async () => {
    const [own, other] = [await newPatient(), await newPatient()];
    const { devices, gateway } = people.admin.client;
    const change = async (
      id: string,
      changes: { patient?: string | null; kind?: 'gateway'; name?: string },
    ) => {
      const { record } = await devices.get({ id });
      return (await devices.update({ id, revision: record.revision, changes })).record;
    };
    const statusOf = async (token: string) =>
      (await send(token, [reading(72, { recordNumber: own.recordNumber })])).status;

    const moved = await newDevice({ kind: 'sensor', patient: own.id });
    expect((await change(moved.id, { name: 'Omron M7, room 3' })).tokenIssuedAt).toEqual(now);
    expect(await statusOf(moved.token)).toBe(200);
    expect(await change(moved.id, { patient: other.id })).not.toHaveProperty('tokenIssuedAt');
    expect((await send(moved.token, [reading()])).status).toBe(401);
    const { token } = await gateway.issueToken({ id: moved.id });
    expect((await send(token, [reading()])).status).toBe(200);

    const widened = await newDevice({ kind: 'sensor', patient: own.id });
    await change(widened.id, { kind: 'gateway', patient: null });
    expect(await statusOf(widened.token)).toBe(401);

    const removed = await newDevice({ kind: 'sensor', patient: own.id });
    const { record } = await devices.get({ id: removed.id });
    await devices.remove({ id: removed.id, revision: record.revision });
    const { record: back } = await devices.restore({ id: removed.id });
    expect(back).not.toHaveProperty('tokenIssuedAt');
    expect(await statusOf(removed.token)).toBe(401);
  });

  it('is kept as a hash that nobody is ever sent', async () => {
    const { id: patient } = await newPatient();
    const { id, token } = await newDevice({ kind: 'sensor', patient });
    const secret = token.split('.')[1] ?? '';
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    const sent = JSON.stringify(await people.admin.client.devices.get({ id }));
    expect(sent).not.toContain('tokenHash');
    expect(sent).not.toContain(secret);
    const entries = JSON.stringify(
      await people.admin.client.auditentries.list({ filter: { record: { is: id } } }),
    );
    expect(entries).not.toContain(secret);
    for (const role of ['doctor', 'nurse', 'frontdesk', 'patient'] as const)
      await expect(people[role].client.gateway.issueToken({ id })).rejects.toMatchObject({
        code: 'FORBIDDEN',
      });
  });

  // Seen red with `recordNumber` of another patient let through.
  it('is of the patient of the device, or named by record number where it is one for all', async () => {
    const [own, other] = [await newPatient(), await newPatient()];
    const sensor = await newDevice({ kind: 'sensor', patient: own.id });
    const foreign = await send(sensor.token, [
      reading(71),
      reading(72, { recordNumber: other.recordNumber }),
    ]);
    expect(foreign).toMatchObject({
      status: 422,
      answer: { data: { issues: [{ path: ['readings', 1, 'recordNumber'] }] } },
    });
    const gateway = await newDevice({ kind: 'gateway' });
    const nameless = await send(gateway.token, [reading(), reading(73, { recordNumber: 'nobody' })]);
    expect(nameless).toMatchObject({
      answer: {
        data: {
          issues: [
            { path: ['readings', 0, 'recordNumber'], message: 'Say whose reading it is' },
            { path: ['readings', 1, 'recordNumber'], message: 'There is no patient with this record number' },
          ],
        },
      },
    });
    const both = [own, other].map(({ recordNumber }) => reading(70, { recordNumber }));
    expect(await send(gateway.token, both)).toMatchObject({ status: 200, answer: { recorded: 2 } });
    expect([await countOf(own.id), await countOf(other.id)]).toEqual([1, 1]);
    const unfit = await send(gateway.token, [
      both[0],
      { ...both[1], value: 7_000, takenAt: '2026-11-26T08:00:00Z' },
    ]);
    expect(unfit).toMatchObject({
      status: 422,
      answer: {
        data: {
          issues: [{ path: ['readings', 1, 'value'], message: 'Heart rate is between 10 and 350 /min' }],
        },
      },
    });
  });

  // Seen red without the question for `Origin` and `Sec-Fetch-Site`, and with the Host not asked for.
  it('comes from no page, under no other name, and not for a cookie', async () => {
    const { id: patient } = await newPatient();
    const { token } = await newDevice({ kind: 'sensor', patient });
    const origin = `http://127.0.0.1:${host.port}`;
    expect((await send(token, [reading()], { origin })).status).toBe(403);
    expect((await send(token, [reading()], { 'sec-fetch-site': 'same-origin' })).status).toBe(403);
    expect((await send(token, [reading()], { host: `evil.example:${host.port}` })).status).toBe(421);
    const launch = new URL(host.launchUrl());
    const entered = await askRaw(host.port, launch.pathname + launch.search, {
      headers: { host: launch.host },
    });
    const cookie = entered.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    expect((await send('', [reading()], { cookie, authorization: '' })).status).toBe(401);
    expect((await send('', [reading()], { cookie, authorization: `Basic ${token}` })).told).toHaveProperty(
      'www-authenticate',
    );
    // Nor does a sign-in stand for a token.
    await expect(
      people.doctor.client.gateway.deliver({ readings: [{ ...reading(), takenAt: now }] }),
    ).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await countOf(patient)).toBe(0);
  });

  // Seen red with the limit of the body raised to that of pages, and without the count of calls.
  it('is JSON of at most 1 MB, posted at most 600 times a minute', async () => {
    const { id: patient } = await newPatient();
    const { token } = await newDevice({ kind: 'sensor', patient });
    expect((await send(token, [reading()], { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await send(token, '{"readings":[')).status).toBe(400);
    expect((await send(token, `{"readings":"${'x'.repeat(1024 * 1024)}"}`)).status).toBe(413);
    const many = Array.from({ length: 5_001 }, () => reading());
    expect((await send(token, many)).status).toBe(422);
    const head = { host: `127.0.0.1:${host.port}` };
    expect((await askRaw(host.port, '/devices/readings', { headers: head })).status).toBe(405);
    expect((await send(token, [reading()])).status).toBe(200);
    for (let call = 1; call < 600; call += 1) await send(token, '', { 'content-type': 'text/plain' });
    const late = await send(token, [reading()]);
    expect([late.status, late.told['retry-after']]).toEqual([429, '60']);
    const another = await newDevice({ kind: 'sensor', patient });
    expect((await send(another.token, [reading()])).status).toBe(200);
    time += 60_000;
    expect((await send(token, [reading()])).status).toBe(200);
  });

  // Seen red with one count for all calls, as it was: whoever called without a token shut the devices out.
  it('comes in however often others call without a good token', async () => {
    const { id: patient } = await newPatient();
    const [known, fresh] = [
      await newDevice({ kind: 'sensor', patient }),
      await newDevice({ kind: 'sensor', patient }),
    ];
    expect((await send(known.token, [reading()])).status).toBe(200);
    const guess = `${known.id}.${'A'.repeat(43)}`;
    for (let call = 0; call < 601; call += 1) await send(guess, '', { 'content-type': 'text/plain' });
    expect((await send(known.token, [reading()])).status).toBe(200);
    expect((await send(fresh.token, [reading()])).status).toBe(200);
    let last = 0;
    for (let call = 0; call < 3_001 && last !== 429; call += 1)
      last = (await send('', '', { authorization: '' })).status;
    expect(last).toBe(429);
    expect((await send(known.token, [reading()])).status).toBe(200);
    // That tokens were tried is kept once, with the device whose name they bore.
    expect([(await send(guess, [reading()])).status, (await send(guess, [reading()])).status]).toEqual([
      401, 401,
    ]);
    const tried = async () =>
      (
        await people.admin.client.auditentries.list({
          filter: { record: { is: known.id }, outcome: { is: 'refused' } },
        })
      ).rows;
    await expect.poll(tried, { timeout: 5_000 }).toHaveLength(1);
    expect(await tried()).toMatchObject([{ action: 'deliver', device: 'Omron M7', reason: 'No good token' }]);
    expect(JSON.stringify(await tried())).not.toContain('AAAA');
  });
});
