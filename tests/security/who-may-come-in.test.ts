import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IDLE_LIFE_MS, LAUNCH_LIFE_MS } from '../../electron/hosts/web/browser-sessions';
import { CONTROL_SECRET, type StandInDesk, startDesk } from './stand-in-desk';

let time = Date.UTC(2026, 10, 23, 9);
let desk: StandInDesk;
beforeAll(async () => {
  desk = await startDesk({ now: () => time });
});
afterAll(() => desk.close());

const asPage = { accept: 'text/html,*/*' };
const launchPath = () => desk.host.launchUrl().slice(desk.origin.length);
const askForLaunch = (headers: Record<string, string>) => desk.ask('/launch', { method: 'POST', headers });

describe('the start link', () => {
  it('lets one browser in, and takes the token out of the address', async () => {
    const reply = await desk.ask(launchPath(), { headers: asPage });
    expect(reply.status).toBe(303);
    expect(reply.headers.location).toBe('/');
    expect(desk.host.launchUrl()).toMatch(/\?launch=[\w-]{43}$/);
  });

  // Seen red with the flags left out of cookieFor.
  it('gives a cookie that no script can read and no other site can use', async () => {
    const { headers } = await desk.ask(launchPath());
    const name = `clinic-desk-${desk.host.port}`;
    expect(headers['set-cookie']).toEqual([expect.stringMatching(new RegExp(`^${name}=[\\w-]{43}; `))]);
    expect(headers['set-cookie']?.[0]).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/);
  });

  // Seen red with `has` in place of `delete` in redeem, which left a token good for ever.
  it('is good once: whoever opens it again is told how to get a new one', async () => {
    const path = launchPath();
    await desk.ask(path);
    const again = await desk.ask(path, { headers: asPage });
    expect(again.status).toBe(403);
    expect(again.headers['set-cookie']).toBeUndefined();
    expect(again.headers['content-type']).toContain('text/html');
    expect(again.body).toContain(
      'This link is not good any more, or never was. Run npm start again in the same folder to get a new one.',
    );
  });

  // Seen red with the launches left out of forgetOld.
  it('is good for fifteen minutes', async () => {
    const [inTime, late] = [launchPath(), launchPath()];
    time += LAUNCH_LIFE_MS - 1;
    expect((await desk.ask(inTime)).status).toBe(303);
    time += 1;
    expect((await desk.ask(late)).status).toBe(403);
  });

  // Seen red with looksAhead answering false.
  it('is not used up by a program that only looks at it', async () => {
    const path = launchPath();
    expect((await desk.ask(path, { method: 'HEAD' })).status).toBe(403);
    expect((await desk.ask(path, { headers: { 'sec-purpose': 'prefetch' } })).status).toBe(403);
    expect((await desk.ask(path)).status).toBe(303);
  });

  it('is ignored by a browser that is in already, and stays good', async () => {
    const cookie = await desk.enter();
    const path = launchPath();
    const reply = await desk.ask(path, { headers: { cookie } });
    expect([reply.status, reply.headers.location, reply.headers['set-cookie']]).toEqual([
      303,
      '/',
      undefined,
    ]);
    expect((await desk.ask(path)).status).toBe(303);
  });

  // Seen red with redeem answering a cookie whatever the token.
  it.each(['', 'guess', 'A'.repeat(43)])('lets nobody in with the token "%s"', async (token) => {
    const reply = await desk.ask(`/?launch=${token}`);
    expect([reply.status, reply.headers['set-cookie']]).toEqual([403, undefined]);
    // Also true of a link that never was one.
    expect(reply.body).not.toContain('used');
  });

  // Seen red with a launch token taken for the control secret.
  it('is not accepted in place of a cookie or of the control secret', async () => {
    const token = launchPath().split('=')[1] ?? '';
    expect((await desk.ask('/api/who', { headers: { authorization: `Bearer ${token}` } })).status).toBe(403);
    expect((await askForLaunch({ authorization: `Bearer ${token}` })).status).toBe(403);
  });
});

