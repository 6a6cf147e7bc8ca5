import { ORPCError } from '@orpc/client';
import { IconFileUpload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Icon } from '../../base/Icon';
import { notify } from '../../base/notify';
import { useTimeZone } from '../../data';
import { filesOf, type Given, namedPaste } from './files-of';
import classes from './sending.module.css';

type Props = {
  /** Whose record the files go to: shown while they are held over the window. */
  name: string;
  onFiles: (files: readonly File[]) => void;
};

const folders = 'Folders cannot be added. Open the folder and drag the files in it.';

/** True while what is pasted belongs to the field one types in. */
function isForField(event: ClipboardEvent): boolean {
  const { target } = event;
  const isField =
    target instanceof HTMLElement &&
    (target.isContentEditable || target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement);
  // Programs for texts copy a picture of the words with them.
  return isField && event.clipboardData?.types.some((type) => type.startsWith('text/')) === true;
}

/** While it is on the page, files dropped anywhere on the window and files and pictures pasted go to one record. */
export function DropZone({ name, onFiles }: Props) {
  const [isOver, setOver] = useState(false);
  const timeZone = useTimeZone();
  const latest = useRef({ onFiles, timeZone });
  useEffect(() => {
    latest.current = { onFiles, timeZone };
  });
  useEffect(() => {
    let depth = 0;
    const take = ({ files, hasFolders }: Given) => {
      if (hasFolders) notify.failed(new ORPCError('INVALID', { message: folders }));
      if (files.length > 0) latest.current.onFiles(files);
    };
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true;
    const enter = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth += 1;
      setOver(true);
    };
    const over = (event: DragEvent) => {
      if (!holdsFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    };
    const leave = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      depth = Math.max(depth - 1, 0);
      if (depth === 0) setOver(false);
    };
    const drop = (event: DragEvent) => {
      if (!holdsFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      take(filesOf(event.dataTransfer));
    };
    const paste = (event: ClipboardEvent) => {
      if (!event.clipboardData || event.clipboardData.files.length === 0 || isForField(event)) return;
      event.preventDefault();
      const { files, hasFolders } = filesOf(event.clipboardData);
      const now = new Date();
      take({ files: files.map((file) => namedPaste(file, now, latest.current.timeZone)), hasFolders });
    };
    // Before the guard of the desk, which turns down what no drop zone takes.
    const early = { capture: true };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragover', over, early);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop, early);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragover', over, early);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop, early);
      window.removeEventListener('paste', paste);
    };
  }, []);
  if (!isOver) return null;
  return (
    <div className={classes.over}>
      <div className={classes.target}>
        <span className={classes.targetIcon}>
          <Icon icon={IconFileUpload} size={32} />
        </span>
        Add to the record of {name}
        <span className={classes.targetHint}>Let go to add the files. They stay on your disk too.</span>
      </div>
    </div>
  );
}
