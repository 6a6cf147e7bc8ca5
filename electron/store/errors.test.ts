import mongoose from 'mongoose';
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

// Seen red without a look into it: a copy broke off for good when its target was killed in the midst of a write of many.
it('a write of many that a broken connection ended means that the database is away', () => {
  const { MongoBulkWriteError, MongoNetworkError } = mongoose.mongo;
  type Result = ConstructorParameters<typeof MongoBulkWriteError>[1];
  const ended = (by: Error) => new MongoBulkWriteError(by as never, {} as Result);
  expect(translated(ended(new MongoNetworkError('connection 2 closed')))).toBeInstanceOf(Unavailable);
  const ours = ended(new Error('planted'));
  expect(translated(ours)).toBe(ours);
});

it('an error that nobody foresaw stays what it is', () => {
  const error = Object.assign(new Error('planted'), { code: 'ENOENT' });
  expect(translated(error)).toBe(error);
});
