import { IconAlertTriangle, IconCheck, IconFile, IconPencil, IconX } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { entities } from '../../../../shared/entities';
import { may } from '../../../../shared/rules/permissions';
import { QuietButton, SoftButton } from '../../base/Button';
import { Icon } from '../../base/Icon';
import { IconButton } from '../../base/IconButton';
import { Link } from '../../base/Link';
import { useOnline, usePerson, useTimeZone } from '../../data';
import { formatInstant, formatInstantTime } from '../../format';
import { formatBytes } from '../bytes';
import { isUnderWay, type Upload, type UploadState } from './upload';
import { UploadDetailsForm } from './UploadDetailsForm';
import { useUploadQueue } from './uploads-context';
import classes from './sending.module.css';

type Same = NonNullable<Upload['sameAs']>;

const icons = { failed: IconAlertTriangle, done: IconCheck };

/** One file: its title, how far it has come or why it failed, and what can be done about it. */
export function UploadRow({ upload }: { upload: Upload }) {
  const queue = useUploadQueue();
  const [isEditing, setEditing] = useState(false);
  const { id, file, details, place, state, sent, warning, sameAs } = upload;
  const titleId = useId();
  const title = details.title;
  const problem = 'problem' in state ? state.problem : undefined;
  const isBusy = isUnderWay(upload);
  const silentSince = useSilentSince(state);
  const timeZone = useTimeZone();
  // Whatever its title: only another file would help.
  const isRefused = state.kind === 'failed' && state.problem.isFinal;
  const percent = Math.floor((sent / file.size) * 100);
  return (
    <li className={classes.row} data-state={state.kind} aria-labelledby={titleId}>
      <span className={classes.rowIcon}>
        <Icon icon={state.kind === 'failed' || state.kind === 'done' ? icons[state.kind] : IconFile} />
      </span>
      <div className={classes.rowBody}>
        <div className={classes.rowLine}>
          <span id={titleId} className={classes.rowTitle}>
            {state.kind === 'done' ? (
              <Link to={`/attachments/${state.record.id}`} look="name">
                {title}
              </Link>
            ) : (
              title
            )}
          </span>
          <span className={classes.rowState}>{wordsOf(state, percent)}</span>
        </div>
        {isBusy && (
          <progress
            className={classes.bar}
            max={file.size}
            value={sent}
            aria-label={`${title}: ${percent} %`}
          />
        )}
        {silentSince && (
          <p className={classes.waits} role="status">
            No answer since {formatInstantTime(silentSince, timeZone)}; goes on by itself.
          </p>
        )}
        {problem && (
          <p className={classes.problem} role="alert">
            {labelOf(problem.field)}
            {problem.message}
          </p>
        )}
        {warning && (
          <p className={classes.problem} role="alert">
            {warning}
          </p>
        )}
        {sameAs && <SameDocument id={id} title={title} sameAs={sameAs} />}
        {/* Also of one that was refused: the title says nothing of the kind of file that it was. */}
        <p className={classes.rowDetail}>
          {file.name}, {formatBytes(file.size)}, {place.patientName}
        </p>
        {isEditing && (
          <UploadDetailsForm
            details={details}
            onClose={() => setEditing(false)}
            onChange={(changed) => {
              queue.describe(id, changed);
              setEditing(false);
            }}
          />
        )}
      </div>
      <div className={classes.rowActions}>
        {!isEditing && state.kind !== 'cancelling' && !isRefused && (
          <IconButton
            label={`Title, kind and date of ${title}`}
            icon={IconPencil}
            onClick={() => setEditing(true)}
          />
        )}
        {state.kind === 'failed' && !isRefused && (
          <QuietButton
            label="Try again"
            ariaLabel={`Try again: ${title}`}
            size="small"
            onClick={() => queue.tryAgain(id)}
          />
        )}
        {isBusy && state.kind !== 'cancelling' && (
          <IconButton label={`Cancel ${title}`} icon={IconX} onClick={() => queue.cancel(id)} />
        )}
        {!isBusy && (
          <IconButton label={`Take ${title} off this list`} icon={IconX} onClick={() => queue.dismiss(id)} />
        )}
      </div>
    </li>
  );
}

/** That the very same file is in this record already, and the choice to take the new one back. */
function SameDocument({ id, title, sameAs }: Pick<Upload, 'id'> & { title: string; sameAs: Same }) {
  const queue = useUploadQueue();
  const person = usePerson();
  const timeZone = useTimeZone();
  const [isLeaving, setLeaving] = useState(false);
  const takeBack = async () => {
    setLeaving(true);
    await queue.takeBack(id);
    setLeaving(false);
  };
  return (
    <>
      <p className={classes.same} role="alert">
        The same file is in this record already: <Link to={`/attachments/${sameAs.id}`}>{sameAs.title}</Link>,
        added {formatInstant(sameAs.addedAt, timeZone)}.
      </p>
      <div className={classes.sameChoice}>
        {may(person, 'remove', entities.attachments) && (
          <SoftButton
            label="Take this one back"
            ariaLabel={`Take this one back: ${title}`}
            size="small"
            loading={isLeaving}
            onClick={() => void takeBack()}
          />
        )}
        <QuietButton
          label="Keep both"
          ariaLabel={`Keep both: ${title}`}
          size="small"
          onClick={() => queue.dismiss(id)}
        />
      </div>
    </>
  );
}

/** Since when nothing is heard of a file that is being sent or looked at; undefined where that is said or all is well. */
function useSilentSince(state: UploadState): Date | undefined {
  const { isLive, since } = useOnline();
  if (state.kind !== 'sending' && state.kind !== 'checking') return undefined;
  return (state.kind === 'sending' ? state.silentSince : undefined) ?? (isLive ? undefined : since);
}

function wordsOf(state: UploadState, percent: number): string {
  const words = {
    waiting: 'Waiting',
    sending: `${percent} %`,
    away: 'Waiting for the connection',
    checking: 'Being checked',
    cancelling: 'Cancelling',
    failed: 'Not added',
    done: 'Added',
  } satisfies Record<UploadState['kind'], string>;
  return words[state.kind];
}

const fields: Readonly<Record<string, { label: string }>> = entities.attachments.fields;
/** The field that the reason is about, where the reason does not name the file itself. */
function labelOf(field: string | undefined): string {
  const label = field === undefined ? undefined : fields[field]?.label;
  return label && !['filename', 'size', 'sha256'].includes(field ?? '') ? `${label}: ` : '';
}
