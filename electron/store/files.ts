import { createHash } from 'node:crypto';
import mongoose from 'mongoose';
import { uploadPiece } from '../../shared/rules/file-kinds';
import {
  DamagedFile,
  type FileStore,
  NoSuchUpload,
  OtherContent,
  type Upload,
} from '../core/ports/file-store';
import { NeedsReplicaSet } from '../core/ports/records';
import { asDuplicateKey, translated } from './errors';
import { isIdText } from './stored-kinds';
import type { Reachability } from './reachability';
import { RecentUploads } from './recent-uploads';
import { RunningHashes } from './running-hashes';

const { Binary, ObjectId } = mongoose.mongo;
type Db = mongoose.mongo.Db;
type Id = mongoose.mongo.ObjectId;

/** The bucket as GridFS lays it out, which any tool for it can read. Older files of another system may stand in it too. */
export const FILES = 'attachments.files';
export const CHUNKS = 'attachments.chunks';
/**
 * Files that are coming in. One is written before its first piece and goes when its last one has, or with the unit of
 * work that keeps the file: so content that nobody keeps is always found here, and nothing else is ever taken away.
 */
export const UPLOADS = 'documentuploads';

/** Bytes of one GridFS chunk. */
const CHUNK = uploadPiece;

/** `sha256` is ours alone: content that another system stored is without. */
type Chunk = { _id: Id; files_id: Id; n: number; data: mongoose.mongo.Binary; sha256: string };
type UploadDocument = { _id: Id; file: Id; by: string; about: string; startedAt: Date; isGoing?: true };
type FileDocument = {
  _id: Id;
  length: number;
  chunkSize: number;
  uploadDate: Date;
  filename: string;
  sha256: string;
  metadata: { contentType: string };
};

/** One that is being removed is there only so that its content is found until it is gone. */
const coming = (_id: Id) => ({ _id, isGoing: { $exists: false } });

/** Ours; the index is about these alone, because older content may be in no order. */
const own = { sha256: { $exists: true } } as const;

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const sized = { chunkSize: CHUNK } as const;

/** Collections and indexes of files; safe to repeat. */
export async function prepareFiles(database: Db): Promise<void> {
  await database
    .collection(CHUNKS)
    .createIndex({ files_id: 1, n: 1 }, { name: 'own chunks', unique: true, partialFilterExpression: own });
  await database.collection(UPLOADS).createIndex({ startedAt: 1 }, { name: 'by age' });
}

