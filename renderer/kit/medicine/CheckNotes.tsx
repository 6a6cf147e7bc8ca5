import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import type { KeptCheck } from '../../../shared/rules/check-prescription';
import { Icon } from '../base/Icon';
import { CheckFindings } from './CheckFindings';
import { clearWords, didYouMeanWords, notCheckedHead, notLookedAt, toneOf } from './check-words';
import classes from './medicine.module.css';

type Props = {
  result: KeptCheck;
  /** Known for a check that was made now. */
  against?: { allergies: number; medicines: number };
  /** As it was found then: it is not taken now. */
  isOver?: boolean;
};

/** The whole of a check: what was found, what was not looked at, and what never is. */
export function CheckNotes({ result, against, isOver }: Props) {
  const { findings, notChecked } = result;
  const isClear = findings.length === 0 && notChecked.length === 0;
  const isDanger = notChecked.length > 0 || findings.some((finding) => toneOf(finding) === 'danger');
  const tone = isClear ? 'ok' : isDanger ? 'danger' : 'warn';
  return (
    <div className={classes.notes} data-tone={tone}>
      <span className={classes.sign}>
        <Icon icon={isClear ? IconCheck : IconAlertTriangle} />
      </span>
      <div className={classes.words}>
        <CheckFindings findings={findings} isOver={isOver} />
        {notChecked.map((part) => (
          <div key={`${part.what} ${part.about ?? ''}`} className={classes.finding} data-tone="danger">
            <strong>{notCheckedHead(part)}.</strong> {part.why} {didYouMeanWords(part)}
          </div>
        ))}
        {isClear && (against ? clearWords(against) : 'Nothing was found.')}
        <div className={classes.quiet}>{notLookedAt}</div>
      </div>
    </div>
  );
}
