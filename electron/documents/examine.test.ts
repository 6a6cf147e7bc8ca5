import sharp from 'sharp';
import { afterAll, describe, expect, inject, it } from 'vitest';
import type { ByteSource } from '../core/ports/document-reader';
import {
  bombPng,
  sampleDicom,
  sampleJpeg,
  sampleJpegDicom,
  samplePdf,
  samplePng,
} from '../../tests/support/sample-files';
import '../../tests/support/global-setup';
import { workerReader } from './worker-reader';

const reader = workerReader({ workerFile: inject('documentWorker') });
afterAll(() => reader.close());

type Bytes = Uint8Array<ArrayBuffer>;
const sourceOf = (bytes: Bytes): ByteSource => ({
  size: bytes.length,
  read: async (offset, length) => bytes.slice(offset, offset + length),
});
const bytesOf = (text: string): Bytes => new TextEncoder().encode(text);
const examine = (bytes: Bytes, filename: string) => reader.examine(sourceOf(bytes), filename);
const refusal = (bytes: Bytes, filename: string) =>
  examine(bytes, filename).then(
    () => 'kept',
    (error: Error) => `${error.name}: ${error.message}`,
  );

describe('a file that is fit to be kept', () => {
  it('is a photo, measured upright, with a thumbnail that does not tell where it was taken', async () => {
    const facts = await examine(await sampleJpeg({ width: 640, height: 480 }), 'IMG_1.JPG');
    expect(facts).toMatchObject({ contentType: 'image/jpeg', width: 480, height: 640, textState: 'none' });
    const thumbnail = Buffer.from(facts.thumbnail?.split(',')[1] ?? '', 'base64');
    const seen = await sharp(thumbnail).metadata();
    expect(seen).toMatchObject({ format: 'webp', width: 180, height: 240 });
    expect(seen.exif).toBeUndefined();
  });

  it('is a PDF, with its pages, its words and a picture of its first page', async () => {
    const facts = await examine(samplePdf(), 'letter.pdf');
    expect(facts).toMatchObject({ contentType: 'application/pdf', pages: 2, textState: 'found' });
    expect(facts.text).toContain('We have started mycophenolate and ask');
    const { image, pages } = await reader.picture(sourceOf(samplePdf()), {
      ...{ contentType: 'application/pdf', page: 2, pixels: 320 },
    });
    expect(pages).toBe(2);
    const { channels } = await sharp(image ?? new Uint8Array()).stats();
    // White paper with black letters on it.
    expect(channels[0]).toMatchObject({ max: 255 });
    expect(channels[0]?.min).toBeLessThan(100);
  });

  it('is a DICOM image, also one whose name has no end', async () => {
    for (const name of ['ct.dcm', 'IM000001']) {
      const facts = await examine(sampleDicom({ rows: 64, columns: 96, frames: 3 }), name);
      expect(facts).toMatchObject({ contentType: 'application/dicom', width: 96, height: 64, pages: 3 });
      expect(facts.thumbnail).toMatch(/^data:image\/webp;base64,/);
    }
  });

  it('is a DICOM image with a photo in it, cut into fragments', async () => {
    const facts = await examine(await sampleJpegDicom({ width: 96, height: 64 }), 'photo.dcm');
    expect(facts).toMatchObject({ contentType: 'application/dicom', width: 96, height: 64 });
    const { image } = await reader.picture(sourceOf(await sampleJpegDicom()), {
      ...{ contentType: 'application/dicom', page: 1, pixels: 320 },
    });
    for (const picture of [Buffer.from(facts.thumbnail?.split(',')[1] ?? '', 'base64'), image]) {
      const { channels } = await sharp(picture ?? new Uint8Array()).stats();
      expect(channels.map(({ mean }) => Math.round(mean / 32))).toEqual([7, 1, 1]);
    }
  });

  it('is a DICOM image that leaves a value empty', async () => {
    const facts = await examine(sampleDicom({ isSigned: new Uint8Array(0) }), 'ct.dcm');
    expect(facts).toMatchObject({ contentType: 'application/dicom', width: 96, height: 64 });
    expect(facts.thumbnail).toMatch(/^data:image\/webp;base64,/);
  });

  // Seen red with what a library sees first: the head of a TIFF file, which the standard allows before that of DICOM.
  it('is a DICOM image that programs for pictures may open, too', async () => {
    const file = sampleDicom();
    file.set(bytesOf('II*\0'), 0);
    expect(await examine(file, 'ct.dcm')).toMatchObject({ contentType: 'application/dicom', width: 96 });
    expect(await examine(file, 'CT_0001')).toMatchObject({ contentType: 'application/dicom' });
    const program = sampleDicom();
    program.set(bytesOf('MZ\0'), 0);
    await expect(examine(program, 'ct.dcm')).rejects.toThrow('Programs and scripts are not kept here.');
  });

  it('is a text, with its words', async () => {
    expect(await examine(bytesOf('Blutdruck 120/80, Größe 170'), 'note.txt')).toMatchObject({
      ...{ contentType: 'text/plain', textState: 'found', text: 'Blutdruck 120/80, Größe 170' },
    });
  });

  it('is a web page or a drawing, which keeps its own type', async () => {
    expect(await examine(bytesOf('<!doctype html><p>Result</p>'), 'a.html')).toMatchObject({
      ...{ contentType: 'text/html', text: 'Result' },
    });
    const svg =
      '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    expect(await examine(bytesOf(svg), 'a.svg')).toMatchObject({ contentType: 'image/svg+xml' });
  });
});

