import { pdfjs } from 'react-pdf';

/** The build copies what pdf.js fetches beside the page (`electron.vite.config.ts`); nothing comes from elsewhere. */
const beside = (path: string) => new URL(`./pdfjs/${path}`, document.baseURI).href;

pdfjs.GlobalWorkerOptions.workerSrc = beside('pdf.worker.min.mjs');

/**
 * Where pdf.js finds what a PDF may leave to its reader: tables of Chinese, Japanese and Korean letters, the fourteen
 * standard fonts, profiles of colour, decoders of pictures. One object: react-pdf
 * loads a document anew for another one.
 */
export const pdfOptions = {
  cMapUrl: beside('cmaps/'),
  standardFontDataUrl: beside('standard_fonts/'),
  iccUrl: beside('iccs/'),
  wasmUrl: beside('wasm/'),
  enableXfa: false,
} as const;

type LoadingTask = ReturnType<typeof pdfjs.getDocument>;
export type PdfDocument = Awaited<LoadingTask['promise']>;
