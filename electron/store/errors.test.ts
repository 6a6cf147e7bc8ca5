import { expect, it } from 'vitest';
import { Unavailable } from '../core/ports/records';
import { translated } from './errors';

// Seen red without the system's own codes: a server that was killed in the midst of a write was told as an error of ours.
it.each(['EPIPE', 'ECONNRESET'])(
  'a connection that breaks with %s means that the database is away',
  (code) => {
    const error = Object.assign(new Error('This socket has been ended by the other party'), { code });
    expect(translated(error)).toBeInstanceOf(Unavailable);
  },
);

it('an error that nobody foresaw stays what it is', () => {
  const error = Object.assign(new Error('planted'), { code: 'ENOENT' });
  expect(translated(error)).toBe(error);
});
