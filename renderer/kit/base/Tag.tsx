import type { ReactNode } from 'react';
import { Icon, type IconLike } from './Icon';
import classes from './tag.module.css';

export type Tone = 'plain' | 'accent' | 'warn' | 'danger' | 'ok';

export type TagProps = { tone?: Tone; children: ReactNode; icon?: IconLike };

/** A short fact with a ground: "Falls risk". Its colour never carries the meaning alone. */
export function Tag({ tone = 'plain', children, icon }: TagProps) {
  return (
    <span className={classes.tag} data-tone={tone}>
      {icon && <Icon icon={icon} size={14} />}
      <span>{children}</span>
    </span>
  );
}
