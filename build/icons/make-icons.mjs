// Draws `icon.svg` in every size and writes the files that the installers want. Run by hand after a change of the
// drawing (`node build/icons/make-icons.mjs`); its results are kept in git, so packaging needs no browser.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumPath } from '../setup/chromium.mjs';

const here = import.meta.dirname;
const drawing = readFileSync(join(here, 'icon.svg'), 'utf8');
/** macOS leaves a margin around the tile: 824 of 1024. */
const drawingForMac = drawing.replace('viewBox="0 0 1024 1024"', 'viewBox="-86 -86 1196 1196"');

/** Apple's four-letter types that hold a PNG, with their size in pixels. */
const icnsTypes = {
  icp4: 16,
  icp5: 32,
  ic11: 32,
  ic12: 64,
  ic07: 128,
  ic13: 256,
  ic08: 256,
  ic14: 512,
  ic09: 512,
  ic10: 1024,
};
const icoSizes = [16, 24, 32, 48, 64, 128, 256];
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];

const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
const page = await browser.newPage({ deviceScaleFactor: 1 });

/** @param {string} svg @param {number} size @returns {Promise<{ png: Buffer, rgba: Buffer }>} */
async function draw(svg, size) {
  const [png, rgba] = await page.evaluate(
    async ([source, side]) => {
      const image = new Image();
      image.src = `data:image/svg+xml,${encodeURIComponent(source)}`;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: side, height: side });
      const context = canvas.getContext('2d');
      if (!context) throw new Error('this browser draws nothing');
      context.drawImage(image, 0, 0, side, side);
      const pixels = context.getImageData(0, 0, side, side).data;
      return [canvas.toDataURL('image/png').split(',')[1] ?? '', Array.from(pixels)];
    },
    /** @type {const} */ ([svg, size]),
  );
  return {
    png: Buffer.from(/** @type {string} */ (png), 'base64'),
    rgba: Buffer.from(/** @type {number[]} */ (rgba)),
  };
}

/** A bitmap as the ICO format wants it: bottom row first, BGRA, then an empty mask. @param {Buffer} rgba @param {number} size */
function dib(rgba, size) {
  const header = Buffer.alloc(40);
  header.writeUInt32LE(40, 0);
  header.writeInt32LE(size, 4);
  header.writeInt32LE(size * 2, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(32, 14);
  const pixels = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const from = (y * size + x) * 4;
      const to = ((size - 1 - y) * size + x) * 4;
      pixels.set([rgba[from + 2] ?? 0, rgba[from + 1] ?? 0, rgba[from] ?? 0, rgba[from + 3] ?? 0], to);
    }
  }
  return Buffer.concat([header, pixels, Buffer.alloc(Math.ceil(size / 32) * 4 * size)]);
}

/** @param {{ size: number, bytes: Buffer }[]} images */
function ico(images) {
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  images.forEach(({ size, bytes }, index) => {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(bytes.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += bytes.length;
  });
  return Buffer.concat([head, ...images.map(({ bytes }) => bytes)]);
}

/** @param {{ type: string, png: Buffer }[]} images */
function icns(images) {
  const chunk = (/** @type {string} */ type, /** @type {Buffer} */ body) => {
    const head = Buffer.alloc(8);
    head.write(type, 0, 'latin1');
    head.writeUInt32BE(body.length + 8, 4);
    return Buffer.concat([head, body]);
  };
  return chunk('icns', Buffer.concat(images.map(({ type, png }) => chunk(type, png))));
}

mkdirSync(join(here, 'linux'), { recursive: true });
for (const size of linuxSizes) {
  writeFileSync(join(here, 'linux', `${size}x${size}.png`), (await draw(drawing, size)).png);
}
writeFileSync(join(here, 'icon.png'), (await draw(drawing, 1024)).png);
const forWindows = [];
for (const size of icoSizes) {
  const { png, rgba } = await draw(drawing, size);
  forWindows.push({ size, bytes: size === 256 ? png : dib(rgba, size) });
}
writeFileSync(join(here, 'icon.ico'), ico(forWindows));
const forMac = [];
for (const [type, size] of Object.entries(icnsTypes))
  forMac.push({ type, png: (await draw(drawingForMac, size)).png });
writeFileSync(join(here, 'icon.icns'), icns(forMac));
await browser.close();
