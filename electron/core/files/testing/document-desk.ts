import { createHash, randomBytes } from 'node:crypto';
import { ORPCError } from '@orpc/client';
import mongoose from 'mongoose';
import { afterAll, beforeAll } from 'vitest';
import { uploadPiece } from '../../../../shared/rules/file-kinds';
import {
  carriers,
  openPeople,
  openTestClinic,
  type People,
  type TestClinic,
} from '../../../../tests/support/clinic';
import { sampleDicom } from '../../../../tests/support/sample-files';

export type Bytes = Uint8Array<ArrayBuffer>;
export type Client = People['doctor']['client'];

export const now = new Date('2026-11-23T09:00:00Z');
export const newId = () => randomBytes(12).toString('hex');
export const sha256 = (bytes: Bytes) => createHash('sha256').update(bytes).digest('hex');
export const bytesOf = (text: string): Bytes => new TextEncoder().encode(text);
/** A DICOM image of so many pieces: what it holds is different everywhere. */
export const large = (pieces: number) => sampleDicom({ rows: 512, columns: 1_024 * pieces });

export async function fetched(client: Client, id: string): Promise<Bytes> {
  const parts: Bytes[] = [];
  for (let offset = 0; ; ) {
    const part = await client.files.download({ id, offset });
    const bytes = new Uint8Array(await part.content.arrayBuffer());
    parts.push(bytes);
    offset += bytes.length;
    if (offset >= part.size) return new Uint8Array(Buffer.concat(parts));
  }
}

/** "done", or the code of the refusal with its first issue: `INVALID filename: …`. */
export const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => {
      if (!(error instanceof ORPCError)) return String(error);
      const [issue] = error.data?.issues ?? [];
      return issue ? `${error.code} ${issue.path.join('.')}: ${issue.message}` : error.code;
    },
  );

/** A clinic with one person of each role and one patient, whose documents are sent; for the whole file that calls it. */
export function documentDesk() {
  let clinic: TestClinic;
  let people: People;
  let driver: mongoose.mongo.MongoClient;
  beforeAll(async () => {
    clinic = await openTestClinic({ clock: () => now });
    people = await openPeople(async () => {
      const carrier = await carriers['in-process'](clinic.core);
      return carrier.newCaller();
    });
    driver = await mongoose.mongo.MongoClient.connect(clinic.uri);
  });
  afterAll(async () => {
    await driver?.close();
    await people?.close();
    await clinic?.close();
  });

  function file(bytes: Bytes, filename: string, upload = newId()) {
    const about = { upload, patient: people.patientId, filename, size: bytes.length };
    const piece = (offset: number) => ({
      ...about,
      offset,
      chunk: new Blob([bytes.slice(offset, offset + uploadPiece)]),
    });
    return { upload, piece, about };
  }

  return {
    get clinic() {
      return clinic;
    },
    get people() {
      return people;
    },
    get driver() {
      return driver;
    },
    file,
    async send(client: Client, bytes: Bytes, filename: string, more: object = {}) {
      const { piece, upload } = file(bytes, filename);
      for (let offset = 0; ; ) {
        const { received, record } = await client.files.upload({ ...piece(offset), ...more });
        if (record) return record;
        if (received <= offset) throw new Error(`The upload ${upload} stands still at ${received}`);
        offset = received;
      }
    },
    /** What is in the bucket and beside it. */
    async left() {
      const count = (name: string) => driver.db().collection(name).countDocuments();
      return {
        files: await count('attachments.files'),
        chunks: await count('attachments.chunks'),
        uploads: await count('documentuploads'),
        records: await count('attachments'),
      };
    },
    /** What the audit keeps of who looked at a document. */
    async readsOf(id: string) {
      const filter = { record: { is: id }, action: { is: 'read' } };
      return (await people.admin.client.auditentries.list({ filter })).rows;
    },
  };
}
