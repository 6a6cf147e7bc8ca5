import type { procedures } from '../../../shared/contract';
import { Refusal } from '../refusal';
import type { HandlersOf } from '../router';

const away = async (): Promise<never> => {
  throw new Refusal('UNAVAILABLE');
};

/** Until the store of readings is there, nothing of them is. */
export const readingHandlers = (): HandlersOf<(typeof procedures)['readings']> => ({
  record: away,
  series: away,
  summary: away,
  list: away,
  withdraw: away,
  reinstate: away,
  previewImport: away,
  import: away,
});

export const gatewayHandlers = (): HandlersOf<(typeof procedures)['gateway']> => ({
  issueToken: away,
  revokeToken: away,
  deliver: away,
});
