import { useState } from 'react';
import type { SecretsOutcome } from '../../../shared/contract';
import { useSubmit } from '../../kit/shell';

/** Why it did not work although nothing that was typed is wrong. */
export type VaultTrouble = { readonly message: string; readonly remedy: string };

/** One doing with the vault: busy, wrong at a field, or failed in words. Passphrases live in the form that calls it alone. */
export function useVaultDoing() {
  const { run, clear, ...submit } = useSubmit();
  const [trouble, setTrouble] = useState<VaultTrouble | null>(null);
  const settle = () => {
    setTrouble(null);
    clear();
  };
  return {
    ...submit,
    trouble,
    clear: settle,
    /** True when it is done. */
    async run(doing: () => Promise<SecretsOutcome>): Promise<boolean> {
      let isDone = false;
      setTrouble(null);
      await run(async () => {
        const outcome = await doing();
        isDone = outcome.kind === 'done';
        if (outcome.kind === 'failed') setTrouble(outcome);
      });
      return isDone;
    },
  };
}
