import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import {
  type KeptCheck,
  needDecision,
  sayDecided,
  sayFinding,
} from '../../../shared/rules/check-prescription';
import { counted } from '../../../shared/rules/counted';
import { Icon } from '../base/Icon';
import { notCheckedHead, type NotCheckedPart } from './check-words';
import classes from './medicine.module.css';

export type TakenStateProps = {
  /** undefined: it was not made, which is said of what is taken. */
  check: KeptCheck | undefined;
  reason?: string | undefined;
  /** The checks of all that is taken, by prescription, where each stands at its own: what is not known says so there, once. */
  among?: Readonly<Record<string, KeptCheck>>;
  /** It is not taken now: the check is as it was when it was prescribed, and asks for nothing any more. */
  isOver?: boolean;
};

/** How a medicine stands in a narrow list: the worst that speaks against it, what was not checked, the reason. null when clear. */
export function TakenState({ check, reason, among = {}, isOver = false }: TakenStateProps) {
  if (!check && isOver) return reason ? <Over>{reasonLine(reason)}</Over> : null;
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
  const notChecked = check.notChecked.filter((part) => !isSaidThere(part, among));
  const isClear = !worst && lesser === 0 && notChecked.length === 0;
  if (isClear && !(isOver && reason)) return null;
  const tone = (ofTaken: 'danger' | 'warn') => (isOver ? undefined : ofTaken);
  const lines = (
    <>
      {worst && (
        <div className={classes.finding} data-tone={tone('danger')}>
          <Icon icon={IconAlertTriangle} /> {reason || isOver ? sayDecided(worst) : sayFinding(worst)}
          {others.length > 0 && ` ${others.length} more.`}
        </div>
      )}
      {notChecked.map((part) => (
        <div key={`${part.what} ${part.about ?? ''}`} className={classes.finding} data-tone={tone('danger')}>
          {notCheckedHead(part)}
          {part.what === 'medicine' && Object.keys(among).length > 1 && ', nor the others against it'}
        </div>
      ))}
      {lesser > 0 && (
        <div className={classes.finding} data-tone={tone('warn')}>
          {counted(lesser, { one: 'lesser warning', many: 'lesser warnings' })}
        </div>
      )}
      {reason && reasonLine(reason)}
    </>
  );
  return isOver ? <Over>{lines}</Over> : <div className={classes.state}>{lines}</div>;
}

const reasonLine = (reason: string) => <div className={classes.quiet}>Reason: {reason}</div>;

const Over = ({ children }: { children: ReactNode }) => (
  <div className={classes.state}>
    <div className={classes.quiet}>When it was prescribed:</div>
    {children}
  </div>
);

/** Whether the other medicine, against which it was not checked, says itself that it was not. */
const isSaidThere = ({ what, about = '' }: NotCheckedPart, among: Readonly<Record<string, KeptCheck>>) =>
  what === 'other' && (among[about]?.notChecked.some((each) => each.what === 'medicine') ?? false);
