import { IconAlertTriangle } from '@tabler/icons-react';
import { isSameName } from '../../../shared/rules/code-names';
import { QuietButton } from '../base/Button';
import { Icon } from '../base/Icon';
import type { TypedCode } from '../data/code-search';
import classes from './inputs.module.css';

type Props = {
  /** As it is typed. */
  code: string;
  name: unknown;
  typed: TypedCode;
  /** Takes the official name over; undefined where nothing can be changed. */
  onTake: (() => void) | undefined;
};

/** What its system says of a code: that it is not there, that it has another name, that no bill may carry it. */
export function CodeNote({ code, name, typed: { found, edition, isMissing }, onTake }: Props) {
  const isOtherwise =
    found !== undefined && typeof name === 'string' && name !== '' && !isSameName(name, found.display);
  const words = [
    isMissing && `${code} is not in ${edition}. It is kept as it is typed.`,
    isOtherwise && `${found.code} is “${found.display}” in ${edition}.`,
    found?.isBillable === false && `${found.code} is not billable.`,
  ].filter((each) => each !== false);
  if (words.length === 0) return null;
  return (
    <div className={classes.codingNote} role="status">
      <Icon icon={IconAlertTriangle} size={14} /> {words.join(' ')}{' '}
      {isOtherwise && onTake && <QuietButton size="small" label="Take this name" onClick={onTake} />}
    </div>
  );
}
