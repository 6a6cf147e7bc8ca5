import { lazy } from 'react';

// Each is fetched when the first document of its kind is opened: pdf.js and the decoders of DICOM are large.
export const PdfViewer = lazy(async () => ({ default: (await import('./pdf/PdfViewer')).PdfViewer }));
export const DicomViewer = lazy(async () => ({
  default: (await import('./dicom/DicomViewer')).DicomViewer,
}));
export const ImageViewer = lazy(async () => ({
  default: (await import('./viewing/ImageViewer')).ImageViewer,
}));
export const TextViewer = lazy(async () => ({ default: (await import('./viewing/TextViewer')).TextViewer }));
