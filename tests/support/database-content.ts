import { createHash } from 'node:crypto';
import mongoose from 'mongoose';

/** What a database holds, collection by collection, read and hashed in another way than the program does it. */
export type DatabaseContent = Readonly<Record<string, { documents: number; hash: string; indexes: unknown }>>;

/** Every value with its type, in no order that depends on the server; `copies` are notes about the database and left out. */
export async function contentOf(uri: string): Promise<DatabaseContent> {
  return withDatabase(uri, async (database) => {
    const listed = await database.listCollections().toArray();
    const names = listed
      .filter(({ name, type }) => type !== 'view' && !name.startsWith('system.') && name !== 'copies')
      .map(({ name }) => name)
      .sort();
    const contents = names.map(async (name) => {
      const documents = await database.collection(name).find({}, { promoteValues: false }).toArray();
      const texts = documents.map((document) =>
        mongoose.mongo.BSON.EJSON.stringify(sorted(document), { relaxed: false }),
      );
      const hash = createHash('sha256').update(texts.sort().join('\n')).digest('hex');
      const indexes = await database.collection(name).listIndexes().toArray();
      const plain = indexes.map((index) => JSON.stringify({ ...index, v: 0 })).sort();
      return [name, { documents: documents.length, hash, indexes: plain }] as const;
    });
    return Object.fromEntries(await Promise.all(contents));
  });
}

const sorted = (document: object) =>
  Object.fromEntries(Object.entries(document).sort(([one], [other]) => one.localeCompare(other)));

/** Works on a database below the program. */
export async function withDatabase<T>(
  uri: string,
  work: (database: mongoose.mongo.Db) => Promise<T>,
): Promise<T> {
  const client = new mongoose.mongo.MongoClient(uri);
  try {
    return await work(client.db());
  } finally {
    await client.close();
  }
}
