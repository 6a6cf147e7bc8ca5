import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { DefaultButton, Empty, Link } from '../../kit/base';
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
  /** The page where another database is chosen, where that is possible. */
  chooseAnother?: string | undefined;
};

/** The desk could not be opened: what happened and what to do. */
export function CannotOpenPage({ kind, message, remedy, version, onTryAgain, chooseAnother }: Props) {
  return (
    <OpeningFrame version={version}>
      <OpeningCard>
        <div role="alert">
          <Empty
            icon={kind === 'link' ? IconPlugConnectedX : IconAlertTriangle}
            title={message}
            text={remedy}
            actions={
              <>
                <DefaultButton label="Try again" onClick={onTryAgain} />
                {chooseAnother && <Link to={chooseAnother}>Choose another connection</Link>}
              </>
            }
          />
        </div>
      </OpeningCard>
    </OpeningFrame>
  );
}
