import type { IncomingMessage } from 'node:http';

/** The largest body of one call, in bytes. */
export const BODY_LIMIT = 4 * 1024 * 1024;

/** The same of what a device sends: 5,000 readings are about 600 kB. */
export const DEVICE_BODY_LIMIT = 1024 * 1024;

/**
 * The whole body, or null when it is larger than `limit`; the rest is then read and dropped, so that the caller gets
 * to see the answer instead of a broken connection. Rejects when the caller hangs up.
 */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) chunks.length = 0;
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(size > limit ? null : Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('close', () => reject(new Error('The caller hung up')));
  });
}
