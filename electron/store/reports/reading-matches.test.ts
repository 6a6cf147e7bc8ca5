import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { instantOf } from '../../../shared/rules/time';
import { testDatabase } from '../../../tests/support/database';
import { createReadingCollections, indexReadingDays, readingCollections } from '../readings/collections';
import { daysWith } from './reading-matches';

let client: mongoose.mongo.MongoClient;
beforeAll(async () => {
  client = await new mongoose.mongo.MongoClient(testDatabase()).connect();
  await createReadingCollections(client.db());
  await indexReadingDays(client.db());
});
afterAll(() => client?.close());

// Seen red without the index over quarters of an hour: whoever is not in UTC read a hundred times as many counts as there are days.
it('finds who was over a limit in days of a clinic through indexes alone', async () => {
  const since = instantOf('2026-01-01', '00:00', 'Asia/Kolkata');
  const until = instantOf('2026-03-01', '00:00', 'Asia/Kolkata');
  const question = { kind: 'reading', code: '8867-4', comparison: 'over', value: 120, times: 1 } as const;
  const { stages } = daysWith({ ...question, since, until });
  const plan = await readingCollections(client.db())
    .rollups.aggregate([...stages])
    .explain('queryPlanner');
  const words = JSON.stringify(plan);
  expect(words).toContain('IXSCAN');
  expect(words).not.toContain('COLLSCAN');
});
