import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knock, type StandInDesk, startDesk } from './stand-in-desk';

let desk: StandInDesk;
let cookie: string;
beforeAll(async () => {
  desk = await startDesk();
  cookie = await desk.enter();
});
afterAll(() => desk.close());

const foreignOrigins = () => [
  'https://example.org',
  'null',
  `https://127.0.0.1:${desk.host.port}`,
  `http://127.0.0.1:${desk.host.port + 1}`,
  `http://127.0.0.1:${desk.host.port}.example.org`,
  `http://localhost.example.org:${desk.host.port}`,
  '',
];
const foreignHosts = () => [
  'example.org',
  `example.org:${desk.host.port}`,
  '127.0.0.1',
  `127.0.0.1:${desk.host.port}.example.org`,
  `0.0.0.0:${desk.host.port}`,
  `[::1]:${desk.host.port}`,
];
const json = { 'content-type': 'application/json' };
const body = JSON.stringify({ username: 'mallory' });
const user = async () => JSON.parse((await desk.ask('/api/who', { headers: { cookie } })).body).user;

describe('a page of another site', () => {
  // Seen red with the check of Origin left out of turnAway.
  it('reads nothing and changes nothing, although the browser sends the cookie along', async () => {
    for (const origin of foreignOrigins()) {
      expect((await desk.ask('/api/who', { headers: { cookie, origin } })).status).toBe(403);
      const headers = { ...json, cookie, origin, 'x-clinic-desk': '1' };
      expect((await desk.ask('/api/sign-in', { method: 'POST', headers, body })).status).toBe(403);
    }
    expect(await user()).toBe('nobody');
  });

  // Seen red with `hosts` holding every name; a name that suddenly means 127.0.0.1 is DNS rebinding.
  it('does not come in under a name of its own that leads to this computer', async () => {
    for (const host of foreignHosts()) {
      const reply = await desk.ask('/', { headers: { cookie, host } });
      expect([host, reply.status]).toEqual([host, 421]);
      expect(await knock(desk.host.port, { cookie, host, origin: desk.origin })).toBe(421);
    }
  });

  // Seen red with the check of Sec-Fetch-Site left out of turnAway. Images and frames send no Origin; another port of localhost gets the cookie.
  it.each(['cross-site', 'same-site'])('embeds nothing (%s)', async (site) => {
    const reply = await desk.ask('/api/who', { headers: { cookie, 'sec-fetch-site': site } });
    expect(reply.status).toBe(403);
  });

  it('does not use up a start link', async () => {
    const path = desk.host.launchUrl().slice(desk.origin.length);
    expect((await desk.ask(path, { headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    expect((await desk.ask(path, { headers: { 'sec-fetch-site': 'none' } })).status).toBe(303);
  });

  // Seen red with `carriesCalls` always false in answering requests.
  it('posts no form: a change needs our Origin or our header', async () => {
    for (const contentType of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
      const headers = { cookie, 'content-type': contentType };
      expect((await desk.ask('/api/sign-in', { method: 'POST', headers, body })).status).toBe(403);
      expect(
        (await desk.ask('/rpc/signIn', { method: 'POST', headers, body: `{"json":${body}}` })).status,
      ).toBe(403);
    }
    expect(await user()).toBe('nobody');
  });

  it('gets no leave to ask: a preflight is refused and no answer carries a CORS header', async () => {
    const headers = {
      cookie,
      origin: 'https://example.org',
      'access-control-request-headers': 'x-clinic-desk',
    };
    const reply = await desk.ask('/api/sign-in', { method: 'OPTIONS', headers });
    expect(reply.status).toBe(403);
    expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  // Seen red with GET allowed for procedures that change something (strictGetMethodPluginEnabled: false).
  it('changes nothing by a link', async () => {
    const data = encodeURIComponent(`{"json":${body}}`);
    expect((await desk.ask(`/rpc/signIn?data=${data}`, { headers: { cookie } })).status).toBe(405);
    expect((await desk.ask('/api/sign-in?username=mallory', { headers: { cookie } })).status).toBe(404);
    expect(await user()).toBe('nobody');
  });
});

describe('a WebSocket', () => {
  it('is opened for our own page, and for a program that says it is one', async () => {
    expect(await knock(desk.host.port, { cookie, origin: desk.origin })).toBe(101);
    expect(await knock(desk.host.port, { cookie, origin: `http://localhost:${desk.host.port}` })).toBe(101);
    expect(await knock(desk.host.port, { cookie, 'x-clinic-desk': '1' })).toBe(101);
  });

  // Seen red with turnAway left out of admit: browsers open WebSockets to other origins without asking.
  it('is refused to the page of another site', async () => {
    for (const origin of foreignOrigins()) {
      expect([origin, await knock(desk.host.port, { cookie, origin, 'x-clinic-desk': '1' })]).toEqual([
        origin,
        403,
      ]);
    }
  });

  // Seen red with `false` for carriesCalls in admit.
  it('is refused without an Origin and without our header', async () => {
    expect(await knock(desk.host.port, { cookie })).toBe(403);
  });

  // Seen red with admit making up a session where none is found.
  it('is refused without a cookie, and anywhere but at /ws', async () => {
    expect(await knock(desk.host.port, { origin: desk.origin })).toBe(403);
    expect(await knock(desk.host.port, { origin: desk.origin, cookie: `${cookie}x` })).toBe(403);
    expect(await knock(desk.host.port, { origin: desk.origin, cookie }, '/rpc')).toBe(404);
  });
});

describe('our own page and other programs', () => {
  it('call with our Origin, or with the header and no Origin', async () => {
    const marks: Record<string, string>[] = [{ origin: desk.origin }, { 'x-clinic-desk': '1' }];
    for (const mark of marks) {
      const headers = { ...json, ...mark, cookie };
      const reply = await desk.ask('/api/sign-in', { method: 'POST', headers, body: '{"username":"desk"}' });
      expect(reply.status).toBe(200);
    }
    expect(await user()).toBe('desk');
  });

  it('reach the desk as localhost, too', async () => {
    const host = `localhost:${desk.host.port}`;
    expect((await desk.ask('/', { headers: { cookie, host } })).status).toBe(200);
  });
});
