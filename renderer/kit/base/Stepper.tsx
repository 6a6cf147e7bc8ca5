import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { QuietButton } from './Button';
import { IconButton } from './IconButton';
import classes from './stepper.module.css';

type Step = { label: string; shortcut?: string; onClick: () => void };

export type StepperProps = {
  /** Names the group for screen readers: "Day". */
  label: string;
  back: Step;
  /** Between the arrows: "Today". */
  middle?: { label: string; onClick: () => void };
  forward: Step;
};

/** Back, home and forward in one edge: steps through days, weeks or months. */
export function Stepper({ label, back, middle, forward }: StepperProps) {
  return (
    <div className={classes.stepper} role="group" aria-label={label}>
      <IconButton icon={IconChevronLeft} {...back} />
      {middle && (
        <span className={classes.middle}>
          <QuietButton {...middle} />
        </span>
      )}
      <IconButton icon={IconChevronRight} {...forward} />
    </div>
  );
}
