import type { ReactNode } from 'react';
import classes from './empty.module.css';
import { Icon, type IconLike } from './Icon';

export type EmptyProps = {
  icon: IconLike;
  /** One bold line: "No patients yet". */
  title: string;
  /** One sentence: what to do, or which filters hide the result. */
  text?: ReactNode;
  /** At most two buttons. */
  actions?: ReactNode;
  /** A smaller one for panels and sections. */
  compact?: boolean;
};

/** There is nothing here, and that is not a failure. */
export function Empty({ icon, title, text, actions, compact }: EmptyProps) {
  return (
    <div className={classes.empty} data-compact={compact || undefined}>
      <span className={classes.icon}>
        <Icon icon={icon} size={26} />
      </span>
      <p className={classes.title}>{title}</p>
      {text && <p className={classes.text}>{text}</p>}
      {actions && <div className={classes.actions}>{actions}</div>}
    </div>
  );
}
