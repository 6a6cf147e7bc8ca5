import type mongoose from 'mongoose';
import type { RecordChange } from '../../core/ports/store';

type Db = mongoose.mongo.Db;

/** Who writes to a database on a standalone server, what is being written, and what changed last. */
export const WRITER = 'standalonewriter';

/** Changes that the ring keeps. Who did not ask for so long reads everything again. */
export const RING = 500;

/** A change and its number; each has the next one. */
export type NumberedChange = RecordChange & { readonly n: number };

export type WriterDocument = {
  readonly _id: 'writer';
  /** Of one taking of the lease, so that nobody is taken for who had it before. */
  readonly holder: string;
  readonly until: Date;
  /** What is decided and not carried out yet (`Journal`), as bytes: names in it hold dots and dollars. */
  readonly journal?: mongoose.mongo.Binary;
  /** The number of the last change. */
  readonly n: number;
  readonly ring: readonly NumberedChange[];
};

/** Reads and writes here want neither majorities nor the disk: what is told to anybody is stored with a concern of its own. */
export const writersOf = (database: Db): mongoose.mongo.Collection<WriterDocument> =>
  database.collection<WriterDocument>(WRITER, {
    readConcern: { level: 'local' },
    writeConcern: { w: 1 },
  });

/** Makes the document where there is none. */
export async function prepareWriter(database: Db): Promise<void> {
  await writersOf(database).updateOne(
    { _id: 'writer' },
    { $setOnInsert: { holder: '', until: new Date(0), n: 0, ring: [] } },
    { upsert: true },
  );
}

/** Stages of an update that tell some changes. */
export const telling = (changes: readonly RecordChange[]): Record<string, unknown> => ({
  n: { $add: ['$n', changes.length] },
  ring: {
    $slice: [
      {
        $concatArrays: [
          '$ring',
          changes.map((change, index) => ({
            $mergeObjects: [{ $literal: change }, { n: { $add: ['$n', index + 1] } }],
          })),
        ],
      },
      -RING,
    ],
  },
});
