import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { Fragment } from 'react';
import { NavLink } from 'react-router';
import { ForScreenReaders, Icon, IconButton, Tip } from '../base';
import { Logo } from './Logo';
import type { NavigationItem } from './navigation';
import styles from './navigation.module.css';

export type Counts = Partial<Record<NonNullable<NavigationItem['count']>, number>>;

const countWords = {
  waiting: 'waiting',
  pendingAccounts: 'waiting for approval',
};

type ItemProps = { item: NavigationItem; count: number; isCurrent: boolean; isFolded: boolean };

function Item({ item, count, isCurrent, isFolded }: ItemProps) {
  const words = item.count && count > 0 ? countWords[item.count] : undefined;
  const name = words ? `${item.label}, ${count} ${words}` : item.label;
  const link = (
    <NavLink
      to={item.to}
      className={styles.item}
      data-current={isCurrent || undefined}
      aria-current={isCurrent ? 'page' : undefined}
      aria-label={isFolded ? name : undefined}
    >
      <Icon icon={item.icon} size={18} />
      {!isFolded && <span className={styles.label}>{item.label}</span>}
      {words && !isFolded && (
        <span className={styles.count}>
          {count}
          <ForScreenReaders> {words}</ForScreenReaders>
        </span>
      )}
      {words && isFolded && <span className={styles.dot} />}
    </NavLink>
  );
  if (!isFolded) return link;
  return <Tip text={name}>{link}</Tip>;
}

type Props = {
  clinic: string;
  items: readonly NavigationItem[];
  current: NavigationItem | undefined;
  counts: Counts;
  isFolded: boolean;
  /** Left out where the window is too narrow to unfold. */
  onFold?: () => void;
};

/** The pages a person may use, at the left. */
export function Navigation({ clinic, items, current, counts, isFolded, onFold }: Props) {
  return (
    <nav className={styles.frame} data-folded={isFolded || undefined} aria-label="Pages">
      <div className={styles.head}>
        <Logo name={clinic} note="Clinic Desk" isFolded={isFolded} />
      </div>
      <div className={styles.list}>
        {items.map((item, index) => {
          const startsGroup = index > 0 && items[index - 1]?.group !== item.group;
          return (
            <Fragment key={item.to}>
              {startsGroup && <hr className={styles.divider} />}
              <Item
                item={item}
                count={(item.count && counts[item.count]) ?? 0}
                isCurrent={item.to === current?.to}
                isFolded={isFolded}
              />
            </Fragment>
          );
        })}
      </div>
      {onFold && (
        <div className={styles.foot}>
          <IconButton
            label={isFolded ? 'Unfold navigation' : 'Fold navigation'}
            icon={isFolded ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse}
            shortcut="mod+B"
            expanded={!isFolded}
            onClick={onFold}
          />
        </div>
      )}
    </nav>
  );
}
