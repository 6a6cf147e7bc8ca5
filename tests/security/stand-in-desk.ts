import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AnyRouter, os } from '@orpc/server';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { HostContext } from '../../electron/core/session';
import { openWebHost } from '../../electron/hosts/web';

export const CONTROL_SECRET = 'the-secret-of-the-lock';

export type Reply = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };
export type Asking = {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
};

/** A real listening host over a few procedures of its own, with a renderer of three files. */
export async function startDesk(options: { now?: () => number } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'clinic-desk-host-'));
  const rendererFolder = join(folder, 'renderer');
  await mkdir(join(rendererFolder, 'assets'), { recursive: true });
  await writeFile(join(rendererFolder, 'index.html'), '<!doctype html><title>Clinic Desk</title>');
  await writeFile(join(rendererFolder, 'assets', 'index-Ab3dEf_h.js'), 'export {};');
  await writeFile(join(rendererFolder, 'assets', 'logo.svg'), '<svg/>');
  await writeFile(join(folder, 'secret.txt'), 'the keys of the clinic');
  const open = { streams: 0 };
  const unexpected: unknown[] = [];
  const host = await openWebHost({
    router: standInRouter(open),
    rendererFolder,
    port: 0,
    controlSecret: CONTROL_SECRET,
    onUnexpected: (error) => unexpected.push(error),
    ...options,
  });
  const ask = (path: string, asking: Asking = {}) => askRaw(host.port, path, asking);
  return {
    folder,
    rendererFolder,
    host,
    open,
    unexpected,
    ask,
    name: `127.0.0.1:${host.port}`,
    origin: `http://127.0.0.1:${host.port}`,
    /** Opens the start URL as a browser does and returns its `Cookie` header. */
    async enter(): Promise<string> {
      const launch = new URL(host.launchUrl());
      const { headers } = await ask(launch.pathname + launch.search);
      return (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
    },
    async close(): Promise<void> {
      await host.close();
      await rm(folder, { recursive: true });
    },
  };
}

export type StandInDesk = Awaited<ReturnType<typeof startDesk>>;

function standInRouter(open: { streams: number }): AnyRouter {
  const base = os.$context<HostContext>();
  return {
    who: base.route({ method: 'GET', path: '/who' }).handler(({ context }) => ({
      device: context.session.device,
      user: context.session.userId ?? 'nobody',
    })),
    signIn: base
      .route({ method: 'POST', path: '/sign-in' })
      .input(z.strictObject({ username: z.string(), since: z.date().optional() }))
      .handler(({ context, input }) => {
        context.session.userId = input.username;
        return { since: input.since?.getTime(), fields: Object.keys(input) };
      }),
    fail: base.route({ method: 'GET', path: '/fail' }).handler(() => {
      throw new Error('mongodb://root:secret@somewhere');
    }),
    watch: base.route({ method: 'GET', path: '/watch' }).handler(async function* ({ signal }) {
      open.streams += 1;
      try {
        yield { type: 'ready' };
        await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      } finally {
        open.streams -= 1;
      }
    }),
  };
}

/** Sends what a browser would correct: any path, any Host. */
export function askRaw(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body }: Asking,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode: status = 0, headers: replied } = response;
        resolve({ status, headers: replied, body: Buffer.concat(chunks).toString() });
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** How a WebSocket is answered: 101, or the status of the refusal. */
export function knock(port: number, headers: Record<string, string>, path = '/ws'): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.on('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.on('unexpected-response', (asked, { statusCode = 0 }) => {
      asked.destroy();
      resolve(statusCode);
    });
    socket.on('error', reject);
  });
}
