import mongoose from 'mongoose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestMongod, type TestMongod } from '../../tests/support/mongod';
import { Unavailable } from '../core/ports/records';
import { inTransaction } from './transaction';

const WRITE_CONFLICT = 112;
const SHUTDOWN_IN_PROGRESS = 91;
const transient = { errorCode: WRITE_CONFLICT, errorLabels: ['TransientTransactionError'] };

describe('A transaction', () => {
  let mongod: TestMongod;
  let client: mongoose.mongo.MongoClient;
  beforeAll(async () => {
    mongod = await startTestMongod();
  });
  afterAll(() => mongod.dispose());
  beforeEach(async () => {
    client = new mongoose.mongo.MongoClient(mongod.uri('transactions'));
    await client.db().createCollection('notes');
  });
  afterEach(async () => {
    await mongod.failNext('insert', transient, 0);
    await client.db().dropDatabase();
    await client.close();
  });

  const notes = () => client.db().collection('notes');
  const writeNote = (options: { isWanted?: () => boolean; patienceMs?: number } = {}) => {
    let attempts = 0;
    const around = { client, isWanted: () => true, ...options };
    const done = inTransaction(around, async (session) => {
      attempts += 1;
      await notes().insertOne({ text: 'note' }, { session });
      return attempts;
    });
    return { done, attempts: () => attempts };
  };

  it('is tried again when another writer was in the way, and stored once', async () => {
    await mongod.failNext('insert', transient, 3);
    expect(await writeNote().done).toBe(4);
    expect(await notes().countDocuments()).toBe(1);
  });

  it('is stored once when the answer to its commit was lost', async () => {
    const errorLabels = ['RetryableWriteError', 'UnknownTransactionCommitResult'];
    await mongod.failNext('commitTransaction', { errorCode: SHUTDOWN_IN_PROGRESS, errorLabels }, 3);
    expect(await writeNote().done).toBe(1);
    expect(await notes().countDocuments()).toBe(1);
  });

  it('is given up after a time, with nothing stored', async () => {
    await mongod.failNext('insert', transient, 1_000_000);
    const { done, attempts } = writeNote({ patienceMs: 300 });
    await expect(done).rejects.toThrow(Unavailable);
    expect(attempts()).toBeGreaterThan(2);
    expect(await notes().countDocuments()).toBe(0);
  });

  it('is not tried again when the database is away', async () => {
    await mongod.failNext('insert', transient, 1_000_000);
    const { done, attempts } = writeNote({ isWanted: () => false });
    await expect(done).rejects.toThrow(Unavailable);
    expect(attempts()).toBe(1);
  });

  it('is not stored when the database went away before its commit', async () => {
    const { done } = writeNote({ isWanted: () => false });
    await expect(done).rejects.toThrow(Unavailable);
    expect(await notes().countDocuments()).toBe(0);
  });

  it('passes an error of its own on at once', async () => {
    const failing = inTransaction({ client, isWanted: () => true }, async (session) => {
      await notes().insertOne({ text: 'note' }, { session });
      throw new Error('planted');
    });
    await expect(failing).rejects.toThrow('planted');
    expect(await notes().countDocuments()).toBe(0);
  });
});
