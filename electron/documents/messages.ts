import type { DocumentFacts, PictureRequest } from '../core/ports/document-reader';

/** What the main thread asks a worker for. */
export type Task =
  | { readonly kind: 'examine'; readonly size: number; readonly filename: string }
  | { readonly kind: 'picture'; readonly size: number; readonly request: PictureRequest };

export type PictureMade = { readonly image: Uint8Array<ArrayBuffer> | null; readonly pages?: number };

/** To a worker. */
export type ToWorker =
  | { readonly type: 'task'; readonly task: Task }
  | { readonly type: 'bytes'; readonly id: number; readonly bytes: Uint8Array<ArrayBuffer> }
  /** The bytes could not be had: the task is over. */
  | { readonly type: 'noBytes'; readonly id: number };

/** From a worker. */
export type FromWorker =
  | { readonly type: 'wants'; readonly id: number; readonly offset: number; readonly length: number }
  | { readonly type: 'done'; readonly result: DocumentFacts | PictureMade }
  | { readonly type: 'unfit'; readonly reason: string }
  | { readonly type: 'failed'; readonly reason: string };
