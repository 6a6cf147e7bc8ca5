import { IconAlertTriangle } from '@tabler/icons-react';
import {
  type KeptCheck,
  needDecision,
  sayDecided,
  sayFinding,
} from '../../../shared/rules/check-prescription';
import { counted } from '../../../shared/rules/counted';
import { Icon } from '../base/Icon';
import { notCheckedHead } from './check-words';
import classes from './medicine.module.css';

type Props = { check: KeptCheck | undefined; reason?: string };

/** How a medicine stands in a narrow list: the worst that speaks against it, what was not checked, the reason. null when clear. */
export function TakenState({ check, reason }: Props) {
  if (!check)
    return (
      <div className={classes.state}>
        <div className={classes.finding} data-tone="danger">
          NOT CHECKED
        </div>
      </div>
    );
  const [worst, ...others] = needDecision(check);
  const lesser = check.findings.length - (worst ? others.length + 1 : 0);
  if (!worst && lesser === 0 && check.notChecked.length === 0) return null;
  return (
    <div className={classes.state}>
      {worst && (
        <div className={classes.finding} data-tone="danger">
          <Icon icon={IconAlertTriangle} /> {reason ? sayDecided(worst) : sayFinding(worst)}
          {others.length > 0 && ` ${others.length} more.`}
        </div>
      )}
      {check.notChecked.map((part) => (
        <div key={`${part.what} ${part.about ?? ''}`} className={classes.finding} data-tone="danger">
          {notCheckedHead(part)}
        </div>
      ))}
      {lesser > 0 && (
        <div className={classes.finding} data-tone="warn">
          {counted(lesser, { one: 'lesser warning', many: 'lesser warnings' })}
        </div>
      )}
      {reason && <div className={classes.quiet}>Reason: {reason}</div>}
    </div>
  );
}
