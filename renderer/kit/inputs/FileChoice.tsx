import { IconFileUpload } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import { DefaultButton } from '../base/Button';
import { Icon } from '../base/Icon';
import classes from './inputs.module.css';

type Props = {
  /** What may be dropped here, as a sentence: "Drop a CSV or JSON file here". */
  label: string;
  buttonLabel: string;
  /** As in `accept` of the browser: ".csv,.json". */
  accept: string;
  onFile: (file: File) => void;
};

/** One file, dropped or chosen. What is in it is looked at elsewhere. */
export function FileChoice({ label, buttonLabel, accept, onFile }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    <div
      className={classes.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={drop}
    >
      <Icon icon={IconFileUpload} size={26} />
      <p>{label}</p>
      <DefaultButton label={buttonLabel} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        accept={accept}
        aria-label={buttonLabel}
        tabIndex={-1}
        hidden
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          // The same file may be chosen again after it was put right.
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
    </div>
  );
}