describe('a second start', () => {
  it('gets a fresh link for the secret of the instance lock', async () => {
    const reply = await askForLaunch({ authorization: `Bearer ${CONTROL_SECRET}` });
    expect(reply.status).toBe(200);
    const { url } = JSON.parse(reply.body) as { url: string };
    expect((await desk.ask(url.slice(desk.origin.length))).status).toBe(303);
  });

  // Seen red with showsSecret answering true.
  it.each([
    '',
    'Bearer ',
    `Basic ${CONTROL_SECRET}`,
    `Bearer ${CONTROL_SECRET}x`,
    'Bearer the-secret-of-the-loch',
  ])('gets none with the header "%s"', async (authorization) => {
    const reply = await askForLaunch({ authorization });
    expect([reply.status, reply.body.includes('launch=')]).toEqual([403, false]);
  });

  it('is answered to POST only, and never to the page of another site', async () => {
    const headers = { authorization: `Bearer ${CONTROL_SECRET}` };
    expect((await desk.ask('/launch', { headers })).status).toBe(405);
    expect((await askForLaunch({ ...headers, origin: 'https://example.org' })).status).toBe(403);
  });
});

describe('without a cookie', () => {
  // Seen red with the check of `browser` left out of route.
  it.each([
    '/',
    '/assets/index-Ab3dEf_h.js',
    '/api/who',
    '/rpc/who',
    '/api/openapi.json',
    '/favicon.ico',
    '/nothing',
  ])('nothing is told at %s', async (path) => {
    const reply = await desk.ask(path);
    expect(reply.status).toBe(403);
    expect(JSON.parse(reply.body)).toMatchObject({ code: 'NO_COOKIE' });
  });

  it('a person gets a page that says what to do', async () => {
    const reply = await desk.ask('/', { headers: asPage });
    expect([reply.status, reply.headers['content-type']]).toEqual([403, 'text/html; charset=utf-8']);
    expect(reply.body).toContain('Run npm start again in the same folder');
  });

  // Seen red with readCookie taking the first value.
  it('a guessed, a foreign or a doubled cookie is none', async () => {
    const good = await desk.enter();
    const name = `clinic-desk-${desk.host.port}`;
    for (const cookie of [
      `${name}=${'A'.repeat(43)}`,
      `${name}x=1; x${good}`,
      `${good}; ${name}=other`,
      `${name}=`,
    ]) {
      expect((await desk.ask('/api/who', { headers: { cookie } })).status).toBe(403);
    }
    expect((await desk.ask('/api/who', { headers: { cookie: `a=b; ${good}` } })).status).toBe(200);
  });
});

describe('a session', () => {
  it('is shared by the tabs of one browser and by nobody else', async () => {
    const [one, other] = [await desk.enter(), await desk.enter()];
    const signIn = { method: 'POST', body: JSON.stringify({ username: 'desk' }) };
    const headers = { cookie: one, origin: desk.origin, 'content-type': 'application/json' };
    expect((await desk.ask('/api/sign-in', { ...signIn, headers })).status).toBe(200);
    const who = async (cookie: string) =>
      JSON.parse((await desk.ask('/api/who', { headers: { cookie } })).body);
    expect(await who(one)).toEqual({ device: 'browser on this computer', user: 'desk' });
    expect(await who(other)).toMatchObject({ user: 'nobody' });
  });

  // Seen red with the sessions left out of forgetOld.
  it('is forgotten after twelve hours in which nobody used it', async () => {
    const cookie = await desk.enter();
    time += IDLE_LIFE_MS - 1;
    expect((await desk.ask('/api/who', { headers: { cookie } })).status).toBe(200);
    time += IDLE_LIFE_MS;
    expect((await desk.ask('/api/who', { headers: { cookie } })).status).toBe(403);
  });
});
