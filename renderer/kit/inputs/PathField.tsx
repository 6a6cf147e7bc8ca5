import { TextInput } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { DefaultButton } from '../base/Button';
import classes from './inputs.module.css';

export type PathFieldProps = {
  label: string;
  help?: ReactNode;
  error?: string;
  name?: string;
  value: string;
  /** As in `accept` of the browser: ".pem,.crt". */
  accept: string;
  onChange: (path: string) => void;
  onBlur?: () => void;
};

/**
 * Where a file of this computer is, by its whole path: Clinic Desk reads it itself, each time it needs it. The desktop
 * window offers to choose it; a browser tells no page where a file is, so there the path is typed.
 */
export function PathField({ label, help, error, name, value, accept, onChange, onBlur }: PathFieldProps) {
  const chooser = useRef<HTMLInputElement>(null);
  const desktop = window.clinicDesk;
  return (
    <div className={classes.path}>
      <div className={classes.pathText}>
        <TextInput
          {...{ label, error, name, value, onBlur }}
          description={help}
          placeholder={desktop ? undefined : 'The whole path, as in /home/desk/ca.pem or C:\\Clinic\\ca.pem'}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </div>
      {desktop && (
        <>
          <DefaultButton
            label="Choose…"
            ariaLabel={`Choose… ${label}`}
            icon={IconFolderOpen}
            onClick={() => chooser.current?.click()}
          />
          <input
            ref={chooser}
            type="file"
            accept={accept}
            aria-label={`Choose… ${label}`}
            tabIndex={-1}
            hidden
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              event.currentTarget.value = '';
              if (file) onChange(desktop.pathOf(file));
            }}
          />
        </>
      )}
    </div>
  );
}
