import mongoose from 'mongoose';
import { describe, expect, it } from 'vitest';
import { protectedPdf, sampleJpeg, samplePdf } from '../../../tests/support/sample-files';
import { bytesOf, type Client, documentDesk, fetched, large, refusal, sha256 } from './testing/document-desk';

const desk = documentDesk();

// Seen red with the bucket not known as shared: it told of the clinic's own files as not part of Clinic Desk.
it('is nothing foreign to the page of the existing database, which names the files of an older system', async () => {
  await desk.send(desk.people.doctor.client, samplePdf(), 'letter.pdf');
  const foreign = async () => {
    const { collections } = await desk.people.admin.client.legacy.inspect();
    const strangers = collections.filter(({ changes }) => changes.length > 0);
    return Object.fromEntries(strangers.map(({ collection, changes }) => [collection, changes[0]?.count]));
  };
  expect(await foreign()).toEqual({});
  const file = { _id: new mongoose.mongo.ObjectId(), filename: 'scan.pdf', length: 5 };
  const chunk = { files_id: file._id, n: 0, data: new mongoose.mongo.Binary(Buffer.from('pages')) };
  const bucket = (name: string) => desk.driver.db().collection(`attachments.${name}`);
  await bucket('files').insertOne(file);
  await bucket('chunks').insertOne(chunk);
  expect(await foreign()).toEqual({ 'attachments.files': 1, 'attachments.chunks': 1 });
  await bucket('files').deleteOne({ _id: file._id });
  await bucket('chunks').deleteOne({ files_id: file._id });
});

it('takes a PDF that a password protects as it is, and says that its words cannot be found', async () => {
  const made = await desk.send(desk.people.doctor.client, protectedPdf(), 'locked.pdf');
  expect(made).toMatchObject({ contentType: 'application/pdf', textState: 'protected' });
  expect(made.thumbnail).toBeUndefined();
  expect(sha256(await fetched(desk.people.doctor.client, made.id))).toBe(sha256(protectedPdf()));
});

