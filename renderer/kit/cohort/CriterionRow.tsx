import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { IconButton } from '../base/IconButton';
import { formatNumber } from '../format';
import { SelectField } from '../inputs/PlainFields';
import classes from './cohort.module.css';

type Props = {
  /** "Diagnosis", "Diagnosis, 2" */
  title: string;
  /** How it is said plainly, and turned round; absent for what cannot be turned round. */
  says?: readonly [string, string];
  isNot?: boolean;
  onNot?: (isNot: boolean) => void;
  /** Patients who meet it alone; undefined while it is not known. */
  alone: number | undefined;
  onRemove: () => void;
  children: ReactNode;
  error?: string | undefined;
};

/** One criterion: what it is about, whether it shall be so, its inputs, and how many patients meet it alone. */
export function CriterionRow({ title, says, isNot, onNot, alone, onRemove, children, error }: Props) {
  return (
    <div className={classes.row} role="group" aria-label={title}>
      <div className={classes.title} aria-hidden>
        {title}
      </div>
      <div className={classes.inputs}>
        {says && onNot && (
          <div className={classes.says}>
            <SelectField
              label="Patient"
              value={isNot ? 'not' : 'so'}
              options={[
                { value: 'so', label: says[0] },
                { value: 'not', label: says[1] },
              ]}
              onChange={(next) => onNot(next === 'not')}
            />
          </div>
        )}
        {children}
        {error && (
          <div className={classes.error} role="alert">
            {error}
          </div>
        )}
      </div>
      <div className={classes.alone} aria-live="off">
        {alone === undefined ? (
          <span className={classes.unknown}>not counted yet</span>
        ) : (
          <>
            <strong>{formatNumber(alone)}</strong> alone
          </>
        )}
      </div>
      <IconButton label={`Remove ${title}`} icon={IconTrash} onClick={onRemove} />
    </div>
  );
}
