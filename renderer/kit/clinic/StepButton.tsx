import { DefaultButton, QuietButton, SoftButton } from '../base/Button';
import type { StepUrgency } from './status';
import { pauseSteps, useStepPause } from './step-pause';

type Props = {
  label: string;
  /** Whose step it is, for people who hear the page. */
  of: string;
  urgency: StepUrgency;
  onClick: () => void;
};

const looks = { now: SoftButton, soon: DefaultButton, later: QuietButton } as const;

/** The next step of a row: soft teal when it can be done now, outlined when due soon, plain text otherwise. */
export function StepButton({ label, of, urgency, onClick }: Props) {
  const Button = looks[urgency];
  const isPaused = useStepPause();
  const takeOne = () => {
    pauseSteps();
    onClick();
  };
  return (
    <Button
      size="small"
      label={label}
      ariaLabel={`${label} ${of}`}
      isPaused={isPaused}
      onClick={isPaused ? undefined : takeOne}
    />
  );
}
