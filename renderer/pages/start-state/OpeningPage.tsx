import { IconDatabase } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { DefaultButton, Empty } from '../../kit/base';
import { OpeningCard, OpeningFrame } from '../../kit/shell';

/** What takes no longer than this needs no words. */
const quietMs = 300;
const slowMs = 8_000;

function usePassed(milliseconds: number): boolean {
  const [isPassed, setPassed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return isPassed;
}

type Props = {
  /** What is being done now, one short sentence. */
  step: string;
  version?: string;
  onTryAgain: () => void;
};

/** The desk is being opened. */
export function OpeningPage({ step, version, onTryAgain }: Props) {
  const isShown = usePassed(quietMs);
  const isSlow = usePassed(slowMs);
  return (
    <OpeningFrame version={version}>
      {isShown && (
        <OpeningCard>
          <div role="status">
            <Empty
              icon={IconDatabase}
              title="Opening the desk"
              text={isSlow ? `${step} This takes longer than usual.` : step}
              actions={isSlow ? <DefaultButton label="Try again" onClick={onTryAgain} /> : undefined}
            />
          </div>
        </OpeningCard>
      )}
    </OpeningFrame>
  );
}
