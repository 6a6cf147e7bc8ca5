import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Whether a request shows this secret, found out in a time that does not tell how much of it is right. */
export function showsSecret({ authorization = '' }: IncomingHttpHeaders, secret: string): boolean {
  const [given, right] = [Buffer.from(authorization), Buffer.from(`Bearer ${secret}`)];
  return given.length === right.length && timingSafeEqual(given, right);
}
