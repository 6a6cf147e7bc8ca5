import { pdfjs } from 'react-pdf';

// From the bundle: the window loads nothing from elsewhere.
pdfjs.GlobalWorkerOptions.workerSrc = new URL(
  'pdfjs-dist/build/pdf.worker.min.mjs',
  import.meta.url,
).toString();

const beside = (folder: string) => new URL(`./pdfjs/${folder}/`, document.baseURI).href;

/**
 * Where pdf.js finds what a PDF may leave to its reader: tables of Chinese, Japanese and Korean letters, the fourteen
 * standard fonts, profiles of colour, decoders of pictures. The build copies them beside the page. One object: react-pdf
 * loads a document anew for another one.
 */
export const pdfOptions = {
  cMapUrl: beside('cmaps'),
  standardFontDataUrl: beside('standard_fonts'),
  iccUrl: beside('iccs'),
  wasmUrl: beside('wasm'),
  enableXfa: false,
} as const;

type LoadingTask = ReturnType<typeof pdfjs.getDocument>;
export type PdfDocument = Awaited<LoadingTask['promise']>;
