import type { ReactNode } from 'react';
import { Banner } from '../base/Banner';
import { QuietButton } from '../base/Button';
import { Stack } from '../base/Layout';
import { useTimeZone } from '../data/clock';
import { formatInstant } from '../format';
import type { KeptDraft } from './kept-drafts';

type Props = {
  broughtBack: Pick<KeptDraft, 'at'> | null;
  isKept: boolean;
  onDiscard: () => void;
  /** What else there is to know of what is back, and what can be done about it. */
  more?: { text: string; action: ReactNode } | undefined;
};

/** What the person must know before they type: typing brought back, or that it cannot be kept. */
export function FormNotices({ broughtBack, isKept, onDiscard, more }: Props) {
  const timeZone = useTimeZone();
  if (!broughtBack && isKept) return null;
  return (
    <Stack gap={8}>
      {broughtBack && (
        <Banner
          tone="info"
          boxed
          action={
            <>
              {more?.action}
              <QuietButton size="small" label="Discard it" onClick={onDiscard} />
            </>
          }
        >
          What you typed on {formatInstant(broughtBack.at, timeZone)} and did not save is back.
          {more && ` ${more.text}`}
        </Banner>
      )}
      {!isKept && (
        <Banner tone="warn" boxed>
          This computer has no room to keep what you type. Save before you close this page.
        </Banner>
      )}
    </Stack>
  );
}
