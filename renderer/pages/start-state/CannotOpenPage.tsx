import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { DefaultButton, Empty } from '../../kit/base';
import { OpeningCard, OpeningFrame } from '../../kit/shell';

type Props = {
  /** `link`: the core cannot be reached. `database`: it says why it could not start the database. */
  kind: 'link' | 'database';
  /** What happened, one sentence. */
  message: string;
  /** What to do. */
  remedy: ReactNode;
  version?: string;
  onTryAgain: () => void;
};

/** The desk could not be opened: what happened and what to do. */
export function CannotOpenPage({ kind, message, remedy, version, onTryAgain }: Props) {
  return (
    <OpeningFrame version={version}>
      <OpeningCard>
        <div role="alert">
          <Empty
            icon={kind === 'link' ? IconPlugConnectedX : IconAlertTriangle}
            title={message}
            text={remedy}
            actions={<DefaultButton label="Try again" onClick={onTryAgain} />}
          />
        </div>
      </OpeningCard>
    </OpeningFrame>
  );
}
