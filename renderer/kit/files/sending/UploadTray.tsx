import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { IconButton } from '../../base/IconButton';
import { percentOf, trayWords } from './tray-words';
import type { UnfinishedFile } from './unfinished-files';
import { UnfinishedRow } from './UnfinishedRow';
import { isTrouble, isUnderWay, type Upload } from './upload';
import { UploadRow } from './UploadRow';
import { useUploadQueue, useUploads } from './uploads-context';
import classes from './sending.module.css';

/** So long the list stays in sight when nothing is under way any more, in milliseconds: where all were added, and where not. */
const addedMs = 5_000;
const refusedMs = 10_000;

const isAdded = (upload: Upload) => upload.state.kind === 'done' && !isTrouble(upload);

type Props = {
  /** Files that were on their way when a window ended. */
  unfinished?: readonly UnfinishedFile[];
  dismissUnfinished?: (id: string) => void;
};

/** Files on their way, at the lower edge of every page: how far each has come, what failed and why. */
export function UploadTray({ unfinished = [], dismissUnfinished = () => {} }: Props) {
  const queue = useUploadQueue();
  const uploads = useUploads();
  const [isFolded, setFolded] = useState(false);
  const [hasPointer, setPointer] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const tray = useRef<HTMLElement>(null);
  const busy = uploads.filter(isUnderWay);
  const isBusy = busy.length > 0;
  const isAllAdded = uploads.every(isAdded) && unfinished.length === 0;
  const troubles = uploads.filter(isTrouble).length + unfinished.length;
  const count = uploads.length + unfinished.length;
  useEffect(() => {
    if (!isAllAdded) setFolded(false);
  }, [isAllAdded, troubles]);
  // What is added anew is shown, whatever was folded before.
  const wasBusy = useRef(0);
  useEffect(() => {
    if (busy.length > wasBusy.current) setFolded(false);
    wasBusy.current = busy.length;
  }, [busy.length]);
  // A row that is taken off the list takes the focus with it, and no event tells.
  useEffect(() => setFocus(tray.current?.contains(document.activeElement) === true), [uploads, unfinished]);
  // Nor does one when it goes from under the pointer.
  useEffect(() => {
    if (count === 0) setPointer(false);
  }, [count]);
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
  if (count === 0) return null;
  const close = () => {
    for (const upload of uploads) if (!isUnderWay(upload)) queue.dismiss(upload.id);
    for (const { id } of unfinished) dismissUnfinished(id);
  };
  const rowsOf = (some: readonly Upload[]) => some.map((each) => <UploadRow key={each.id} upload={each} />);
  // What is on its way first, then what needs somebody, then what is over. One list: a row that moves keeps its form.
  const rows = [
    ...rowsOf(busy),
    ...unfinished.map((file) => (
      <UnfinishedRow key={file.id} file={file} onDismiss={() => dismissUnfinished(file.id)} />
    )),
    ...rowsOf(uploads.filter((each) => !isUnderWay(each) && isTrouble(each))),
    ...rowsOf(uploads.filter(isAdded)),
  ];
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
          <span aria-live="polite">{trayWords(uploads, unfinished.length)}</span>
        </h2>
        {isFolded && isBusy && <Total percent={percentOf(uploads)} />}
        <IconButton
          label={isFolded ? 'Show the files' : 'Fold the files'}
          icon={isFolded ? IconChevronUp : IconChevronDown}
          expanded={!isFolded}
          onClick={() => setFolded(!isFolded)}
        />
        {!isBusy && <IconButton label="Close" icon={IconX} onClick={close} />}
      </div>
      {!isFolded && <ul className={classes.trayList}>{rows}</ul>}
    </section>
  );
}

/** Of all that is under way, while the list is folded. */
function Total({ percent }: { percent: number }) {
  return (
    <span className={classes.total}>
      <progress className={classes.bar} max={100} value={percent} aria-label={`All files: ${percent} %`} />
      {percent} %
    </span>
  );
}