describe('a file is refused', () => {
  const cut = (bytes: Bytes, part = 0.6): Bytes => bytes.slice(0, Math.floor(bytes.length * part));

  it('when it is cut off', async () => {
    expect(await refusal(cut(await sampleJpeg()), 'a.jpg')).toContain('cut off');
    expect(await refusal(cut(await samplePng()), 'a.png')).toContain('cut off');
    expect(await refusal(cut(samplePdf()), 'a.pdf')).toContain('cut off');
    expect(await refusal(cut(sampleDicom()), 'a.dcm')).toContain('cut off');
    expect(await refusal(sampleDicom({ isSigned: Uint8Array.of(0) }), 'a.dcm')).toContain('damaged');
    expect(await refusal(bytesOf('{"a": [1, 2'), 'a.json')).toContain('cut off');
    expect(await refusal(bytesOf('Größe').slice(0, 3), 'a.txt')).toContain('cut off');
  });

  it('when it is something else than its name says', async () => {
    expect(await refusal(await samplePng(), 'a.jpg')).toContain('its content is a PNG picture');
    expect(await refusal(samplePdf(), 'a.txt')).toContain('its content is a PDF');
    expect(await refusal(bytesOf('no picture at all'), 'a.png')).toContain('is a PNG picture, but');
    // Seen red with "its content is none".
    expect(await refusal(bytesOf('no picture at all'), 'a.png')).toContain('its content is something else');
    expect(await refusal(bytesOf('<html><script>alert(1)</script>'), 'a.txt')).toContain('a web page');
    expect(await refusal(Uint8Array.of(1, 0, 2, 0, 255), 'a.csv')).toContain('no text in UTF-8');
  });

  it('when it is a program or a script', async () => {
    // A note may begin with these letters; no text has a NUL in it.
    expect(await examine(bytesOf('MZ twins, 12 weeks'), 'a.txt')).toMatchObject({ textState: 'found' });
    const windows = new Uint8Array(512);
    windows.set(bytesOf('MZ'));
    expect(await refusal(windows, 'a.txt')).toContain('Programs and scripts');
    expect(await refusal(bytesOf('#!/bin/sh\necho'), 'a.txt')).toContain('Programs and scripts');
    expect(await refusal(bytesOf('\u007fELF and more'), 'a.pdf')).toContain('Programs and scripts');
  });

  it('when it has too many pixels, however small it is', async () => {
    const bomb = await bombPng(20_000, 20_000);
    expect(bomb.length).toBeLessThan(3_000_000);
    expect(await refusal(bomb, 'bomb.png')).toContain('200 million pixels');
  });

  it('when reading it takes too long, and the next file is read all the same', async () => {
    const hasty = workerReader({ workerFile: inject('documentWorker'), limits: { examine: 50 } });
    const never: ByteSource = { size: 100, read: () => new Promise(() => undefined) };
    await expect(hasty.examine(never, 'a.pdf')).rejects.toThrow('too much time or memory');
    await hasty.close();
    expect((await examine(samplePdf(), 'a.pdf')).pages).toBe(2);
  });

  // Seen red without the second try: the good file was refused as harmful.
  it('not when only what ran beside it made it slow', async () => {
    const pdf = samplePdf();
    const hasty = workerReader({ workerFile: inject('documentWorker'), limits: { examine: 3_000 } });
    let isFirst = true;
    const stuckAtFirst: ByteSource = {
      size: pdf.length,
      read: async (offset, length) => {
        if (isFirst) await new Promise(() => (isFirst = false));
        return pdf.slice(offset, offset + length);
      },
    };
    const [slow, ...others] = await Promise.all([
      hasty.examine(stuckAtFirst, 'a.pdf'),
      ...['b.pdf', 'c.pdf', 'd.pdf'].map((name) => hasty.examine(sourceOf(pdf), name)),
    ]);
    expect([slow, ...others].map(({ pages }) => pages)).toEqual([2, 2, 2, 2]);
    await hasty.close();
  });

  it('when reading it takes too much memory', async () => {
    const narrow = workerReader({ workerFile: inject('documentWorker'), mostMemory: -1_000_000_000 });
    await expect(narrow.examine(sourceOf(samplePdf()), 'a.pdf')).rejects.toThrow('too much time or memory');
    await narrow.close();
  });
});
