import { describe, expect, it } from 'vitest';
import { uploadPiece } from '../../../shared/rules/file-kinds';
import { sampleDicom, sampleJpeg, samplePdf, samplePng } from '../../../tests/support/sample-files';
import { sweepUploads } from './sweeping';
import {
  type Bytes,
  bytesOf,
  documentDesk,
  fetched,
  large,
  newId,
  now,
  refusal,
  sha256,
} from './testing/document-desk';

const desk = documentDesk();

describe('an upload', () => {
  it('brings a file in pieces and makes a document of it, once', async () => {
    const bytes = large(3);
    const { piece, upload } = desk.file(bytes, 'shoulder.dcm');
    for (let offset = 0; offset + uploadPiece < bytes.length; offset += uploadPiece)
      expect(await desk.people.nurse.client.files.upload(piece(offset))).toEqual({
        received: offset + uploadPiece,
      });
    const last = piece(Math.floor(bytes.length / uploadPiece) * uploadPiece);
    const { record, received } = await desk.people.nurse.client.files.upload({ ...last, sha256: null });
    expect(received).toBe(bytes.length);
    expect(record).toMatchObject({
      ...{ id: upload, title: 'shoulder', kind: 'imaging', filename: 'shoulder.dcm', size: bytes.length },
      ...{ contentType: 'application/dicom', sha256: sha256(bytes), width: 3_072, height: 512 },
      ...{ documentDate: '2026-11-23', isShown: true, revision: 1 },
    });
    // The answer was lost: asked again, it is the same.
    expect((await desk.people.nurse.client.files.upload(last)).record).toEqual(record);
    expect(await desk.people.nurse.client.files.uploaded({ upload })).toMatchObject({ record });
    expect(await fetched(desk.people.doctor.client, upload)).toEqual(bytes);
    const { rows } = await desk.people.admin.client.auditentries.list({ filter: { record: { is: upload } } });
    expect(rows.filter(({ action }) => action === 'create')).toMatchObject([
      { userName: 'Test nurse', patient: desk.people.patientId },
    ]);
  });

  it('goes on where it was broken off, whichever piece comes next', async () => {
    const bytes = large(3);
    const { piece, upload } = desk.file(bytes, 'knee.dcm');
    const { files } = desk.people.doctor.client;
    expect(await files.uploaded({ upload })).toEqual({ received: 0 });
    await files.upload(piece(0));
    // Ahead of its turn, and doubled.
    expect(await files.upload(piece(2 * uploadPiece))).toEqual({ received: uploadPiece });
    expect(await files.upload(piece(0))).toEqual({ received: uploadPiece });
    expect(await files.uploaded({ upload })).toEqual({ received: uploadPiece });
    const [one, other] = await Promise.all([
      files.upload(piece(uploadPiece)),
      files.upload(piece(uploadPiece)),
    ]);
    expect([one, other]).toEqual([{ received: 2 * uploadPiece }, { received: 2 * uploadPiece }]);
    await files.upload(piece(2 * uploadPiece));
    await files.upload(piece(3 * uploadPiece));
    expect(await fetched(desk.people.doctor.client, upload)).toEqual(bytes);
  });

  // Seen red with the day of its upload for every file.
  it('is filed under the day that a DICOM file says of its study, unless someone says another or that is yet to come', async () => {
    const { client } = desk.people.doctor;
    const dated = async (studyDate: string, more: object = {}) =>
      (await desk.send(client, sampleDicom({ studyDate }), 'ct.dcm', more)).documentDate;
    expect(await dated('20261101')).toBe('2026-11-01');
    expect(await dated('2026.11.01')).toBe('2026-11-01');
    expect(await dated('20261101', { documentDate: '2026-10' })).toBe('2026-10');
    expect(await dated('20991231')).toBe('2026-11-23');
    expect(await dated('20260231')).toBe('2026-11-23');
  });

  it('runs beside others without mixing them', async () => {
    const [one, other] = [large(2), await samplePng({ width: 1_200, height: 900 })];
    const made = await Promise.all([
      desk.send(desk.people.doctor.client, one, 'one.dcm'),
      desk.send(desk.people.nurse.client, other, 'other.png'),
      desk.send(desk.people.doctor.client, samplePdf(), 'third.pdf'),
    ]);
    expect(made.map(({ sha256: hash }) => hash)).toEqual([one, other, samplePdf()].map(sha256));
  });

  // Seen red with `madeOf` left out and the document made anew by each.
  it('completed by two calls at once makes one document', async () => {
    const before = await desk.left();
    const { piece, upload } = desk.file(samplePdf('azathioprine'), 'twice.pdf');
    const answers = await Promise.all([1, 2, 3].map(() => desk.people.doctor.client.files.upload(piece(0))));
    expect(new Set(answers.map(({ record }) => record?.id))).toEqual(new Set([upload]));
    const after = await desk.left();
    expect(after).toEqual({
      ...before,
      files: before.files + 1,
      chunks: before.chunks + 1,
      records: before.records + 1,
    });
  });

  it('that is cancelled leaves nothing', async () => {
    const before = await desk.left();
    const { piece, upload } = desk.file(large(3), 'cancelled.dcm');
    const { files } = desk.people.doctor.client;
    await files.upload(piece(0));
    await files.upload(piece(uploadPiece));
    expect((await desk.left()).chunks).toBe(before.chunks + 2);
    expect(await files.cancel({ upload })).toEqual({ isCancelled: true });
    expect(await desk.left()).toEqual(before);
    expect(await files.cancel({ upload })).toEqual({ isCancelled: false });
  });

  // Seen red with the comparison of `by` left out.
  it('is nobody else’s: neither to go on with, nor to ask about, nor to cancel', async () => {
    const { piece, upload } = desk.file(large(2), 'mine.dcm');
    await desk.people.doctor.client.files.upload(piece(0));
    const { files } = desk.people.nurse.client;
    expect(await refusal(files.upload(piece(uploadPiece)))).toBe('NOT_FOUND');
    expect(await refusal(files.uploaded({ upload }))).toBe('NOT_FOUND');
    expect(await refusal(files.cancel({ upload }))).toBe('NOT_FOUND');
    expect(await desk.people.doctor.client.files.uploaded({ upload })).toEqual({ received: uploadPiece });
    await desk.people.doctor.client.files.cancel({ upload });
  });

  // Seen red with `keptFor` of two days, and of none.
  it('is swept away after a day without a piece, and not before', async () => {
    const before = await desk.left();
    const { piece, upload } = desk.file(large(2), 'forgotten.dcm');
    await desk.people.doctor.client.files.upload(piece(0));
    const since = Math.max(now.getTime(), Date.now());
    const sweptAfter = async (hours: number) => {
      const stop = sweepUploads({
        database: {
          isLive: true,
          files: desk.clinic.core.database.files,
          listen: ({ onState }) => {
            onState?.({ kind: 'live', label: 'This computer' });
            return () => undefined;
          },
        },
        clock: () => new Date(since + hours * 3_600_000),
        log: (message) => expect.fail(message),
      });
      await stop();
      return desk.people.doctor.client.files.uploaded({ upload });
    };
    expect(await sweptAfter(23)).toEqual({ received: uploadPiece });
    expect(await sweptAfter(25)).toEqual({ received: 0 });
    expect(await desk.left()).toEqual(before);
  });
});

