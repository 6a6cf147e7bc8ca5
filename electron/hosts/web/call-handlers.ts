import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/fetch';
import type { AnyRouter } from '@orpc/server';
import { RPCHandler } from '@orpc/server/fetch';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { HostContext } from '../../core/session';
import { plainJson } from './plain-json';
import { BODY_LIMIT, DEVICE_BODY_LIMIT, readBody } from './request-body';

/** Answers one call; `tooLarge` and `unknown` are for the caller of this function to put into words. */
export type AnswerCall = (
  request: IncomingMessage,
  response: ServerResponse,
  context: HostContext,
) => Promise<'answered' | 'tooLarge' | 'unknown'>;

/** oRPC over HTTP at `/rpc`, plain JSON at `/api`, and the one procedure that devices reach, by its own path. */
export function callHandlers(router: AnyRouter): {
  readonly rpc: AnswerCall;
  readonly api: AnswerCall;
  readonly devices: AnswerCall;
} {
  const devices = new OpenAPIHandler<HostContext>(forDevices(router), { plugins: [plainJson] });
  const rpc = new RPCHandler<HostContext>(router);
  const api = new OpenAPIHandler<HostContext>(router, { plugins: [plainJson] });
  return {
    rpc: (request, response, context) =>
      answer(request, response, (call) => rpc.handle(call, { prefix: '/rpc', context })),
    api: (request, response, context) =>
      answer(request, response, (call) => api.handle(call, { prefix: '/api', context })),
    devices: (request, response, context) =>
      answer(request, response, (call) => devices.handle(call, { context }), DEVICE_BODY_LIMIT),
  };
}

/** Of the whole router only what a device's token is for; nothing where a router has no such procedure. */
function forDevices(router: AnyRouter): AnyRouter {
  const gateway = 'gateway' in router ? router.gateway : undefined;
  const deliver = typeof gateway === 'object' && 'deliver' in gateway ? gateway.deliver : undefined;
  return deliver ? { deliver } : {};
}

/** The contract as an OpenAPI document, for programs that come in at `/api`. */
export function openApiDocument(router: AnyRouter): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  return generator.generate(router, {
    info: {
      title: 'Clinic Desk',
      version: '1',
      description: 'Everything that the pages of Clinic Desk can do, for other programs on this computer.',
    },
    servers: [{ url: '/api' }],
  });
}

type Handle = (call: Request) => Promise<{ matched: boolean; response?: Response | undefined }>;

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  handle: Handle,
  limit = BODY_LIMIT,
) {
  // The caller going away ends the call, and with it a stream of events.
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  const body = hasBody ? await readBody(request, limit) : undefined;
  if (body === null) return 'tooLarge';
  const call = new Request(`http://${request.headers.host}${request.url}`, {
    method: request.method ?? 'GET',
    headers: headersOf(request),
    ...(body?.length ? { body: new Uint8Array(body) } : {}),
    signal: gone.signal,
  });
  const result = await handle(call);
  if (!result.matched || !result.response) return 'unknown';
  await send(response, result.response);
  return 'answered';
}

function headersOf(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value);
  }
  return headers;
}

async function send(response: ServerResponse, answered: Response): Promise<void> {
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  if (!answered.body) {
    response.end();
    return;
  }
  // TypeScript knows two ReadableStreams, that of browsers and that of Node; here they are one.
  const body = Readable.fromWeb(answered.body as NodeReadableStream<Uint8Array>);
  try {
    await pipeline(body, response);
  } catch (error) {
    // A caller that hangs up in the middle is no failure of ours.
    if (!response.destroyed) throw error;
  }
}
