import mongoose from 'mongoose';
import { afterEach, beforeEach } from 'vitest';
import { testDatabase } from './database';

/** For every test of a file: an empty database through the driver alone. */
export function eachWithBareDatabase(): () => mongoose.mongo.Db {
  let client: mongoose.mongo.MongoClient;
  let database: mongoose.mongo.Db;
  beforeEach(() => {
    client = new mongoose.mongo.MongoClient(testDatabase());
    database = client.db();
  });
  afterEach(async () => {
    await database.dropDatabase();
    await client.close();
  });
  return () => database;
}
