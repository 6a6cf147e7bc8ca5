import { cache, imageLoader, init as initCore, type Types } from '@cornerstonejs/core';
import { init as initLoader, wadouri } from '@cornerstonejs/dicom-image-loader';
import type { Frame } from './paint-frame';

/** The pictures of one DICOM file, decoded when they are asked for. */
export type OpenDicom = {
  /** `number` counts from 1. */
  frame(number: number): Promise<Frame>;
  close(): void;
};

/** Pictures are decoded by workers, with the codecs of the bundle (JPEG, JPEG-LS, JPEG 2000, JPEG XL, RLE, deflate). */
function start(): void {
  initCore();
  initLoader({ maxWebWorkers: 1 });
}

let started: true | undefined;

const first = (value: number | readonly number[] | undefined): number | undefined => {
  const one = typeof value === 'object' ? value[0] : value;
  return typeof one === 'number' && Number.isFinite(one) ? one : undefined;
};

function frameOf(image: Types.IImage): Frame {
  const values = image.getPixelData();
  const isColour = image.color;
  // The loader may have turned stored values into those of the modality already.
  const isScaled = image.preScale?.scaled === true || image.isPreScaled === true;
  const slope = isScaled ? 1 : image.slope;
  const intercept = isScaled ? 0 : image.intercept;
  const ends = [image.minPixelValue, image.maxPixelValue].map((value) => value * slope + intercept);
  const [least, greatest] = [Math.min(...ends), Math.max(...ends)];
  const width = first(image.windowWidth);
  const hasWindow = width !== undefined && width > 0 && !isColour;
  return {
    width: image.columns,
    height: image.rows,
    values,
    components: isColour ? (values.length >= image.columns * image.rows * 4 ? 4 : 3) : 1,
    slope,
    intercept,
    least,
    greatest,
    center: hasWindow ? (first(image.windowCenter) ?? (least + greatest) / 2) : (least + greatest) / 2,
    windowWidth: hasWindow ? width : Math.max(greatest - least, 1),
    isInverted: image.invert,
  };
}

/** Opens a file for decoding; close it when it is looked at no more, or it stays in memory. */
export function openDicom(file: Blob): OpenDicom {
  if (!started) start();
  started = true;
  const address = wadouri.fileManager.add(file);
  const used = new Set<string>();
  return {
    async frame(number) {
      const id = `${address}?frame=${number}`;
      used.add(id);
      return frameOf(await imageLoader.loadAndCacheImage(id));
    },
    close() {
      for (const id of used) {
        if (cache.getImageLoadObject(id)) cache.removeImageLoadObject(id, { force: true });
      }
      wadouri.fileManager.remove(Number(address.slice(address.indexOf(':') + 1)));
    },
  };
}