/** The `FileStore` port on GridFS. */
export function gridFiles(
  database: Db,
  reachability: Reachability,
  { standsAlone = false }: { readonly standsAlone?: boolean } = {},
): FileStore {
  const files = database.collection<FileDocument>(FILES);
  const chunks = database.collection<Chunk>(CHUNKS);
  const uploads = database.collection<UploadDocument>(UPLOADS);
  const hashes = new RunningHashes();
  // Where uploads stand that came in here, so that it need not be asked with each piece. What is not so any more (given
  // up elsewhere) is noticed when the next piece was stored, which an index keeps from being stored twice.
  const followed = new RecentUploads();

  const asked = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await reachability.during(work);
    } catch (error) {
      throw translated(error);
    }
  };

  const chunkAt = (file: Id, n: number) => chunks.findOne({ files_id: file, n, ...own });

  async function received(file: Id): Promise<number> {
    const [last] = await chunks
      .aggregate<{ n: number; size: number }>([
        { $match: { files_id: file, ...own } },
        { $sort: { n: -1 } },
        { $limit: 1 },
        { $project: { n: 1, size: { $binarySize: '$data' } } },
      ])
      .toArray();
    return last ? last.n * CHUNK + last.size : 0;
  }

  async function found(_id: Id): Promise<Upload | null> {
    const known = followed.get(_id.toHexString());
    if (known) return known;
    const upload = await uploads.findOne(coming(_id));
    return upload && { ...asUpload(upload), received: await received(upload.file) };
  }

  /** Claims it first: of a unit of work that keeps it at this moment and this, one finds it gone. */
  async function remove({ _id, file }: UploadDocument): Promise<boolean> {
    const { matchedCount } = await uploads.updateOne({ _id }, { $set: { isGoing: true } });
    if (matchedCount === 0) return false;
    await chunks.deleteMany({ files_id: file, ...own });
    hashes.forget(file.toHexString());
    followed.forget(_id.toHexString());
    // Last: as long as it is there, what may be left of the content is found by it.
    const { deletedCount } = await uploads.deleteOne({ _id });
    return deletedCount === 1;
  }

  /** The data of chunks one after another, each once it is sure that it is what was stored. */
  async function* soundChunks(file: Id, from: number, to: number): AsyncGenerator<Uint8Array> {
    let n = from;
    const filter = { files_id: file, n: { $gte: from, $lte: to }, ...own };
    for await (const chunk of chunks.find(filter, { sort: { n: 1 }, batchSize: 8 })) {
      const bytes = bytesOf(chunk.data);
      if (chunk.n !== n || hashOf(bytes) !== chunk.sha256) break;
      yield bytes;
      n += 1;
    }
    if (n <= to) throw new DamagedFile(`Part ${n} of a file is damaged or missing`);
  }

  return {
    pieceSize: CHUNK,

    upload: (id) => asked(async () => found(new ObjectId(id))),

    begin: ({ id, by, about, at }) =>
      asked(async () => {
        // Before the first piece comes: to keep the file would be refused in the end.
        if (standsAlone) throw new NeedsReplicaSet();
        const _id = new ObjectId(id);
        const fresh: UploadDocument = { _id, file: new ObjectId(), by, about, startedAt: at };
        try {
          await uploads.insertOne(fresh);
          return { ...asUpload(fresh), received: 0 };
        } catch (error) {
          if (!asDuplicateKey(error)) throw error;
          const other = await found(_id);
          if (!other) throw new NoSuchUpload('An upload went while it was begun');
          return other;
        }
      }),

    append: (upload, offset, piece) =>
      asked(async () => {
        const file = new ObjectId(upload.file);
        const n = offset / CHUNK;
        if (!Number.isInteger(n) || piece.length === 0 || piece.length > CHUNK)
          throw new RangeError('A piece of a file has the size of a chunk');
        const sha256 = hashOf(piece);
        if (offset < upload.received) {
          const there = await chunkAt(file, n);
          if (there?.sha256 !== sha256) throw new OtherContent('A piece came again and is another one');
          return upload.received;
        }
        if (offset > upload.received) return upload.received;
        try {
          await chunks.insertOne({
            ...{ _id: new ObjectId(), files_id: file, n, data: new Binary(piece), sha256 },
          });
        } catch (error) {
          if (!asDuplicateKey(error)) throw error;
          const there = await chunkAt(file, n);
          followed.forget(upload.id);
          if (there?.sha256 !== sha256) throw new OtherContent('A piece came again and is another one');
          return received(file);
        }
        hashes.add(upload.file, offset, piece);
        // Given up while this piece was on its way: nobody would find it any more.
        if (
          !(await uploads.findOne({ ...coming(new ObjectId(upload.id)), file }, { projection: { _id: 1 } }))
        ) {
          await chunks.deleteMany({ files_id: file, ...own });
          followed.forget(upload.id);
          throw new NoSuchUpload('The upload was given up');
        }
        followed.note({ ...upload, received: offset + piece.length });
        return offset + piece.length;
      }),

    sha256: (upload) =>
      asked(async () => {
        // It is complete: from here on the database says what becomes of it.
        followed.forget(upload.id);
        const running = hashes.digest(upload.file, upload.received);
        if (running) return running;
        const file = new ObjectId(upload.file);
        const hash = createHash('sha256');
        const last = Math.ceil(upload.received / CHUNK) - 1;
        for await (const bytes of soundChunks(file, 0, last)) hash.update(bytes);
        return hash.digest('hex');
      }),

    discard: (id) =>
      asked(async () => {
        const upload = await uploads.findOne({ _id: new ObjectId(id) });
        return upload ? remove(upload) : false;
      }),

    sweep: (before) =>
      asked(async () => {
        let swept = 0;
        for await (const upload of uploads.find({ startedAt: { $lt: before } })) {
          const [last] = await chunks
            .find({ files_id: upload.file, ...own }, { sort: { n: -1 }, limit: 1, projection: { _id: 1 } })
            .toArray();
          if (last && last._id.getTimestamp() >= before) continue;
          await remove(upload);
          swept += 1;
        }
        return swept;
      }),

    kept: (file) =>
      asked(async () => {
        const document = isIdText(file) ? await files.findOne({ _id: new ObjectId(file), ...own }) : null;
        if (!document) return null;
        const { filename, length: size, sha256, metadata } = document;
        return { filename, size, sha256, contentType: metadata.contentType };
      }),

    read: (file, offset, length) =>
      asked(async () => {
        const bytes = new Uint8Array(length);
        let filled = 0;
        if (length === 0) return bytes;
        const from = Math.floor(offset / CHUNK);
        const to = Math.floor((offset + length - 1) / CHUNK);
        for await (const chunk of soundChunks(new ObjectId(file), from, to)) {
          // Only of the first is a beginning left out.
          const start = filled === 0 ? offset - from * CHUNK : 0;
          const part = chunk.subarray(start, start + length - filled);
          bytes.set(part, filled);
          filled += part.length;
        }
        return filled === length ? bytes : bytes.slice(0, filled);
      }),
  };
}

/** Makes what an upload brought a file that stays, within a transaction. Rejects with `NoSuchUpload`. */
export async function keepFile(
  database: Db,
  session: mongoose.mongo.ClientSession,
  kept: { upload: string; filename: string; contentType: string; size: number; sha256: string; at: Date },
): Promise<void> {
  const { filename, size: length, sha256, contentType, at: uploadDate } = kept;
  const upload = await database
    .collection<UploadDocument>(UPLOADS)
    .findOneAndDelete(coming(new ObjectId(kept.upload)), { session });
  if (!upload) throw new NoSuchUpload('The upload is not there any more');
  const file = { length, uploadDate, filename, sha256, metadata: { contentType } };
  await database
    .collection<FileDocument>(FILES)
    .insertOne({ _id: upload.file, ...sized, ...file }, { session });
}

const asUpload = ({ _id, file, by, about }: UploadDocument) => ({
  ...{ id: _id.toHexString(), file: file.toHexString(), by, about },
});

const bytesOf = (data: mongoose.mongo.Binary): Uint8Array => data.buffer.subarray(0, data.position);