describe('the very same file as one that is there', () => {
  const sentBy = async (bytes: Bytes, filename: string, more: object = {}) => {
    const { piece, upload } = desk.file(bytes, filename);
    const { files } = desk.people.doctor.client;
    return {
      upload,
      answer: await files.upload({ ...piece(0), ...more }),
      again: () => files.uploaded({ upload }),
    };
  };

  // Seen red with an answer that names no other document.
  it('is stored, and its answer names the document that is there and when it was added', async () => {
    const bytes = bytesOf('The same letter, twice.');
    const first = await sentBy(bytes, 'letter.txt', { title: 'Letter of the heart clinic' });
    expect(first.answer.sameAs).toBeUndefined();
    const { answer, again } = await sentBy(bytes, 'other name.txt');
    const sameAs = { id: first.upload, title: 'Letter of the heart clinic', addedAt: expect.any(Date) };
    expect(answer).toMatchObject({ record: { title: 'other name', sha256: sha256(bytes) }, sameAs });
    expect(answer.sameAs?.addedAt).toEqual(first.answer.record?.createdAt);
    // The answer was lost: asked again, it is the same.
    expect(await again()).toMatchObject({ sameAs });
    const third = await sentBy(bytes, 'third.txt');
    expect([first.upload, answer.record?.id]).toContain(third.answer.sameAs?.id);
  });

  // Seen red without the patient.
  it('is nothing to be told where that one is removed or of somebody else', async () => {
    const bytes = bytesOf('Printed for two people.');
    const { attachments, patients } = desk.people.doctor.client;
    const { record: other } = await patients.create({ firstname: 'An', lastname: 'Other' });
    await sentBy(bytes, 'others.txt', { patient: other.id });
    const first = await sentBy(bytes, 'first.txt');
    expect(first.answer.record).toBeDefined();
    expect(first.answer.sameAs).toBeUndefined();
    await attachments.remove({ id: first.upload, revision: 1 });
    const second = await sentBy(bytes, 'second.txt');
    expect(second.answer.sameAs).toBeUndefined();
    await attachments.restore({ id: first.upload });
    expect((await second.again()).sameAs?.id).toBe(first.upload);
  });

  it('says it to one of two that come at the same time at least', async () => {
    const bytes = bytesOf('Dropped twice at once.');
    const both = await Promise.all([sentBy(bytes, 'one.txt'), sentBy(bytes, 'two.txt')]);
    expect(both.filter(({ answer }) => answer.sameAs).length).toBeGreaterThan(0);
  });
});

