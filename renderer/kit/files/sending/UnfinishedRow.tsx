import { IconAlertTriangle, IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { Icon } from '../../base/Icon';
import { IconButton } from '../../base/IconButton';
import { Link } from '../../base/Link';
import { formatBytes } from '../bytes';
import type { UnfinishedFile } from './unfinished-files';
import classes from './sending.module.css';

/** One file that was on its way when its window ended: which it was, whose, and what to do. */
export function UnfinishedRow({ file, onDismiss }: { file: UnfinishedFile; onDismiss: () => void }) {
  const { filename, size, patient, patientName } = file;
  const titleId = useId();
  return (
    <li className={classes.row} data-state="unfinished" aria-labelledby={titleId}>
      <span className={classes.rowIcon}>
        <Icon icon={IconAlertTriangle} />
      </span>
      <div className={classes.rowBody}>
        <div className={classes.rowLine}>
          <span id={titleId} className={classes.rowTitle}>
            {filename}
          </span>
          <span className={classes.rowState}>Not finished</span>
        </div>
        <p className={classes.problem} role="alert">
          Clinic Desk was closed or loaded again while this file was on its way. Add it again.
        </p>
        <p className={classes.rowDetail}>
          {formatBytes(size)}, <Link to={`/patients/${patient}/documents`}>{patientName}</Link>
        </p>
      </div>
      <div className={classes.rowActions}>
        <IconButton label={`Take ${filename} off this list`} icon={IconX} onClick={onDismiss} />
      </div>
    </li>
  );
}