describe('a document', () => {
  // Seen red with `read` handing chunks out without comparing their hash.
  it('that was damaged in the database says so and is not handed out', async () => {
    const { id } = await desk.send(desk.people.doctor.client, large(2), 'damaged.dcm');
    const chunks = desk.driver
      .db()
      .collection<{ n: number; data: mongoose.mongo.Binary }>('attachments.chunks');
    const [damaged] = await chunks.find().sort({ _id: -1 }).limit(1).toArray();
    const data = Buffer.from(damaged?.data.buffer ?? []);
    data[5] = (data[5] ?? 0) ^ 1;
    await chunks.updateOne({ _id: damaged?._id }, { $set: { data: new mongoose.mongo.Binary(data) } });
    expect(await refusal(fetched(desk.people.doctor.client, id))).toContain(
      'INVALID id: The stored file is damaged',
    );
    await chunks.deleteOne({ _id: damaged?._id });
    expect(await refusal(fetched(desk.people.doctor.client, id))).toContain(
      'INVALID id: The stored file is damaged',
    );
  });

  // Seen red with `contentOf` reading the record without asking whose it is.
  it('is read by who treats and by its own patient, and by nobody else', async () => {
    const own = await desk.send(desk.people.doctor.client, samplePdf(), 'own.pdf');
    const { record: other } = await desk.people.doctor.client.patients.create({
      firstname: 'An',
      lastname: 'Other',
    });
    const others = await desk.send(desk.people.doctor.client, samplePdf(), 'other.pdf', {
      patient: other.id,
    });
    const can = async (client: Client, id: string) => [
      await refusal(client.files.download({ id })),
      await refusal(client.files.preview({ id, size: 'small' })),
    ];
    expect(await can(desk.people.nurse.client, own.id)).toEqual(['done', 'done']);
    expect(await can(desk.people.patient.client, own.id)).toEqual(['done', 'done']);
    expect(await can(desk.people.patient.client, others.id)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
    for (const role of ['admin', 'frontdesk'] as const)
      expect(await can(desk.people[role].client, own.id)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    const { piece, upload } = desk.file(samplePdf(), 'a.pdf');
    for (const role of ['admin', 'frontdesk', 'patient'] as const) {
      expect(await refusal(desk.people[role].client.files.upload(piece(0)))).toBe('FORBIDDEN');
      expect(await refusal(desk.people[role].client.files.cancel({ upload }))).toBe('FORBIDDEN');
    }
    // Of each of the two that the first page was seen, and that the content was fetched.
    await expect.poll(() => desk.readsOf(own.id), { timeout: 5_000 }).toHaveLength(4);
  });

  // Seen red with a download noted at its first byte only, and a preview only where it is large.
  it('is never seen or fetched without a trace, whichever part of it is asked for', async () => {
    const { files } = desk.people.nurse.client;
    const ways = [
      (id: string) => files.download({ id, offset: 1, length: 100 }),
      (id: string) => files.preview({ id, size: 'small' }),
      (id: string) => files.preview({ id, page: 2, size: 'small' }),
    ];
    const seen: string[] = [];
    for (const look of ways) {
      const { id } = await desk.send(desk.people.doctor.client, samplePdf(), 'traced.pdf');
      await look(id);
      await look(id);
      seen.push(id);
    }
    const { id: last } = await desk.send(desk.people.doctor.client, samplePdf(), 'traced.pdf');
    await files.preview({ id: last, size: 'small' });
    await files.download({ id: last, offset: 5 });
    // Entries are written in their order: with these two, those before them are there.
    await expect.poll(() => desk.readsOf(last), { timeout: 5_000 }).toHaveLength(2);
    for (const id of seen)
      expect(await desk.readsOf(id)).toMatchObject([
        { userName: 'Test nurse', patient: desk.people.patientId },
      ]);
  });

  it('that could run a script is only ever downloaded', async () => {
    const page = bytesOf('<!doctype html><script>alert(1)</script>');
    const record = await desk.send(desk.people.doctor.client, page, 'report.html');
    expect(record).toMatchObject({ contentType: 'text/html', isShown: false });
    const part = await desk.people.doctor.client.files.download({ id: record.id });
    expect(part).toMatchObject({ contentType: 'application/octet-stream', isShown: false });
    expect(part.content.type).toBe('application/octet-stream');
    expect(await desk.people.doctor.client.files.preview({ id: record.id, size: 'large' })).toEqual({});
  });

  it('that is removed keeps its content, and is whole when it is brought back', async () => {
    const bytes = await sampleJpeg();
    const { id, revision } = await desk.send(desk.people.doctor.client, bytes, 'arm.jpg');
    await desk.people.doctor.client.attachments.remove({ id, revision });
    expect(await refusal(desk.people.nurse.client.files.download({ id }))).toBe('NOT_FOUND');
    await desk.people.doctor.client.attachments.restore({ id });
    expect(await fetched(desk.people.nurse.client, id)).toEqual(bytes);
  });

  it('on paper has no content, and says so', async () => {
    const { record } = await desk.people.doctor.client.attachments.create({
      ...{ patient: desk.people.patientId, title: 'Old referral', keptAt: 'Cabinet 2' },
    });
    expect(record.documentDate).toBe('2026-11-23');
    expect(await refusal(desk.people.doctor.client.files.download({ id: record.id }))).toContain(
      'kept on paper only',
    );
  });

  it('is in the chart of its patient, without its text and its picture', async () => {
    const { id } = await desk.send(desk.people.doctor.client, samplePdf(), 'chart.pdf');
    const { attachments } = await desk.people.doctor.client.chart.get({ patient: desk.people.patientId });
    const shown = attachments.find((each) => each.id === id);
    expect(shown).toMatchObject({ title: 'chart', pages: 2 });
    expect(shown?.text).toBeUndefined();
    expect(shown?.thumbnail).toBeUndefined();
    const { record } = await desk.people.doctor.client.attachments.get({ id });
    expect(record.thumbnail).toMatch(/^data:image\/webp/);
  });

  it('is found by a word inside it, and the words around it show why', async () => {
    const { id } = await desk.send(
      desk.people.doctor.client,
      samplePdf('ciclosporin'),
      'from-the-desk.clinic.pdf',
    );
    const { groups } = await desk.people.doctor.client.search.everything({ query: 'ciclospor' });
    const [hit] = groups.find(({ kind }) => kind === 'attachments')?.hits ?? [];
    expect(hit).toMatchObject({ id, patientName: 'Pat Own', date: '2026-11-23' });
    expect(hit?.fragments).toMatchObject([{ field: 'Text' }]);
    expect(hit?.fragments[0]?.text).toContain('We have started ciclosporin and ask');
    for (const role of ['admin', 'frontdesk'] as const)
      expect((await desk.people[role].client.search.everything({ query: 'ciclospor' })).groups).toEqual([]);
  });
});

it('nothing unexpected was logged', () => {
  expect(desk.clinic.logged).toEqual([]);
});
