import { randomBytes, randomFillSync } from 'node:crypto';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import mongoose from 'mongoose';
import type { ClinicClient } from '../../../shared/contract';
import { downloadPiece, uploadPiece } from '../../../shared/rules/file-kinds';
import { sampleDicom } from '../../../tests/support/sample-files';
import type { BenchClinic } from '../clinic';
import { interleaved } from '../measure';
import { compared, plain, type Row } from '../report';

type Bytes = Uint8Array<ArrayBuffer>;

/** Megabytes by which the program may grow while a file comes in and goes out. */
const mostGrowth = 100;
const baseline = 'driver: plain GridFS';

/** A file of 100 MB in and out, against the driver's own GridFS with pieces of the same size. */
export async function files({ raw, carriers, client, seeded }: BenchClinic): Promise<Row[]> {
  const bytes = film();
  const { user } = await client.session.state();
  const [id, roles] = [user?.userId ?? '', user?.roles ?? []];
  // Who runs the benchmarks is the administrator, who reads no documents.
  await client.accounts.setRoles({ id, roles: [...roles, 'doctor'] });
  // Told to the desk by the change itself, a moment later.
  while (!(await client.session.state()).user?.roles.includes('doctor')) await setImmediate();
  const patient = seeded.patients[0] ?? '';
  const growth = new Growth();
  try {
    const timings = await interleaved(
      [
        {
          name: baseline,
          run: () => throughGridFs(raw, bytes),
          finish: async () => {
            await raw.collection('bench.files').deleteMany({});
            await raw.collection('bench.chunks').deleteMany({});
          },
        },
        ...carriers.map(({ carrier, client: caller }) => ({
          name: carrier,
          prepare: async () => growth.begin(),
          run: () => throughContract(caller, bytes, patient),
          finish: async () => {
            growth.end(carrier);
            await raw.collection('attachments').deleteMany({ filename: 'film.dcm' });
            await raw.collection('attachments.files').deleteMany({ filename: 'film.dcm' });
            await raw.collection('attachments.chunks').deleteMany({});
          },
        })),
      ],
      { rounds: 5, warmUp: 1 },
    );
    const grown = growth.of('in process');
    return [
      plain(timings, baseline),
      ...carriers.map(({ carrier }) =>
        compared(timings, {
          what: `100 MB in and out, checked, ${carrier}`,
          way: carrier,
          against: baseline,
          // At least 0.6 of its speed. What it costs to carry the bytes is told beside it.
          ...(carrier === 'in process' ? { atMost: 1 / 0.6 } : {}),
        }),
      ),
      {
        what: `memory grew by ${grown.toFixed(0)} MB, in process`,
        limit: `< ${mostGrowth} MB`,
        isMet: grown < mostGrowth,
      },
    ];
  } finally {
    await client.accounts.setRoles({ id, roles });
  }
}

/** A radiological film of 100 MB that cannot be compressed. */
function film(): Bytes {
  const bytes = sampleDicom({ rows: 5_000, columns: 9_999 });
  randomFillSync(bytes, 1_024);
  return bytes;
}

async function throughGridFs(raw: mongoose.mongo.Db, bytes: Bytes): Promise<void> {
  const bucket = new mongoose.mongo.GridFSBucket(raw, { bucketName: 'bench', chunkSizeBytes: uploadPiece });
  const upload = bucket.openUploadStream('film.dcm');
  for (let at = 0; at < bytes.length; at += uploadPiece) {
    if (!upload.write(bytes.subarray(at, at + uploadPiece))) await once(upload, 'drain');
  }
  upload.end();
  await once(upload, 'finish');
  let read = 0;
  for await (const part of bucket.openDownloadStream(upload.id)) read += part.length;
  if (read !== bytes.length) throw new Error('GridFS gave back another file');
}

async function throughContract(client: ClinicClient, bytes: Bytes, patient: string): Promise<void> {
  const upload = randomBytes(12).toString('hex');
  const about = { upload, patient, filename: 'film.dcm', size: bytes.length };
  for (let offset = 0; offset < bytes.length; ) {
    const chunk = new Blob([bytes.subarray(offset, offset + uploadPiece)]);
    ({ received: offset } = await client.files.upload({ ...about, offset, chunk }));
  }
  let read = 0;
  while (read < bytes.length) {
    const { content } = await client.files.download({ id: upload, offset: read, length: downloadPiece });
    read += (await content.arrayBuffer()).byteLength;
  }
}

/** The most that the program grew by, by the name of the way. */
class Growth {
  readonly #grown = new Map<string, number[]>();
  #before = 0;
  #most = 0;
  #timer: NodeJS.Timeout | undefined;

  begin(): void {
    this.#before = process.memoryUsage.rss();
    this.#most = this.#before;
    this.#timer = setInterval(() => {
      this.#most = Math.max(this.#most, process.memoryUsage.rss());
    }, 20);
  }

  end(way: string): void {
    clearInterval(this.#timer);
    this.#grown.set(way, [...(this.#grown.get(way) ?? []), (this.#most - this.#before) / 1_000_000]);
  }

  /** The median of the rounds. */
  of(way: string): number {
    const all = (this.#grown.get(way) ?? []).toSorted((a, b) => a - b);
    return all[Math.floor(all.length / 2)] ?? Number.NaN;
  }
}
