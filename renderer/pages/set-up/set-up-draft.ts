import { useState } from 'react';
import { z } from 'zod';
import { useStored } from '../../kit/data';
import { type AccountDraft, emptyAccount } from '../../kit/shell';
import { type ClinicDraft, emptyClinic } from './ClinicFields';

/** The place of "Another, new clinic" among the ids of clinics. */
export const newClinic = 'new';

/** What was typed so far. */
export type SetUpDraft = {
  step: number;
  /** The id of a clinic that came in, or `newClinic`; null while nothing is chosen. */
  chosen: string | null;
  clinic: ClinicDraft;
  account: AccountDraft;
  alsoDoctor: boolean;
};

const kept = z.object({
  step: z.number().int().min(0).max(2),
  chosen: z.string().nullable(),
  clinic: z.record(z.string(), z.unknown()),
  account: z.object({ displayName: z.string(), username: z.string(), email: z.string() }),
  alsoDoctor: z.boolean(),
});

const empty: SetUpDraft = {
  step: 0,
  chosen: null,
  clinic: emptyClinic,
  account: emptyAccount,
  alsoDoctor: false,
};

/** The text of a draft, without its passwords: they are in no file of this computer. */
export function textOfDraft({ account: { displayName, username, email }, ...draft }: SetUpDraft): string {
  return JSON.stringify({ ...draft, account: { displayName, username, email } });
}

/** A draft from its kept text; an empty one when there is none or it is not readable. */
export function draftOfText(text: string | null): SetUpDraft {
  try {
    const { account, ...draft } = kept.parse(JSON.parse(text ?? ''));
    return { ...draft, account: { ...emptyAccount, ...account } };
  } catch {
    return empty;
  }
}

/** What is typed in the set-up: kept on this computer through reloads, but for the passwords, until it is done. */
export function useSetUpDraft() {
  const [text, store] = useStored('set-up');
  const [draft, setDraft] = useState(() => draftOfText(text));
  return {
    draft,
    change(part: Partial<SetUpDraft>): void {
      const next = { ...draft, ...part };
      setDraft(next);
      store(textOfDraft(next));
    },
    /** Nothing of it is kept any more. */
    forget: () => void store(null),
  };
}
