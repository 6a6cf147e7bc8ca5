import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StandInDesk, startDesk } from './stand-in-desk';

let desk: StandInDesk;
let cookie: string;
beforeAll(async () => {
  desk = await startDesk();
  cookie = await desk.enter();
});
afterAll(() => desk.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  desk.ask(path, { headers: { cookie, ...headers } });
const post = (path: string, body: string, headers: Record<string, string> = {}) =>
  desk.ask(path, {
    method: 'POST',
    headers: { cookie, origin: desk.origin, 'content-type': 'application/json', ...headers },
    body,
  });

describe('the files of the page', () => {
  it('are sent with their types, and kept by the browser where their name changes with their content', async () => {
    const page = await get('/');
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect([page.body, page.headers['cache-control']]).toEqual([
      expect.stringContaining('<title>Clinic Desk'),
      'no-store',
    ]);
    const script = await get('/assets/index-Ab3dEf_h.js');
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(script.headers['cache-control']).toBe('private, max-age=31536000, immutable');
    const picture = await get('/assets/logo.svg');
    expect([picture.headers['content-type'], picture.headers['cache-control']]).toEqual([
      'image/svg+xml',
      'no-store',
    ]);
  });

  // Seen red with `ours` and `startsWith(root)` left out of rendererFile, and the path as it was sent.
  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%2fsecret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets%2f..%2f..%2fsecret.txt',
    '/..%5csecret.txt',
    '/%252e%252e%252fsecret.txt',
    '/assets/index-Ab3dEf_h.js/../../../secret.txt',
    '/secret.txt%00.html',
    '/index.html%00',
    '/%',
    '/assets/',
    '/assets',
    '/index.html/',
  ])('end at the folder of the page: nothing is found at %s', async (path) => {
    const reply = await get(path);
    expect([reply.status, reply.body.includes('the keys')]).toEqual([404, false]);
  });

  // Seen red with ownUrl taking any address.
  it.each(['//127.0.0.1/index.html', 'http://example.org/index.html', 'index.html'])(
    'are not asked for by another kind of address (%s)',
    async (path) => {
      expect(
        await statusOf(desk.host.port, `GET ${path} HTTP/1.1\r\nHost: ${desk.name}\r\nCookie: ${cookie}`),
      ).toBe(400);
    },
  );

  // Seen red with the check of the real path left out of rendererFile.
  it('are no links that lead out of it', async () => {
    await symlink(join(desk.folder, 'secret.txt'), join(desk.rendererFolder, 'assets', 'linked.txt'));
    expect((await get('/assets/linked.txt')).status).toBe(404);
  });

  // Seen red with the list of types left out of rendererFile.
  it('are no hidden files, no folders and no kinds of file that a page has no use for', async () => {
    await writeFile(join(desk.rendererFolder, '.env'), 'secret');
    await writeFile(join(desk.rendererFolder, 'settings.yaml'), 'secret');
    await mkdir(join(desk.rendererFolder, 'folder.js'));
    for (const path of ['/.env', '/settings.yaml', '/folder.js']) expect((await get(path)).status).toBe(404);
  });

  it('can only be read', async () => {
    expect((await post('/', '')).status).toBe(405);
    expect((await post('/index.html', '')).status).toBe(405);
    const head = await desk.ask('/', { method: 'HEAD', headers: { cookie } });
    expect([head.status, head.body]).toEqual([200, '']);
  });
});

describe('a call', () => {
  // Seen red with a limit of one gigabyte.
  it('of more than 4 MB is refused, whether it says so or not', async () => {
    const large = JSON.stringify({ username: 'x'.repeat(4 * 1024 * 1024) });
    const framings: Record<string, string>[] = [
      { 'content-length': String(large.length) },
      { 'transfer-encoding': 'chunked' },
    ];
    for (const headers of framings) {
      const reply = await post('/api/sign-in', large, headers);
      expect([reply.status, JSON.parse(reply.body).code]).toEqual([413, 'TOO_LARGE']);
    }
    expect((await post('/rpc/signIn', large)).status).toBe(413);
    expect((await get('/api/who')).status).toBe(200);
  });

  it('of just under 4 MB is taken', async () => {
    const body = JSON.stringify({ username: 'x'.repeat(4 * 1024 * 1024 - 15) });
    expect(body.length).toBe(4 * 1024 * 1024);
    expect((await post('/api/sign-in', body)).status).toBe(200);
  });

  it.each(['{', '{"username":', 'nonsense', '[]', '"x"', 'null', ''])(
    'that cannot be read (%s) is refused',
    async (body) => {
      expect((await post('/api/sign-in', body)).status).toBe(400);
      expect((await post('/rpc/signIn', body)).status).toBe(400);
    },
  );

  it('of an unknown procedure is answered with 404', async () => {
    for (const path of [
      '/api/nothing',
      '/rpc/nothing',
      '/api/',
      '/rpc/',
      '/rpc/__proto__',
      '/rpc/constructor',
      '/api/%',
    ]) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    }
  });

  it('that fails inside tells nothing of why', async () => {
    const reply = await get('/api/fail');
    expect([reply.status, reply.body.includes('secret')]).toEqual([500, false]);
  });

  // Seen red with oRPC's ZodSmartCoercionPlugin, which added the missing ones as undefined: that empties a field.
  it('as plain JSON has the fields that were sent, and no other', async () => {
    const reply = await post('/api/sign-in', '{"username":"desk"}');
    expect(JSON.parse(reply.body)).toEqual({ fields: ['username'] });
  });

  it('as plain JSON may say a point in time as text', async () => {
    const reply = await post('/api/sign-in', '{"username":"desk","since":"2026-11-23T09:00:00.000Z"}');
    expect(JSON.parse(reply.body)).toMatchObject({ since: Date.UTC(2026, 10, 23, 9) });
  });
});

describe('every answer', () => {
  // Seen red with setSecurityHeaders left out of route.
  it.each(['/', '/api/who', '/api/openapi.json', '/nothing', '/assets/logo.svg'])(
    'is closed up (%s)',
    async (path) => {
      const inAndOut: Record<string, string>[] = [{ cookie }, {}];
      for (const headers of inAndOut) {
        const reply = await desk.ask(path, { headers });
        const policy = String(reply.headers['content-security-policy']).split('; ');
        expect(policy).toEqual(
          expect.arrayContaining([
            "default-src 'self'",
            "script-src 'self' 'wasm-unsafe-eval'",
            "frame-ancestors 'none'",
          ]),
        );
        expect(reply.headers).toMatchObject({
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
        });
      }
    },
  );

  it('of a procedure is kept in no cache', async () => {
    expect((await get('/api/who')).headers['cache-control']).toBe('no-store');
  });
});

it('describes its procedures to other programs', async () => {
  const reply = await get('/api/openapi.json');
  expect(JSON.parse(reply.body)).toMatchObject({
    openapi: '3.1.1',
    servers: [{ url: '/api' }],
    paths: { '/who': {}, '/sign-in': {} },
  });
});

it('was surprised by none of this', () => {
  expect(desk.unexpected).toEqual([]);
});

/** The status that a request written by hand gets. */
function statusOf(port: number, head: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${head}\r\nConnection: close\r\n\r\n`));
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('end', () => resolve(Number(text.split(' ')[1])));
    socket.on('error', reject);
  });
}