describe('a file that is refused leaves nothing', () => {
  const cases: [why: string, bytes: () => Bytes | Promise<Bytes>, filename: string, told: string][] = [
    [
      'its name promises nothing that is kept',
      () => bytesOf('x'),
      'virus.exe',
      'INVALID filename: Files of the kind ".exe"',
    ],
    [
      'it lies about its type',
      () => samplePng(),
      'photo.jpg',
      'INVALID chunk: The name says that this is ".jpg"',
    ],
    [
      'it is cut off',
      async () => (await sampleJpeg()).slice(0, 4_000),
      'photo.jpg',
      'INVALID chunk: The picture cannot',
    ],
    ['it is a script', () => bytesOf('#!/bin/sh\n'), 'notes.txt', 'INVALID chunk: Programs and scripts'],
  ];
  it.each(cases)('when %s', async (_why, bytes, filename, told) => {
    const before = await desk.left();
    expect(await refusal(desk.send(desk.people.doctor.client, await bytes(), filename))).toContain(told);
    expect(await desk.left()).toEqual(before);
  });

  it('when it is empty, too large, or not what its SHA-256 says', async () => {
    const before = await desk.left();
    const { piece } = desk.file(samplePdf(), 'a.pdf');
    const { files } = desk.people.doctor.client;
    expect(await refusal(files.upload({ ...piece(0), size: 0 }))).toContain(
      'INVALID size: The file is empty',
    );
    expect(await refusal(files.upload({ ...piece(0), size: 200_000_001 }))).toContain(
      'INVALID size: A PDF may have',
    );
    const other = { ...piece(0), sha256: '0'.repeat(64) };
    expect(await refusal(files.upload(other))).toContain('INVALID sha256: The file did not arrive');
    expect(await refusal(files.upload({ ...piece(0), size: 10 }))).toContain('INVALID chunk: There is more');
    await files.cancel({ upload: other.upload });
    expect(await desk.left()).toEqual(before);
  });

  it('when the visit is another patient’s, or there is none', async () => {
    const before = await desk.left();
    const { patients, healthlogs } = desk.people.doctor.client;
    const { record: other } = await patients.create({ firstname: 'Other', lastname: 'Person' });
    const { record: visit } = await healthlogs.create({
      ...{ patient: other.id, date: '2026-11-20', visitPurpose: 'Cough' },
    });
    const sent = (more: object) => refusal(desk.send(desk.people.doctor.client, samplePdf(), 'a.pdf', more));
    expect(await sent({ visit: visit.id })).toContain('INVALID visit: Choose a visit of the same patient');
    expect(await sent({ visit: newId() })).toContain('INVALID visit: There is no such visit');
    expect(await sent({ patient: newId() })).toContain('INVALID patient: There is no such patient');
    expect(await desk.left()).toEqual(before);
  });
});

it('nothing unexpected was logged', () => {
  expect(desk.clinic.logged).toEqual([]);
});
