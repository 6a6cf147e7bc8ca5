import { QuietButton } from '../../base/Button';
import { Progress } from '../../base/Progress';
import { formatBytes } from '../bytes';
import classes from './viewer.module.css';

type Props = { received: number; size: number; onCancel: () => void };

/** A document on its way to the screen. */
export function LoadingContent({ received, size, onCancel }: Props) {
  return (
    <div className={classes.aside}>
      <div className={classes.loading}>
        <Progress
          label="Opening"
          value={size === 0 ? 0 : received / size}
          note={size === 0 ? 'Asking for it' : `${formatBytes(received)} of ${formatBytes(size)}`}
        />
        <div className={classes.loadingActions}>
          <QuietButton label="Cancel" onClick={onCancel} />
        </div>
      </div>
    </div>
  );
}

/** The room of a viewer, for what is said in place of a document. */
export const InPlace = ({ children }: { children: React.ReactNode }) => (
  <div className={classes.aside}>{children}</div>
);
