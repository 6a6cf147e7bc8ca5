import { IconAlertTriangle, IconInfoCircle, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './banner.module.css';
import { Icon, type IconLike } from './Icon';

export type BannerProps = {
  tone: 'warn' | 'danger' | 'info';
  children: ReactNode;
  action?: ReactNode;
  icon?: IconLike;
  /** With an edge and round corners, inside a form; otherwise a strip from edge to edge. */
  boxed?: boolean;
};

const icons = { warn: IconPlugConnectedX, danger: IconAlertTriangle, info: IconInfoCircle };

/** A strip that says what is going on. Danger is announced at once, the rest politely. */
export function Banner({ tone, children, action, icon, boxed }: BannerProps) {
  return (
    <div
      className={classes.banner}
      data-tone={tone}
      data-boxed={boxed || undefined}
      role={tone === 'danger' ? 'alert' : 'status'}
      // The keyboard is put there when nothing else on the page says what went wrong.
      tabIndex={tone === 'danger' && boxed ? -1 : undefined}
    >
      <span className={classes.icon}>
        <Icon icon={icon ?? icons[tone]} />
      </span>
      <div className={classes.text}>{children}</div>
      {action && <div className={classes.action}>{action}</div>}
    </div>
  );
}
