import type { ServerResponse } from 'node:http';
import type { Turned } from './admission';

/**
 * What the page may load and do. Mantine writes inline styles; scripts come from our own files only. WebAssembly is for
 * the decoders of PDF and DICOM pictures, which come from our own files as well.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "object-src 'none'",
].join('; ');

/** On every answer, also on "no". */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // Photos for a record; who looks at it is asked by the browser.
  'permissions-policy':
    'camera=(self), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  // Patient data stays out of the browser's disk cache; hashed assets say otherwise for themselves.
  'cache-control': 'no-store',
};

export function setSecurityHeaders(response: ServerResponse): void {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
}

export function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** The message as a page for people, or as JSON for programs. */
export function sendMessage(response: ServerResponse, told: Turned & { readonly wantsPage: boolean }): void {
  const { status, code, message, wantsPage } = told;
  if (!wantsPage) return sendJson(response, status, { code, status, message });
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(messagePage(message));
}

/** Self-contained: a browser that may not come in gets none of our files. `message` is one of our own sentences. */
const messagePage = (message: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Clinic Desk</title>
<style>
body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 26rem; padding: 2rem; }
h1 { font-size: 1.25rem; font-weight: 600; margin: 0 0 .5rem; }
p { margin: 0; }
</style>
</head>
<body><main><h1>Clinic Desk</h1><p>${escape(message)}</p></main></body>
</html>
`;

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
