import { useCallback, useEffect, useRef, useState } from 'react';
import type { CheckedCodes } from '../../../shared/contract';
import { uploadPiece } from '../../../shared/rules/file-kinds';
import type { LicensedSystem } from '../../../shared/rules/licensed-codes';
import { newRecordId } from '../../../shared/rules/record-id';
import { useClient } from '../../kit/data';

type Part = LicensedSystem['files'][number]['part'];
export type ChosenFiles = Readonly<Partial<Record<Part, File>>>;

export type ImportState =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'sending'; readonly sent: number; readonly total: number }
  | { readonly kind: 'checking' }
  | { readonly kind: 'checked'; readonly found: CheckedCodes }
  | { readonly kind: 'importing'; readonly found: CheckedCodes }
  | { readonly kind: 'failed'; readonly error: unknown; readonly again: () => void };

/** Brings the files of a release to the core, has them checked and imported. Leaving gives it up: nothing stays behind. */
export function useCodeImport({ name }: LicensedSystem) {
  const client = useClient();
  const [state, setState] = useState<ImportState>({ kind: 'choosing' });
  const run = useRef<{ readonly id: string; readonly stop: AbortController } | null>(null);

  const giveUp = useCallback(() => {
    const current = run.current;
    run.current = null;
    if (!current) return;
    current.stop.abort();
    // What is not dropped now is a day later.
    client.codes.cancelImport({ import: current.id }).catch(() => undefined);
  }, [client]);
  useEffect(() => giveUp, [giveUp]);

  async function send(files: ChosenFiles, at: { id: string; stop: AbortController }) {
    const parts = Object.entries(files) as [Part, File][];
    const total = parts.reduce((sum, [, file]) => sum + file.size, 0);
    let before = 0;
    for (const [part, file] of parts) {
      for (let offset = 0; offset < file.size; ) {
        setState({ kind: 'sending', sent: before + offset, total });
        const chunk = file.slice(offset, offset + uploadPiece);
        const { received } = await client.codes.takeFile(
          { import: at.id, part, offset, chunk },
          { signal: at.stop.signal },
        );
        offset = received;
      }
      before += file.size;
    }
    return Object.fromEntries(parts.map(([part, file]) => [part, file.size]));
  }

  /** Each check is an import of its own, so that a file that was changed is read anew. */
  async function check(files: ChosenFiles): Promise<void> {
    giveUp();
    const at = { id: newRecordId(new Date()), stop: new AbortController() };
    run.current = at;
    try {
      const sizes = await send(files, at);
      setState({ kind: 'checking' });
      const found = await client.codes.checkImport(
        { import: at.id, system: name, sizes },
        { signal: at.stop.signal },
      );
      if (run.current === at) setState({ kind: 'checked', found });
    } catch (error) {
      if (run.current === at) setState({ kind: 'failed', error, again: () => void check(files) });
    }
  }

  async function install(found: CheckedCodes, edition: string): Promise<boolean> {
    const at = run.current;
    if (!at) return false;
    setState({ kind: 'importing', found });
    try {
      await client.codes.import({ import: at.id, edition, licence: true });
      run.current = null;
      return true;
    } catch (error) {
      setState({ kind: 'failed', error, again: () => setState({ kind: 'checked', found }) });
      return false;
    }
  }

  const cancel = () => {
    giveUp();
    setState({ kind: 'choosing' });
  };
  return { state, check, install, cancel };
}
