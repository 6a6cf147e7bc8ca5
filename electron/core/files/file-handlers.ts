import type { procedures } from '../../../shared/contract';
import { Refusal } from '../refusal';
import type { HandlersOf } from '../router';

// Stands here for the length of one commit, so that pages can be written against the contract.
const notYet = async (): Promise<never> => {
  throw new Refusal('UNAVAILABLE', undefined, 'This version does not keep files yet.');
};

export function fileHandlers(): HandlersOf<(typeof procedures)['files']> {
  return { upload: notYet, uploaded: notYet, cancel: notYet, download: notYet, preview: notYet };
}
