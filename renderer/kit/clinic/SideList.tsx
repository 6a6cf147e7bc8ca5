import type { ReactNode } from 'react';
import { Icon, type IconLike } from '../base/Icon';
import styles from './SideList.module.css';

export type SideItem = {
  key: string;
  icon?: IconLike;
  title: ReactNode;
  /** At the right of the title: a year, a button. */
  right?: ReactNode;
  rightTone?: 'warn';
  /** Quieter, below. */
  detail?: ReactNode;
  tone?: 'danger' | 'warn';
};

/** Short entries under one another in a side panel; `nothing` is said where there are none. */
export function SideList({ items, nothing }: { items: readonly SideItem[]; nothing?: string }) {
  if (items.length === 0) return nothing ? <p className={styles.nothing}>{nothing}</p> : null;
  return (
    <ul className={styles.list}>
      {items.map(({ key, icon, title, right, rightTone, detail, tone }) => (
        <li key={key} className={styles.item}>
          {icon && (
            <span className={styles.icon}>
              <Icon icon={icon} />
            </span>
          )}
          <div className={styles.words}>
            <div className={styles.title} data-tone={tone}>
              {title}
            </div>
            {detail && <div className={styles.detail}>{detail}</div>}
          </div>
          {right && (
            <div className={styles.right} data-tone={rightTone}>
              {right}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
