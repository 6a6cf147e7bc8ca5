import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from '../../base/IconButton';
import { isUnderWay, type Upload } from './upload';
import { UploadRow } from './UploadRow';
import { useUploadQueue, useUploads } from './uploads-context';
import classes from './sending.module.css';

/** So long the list stays in sight when nothing is under way any more, in milliseconds: where all were added, and where not. */
const addedMs = 5_000;
const refusedMs = 10_000;

const isAdded = ({ state }: Upload) => state.kind === 'done' && !state.problem;

/** Files on their way, at the lower edge of every page: how far each has come, what failed and why. */
export function UploadTray() {
  const queue = useUploadQueue();
  const uploads = useUploads();
  const [isFolded, setFolded] = useState(false);
  const [hasPointer, setPointer] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const tray = useRef<HTMLElement>(null);
  const isBusy = uploads.some(isUnderWay);
  const isAllAdded = uploads.every(isAdded);
  const troubles = uploads.filter(({ state }) => 'problem' in state && state.problem).length;
  useEffect(() => {
    if (!isAllAdded) setFolded(false);
  }, [isAllAdded, troubles]);
  // A row that is taken off the list takes the focus with it, and no event tells.
  useEffect(() => setFocus(tray.current?.contains(document.activeElement) === true), [uploads]);
  // Nor does one when it goes from under the pointer.
  useEffect(() => {
    if (uploads.length === 0) setPointer(false);
  }, [uploads.length]);
  // It lies over the page: it makes room when nothing is under way, unless someone is at it. What failed stays, in one line.
  const isHeld = isBusy || hasPointer || hasFocus;
  useEffect(() => {
    if (isHeld) return;
    const makeRoom = () => {
      for (const upload of queue.all()) if (isAdded(upload)) queue.dismiss(upload.id);
      setFolded(!isAllAdded);
    };
    const timer = setTimeout(makeRoom, isAllAdded ? addedMs : refusedMs);
    return () => clearTimeout(timer);
  }, [isHeld, isAllAdded, isFolded, queue]);
  if (uploads.length === 0) return null;
  const close = () => {
    for (const upload of uploads) if (!isUnderWay(upload)) queue.dismiss(upload.id);
  };
  return (
    <section
      ref={tray}
      className={classes.tray}
      data-folded={isFolded || undefined}
      aria-label="Files being added"
      onPointerEnter={() => setPointer(true)}
      onPointerLeave={() => setPointer(false)}
      onFocus={() => setFocus(true)}
      onBlur={() => setFocus(false)}
    >
      <div className={classes.trayHead}>
        <h2 className={classes.trayTitle}>
          <span aria-live="polite">{wordsOf(uploads)}</span>
        </h2>
        <IconButton
          label={isFolded ? 'Show the files' : 'Fold the files'}
          icon={isFolded ? IconChevronUp : IconChevronDown}
          expanded={!isFolded}
          onClick={() => setFolded(!isFolded)}
        />
        {!isBusy && <IconButton label="Close" icon={IconX} onClick={close} />}
      </div>
      {!isFolded && (
        <ul className={classes.trayList}>
          {inOrder(uploads).map((upload) => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** What needs somebody first, then what is on its way, then what is over. */
const rankOf = ({ state }: Upload): number =>
  'problem' in state && state.problem ? 0 : isUnderWay({ state }) ? 1 : 2;
const inOrder = (uploads: readonly Upload[]) => uploads.toSorted((one, other) => rankOf(one) - rankOf(other));

const counted = (count: number) => (count === 1 ? '1 file' : `${count} files`);

function wordsOf(uploads: readonly Upload[]): string {
  const busy = uploads.filter(isUnderWay);
  const failed = uploads.filter(({ state }) => state.kind === 'failed').length;
  const away = busy.some(({ state }) => state.kind === 'away');
  const troubles = failed > 0 ? `, ${failed} not added` : '';
  if (away) return `Waiting for the connection: ${counted(busy.length)}${troubles}`;
  if (busy.length > 0) return `Adding ${counted(busy.length)}${troubles}`;
  const added = uploads.length - failed;
  if (added === 0) return `${counted(failed)} not added`;
  return `${counted(added)} added${troubles}`;
}
