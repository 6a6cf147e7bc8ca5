import { get } from 'node:http';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { IDLE_LIFE_MS } from '../../electron/hosts/web/browser-sessions';
import { type StandInDesk, startDesk } from './stand-in-desk';

type WatchingClient = { watch(): Promise<AsyncIterable<unknown>>; who(): Promise<{ user: string }> };

let time = Date.UTC(2026, 10, 23, 9);
let desk: StandInDesk;
let cookie: string;
beforeAll(async () => {
  desk = await startDesk({ now: () => time });
  cookie = await desk.enter();
});
afterAll(() => desk.close());

async function openSocket(): Promise<WebSocket> {
  const socket = new WebSocket(`ws://${desk.name}/ws`, { headers: { cookie, origin: desk.origin } });
  await new Promise((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
  });
  return socket;
}

async function watch(socket: WebSocket): Promise<WatchingClient> {
  // ws has the parts of the browser's WebSocket that the link uses; only its types differ.
  const client = createORPCClient<WatchingClient & Record<string, never>>(
    new RPCLink({ websocket: socket as unknown as globalThis.WebSocket }),
  );
  const events = (await client.watch())[Symbol.asyncIterator]();
  expect((await events.next()).value).toEqual({ type: 'ready' });
  return client;
}

function streamOverHttp(): Promise<{ hangUp(): void }> {
  return new Promise((resolve, reject) => {
    const asked = get(`${desk.origin}/api/watch`, { headers: { cookie } }, (response) => {
      response.on('error', () => undefined);
      response.once('data', () => resolve({ hangUp: () => response.destroy() }));
    });
    asked.on('error', reject);
  });
}

const noStreamIsOpen = () => vi.waitFor(() => expect(desk.open.streams).toBe(0));

// Seen red with a host that never tells the router that the socket closed (oRPC's `close` listener left out).
it('a stream of events ends when the window closes its WebSocket', async () => {
  const socket = await openSocket();
  const client = await watch(socket);
  const second = (await client.watch())[Symbol.asyncIterator]();
  expect((await second.next()).value).toEqual({ type: 'ready' });
  expect(desk.open.streams).toBe(2);
  socket.close();
  await noStreamIsOpen();
});

it('a stream of events ends when the line is cut', async () => {
  const socket = await openSocket();
  await watch(socket);
  socket.terminate();
  await noStreamIsOpen();
});

// Seen red with the abort on `close` left out of call-handlers.ts.
it('a stream over HTTP ends when the caller hangs up', async () => {
  const streams = await Promise.all([streamOverHttp(), streamOverHttp(), streamOverHttp()]);
  expect(desk.open.streams).toBe(3);
  for (const stream of streams) stream.hangUp();
  await noStreamIsOpen();
});

// Seen red with `connect` not counting.
it('a window that only listens keeps its session for days, and no longer than it listens', async () => {
  const socket = await openSocket();
  const client = await watch(socket);
  time += 4 * IDLE_LIFE_MS;
  expect((await desk.ask('/api/who', { headers: { cookie } })).status).toBe(200);
  expect(await client.who()).toMatchObject({ user: 'nobody' });
  socket.close();
  await noStreamIsOpen();
  time += IDLE_LIFE_MS;
  expect((await desk.ask('/api/who', { headers: { cookie } })).status).toBe(403);
  cookie = await desk.enter();
});

// Seen red with `maxPayload` left out.
it('a message of more than 4 MB closes the WebSocket and nothing else', async () => {
  const socket = await openSocket();
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  socket.send('x'.repeat(4 * 1024 * 1024 + 1));
  expect(await closed).toBe(1009);
  expect((await desk.ask('/api/who', { headers: { cookie } })).status).toBe(200);
});

it('a message that cannot be read harms neither the socket nor the desk', async () => {
  const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const socket = await openSocket();
  for (const nonsense of ['nonsense', '{}', '[]', '{"i":"1"}', Buffer.from([0, 1, 2])]) socket.send(nonsense);
  const client = await watch(socket);
  expect(await client.who()).toMatchObject({ user: 'nobody' });
  socket.close();
  await noStreamIsOpen();
  complaint.mockRestore();
});

it('closing the desk hangs up on everyone', async () => {
  const other = await startDesk();
  const headers = { cookie: await other.enter(), origin: other.origin };
  const socket = new WebSocket(`ws://${other.name}/ws`, { headers });
  await new Promise((resolve) => socket.on('open', resolve));
  await watch(socket);
  const closed = new Promise((resolve) => socket.on('close', resolve));
  await other.close();
  await closed;
  await vi.waitFor(() => expect(other.open.streams).toBe(0));
});
