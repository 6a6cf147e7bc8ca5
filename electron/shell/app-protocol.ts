import { rendererFile } from '../hosts/web/renderer-files';
import { securityHeaders } from '../hosts/web/responses';
import { isOurs } from './app-origin';

/** Answers what the window asks of `app://`: the files of the built renderer, under the same policy as in a browser. */
export async function answerAppRequest(
  request: { readonly url: string; readonly method: string },
  rendererFolder: string,
): Promise<Response> {
  if (!isOurs(request.url)) return refusal(403);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405);
  const file = await rendererFile(rendererFolder, new URL(request.url).pathname);
  if (!file) return refusal(404);
  const body = request.method === 'HEAD' ? null : new Uint8Array(file.content);
  return new Response(body, { status: 200, headers: { ...securityHeaders, ...file.headers } });
}

const refusal = (status: number) => new Response(null, { status, headers: { ...securityHeaders } });

/** Whether the window may load from an address at all; a second wall behind the content security policy. */
export function mayLoad(address: string): boolean {
  if (isOurs(address)) return true;
  return /^(blob:app:\/\/clinic-desk\/|data:|devtools:)/.test(address);
}
