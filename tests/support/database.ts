import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import './global-setup';

/** The address of a new, empty database on the server that all test files share. */
export function testDatabase(): string {
  const name = `test-${randomUUID()}`;
  return `mongodb://127.0.0.1:${inject('mongodPort')}/${name}?directConnection=true`;
}
