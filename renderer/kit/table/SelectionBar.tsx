import { IconX } from '@tabler/icons-react';
import { Icon } from '../base';
import { formatNumber } from '../format';
import classes from './table.module.css';

export type SelectionAction = { readonly label: string; readonly onSelect: () => void };

type Props = {
  count: number;
  actions: readonly SelectionAction[];
  /** While an action runs: its buttons wait. */
  isBusy: boolean;
  onClear: () => void;
};

/** What can be done with the selected rows; floats above the foot. */
export function SelectionBar({ count, actions, isBusy, onClear }: Props) {
  return (
    <div className={classes.selection} role="toolbar" aria-label="Selected rows">
      <span role="status">{formatNumber(count)} selected</span>
      {actions.map((action) => (
        <button key={action.label} type="button" disabled={isBusy} onClick={action.onSelect}>
          {action.label}
        </button>
      ))}
      <button type="button" aria-label="Select nothing" onClick={onClear}>
        <Icon icon={IconX} />
      </button>
    </div>
  );
}
