import { IconAlertTriangle, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { DefaultButton, Empty, Link } from '../../kit/base';
import { OpeningCard, OpeningFrame } from '../../kit/shell';

type Props = {
  /** `link`: the core cannot be reached. `database`: it says why it could not start the database. */
  kind: 'link' | 'database';
  /** What was to be opened: "Clinic server, db1.clinic.example". */
  which?: string | undefined;
  /** What happened, one sentence. */
  message: string;
  /** What to do. */
  remedy: ReactNode;
  version?: string;
  onTryAgain: () => void;
  /** The page where another database is chosen, where that is possible. */
  chooseAnother?: string | undefined;
  /** The form of this connection, where it can be changed. */
  change?: string | undefined;
};

/** The desk could not be opened: what happened and what to do. */
export function CannotOpenPage(props: Props) {
  const { kind, which, message, remedy, version, onTryAgain, chooseAnother, change } = props;
  const navigate = useNavigate();
  return (
    <OpeningFrame version={version}>
      <OpeningCard>
        <div role="alert">
          <Empty
            icon={kind === 'link' ? IconPlugConnectedX : IconAlertTriangle}
            title={message}
            text={
              <>
                {which && (
                  <>
                    <strong>{which}</strong>
                    <br />
                  </>
                )}
                {remedy}
              </>
            }
            actions={
              <>
                <DefaultButton label="Try again" onClick={onTryAgain} />
                {change && (
                  <DefaultButton label="Change this connection" onClick={() => void navigate(change)} />
                )}
                {chooseAnother && <Link to={chooseAnother}>Choose another connection</Link>}
              </>
            }
          />
        </div>
      </OpeningCard>
    </OpeningFrame>
  );
}
