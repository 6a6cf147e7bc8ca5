import { Checkbox, Tooltip } from '@mantine/core';
import { largestPage } from '../../../shared/contract';
import { formatNumber } from '../format';
import classes from './table.module.css';

type Props = { total: number; count: number; onAll: () => void; onNone: () => void };

/** The box in the head: selects every row of a list that is short enough to be meant, or lets all go. */
export function SelectAll({ total, count, onAll, onNone }: Props) {
  const isTooMany = total > largestPage && count === 0;
  const hint = `Filter the list to ${formatNumber(largestPage)} rows or fewer to select all of them`;
  return (
    <Tooltip label={hint} disabled={!isTooMany}>
      <span className={classes.checkbox}>
        <Checkbox
          aria-label={count > 0 ? 'Select nothing' : 'Select all rows'}
          checked={count > 0 && count === total}
          indeterminate={count > 0 && count < total}
          disabled={isTooMany}
          onChange={() => (count > 0 ? onNone() : onAll())}
        />
      </span>
    </Tooltip>
  );
}
