import { FileButton } from '@mantine/core';
import { IconPhoto, IconTrash } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { DefaultButton, QuietButton } from '../base/Button';
import { Icon } from '../base/Icon';
import type { FieldInputProps } from './input-props';
import classes from './inputs.module.css';
import { shrinkPicture } from './shrink-picture';

/** A small picture; whatever size the file has, it is made small before it is kept. */
export function ImageInput(props: FieldInputProps) {
  const { field, value, onChange, error, disabled, label } = props;
  const legend = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const picture = typeof value === 'string' && value.startsWith('data:image/') ? value : null;
  const take = async (file: File | null) => {
    if (!file) return;
    setProblem(null);
    try {
      onChange(await shrinkPicture(file));
    } catch (failure) {
      setProblem(failure instanceof Error ? failure.message : String(failure));
    }
  };
  return (
    <div role="group" aria-labelledby={legend}>
      <div id={legend} className={classes.legend}>
        {label ?? field.label}
      </div>
      <div className={classes.picture}>
        <span className={classes.pictureFrame}>
          {picture ? <img src={picture} alt={label ?? field.label} /> : <Icon icon={IconPhoto} size={24} />}
        </span>
        {!disabled && (
          <div className={classes.pictureButtons}>
            <FileButton accept="image/png,image/jpeg,image/webp" onChange={(file) => void take(file)}>
              {({ onClick }) => (
                <DefaultButton
                  label={picture ? 'Change…' : 'Choose…'}
                  ariaLabel={`${picture ? 'Change…' : 'Choose…'} ${label ?? field.label}`}
                  onClick={onClick}
                />
              )}
            </FileButton>
            {picture && <QuietButton icon={IconTrash} label="Remove" onClick={() => onChange(undefined)} />}
          </div>
        )}
      </div>
      {(problem ?? error) && (
        <div className={classes.error} role="alert">
          {problem ?? error}
        </div>
      )}
    </div>
  );
}
