import type { Uploaded } from '../../../../shared/contract';
import type { Attachment, DraftNamed } from '../../../../shared/entities';
import { momentTitle } from './moment-name';

/** What is said of a file beside its content; may be changed while it is sent and after. */
export type UploadDetails = Pick<DraftNamed<'attachments'>, 'title' | 'kind' | 'documentDate'>;

/** Where a document goes. */
export type UploadPlace = {
  readonly patient: string;
  /** For the tray: whose record it goes to. */
  readonly patientName: string;
  readonly visit?: string;
  readonly doctor?: string;
};

/** Why a file was not taken. `field` names what the reason is about, where it is about one. */
export type UploadProblem = {
  readonly message: string;
  readonly field?: string;
  /** Nothing but another file helps: sending this one again would be refused again. */
  readonly isFinal?: boolean;
};

export type UploadState =
  /** Others are sent first. */
  | { readonly kind: 'waiting' }
  /** `silentSince`: when the piece was sent that is not answered, once that takes longer than usual. */
  | { readonly kind: 'sending'; readonly silentSince?: Date }
  /** The connection is lost; it goes on from what has arrived when it is back. */
  | { readonly kind: 'away' }
  /** All of it has arrived and is being looked at. */
  | { readonly kind: 'checking' }
  | { readonly kind: 'cancelling' }
  | { readonly kind: 'failed'; readonly problem: UploadProblem }
  | { readonly kind: 'done'; readonly record: Attachment; readonly problem?: UploadProblem };

/** One file on its way into a record. */
export type Upload = {
  /** The id of the upload, which becomes that of the document. */
  readonly id: string;
  readonly file: File;
  readonly place: UploadPlace;
  readonly details: UploadDetails;
  readonly state: UploadState;
  /** Bytes that have arrived. */
  readonly sent: number;
  /** It is in the record, and somebody should look at it: what it says of itself does not fit there. */
  readonly warning?: string;
  /** Another document of this patient is the very same file: both are in the record until somebody takes this one back. */
  readonly sameAs?: Uploaded['sameAs'];
};

/** Neither on its way nor all well: somebody should look at it. */
export const isTrouble = ({ state, warning, sameAs }: Upload): boolean =>
  (warning ?? sameAs) !== undefined || ('problem' in state && state.problem !== undefined);

export const isUnderWay = ({ state }: Pick<Upload, 'state'>): boolean =>
  state.kind !== 'failed' && state.kind !== 'done';

/** What a document is called until someone says better: its file's name without the ending. */
export function titleFrom(filename: string): string {
  const words = filename
    .replace(/\.[^.\s]{1,20}$/, '')
    .replaceAll(/[_\s]+/g, ' ')
    .trim();
  return momentTitle(words || filename).slice(0, 200);
}
